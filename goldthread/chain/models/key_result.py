from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Organisation, Person

from .. import commitments
from ..progress import Kind, settled_kind
from .goal import Committed, Goal

NUMBERS = ("kind", "baseline", "target", "upto", "reach", "starts", "due", "owner_id", "owner_as_written", "weight")


ALTERED = _("It has begun: metric, target and dates change through a pivot, with the reason and the data beside it.")
LEFT = _("It has begun: dropping it is a pivot, with the reason and the data beside it.")


class CrossedNumbers(Exception):
    """Somebody else changed the numbers first. `theirs` is the key result as it stands now."""

    def __init__(self, theirs: "KeyResult") -> None:
        super().__init__("changed meanwhile")
        self.theirs = theirs


class KeyResultQuerySet(models.QuerySet["KeyResult"]):
    def standing(self) -> "KeyResultQuerySet":
        return self.filter(left_at=None)


class KeyResult(models.Model):
    """Measures a goal where it stands, by one metric. Its numbers stand in its versions."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="key_results")
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="key_results")
    rank = models.IntegerField(default=0)
    version = models.ForeignKey("KeyResultVersion", models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # What was said last about its chance; the rows before it stay.
    forecast = models.ForeignKey("Forecast", models.PROTECT, null=True, related_name="+")

    objects = KeyResultQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["goal", "rank"], name="key_result_in_order")]

    def __str__(self) -> str:
        return self.metric.name

    @property
    def product_id(self) -> int:
        return self.goal.product_id

    @classmethod
    @transaction.atomic
    def set(cls, goal: Goal, metric: Metric, *, by: Person, **numbers: Any) -> "KeyResult":
        """Measure a goal by a metric. `numbers` are those of a version, by the names in NUMBERS."""
        last = goal.key_results.aggregate(models.Max("rank"))["rank__max"] or 0
        made = cls.objects.create(
            organisation_id=goal.organisation_id, goal=goal, metric=metric, rank=last + 1, set_at=clock.now()
        )
        made._say(numbers, by)
        goal.touch()
        record(by, "key_result.set", made, goal=goal.pk, version=made.version_id)
        return made

    def has_begun(self) -> bool:
        """Whether its numbers are agreed and its time runs, so that only a pivot alters them."""
        if not self.goal.is_agreed:
            return False
        zone = self.goal.organisation.time_zone
        set_on = self.set_at.astimezone(ZoneInfo(zone)).date()
        starts = self.version.starts or set_on  # type: ignore[union-attr]
        return commitments.has_begun(starts, set_on, clock.today(zone))

    def is_over(self, today: date) -> bool:
        """Whether its due day is over; without one, its goal's."""
        due = self.version.due or self.goal.version.due  # type: ignore[union-attr]
        return due is not None and due < today

    @transaction.atomic
    def change(
        self,
        *,
        by: Person,
        metric: Metric | None = None,
        base: int | None = None,
        in_pivot: bool = False,
        **numbers: Any,
    ) -> None:
        """Set other numbers, or measure by another metric. Nothing happens when nothing differs.

        `base` is the id of the version the writer started from (None: whatever holds). Raises CrossedNumbers where
        another version holds by now and differs from what is said; Committed where it has begun and what was agreed
        would be something else, unless that is done `in_pivot`.
        """
        fresh = (
            KeyResult.objects.select_for_update(of=("self",)).select_related("version__by", "metric").get(pk=self.pk)
        )
        self.version, self.metric = fresh.version, fresh.metric
        said = {name: getattr(self.version, name) for name in NUMBERS}
        same = metric is None or metric == self.metric
        if same and settled({**said, **numbers}, self.metric) == settled(said, self.metric):
            return
        if base is not None and base != self.version.pk:  # type: ignore[union-attr]
            raise CrossedNumbers(self)
        if not in_pivot and self.alters({**said, **numbers}, metric or self.metric):
            raise Committed(ALTERED)
        if metric is not None:
            self.metric = metric
            self.save(update_fields=["metric"])
        self._say({**said, **numbers}, by)
        self.goal.touch()
        record(by, "key_result.changed", self, goal=self.goal_id, version=self.version_id)

    def alters(self, numbers: dict[str, Any], metric: Metric) -> list[str]:
        """Which parts of what was agreed these numbers would alter; none before it has begun."""
        if not self.has_begun():
            return []
        held = {name: getattr(self.version, name) for name in NUMBERS}
        return commitments.altered(self._agreed(held, self.metric), self._agreed(numbers, metric))

    def _agreed(self, numbers: dict[str, Any], metric: Metric) -> dict[str, Any]:
        """Numbers as commitments see them: with the days that hold where none of its own are said."""
        starts, due = numbers["starts"] or self.set_at.date(), numbers["due"] or self.goal.version.due
        return {**settled(numbers, metric), "metric_id": metric.pk, "starts": starts, "due": due}

    @transaction.atomic
    def keep_due(self, due: Any, *, by: Person) -> None:
        """Stay due on the day that it had from its goal, whose day moves. Part of that deed, which records it."""
        self._say({**{name: getattr(self.version, name) for name in NUMBERS}, "due": due}, by)

    @transaction.atomic
    def leave(self, *, by: Person, in_pivot: bool = False) -> None:
        """Measure the goal by this no longer. Raises Committed where it has begun, unless it is done `in_pivot`."""
        if self.left_at is None:
            if not in_pivot and self.has_begun():
                raise Committed(LEFT)
            self.left_at, self.left_by = clock.now(), by
            self.save(update_fields=["left_at", "left_by"])
            record(by, "key_result.left", self, goal=self.goal_id)

    def _say(self, numbers: dict[str, Any], by: Person) -> None:
        number = self.versions.count() + 1
        self.version = KeyResultVersion.objects.create(
            organisation_id=self.organisation_id,
            key_result=self,
            metric_id=self.metric_id,
            number=number,
            by=by,
            at=clock.now(),
            **settled(numbers, self.metric),
        )
        self.save(update_fields=["version"])


def settled(numbers: dict[str, Any], metric: Metric) -> dict[str, Any]:
    """The numbers with the kind that they tell."""
    kind = settled_kind(numbers.get("kind", ""), metric.unit, numbers.get("baseline"), numbers.get("target"))
    return {**numbers, "kind": kind}


class KeyResultVersion(models.Model):
    """Which metric, from where to where, by when, and whose name is on it. Never changes.

    Where it should stay, `target` is the bound and `upto` the upper one of two. `weight` says how much it counts
    beside the others of its goal; `reach` is a little higher than the target and never counts.
    """

    KINDS = (
        (Kind.INCREASE.value, _("rise to the target")),
        (Kind.DECREASE.value, _("fall to the target")),
        (Kind.STAY_ABOVE.value, _("stay at or above")),
        (Kind.STAY_BELOW.value, _("stay at or below")),
        (Kind.STAY_BETWEEN.value, _("stay between")),
        (Kind.MILESTONE.value, _("reached or not")),
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    key_result = models.ForeignKey(KeyResult, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=KINDS, default="", blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=20, decimal_places=6, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=20, decimal_places=6, null=True, blank=True)
    upto = models.DecimalField(_("upper bound"), max_digits=20, decimal_places=6, null=True, blank=True)
    reach = models.DecimalField(_("reach"), max_digits=20, decimal_places=6, null=True, blank=True)
    starts = models.DateField(_("starts"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner"))
    owner_as_written = models.CharField(max_length=160, default="", blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_result", "number"], name="one_key_result_version_a_number")]

    def __str__(self) -> str:
        return f"{self.baseline} → {self.target}"
