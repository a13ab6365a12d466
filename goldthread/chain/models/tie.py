from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person

from .. import rules
from .goal import Goal, Refused


class TieQuerySet(models.QuerySet["Tie"]):
    def standing(self) -> "TieQuerySet":
        return self.filter(untied_at=None)


class Tie(models.Model):
    """One goal is a step towards another, because; from one day to another."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    child = models.ForeignKey(Goal, models.PROTECT, related_name="ties")
    parent = models.ForeignKey(Goal, models.PROTECT, related_name="ties_below")
    via_key_result = models.ForeignKey("chain.KeyResult", models.SET_NULL, null=True, blank=True, related_name="+")
    because = models.TextField(default="", blank=True, max_length=2000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    tied_at = models.DateTimeField(default=clock.now)
    untied_at = models.DateTimeField(null=True)
    untied_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = TieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], condition=Q(untied_at=None), name="one_standing_tie"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="no_tie_to_itself"),
        ]
        indexes = [models.Index(fields=["parent"], name="tie_by_parent")]

    def __str__(self) -> str:
        return f"{self.child_id} towards {self.parent_id}"

    @classmethod
    @transaction.atomic
    def between(cls, child: Goal, parent: Goal, *, by: Person, because: str) -> "Tie":
        """The standing tie from child to parent, made where there is none. A new reason ends the tie and begins another."""
        if child.organisation_id != parent.organisation_id:
            raise Refused(_("Goals of two organisations cannot be tied."))
        # One at a time in an organisation: two ties made at once could close a ring that neither closes alone.
        Organisation.objects.select_for_update().get(pk=child.organisation_id)
        standing = cls.objects.standing().filter(child=child, parent=parent).first()
        if standing and standing.because == because:
            return standing
        if standing is None and cls._would_cycle(child, parent):
            raise Refused(
                _("“%(parent)s” is itself a step towards “%(child)s”. A thread cannot run in a ring.")
                % {"parent": parent, "child": child}
            )
        if standing:
            cls.objects.filter(pk=standing.pk).update(untied_at=clock.now(), untied_by=by)
        made = cls.objects.create(
            organisation_id=child.organisation_id,
            child=child,
            parent=parent,
            by=by,
            because=because,
            tied_at=clock.now(),
        )
        child.touch()
        record(by, "goal.tied", child, parent=parent.pk, tie=made.pk)
        return made

    @classmethod
    def _would_cycle(cls, child: Goal, parent: Goal) -> bool:
        pairs = (
            cls.objects.standing().filter(organisation_id=child.organisation_id).values_list("child_id", "parent_id")
        )
        return rules.would_cycle(child.pk, parent.pk, pairs)
