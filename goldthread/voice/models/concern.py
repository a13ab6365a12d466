"""A concern: what stands against a goal, an agreement or the product, and what came of saying it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import GoalVersion
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product

from .. import rules, telling
from .drawn import drawn_number
from .promise import Promise
from .writer import Writer

MOST_CHARACTERS = 2000


@dataclass(frozen=True)
class Subject:
    """What a concern is about: the thing, its words now, the goal on whose sight it depends (0: none), who answers."""

    kind: str
    noun_id: int
    product: Product
    words: str
    goal_id: int
    version: int
    answerer: Person


class ConcernQuerySet(models.QuerySet["Concern"]):
    def shown_to(self, person: Person, now: datetime) -> "ConcernQuerySet":
        """Those that have come into sight, and a person's own. `is_mine` says which are."""
        own = Writer.objects.filter(concern=OuterRef("pk"), person=person.pk)
        return self.annotate(is_mine=Exists(own)).filter(Q(at__lte=now) | Q(is_mine=True))

    def mine(self) -> "ConcernQuerySet":
        """Of those shown to a person, the ones that they raised."""
        return self.filter(Q(is_mine=True))

    def open(self) -> "ConcernQuerySet":
        return self.filter(answer="", changed_version=None)

    def answered(self) -> "ConcernQuerySet":
        return self.exclude(answer="", changed_version=None)

    def due_by(self, day: date) -> "ConcernQuerySet":
        """Those that nobody has answered and whose promised day is this one or earlier."""
        return self.open().filter(due__lte=day)

    def late(self, today: date) -> "ConcernQuerySet":
        """Those whose promised day is over and that nobody has answered."""
        return self.open().filter(due__lt=today)


class Concern(models.Model):
    """What somebody says stands against a thing. Its words never change and are never removed; an answer is given once.

    `by` is empty where it was raised without name; `at` is the moment from which others see it. `about` keeps the words
    of the thing as they were then, `version` the number of the goal's version. Its number is drawn by lot: one in a row
    would tell between which two others it was written.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("taken up")
        ADAPTED = "adapted", _("adapted")
        DECLINED = "declined", _("declined, with why")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=40)
    noun_id = models.BigIntegerField()
    goal_id = models.BigIntegerField(null=True)
    about = models.CharField(max_length=600)
    version = models.PositiveIntegerField(null=True)
    text = models.TextField(max_length=MOST_CHARACTERS)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    # Of the entry that says it was raised; empty until then.
    told_at = models.DateTimeField(null=True)
    answerer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due = models.DateField(_("answer promised by"))
    answer = models.CharField(max_length=10, choices=Answer.choices, default="")
    why = models.TextField(default="", max_length=MOST_CHARACTERS)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    changed_version = models.ForeignKey(GoalVersion, models.PROTECT, null=True, related_name="because_of")
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    stepped_forward_at = models.DateTimeField(null=True)
    # How much has happened to it; the entry of which whoever raised it without name is still to be told; once told it is late.
    news = models.PositiveIntegerField(default=0)
    untold_entry_id = models.BigIntegerField(null=True)
    told_late_at = models.DateTimeField(null=True)
    # Once whoever answers was told that the promised day is near.
    reminded_at = models.DateTimeField(null=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "kind", "noun_id", "-at"], name="concern_by_noun"),
            models.Index(fields=["product", "-at"], name="concern_by_product"),
            models.Index(fields=["organisation", "answerer", "answer"], name="concern_by_answerer"),
            models.Index(fields=["at"], condition=Q(told_at=None), name="concern_to_be_shown"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_concern_says_something"),
            models.CheckConstraint(condition=~Q(answer="declined", why=""), name="a_declined_concern_says_why"),
        ]

    def __str__(self) -> str:
        return self.about

    @classmethod
    @transaction.atomic
    def raise_(cls, about: Subject, text: str, *, by: Person, nameless: bool = False) -> "Concern":
        """Say what stands against a thing. Said again in the same words while it is open, it stands once.

        Without name nothing but the writer's own row says who; it comes into sight at the next quarter of an hour, and
        the record tells of it then, by nobody.
        """
        organisation = about.product.organisation
        own = Writer.objects.filter(organisation=organisation, person=by).values("concern")
        same = cls.objects.open().filter(pk__in=own, kind=about.kind, noun_id=about.noun_id, text=text)
        if (known := same.filter(by=None if nameless else by).first()) is not None:
            return known
        at = rules.shown_from(clock.now()) if nameless else clock.now()
        made = cls.objects.create(
            pk=drawn_number(),
            organisation=organisation,
            product=about.product,
            kind=about.kind,
            noun_id=about.noun_id,
            goal_id=about.goal_id or None,
            about=about.words,
            version=about.version or None,
            text=text,
            by=None if nameless else by,
            at=at,
            answerer=about.answerer,
            due=rules.answered_by(
                at.astimezone(ZoneInfo(organisation.time_zone)).date(), Promise.days_in(organisation.pk)
            ),
        )
        Writer.objects.create(organisation=organisation, concern=made, person=by)
        if not nameless:
            made.come_into_sight()
        return made

    @transaction.atomic
    def come_into_sight(self) -> None:
        """Write down that it was raised and tell who answers, once; not before its moment."""
        now = clock.now()
        if self.at <= now and Concern.objects.filter(pk=self.pk, told_at=None).update(told_at=now):
            self.told_at = now
            entry = record(self.by, "concern.raised", self, about=self.kind, nameless=self.is_nameless)
            telling.tell_answerer(self, entry)

    @transaction.atomic
    def answer_with(self, answer: str, why: str, *, by: Person) -> bool:
        """Answer it, once: an answer stays. Says whether it was this one.

        Raises ValueError for an answer that is none, and for one that declines without a reason.
        """
        if answer not in self.Answer.values or (answer == self.Answer.DECLINED and not why.strip()):
            raise ValueError(f"not an answer to a concern: {answer!r}")
        said = {"answer": answer, "why": why, "answered_by": by, "answered_at": clock.now()}
        if not Concern.objects.filter(pk=self.pk, answer="").update(**said):
            return False
        self.refresh_from_db()
        self._news(by, "concern.answered", answer=str(answer))
        return True

    @transaction.atomic
    def changed(self, version: GoalVersion, *, by: Person) -> bool:
        """Say that these new words of a goal came because of it, once. What was not answered is taken up by that."""
        linked = {"changed_version": version, "changed_by": by, "changed_at": clock.now()}
        if not Concern.objects.filter(pk=self.pk, changed_version=None).update(**linked):
            return False
        taken_up = {"answer": self.Answer.ACCEPTED, "answered_by": by, "answered_at": clock.now()}
        Concern.objects.filter(pk=self.pk, answer="").update(**taken_up)
        self.refresh_from_db()
        self._news(by, "concern.changed", goal=version.goal_id, version_number=version.number)
        return True

    @transaction.atomic
    def step_forward(self, *, by: Person) -> None:
        """Whoever raised it without name puts their name on it. Raises ValueError for anybody else."""
        if not Writer.objects.filter(concern=self.pk, person=by).exists():
            raise ValueError("somebody else raised it")
        now = clock.now()
        if not Concern.objects.filter(pk=self.pk, by=None).update(by=by, stepped_forward_at=now):
            return
        # Nothing is left to hide behind the moment at which it would have come into sight.
        Concern.objects.filter(pk=self.pk, told_at=None).update(at=now)
        self.refresh_from_db()
        if self.told_at is None:
            self.come_into_sight()
        else:
            telling.tell_answerer(self, record(by, "concern.stepped_forward", self))

    @transaction.atomic
    def pass_on(self, answerer: Person, *, by: Person | None) -> None:
        """Have somebody else answer it, as when the goal has another owner."""
        if self.answerer_id != answerer.pk and not self.answer:
            self.answerer = answerer
            self.save(update_fields=["answerer"])
            telling.tell_answerer(self, record(by, "concern.passed_on", self, person=answerer.pk))

    @transaction.atomic
    def read(self, *, by: Person) -> None:
        """Whoever raised it has read what came of it: it waits on their Today no longer. Nobody else learns of it."""
        Writer.objects.filter(concern=self.pk, person=by).update(read_up_to=self.news)

    def _news(self, by: Person, verb: str, **facts: Any) -> None:
        """Write it down, and tell whoever raised it: at once where it has a name, else by the sweep, which alone can see who."""
        entry = record(by, verb, self, **facts)
        self.has_news(entry.pk)
        if self.by_id:
            telling.tell(self.by_id, self, entry)

    def has_news(self, entry_id: int) -> None:
        untold = None if self.by_id else entry_id
        Concern.objects.filter(pk=self.pk).update(news=F("news") + 1, untold_entry_id=untold)
        self.news, self.untold_entry_id = self.news + 1, untold

    @property
    def is_nameless(self) -> bool:
        return self.by_id is None

    @property
    def state(self) -> rules.State:
        return rules.state_of(self.answer, changed=self.changed_version_id is not None)

    def days_late(self, today: date) -> int:
        return rules.days_late(self.due, today, is_answered=self.state != rules.State.OPEN)
