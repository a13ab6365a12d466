from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Closing, CrossedNumbers, Forecast, Goal, KeyResult, KeyResultVersion, Refused
from goldthread.chain.models.key_result import NUMBERS
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.measures.models import Metric, Reading
from goldthread.people.models import Organisation, Person, Product
from goldthread.talk.models import Upload

from .evidence import Evidence, Link


@dataclass(frozen=True)
class Grounds:
    """Why something is pivoted: the reason, what lies beside it, and who agreed."""

    reason: str
    readings: Sequence[Reading] = ()
    links: Sequence[Link] = ()
    files: Sequence[Upload] = ()
    agreed: Sequence[Person] = field(default=())


class PivotQuerySet(models.QuerySet["Pivot"]):
    def newest_first(self) -> "PivotQuerySet":
        return self.order_by("-at", "-pk")


class Pivot(models.Model):
    """What was agreed changed after its start, or was dropped, because of what was learned. Never changes.

    `before` and `after` are the numbers as they stood and as they stand from then on; `said_before` and `said_after` what
    was said of the chance; `value` what was read last. `closing` ends the goal that was dropped.
    """

    class Deed(models.TextChoices):
        NUMBERS = "numbers", _("other numbers")
        KEY_RESULT = "key_result", _("a key result dropped")
        GOAL = "goal", _("the goal dropped")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="pivots")
    key_result = models.ForeignKey(KeyResult, models.PROTECT, null=True, related_name="pivots")
    deed = models.CharField(max_length=10, choices=Deed.choices)
    reason = models.TextField(_("why, and what we learned"), max_length=4000)
    before = models.ForeignKey(KeyResultVersion, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(KeyResultVersion, models.PROTECT, null=True, related_name="+")
    said_before = models.ForeignKey(Forecast, models.PROTECT, null=True, related_name="+")
    said_after = models.ForeignKey(Forecast, models.PROTECT, null=True, related_name="+")
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    closing = models.ForeignKey(Closing, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = PivotQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["product", "-at"], name="pivots_of_a_product"),
            models.Index(fields=["key_result", "at"], name="pivots_of_a_key_result"),
        ]

    def __str__(self) -> str:
        return str(self.goal)

    @classmethod
    @transaction.atomic
    def change(
        cls,
        of: KeyResult,
        *,
        by: Person,
        grounds: Grounds,
        base: int | None = None,
        metric: Metric | None = None,
        **numbers: Any,
    ) -> "Pivot":
        """Agree on other numbers for a key result that runs. Made again, it is the pivot that was made.

        `base` is the id of the version it was thought out on (None: whatever holds). Raises CrossedNumbers where others
        hold by now, Refused where nothing agreed would change, where it has not begun, or where it is over.
        """
        fresh = _held(of)
        if base is not None and base != fresh.version_id:
            return cls._known(fresh, numbers, metric)
        held = {name: getattr(fresh.version, name) for name in NUMBERS}
        if not fresh.alters({**held, **numbers}, metric or fresh.metric):
            raise Refused(gettext("Nothing of what was agreed changes. Say another target, date or metric."))
        before, said, value = fresh.version, fresh.forecast, _last_value(fresh)
        fresh.change(by=by, metric=metric, in_pivot=True, **numbers)
        fresh.refresh_from_db(fields=["forecast"])
        return cls._make(
            fresh.goal, grounds, by=by, deed=cls.Deed.NUMBERS, key_result=fresh, before=before, after=fresh.version,
            said_before=said, said_after=fresh.forecast, value=value,
        )  # fmt: skip

    @classmethod
    @transaction.atomic
    def drop(cls, of: KeyResult, *, by: Person, grounds: Grounds) -> "Pivot":
        """Measure a goal no longer by a key result that runs. Dropped already, it is the pivot that was made."""
        fresh = _held(of)
        if fresh.left_at is not None:
            return cls._made_before(key_result=fresh, deed=cls.Deed.KEY_RESULT)
        before, said, value = fresh.version, fresh.forecast, _last_value(fresh)
        fresh.leave(by=by, in_pivot=True)
        return cls._make(
            fresh.goal, grounds, by=by, deed=cls.Deed.KEY_RESULT, key_result=fresh, before=before, said_before=said, value=value
        )  # fmt: skip

    @classmethod
    @transaction.atomic
    def drop_goal(cls, goal: Goal, *, by: Person, grounds: Grounds) -> "Pivot":
        """Let go of a goal while its key results run. Let go already, it is the pivot that was made."""
        fresh = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
        if fresh.closing_id:
            return cls._made_before(goal=fresh, deed=cls.Deed.GOAL)
        goal.close(Closing.Result.LET_GO, by=by, learned=grounds.reason, in_pivot=True, onward=Closing.Onward.ABANDON)
        return cls._make(goal, grounds, by=by, deed=cls.Deed.GOAL, closing=goal.closing)

    @transaction.atomic
    def add(self, *, by: Person, readings: Iterable[Reading] = (), links: Iterable[Link] = (), files: Iterable[Upload] = ()) -> None:  # fmt: skip
        """Lay more evidence beside it; what lies there stays."""
        Evidence.keep(self, by=by, readings=readings, links=links, files=files)
        record(by, "pivot.evidenced", self, goal=self.goal_id)

    @classmethod
    def _make(cls, goal: Goal, grounds: Grounds, *, by: Person, **what: Any) -> "Pivot":
        made = cls.objects.create(
            organisation_id=goal.organisation_id, product_id=goal.product_id, goal=goal, reason=grounds.reason, by=by,
            at=clock.now(), **what,
        )  # fmt: skip
        Evidence.keep(made, by=by, readings=grounds.readings, links=grounds.links, files=grounds.files)
        Assent.objects.bulk_create(
            [
                Assent(organisation_id=made.organisation_id, pivot=made, person=person)
                for person in dict.fromkeys(grounds.agreed)
            ]
        )
        record(by, "pivot.made", made, goal=made.goal_id, key_result=made.key_result_id, deed=str(made.deed))
        return made

    @classmethod
    def _known(cls, fresh: KeyResult, numbers: dict[str, Any], metric: Metric | None) -> "Pivot":
        """The pivot that said these very numbers. Raises CrossedNumbers where others hold."""
        held = {name: getattr(fresh.version, name) for name in NUMBERS}
        found = cls.objects.filter(key_result=fresh, after=fresh.version_id).first()
        if found is None or fresh.alters({**held, **numbers}, metric or fresh.metric):
            raise CrossedNumbers(fresh)
        return found

    @classmethod
    def _made_before(cls, **what: Any) -> "Pivot":
        found = cls.objects.filter(**what).newest_first().first()
        if found is None:
            raise Refused(gettext("It has ended already."))
        return found


class Assent(models.Model):
    """Somebody agreed to a pivot, as whoever made it says."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pivot = models.ForeignKey(Pivot, models.PROTECT, related_name="assents")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pivot", "person"], name="agreed_once_to_a_pivot")]

    def __str__(self) -> str:
        return f"{self.person_id} agreed to pivot {self.pivot_id}"


def _held(of: KeyResult) -> KeyResult:
    """The key result as it stands, held until the end of the transaction. Raises Refused where nothing runs any more."""
    fresh = (
        KeyResult.objects.select_for_update(of=("self",))
        .select_related("version", "metric", "forecast", "goal__version", "goal__organisation")
        .get(pk=of.pk)
    )
    if fresh.goal.closing_id:
        raise Refused(gettext("The goal is closed. What was agreed stays as it was."))
    if not fresh.has_begun():
        raise Refused(gettext("It has not begun, so its numbers can simply be changed."))
    return fresh


def _last_value(of: KeyResult) -> Any:
    rows = Reading.objects.in_force().filter(metric_id=of.metric_id).order_by("-day", "-at", "-pk")
    return rows.values_list("value", flat=True).first()
