"""What stands beside a sounding: its drafts, who is asked, and what is passed on of what they said."""

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Goal, GoalVersion
from goldthread.decisions.models import Voter
from goldthread.kit import clock, walls
from goldthread.people.models import Membership, Organisation, Person

LONGEST_TOKEN = 100


class Draft(models.Model):
    """One version of the words that go round. What it says stands in the version of the goal; where it is asked what
    becomes of the goal, in `effect`, as `chain.effects` made it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sounding = models.ForeignKey("soundings.Sounding", models.PROTECT, related_name="drafts")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(GoalVersion, models.PROTECT, related_name="+")
    # What was thought of and left.
    left = models.TextField(_("what we thought of and left"), default="", max_length=2000)
    changed = models.TextField(_("what changed"), default="", max_length=2000)
    # How sure the organiser is that it can be reached, 0 to 10.
    confidence = models.PositiveSmallIntegerField(null=True)
    is_editorial = models.BooleanField(default=False)
    effect = models.JSONField(null=True)
    contested_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sounding", "number"], name="one_draft_a_number")]

    def __str__(self) -> str:
        return f"draft {self.number} of {self.sounding_id}"

    @property
    def statement(self) -> str:
        """The words that are asked about."""
        return str(self.effect["words"]) if self.effect else self.version.statement

    @property
    def why(self) -> str:
        return str(self.effect["why"]) if self.effect else self.version.why


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def standing(self) -> "ParticipantQuerySet":
        """Those who are still there to be heard."""
        return self.filter(left_at=None)


class Participant(models.Model):
    """Somebody whom a draft goes to. `number` is their place in the order, drawn once: the senior ones last."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sounding = models.ForeignKey("soundings.Sounding", models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=20, choices=Voter.Group.choices, default=Voter.Group.OTHERS)
    is_senior = models.BooleanField(default=False)
    # Whose support it takes; others are heard.
    is_needed = models.BooleanField(default=True)
    left_at = models.DateTimeField(null=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sounding", "person"], name="sounded_once_a_sounding"),
            models.UniqueConstraint(fields=["sounding", "number"], name="one_participant_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} sounded in {self.sounding_id}"

    @property
    def token(self) -> str:
        """What stands in their personal link. The organisation is in front: its wall is passed before the row is found."""
        proof = salted_hmac("goldthread.sounding", f"{self.organisation_id}-{self.pk}", algorithm="sha256")
        return f"{self.organisation_id}-{self.pk}-{proof.hexdigest()[:40]}"

    @classmethod
    def by_token(cls, token: str) -> "Participant | None":
        """Whom a link was sent to; None for a token that never was one."""
        numbers = token.split("-")[:2]
        if len(token) > LONGEST_TOKEN or len(numbers) < 2:
            return None
        if not all(one.isascii() and one.isdigit() and len(one) <= 18 for one in numbers):
            return None
        organisation_id, pk = (int(one) for one in numbers)
        asked = cls(pk=pk, organisation_id=organisation_id)
        return cls.found(organisation_id, pk) if constant_time_compare(token, asked.token) else None

    @classmethod
    def found(cls, organisation_id: int, pk: int) -> "Participant | None":
        """A participant, seen from outside a session; what they then see is what this person sees."""
        walls.confine(organisation_id, None)
        rows = cls.objects.filter(organisation=organisation_id, pk=pk)
        person_id = rows.values_list("person_id", flat=True).first()
        walls.confine(organisation_id, person_id)
        return rows.select_related("person", "sounding__product__organisation", "sounding__organiser").first()

    @property
    def belongs(self) -> bool:
        """Whether they are still asked, and still belong to the organisation."""
        return self.left_at is None and self.is_member

    @property
    def is_member(self) -> bool:
        """Whether they still belong to the organisation, and can sign in at all."""
        member = Membership.objects.filter(organisation=self.organisation_id, person=self.person_id)
        return self.person.is_active and member.exists()


class Point(models.Model):
    """What is passed on of what somebody said: their words, the answer, and the name only where they wanted it."""

    class Kind(models.TextChoices):
        CONCERN = "concern", _("concern")
        SUGGESTION = "suggestion", _("suggestion")
        QUESTION = "question", _("question")
        SUPPORT = "support", _("support")

    class Answer(models.TextChoices):
        TAKEN_UP = "taken_up", _("taken up")
        ADAPTED = "adapted", _("adapted")
        DECLINED = "declined", _("declined, with why")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sounding = models.ForeignKey("soundings.Sounding", models.PROTECT, related_name="points")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    draft = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField(max_length=2000)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, default="")
    why = models.TextField(default="", max_length=2000)
    # The draft that changed because of it.
    taken_in = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return self.words
