"""What was said, once it is revealed. While a question is open no such row exists: ballots lie in the locked box."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person

from .voter import Voter


class Ballot(models.Model):
    """A revealed vote with the name on it. Never changes."""

    class Position(models.TextChoices):
        SUPPORT = "support", _("supports it")
        RESERVE = "reserve", _("supports it, with a concern")
        ABSTAIN = "abstain", _("abstains")
        ASIDE = "aside", _("stands aside")
        DISCUSS = "discuss", _("wants to talk first")
        OBJECT = "object", _("does not support it")
        BLOCK = "block", _("blocks it")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="ballots")
    voter = models.OneToOneField(Voter, models.PROTECT, related_name="ballot")
    # The order in which they were cast; when is nobody's concern.
    place = models.PositiveIntegerField()
    position = models.CharField(max_length=10, choices=Position.choices)
    fingers = models.PositiveSmallIntegerField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    because = models.TextField(default="", max_length=2000)

    def __str__(self) -> str:
        return f"{self.position} by {self.voter_id}"


class Concern(models.Model):
    """What stands against it, in the words of a ballot, and the answer that it is given."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("taken up")
        ADAPTED = "adapted", _("adapted")
        DECLINED = "declined", _("declined, with why")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="concerns")
    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="concern")
    answer = models.CharField(max_length=10, choices=Answer.choices, default="")
    why = models.TextField(default="", max_length=2000)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"concern of {self.ballot_id}"

    @transaction.atomic
    def answer_with(self, answer: str, why: str, *, by: Person) -> bool:
        """Answer it, once: an answer stays. Says whether it was this one."""
        waiting = Concern.objects.filter(pk=self.pk, answer="")
        given = waiting.update(answer=answer, why=why, answered_by=by, answered_at=clock.now())
        if given:
            self.refresh_from_db()
            record(by, "decision.answered", self.decision, concern=self.pk, answer=str(answer))
        return bool(given)
