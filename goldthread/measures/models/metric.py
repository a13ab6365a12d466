from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person

if TYPE_CHECKING:
    from .reading import Reading, Said, Told

# What somebody can change about a metric. Unit and currency only while it has no reading: they would mean another number.
TRAITS = (
    "name",
    "unit",
    "currency",
    "direction",
    "timing",
    "purpose",
    "description",
    "source_as_written",
    "owner_id",
    "owner_as_written",
)


class CrossedMetric(Exception):
    """Somebody else changed the metric first. `theirs` is the metric as it stands now."""

    def __init__(self, theirs: "Metric") -> None:
        super().__init__("changed meanwhile")
        self.theirs = theirs


class UnitHolds(Exception):
    """The unit of a metric with readings cannot change: every reading would say something else."""


class Metric(models.Model):
    """Something that is measured. One metric may serve several goals."""

    class Unit(models.TextChoices):
        NUMBER = "number", _("number")
        PERCENT = "percent", _("percent")
        MONEY = "money", _("money")
        DURATION = "duration", _("days")
        COUNT = "count", _("count")
        YES_NO = "yes_no", _("yes or no")

    class Direction(models.TextChoices):
        UP = "up", _("should rise")
        DOWN = "down", _("should fall")
        KEEP = "keep", _("should stay")

    class Timing(models.TextChoices):
        LAGGING = "lagging", _("lagging: tells what came of it")
        LEADING = "leading", _("leading: moves before the result does")

    class Purpose(models.TextChoices):
        GOAL = "goal", _("for goals: it is meant to move")
        HEALTH = "health", _("for health: it is watched so that nothing breaks")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="metrics")
    name = models.CharField(_("name"), max_length=400)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, default=Unit.NUMBER)
    currency = models.CharField(_("currency"), max_length=3, default="", blank=True)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction.choices, default=Direction.UP)
    # "" where nobody has said it yet.
    timing = models.CharField(_("timing"), max_length=8, choices=Timing.choices, default="", blank=True)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices, default="", blank=True)
    description = models.TextField(_("description"), max_length=4000, default="", blank=True)
    source_as_written = models.CharField(_("where it comes from"), max_length=400, default="", blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner"))
    owner_as_written = models.CharField(max_length=160, default="", blank=True)
    edition = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["organisation", "name"], name="metric_by_name")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def add(cls, organisation: Organisation, name: str, *, by: Person, **traits: Any) -> "Metric":
        """The metric of this name and unit, made where the organisation does not have it yet; `traits` as in TRAITS."""
        unit, currency = traits.pop("unit", "") or cls.Unit.NUMBER, traits.pop("currency", "") or ""
        known = cls.objects.filter(organisation=organisation, name=name, unit=unit, currency=currency).first()
        if known:
            return known
        said = {trait: value for trait, value in traits.items() if value}
        made = cls.objects.create(organisation=organisation, name=name, unit=unit, currency=currency, **said)
        record(by, "metric.added", made)
        return made

    @transaction.atomic
    def change(self, *, by: Person, base: int | None = None, **traits: Any) -> None:
        """Say other things about it, by name as in TRAITS. Nothing happens when nothing differs.

        `base` is the edition the writer started from (None: whatever holds). Raises CrossedMetric where another came
        since, UnitHolds where it has readings in another unit.
        """
        fresh = Metric.objects.select_for_update().get(pk=self.pk)
        differing = {trait: value for trait, value in traits.items() if getattr(fresh, trait) != value}
        if not differing:
            self.refresh_from_db()
            return
        if base is not None and base != fresh.edition:
            raise CrossedMetric(fresh)
        if differing.keys() & {"unit", "currency"} and fresh.readings.exists():
            raise UnitHolds(fresh.unit)
        for trait, value in differing.items():
            setattr(self, trait, value)
        self.edition = fresh.edition + 1
        self.save(update_fields=[*differing, "edition"])
        record(by, "metric.changed", self, edition=self.edition)

    def read(self, value: Decimal, *, by: Person | None, at: datetime | None = None, day: date | None = None, **more: Any) -> "Reading":  # fmt: skip
        """What was measured, for an instant or for a local day (neither: now). The reading that stands.

        `by` is None where a source was asked. `more` is `origin` and `note`. The same said twice is one reading; another
        value for the same instant or day corrects the one that stands. Raises ValueError for a time to come.
        """
        from .reading import Said

        if at is None and day is None:
            at = clock.now()
        return self.read_many([Said(value, at=at, day=day, note=more.pop("note", ""))], by=by, **more).readings[0]

    def read_many(self, said: "Sequence[Said]", *, by: Person | None, origin: str = "hand", **more: Any) -> "Told":
        """Many at once, in a fixed number of queries, as `read`: what was new, what corrected, what was known."""
        from .reading import tell

        return tell(self, said, by=by, origin=origin, **more)
