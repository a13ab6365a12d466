"""What was agreed and could not be done with the agreement, because something else happened meanwhile."""

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.decisions.models import Agreement
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person

from .goal import Goal

if TYPE_CHECKING:
    from collections.abc import Mapping


class UndoneQuerySet(models.QuerySet["Undone"]):
    def open(self) -> "UndoneQuerySet":
        """Those about which nobody has said what becomes of them."""
        return self.filter(ended_at=None)


class Undone(models.Model):
    """Why something agreed was not done; later how that ended: done after all, or left to rest with a reason."""

    class Why(models.TextChoices):
        CLOSED = "closed", _("the goal had been closed already")
        GONE = "gone", _("the key result that it is about had been dropped")
        CHANGED = "changed", _("the numbers had been changed by then")
        AWAY = "away", _("whoever proposed it can no longer do it")
        UNFIT = "unfit", _("what was filled in no longer fitted")

    class Ended(models.TextChoices):
        DONE = "done", _("done after all")
        RESTS = "rests", _("left to rest")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="undone")
    why = models.CharField(max_length=10, choices=Why.choices)
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, choices=Ended.choices, default="")
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    because = models.TextField(_("why it rests"), default="", max_length=2000)

    objects = UndoneQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["goal"], condition=models.Q(ended_at=None), name="undone_by_goal")]

    def __str__(self) -> str:
        return self.agreement.words

    @classmethod
    @transaction.atomic
    def note(cls, made: Agreement, goal: Goal, why: str) -> "Undone":
        """Keep that an agreement was not carried out, and why; whoever asked for it is told. Noted already, it stays."""
        said = {"organisation_id": made.organisation_id, "goal": goal, "why": why, "at": clock.now()}
        found, is_new = cls.objects.get_or_create(agreement=made, defaults=said)
        if is_new:
            record(None, "decision.undone", made.decision, agreement=made.pk, because=why)
        return found

    @transaction.atomic
    def rest(self, because: str, *, by: Person) -> None:
        """Let it rest, with a reason. Ended already, nothing happens."""
        self._end(self.Ended.RESTS, "decision.rests", by=by, because=because)

    @transaction.atomic
    def do(self, *, by: Person) -> None:
        """Say that it was done after all. Ended already, nothing happens."""
        self._end(self.Ended.DONE, "decision.done", by=by)

    def _end(self, ended_as: str, verb: str, *, by: Person, because: str = "") -> None:
        how: Mapping[str, object] = {"ended_at": clock.now(), "ended_as": ended_as, "ended_by": by, "because": because}
        if Undone.objects.open().filter(pk=self.pk).update(**how):
            record(by, verb, self.agreement.decision, agreement=self.agreement_id)
