"""A stretch of time with a name, such as a quarter; which goals are meant for it; what became of each when it was closed."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product

from .goal import Closing, Crossed, Goal, GoalVersion, Refused


class PeriodQuerySet(models.QuerySet["Period"]):
    def standing(self) -> "PeriodQuerySet":
        return self.filter(removed_at=None)

    def open_in(self, product: Product) -> "PeriodQuerySet":
        """Those that are not closed for a product, the earliest first: what a goal of it may be meant for."""
        return self.standing().exclude(closings__product=product).order_by("starts", "ends", "pk")


class Period(models.Model):
    """A quarter, a half or any other stretch of an organisation's time. A goal's version may belong to one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="periods")
    name = models.CharField(_("name"), max_length=80)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(removed_at=None), name="one_period_a_name"
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_period_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def plan(cls, organisation: Organisation, name: str, starts: date, ends: date, *, by: Person) -> "Period":
        """Plan a period, both days included; planned again under the same name, it is the same one."""
        said = {"starts": starts, "ends": ends, "by": by, "at": clock.now()}
        made, is_new = cls.objects.standing().get_or_create(organisation=organisation, name=name, defaults=said)
        if is_new:
            record(by, "period.planned", made)
        return made

    @transaction.atomic
    def set_up(self, *, by: Person, name: str, starts: date, ends: date) -> None:
        """Change the name or the days; goals that belong to it go along."""
        if (self.name, self.starts, self.ends) == (name, starts, ends):
            return
        self.name, self.starts, self.ends = name, starts, ends
        self.save(update_fields=["name", "starts", "ends"])
        record(by, "period.set_up", self)

    @transaction.atomic
    def remove(self, *, by: Person, hidden: Collection[int] = ()) -> None:
        """Offer it no longer. Raises Refused while goals that whoever removes it sees belong to it, or once did.

        The row stays: a goal that is restricted to others may belong to it all the same.
        """
        if GoalVersion.objects.filter(period=self).exclude(goal__in=hidden).exists():
            raise Refused(gettext("Goals belong to “%(period)s”, or once did. It stays.") % {"period": self})
        if Period.objects.standing().filter(pk=self.pk).update(removed_at=clock.now()):
            record(by, "period.removed", self)

    @transaction.atomic
    def close(self, product: Product, *, by: Person) -> "PeriodClosing":
        """Say that everything meant for this period in this product is decided. Closed again, nothing changes."""
        said = {"organisation_id": self.organisation_id, "by": by, "at": clock.now()}
        made, is_new = self.closings.get_or_create(product=product, defaults=said)
        if is_new:
            record(by, "period.closed", self, product_id=product.pk)
        return made

    def following(self) -> "Period | None":
        """The period that comes after this one: the first to start when it is over, of several that most like it in length."""
        later = Period.objects.standing().filter(organisation=self.organisation_id, starts__gt=self.ends)
        return min(later, key=lambda one: (one.starts, abs(one.length_days - self.length_days)), default=None)

    @property
    def length_days(self) -> int:
        return (self.ends - self.starts).days + 1


class PeriodClosing(models.Model):
    """A period is over for one product: nothing meant for it was left open that day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="closings")
    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "product"], name="a_period_closes_once_a_product")]

    def __str__(self) -> str:
        return f"{self.period_id} closed for {self.product_id}"


class Settlement(models.Model):
    """What became of one goal when its period was closed, and why."""

    class Decision(models.TextChoices):
        KEEP = "keep", _("kept, without a period")
        CARRY_OVER = "carry_over", _("carried over")
        CHANGE = "change", _("changed")
        DROP = "drop", _("dropped")
        MET = "met", _("met")
        PARTLY = "partly", _("partly met")
        MISSED = "missed", _("missed")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="settlements")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="settlements")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    because = models.TextField(default="", blank=True, max_length=8000)
    # Where the goal went, if it went on.
    onward = models.ForeignKey(Period, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["period", "goal"], name="settled_in_a_period")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.decision}"

    @classmethod
    @transaction.atomic
    def settle(
        cls,
        period: Period,
        goal: Goal,
        decision: str,
        *,
        by: Person,
        base: int | None = None,
        because: str = "",
        **said: Any,
    ) -> "Settlement":
        """Decide what becomes of an open goal of a period; what is decided already stays as it was decided.

        `base` is the id of the version the decision was made on, `said` what CHANGE says anew. `because` is also what
        was learned where the goal ends. Raises Crossed where the goal reads otherwise by now, Refused where there is no
        period to carry it over to or nothing that changes.
        """
        fresh = Goal.objects.select_for_update(of=("self",)).select_related("version").get(pk=goal.pk)
        if fresh.closing_id or fresh.version.period_id != period.pk:
            return cls._known(period, fresh)
        onward = _carry_out(period, fresh, decision, by, base, because, said)
        made = cls.objects.create(
            organisation_id=fresh.organisation_id, period=period, goal=fresh, decision=decision,
            because=because, onward=onward, by=by, at=clock.now(),
        )  # fmt: skip
        record(by, "goal.settled", fresh, period=period.pk, decision=str(decision))
        return made

    @classmethod
    def _known(cls, period: Period, goal: Goal) -> "Settlement":
        known = cls.objects.filter(period=period, goal=goal).select_related("by").order_by("-pk").first()
        if known is None:
            raise Refused(gettext("“%(goal)s” is no open goal of this period any more.") % {"goal": goal})
        return known


_ENDS = {
    Settlement.Decision.DROP: Closing.Result.LET_GO,
    Settlement.Decision.MET: Closing.Result.MET,
    Settlement.Decision.PARTLY: Closing.Result.PARTLY,
    Settlement.Decision.MISSED: Closing.Result.MISSED,
}


def _carry_out(
    period: Period, goal: Goal, decision: str, by: Person, base: int | None, because: str, said: dict[str, Any]
) -> Period | None:
    """Do what was decided; the period that the goal goes on to, if any."""
    if decision in _ENDS:
        if base is not None and base != goal.version_id:
            raise Crossed(goal.version)
        goal.close(_ENDS[Settlement.Decision(decision)], by=by, learned=because)
        return None
    onward = None if decision == Settlement.Decision.KEEP else period.following()
    if decision == Settlement.Decision.CARRY_OVER and onward is None:
        raise Refused(gettext("There is no later period yet. Plan one first, or keep the goal without a period."))
    if decision == Settlement.Decision.CHANGE and all(getattr(goal.version, name) == new for name, new in said.items()):
        raise Refused(gettext("Say what changes: other words, or another date."))
    more = said if decision == Settlement.Decision.CHANGE else {}
    goal.reword(by=by, base=base, because=because, period_id=onward.pk if onward else None, **more)
    return onward
