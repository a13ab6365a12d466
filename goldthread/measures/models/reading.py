from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.measures.rules import MOST_DIGITS
from goldthread.people.models import Organisation, Person

from .metric import Metric

BATCH = 400
EXACT = Decimal("0.000001")


class Crossed(Exception):
    """Somebody else corrected the reading first. `theirs` is the correction that stands."""

    def __init__(self, theirs: "Reading") -> None:
        super().__init__("corrected meanwhile")
        self.theirs = theirs


class ReadingQuerySet(models.QuerySet["Reading"]):
    def in_force(self) -> "ReadingQuerySet":
        """Those that no later one corrects, without what was struck out."""
        return self.filter(corrected_by=None, value__isnull=False)

    def in_order(self) -> "ReadingQuerySet":
        return self.order_by("at", "pk")


class Reading(models.Model):
    """What was measured, once. It never changes: a later one that names it corrects it.

    `at` is the instant it holds for, `day` the local day of that instant in the organisation's time zone. A reading
    `for_day` stands for the whole day, and nobody claims the hour. `value` is empty only in a correction that strikes out.
    """

    class Origin(models.TextChoices):
        HAND = "hand", _("by hand")
        PASTED = "pasted", _("pasted")
        FILE = "file", _("from a file")
        SOURCE = "source", _("from a source")
        CHECK_IN = "check_in", _("in a check-in")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="readings")
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6, null=True)
    at = models.DateTimeField()
    day = models.DateField(_("day"))
    for_day = models.BooleanField(default=False)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.HAND)
    # Which source gave it, where one did; a removed one stays for this.
    source = models.ForeignKey("measures.Source", models.PROTECT, null=True, related_name="readings")
    note = models.CharField(_("note"), max_length=400, default="", blank=True)
    # At most one: corrections of one reading form a line, so that one of them stands.
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(default=clock.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["metric", "at"], name="reading_in_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "at", "for_day"], condition=Q(corrects=None), name="one_reading_an_instant"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(corrects=None), name="only_corrections_strike"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.day}"

    @transaction.atomic
    def correct(self, value: Decimal | None, *, by: Person | None, note: str = "", origin: str = "hand") -> "Reading":
        """Say what it should have been; None strikes it out. The reading that stands, which may be this one.

        Raises Crossed where somebody corrected this one already, and to something else.
        """
        metric = Metric.objects.select_for_update().get(pk=self.metric_id)
        value = None if value is None else exact(value)
        theirs = Reading.objects.filter(corrects=self).first()
        if theirs is not None and theirs.value != value:
            raise Crossed(theirs)
        if theirs is not None or self.value == value:
            return theirs or self
        made = Reading.objects.create(
            organisation_id=self.organisation_id,
            metric=metric,
            value=value,
            at=self.at,
            day=self.day,
            for_day=self.for_day,
            origin=origin,
            note=note,
            corrects=self,
            by=by,
            said_at=clock.now(),
        )
        record(by, "metric.corrected", metric, reading=made.pk)
        return made


@dataclass(frozen=True)
class Said:
    """A value that somebody gives: for an instant (`at`) or for a local day (`day`), one of the two."""

    value: Decimal
    at: datetime | None = None
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Told:
    """What became of values given: the reading that stands for each, in their order, and how many were what."""

    readings: tuple[Reading, ...]
    added: int
    corrected: int

    @property
    def known(self) -> int:
        return len(self.readings) - self.added - self.corrected


@transaction.atomic
def tell(metric: Metric, said: Sequence[Said], *, by: Person | None, origin: str, **more: Any) -> Told:
    """Keep what was measured. `more` are further fields of the new readings, such as their source."""
    if not said:
        return Told((), 0, 0)
    Metric.objects.select_for_update().get(pk=metric.pk)
    zone = ZoneInfo(metric.organisation.time_zone)
    wanted = _one_each([_asked(metric, one, zone, by=by, origin=origin, **more) for one in said])
    standing = _standing(metric, wanted)
    news = []
    for one in wanted:
        if (there := standing.get(_key(one))) is None:
            news.append(one)
        elif there.value != one.value:
            one.corrects, one.at, one.day = there, there.at, there.day
            news.append(one)
    Reading.objects.bulk_create(news, batch_size=BATCH)
    corrected = sum(one.corrects_id is not None for one in news)
    if news:
        record(by, "metric.read", metric, reading=news[-1].pk, count=len(news), corrected=corrected)
    stands = {**standing, **{_key(one): one for one in news}}
    return Told(tuple(stands[_key(one)] for one in wanted), len(news) - corrected, corrected)


def instant_of(day: date, zone: ZoneInfo) -> datetime:
    """The instant that stands for a whole local day: its noon, or now while the day is not over."""
    noon = datetime.combine(day, time(12), zone).astimezone(UTC)
    now = clock.now().astimezone(UTC)
    return now if now.astimezone(zone).date() == day else noon


def exact(value: Decimal) -> Decimal:
    """A value as it is kept: six decimals, at most fifteen digits (more SQLite does not give back as they were).

    Raises ValueError for a number that could not be kept exactly.
    """
    kept = Decimal(value).quantize(EXACT)
    if len(kept.normalize().as_tuple().digits) > MOST_DIGITS:
        raise ValueError(f"{value} has more than {MOST_DIGITS} digits.")
    return kept


def _asked(metric: Metric, said: Said, zone: ZoneInfo, **more: Any) -> Reading:
    at = said.at or instant_of(said.day, zone)  # type: ignore[arg-type]
    if at > clock.now() + timedelta(minutes=5):
        raise ValueError(f"{said.day or said.at} is still to come.")
    return Reading(
        organisation_id=metric.organisation_id,
        metric=metric,
        value=exact(said.value),
        at=at,
        day=said.day or at.astimezone(zone).date(),
        for_day=said.at is None,
        note=said.note,
        said_at=clock.now(),
        **more,
    )


def _key(one: Reading) -> date | datetime:
    return one.day if one.for_day else one.at


def _one_each(readings: list[Reading]) -> list[Reading]:
    """What is said last of an instant or a day."""
    return list({_key(one): one for one in readings}.values())


def _standing(metric: Metric, wanted: list[Reading]) -> dict[date | datetime, Reading]:
    """What stands, or was struck out, for the instants and days in question."""
    first, last = min(one.day for one in wanted), max(one.day for one in wanted)
    rows = Reading.objects.filter(metric=metric, day__range=(first, last), corrected_by=None)
    return {_key(one): one for one in rows}
