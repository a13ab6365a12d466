"""What can be said about the chance of key results, and what was said: a row for each time that it changed.

The chance follows from the readings, the numbers and the due date alone, so it is reckoned when one of them comes, and
pages read what was said last. Many key results cost two queries to read and two to keep.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from goldthread.kit import clock
from goldthread.live.tell import signal
from goldthread.measures.forecasting.aims import Aim
from goldthread.measures.forecasting.forecast import Forecast as Said
from goldthread.measures.forecasting.forecast import KeyResultSoFar, forecasts
from goldthread.measures.forecasting.lessons import NONE, Lessons, learned
from goldthread.measures.models import Reading

from .models import Forecast, KeyResult
from .models.key_result import KeyResultQuerySet
from .owners_word import NOTHING, OwnersWord, words_of
from .past import Moment
from .progress import Kind, is_met
from .taught import Ended, Told, closed

# How far before the start readings are looked for: they tell the pace that was usual.
BEFORE = timedelta(days=400)
_ASKED = (
    "id", "organisation_id", "goal_id", "goal__product_id", "metric_id", "metric__unit", "set_at", "version_id",
    "version__kind", "version__baseline", "version__target", "version__upto", "version__starts", "version__due",
    "goal__version__due", "organisation__time_zone", "forecast_id", "forecast__version_id", "forecast__probability", "forecast__value", "forecast__readings",
    "forecast__confidence", "forecast__is_missed", "forecast__by_hand", "forecast__because",
    "forecast__blocker",
)  # fmt: skip
_BATCH, _AGAIN = 400, 500
# What a forecast says: where nothing of it is new, no row is kept.
_SAID = ("version_id", "probability", "value", "readings", "confidence", "is_missed", "by_hand", "because", "blocker")
# How many key results that are over an organisation learns from, the latest: what was usual long ago teaches little.
_LESSONS = 200


class Taken(NamedTuple):
    """A reading as forecasts see it: the local day, and the value."""

    day: date
    value: Decimal


class Course(NamedTuple):
    """A key result in its time: `kind` as in `Kind`; `taken` are its readings in order, one a day, within it or before;
    `word` is what its owner says beside them."""

    kind: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    upto: Decimal | None
    starts: date
    due: date | None
    taken: tuple[Taken, ...] = ()
    word: OwnersWord = NOTHING
    # What somebody expects on top of the pace so far by the due date, for what would be, if.
    push: float = 0.0

    @property
    def within(self) -> list[Taken]:
        """The readings since it began, up to its due day."""
        return [one for one in self.taken if self.starts <= one.day and (self.due is None or one.day <= self.due)]

    @property
    def before(self) -> list[Taken]:
        return [one for one in self.taken if one.day < self.starts]

    @property
    def value(self) -> Decimal | None:
        """Where it stands; None where nothing was read in its time."""
        return self.within[-1].value if self.within else None

    @property
    def since(self) -> Decimal | None:
        """Where it came from: the baseline, or else what was read first."""
        return (
            self.baseline if self.baseline is not None or not self.taken else (self.before[-1:] or self.taken)[0].value
        )


def hear(entry: Any, noun: Any) -> None:
    """Say anew what a reading, or other numbers, change. Called within the transaction that keeps them."""
    if entry.verb in ("metric.read", "metric.corrected"):
        say(KeyResult.objects.filter(metric=noun))
    elif entry.verb in ("key_result.set", "key_result.changed", "key_result.checked_in"):
        say(KeyResult.objects.filter(pk=noun.pk))


def say(asked: KeyResultQuerySet) -> None:
    """Reckon the chance of these key results, of those that stand at open goals, and keep what is new."""
    rows = list(asked.standing().filter(goal__closing=None).values(*_ASKED))
    if rows:
        _say(rows, lessons_of(rows[0]["organisation_id"], clock.today(rows[0]["organisation__time_zone"])))
        signal(*_topics(rows))


def say_again(organisation: int, day: date) -> int:
    """Reckon the chances of all key results of an organisation, with what those that are over by that day teach; how
    many are new. A few hundred at a time, so that nobody who writes meanwhile waits long."""
    lessons = lessons_of(organisation, day)
    open_ones = KeyResult.objects.standing().filter(organisation_id=organisation, goal__closing=None).order_by("pk")
    known, news = list(open_ones.values_list("pk", flat=True)), 0
    for start in range(0, len(known), _AGAIN):
        with transaction.atomic():
            rows = list(open_ones.filter(pk__in=known[start : start + _AGAIN]).values(*_ASKED))
            changed = _say(rows, lessons)
            # All pages that show a chance follow their product.
            signal(*dict.fromkeys(f"product-{row['goal__product_id']}" for row in changed))
        news += len(changed)
    return news


def _say(rows: Sequence[dict[str, Any]], lessons: Lessons) -> list[dict[str, Any]]:
    """Keep what is new of these; the rows of which something was."""
    courses = courses_of(rows)
    said = list(zip(rows, reckoned(courses, lessons), strict=True))
    gone = [row for row, one in said if one is None and row["forecast_id"]]
    if gone:
        KeyResult.objects.filter(pk__in=[row["id"] for row in gone]).update(forecast=None)
    pairs = zip(said, courses, strict=True)
    news = [(row, made) for (row, one), course in pairs if one is not None and (made := _kept(row, course, one))]
    if news:
        _keep([made for _row, made in news])
    return [*gone, *(row for row, _made in news)]


def courses_of(
    rows: Sequence[dict[str, Any]], moment: Moment | None = None, *, with_words: bool = True
) -> list[Course]:
    """Key results, given as rows with the fields of `_ASKED`, with their readings and their owners' words; as they were
    known then. One query, and those of the words."""
    courses = [_course(row) for row in rows]
    read: dict[int, dict[date, Decimal]] = defaultdict(dict)
    if courses:
        first = min(course.starts for course in courses) - BEFORE
        metrics = {row["metric_id"] for row in rows}
        for metric, day, value in readings(metrics, first, moment).values_list("metric_id", "day", "value"):
            read[metric][day] = value or Decimal(0)
    words = words_of([row["id"] for row in rows], moment) if with_words else {}
    return [
        course._replace(
            taken=tuple(Taken(*one) for one in read[row["metric_id"]].items()), word=words.get(row["id"], NOTHING)
        )
        for row, course in zip(rows, courses, strict=True)
    ]


def readings(metrics: Iterable[int], first: date, moment: Moment | None = None) -> QuerySet[Reading]:
    """What was measured from a day on, in order; with a moment, as it was known then."""
    rows = Reading.objects.filter(metric__in=metrics, day__gte=first, value__isnull=False).order_by("day", "at", "pk")
    if moment is None:
        return rows.filter(corrected_by=None)
    known = Q(corrected_by=None) | Q(corrected_by__said_at__gt=moment.ends)
    return rows.filter(known, said_at__lte=moment.ends, day__lte=moment.day)


def lessons_of(organisation: int, day: date) -> Lessons:
    """What the key results of an organisation that were over before that day teach. Three queries."""
    over = KeyResult.objects.standing().filter(organisation_id=organisation)
    over = over.alias(ended=Coalesce("version__due", "goal__version__due")).filter(ended__lt=day)
    rows = list(over.order_by("-ended", "-pk").values(*_ASKED)[:_LESSONS])[::-1]
    told: dict[int, list[Told]] = defaultdict(list)
    said = Forecast.objects.filter(key_result__in=[row["id"] for row in rows]).order_by("at", "pk")
    rows_said = said.values_list("key_result_id", "at", "alone", "low", "high", "confidence")
    for one, at, alone, low, high, sure in rows_said:
        told[one].append(Told(at.date(), alone, low, high, sure))
    pairs = [(row, _ended(course)) for row, course in zip(rows, courses_of(rows, with_words=False), strict=True)]
    return learned([closed(ended, told[row["id"]]) for row, ended in pairs if ended is not None])


def _ended(course: Course) -> Ended | None:
    if course.value is None or course.target is None or course.due is None:
        return None
    return Ended(course.kind, course.target, course.upto, course.starts, course.due, course.value)


def reckoned(courses: Sequence[Course], lessons: Lessons = NONE) -> list[Said | None]:
    """What can be said of each; None where there is no reading, or not enough to know where it leads and by when."""
    aims = [_so_far(course) for course in courses]
    said = iter(forecasts([one for one in aims if one is not None], lessons))
    return [None if one is None else next(said) for one in aims]


def row_of(one: KeyResult) -> dict[str, Any]:
    """A key result in hand as such a row, without what was said of it."""
    version = one.version
    numbers = {
        f"version__{name}": getattr(version, name) for name in ("kind", "baseline", "target", "upto", "starts", "due")
    }
    due = one.goal.version.due if one.goal.version else None
    return {
        **numbers,
        "id": one.pk,
        "metric_id": one.metric_id,
        "metric__unit": one.metric.unit,
        "set_at": one.set_at,
        "goal__version__due": due,
    }


def _course(row: dict[str, Any]) -> Course:
    return Course(
        row["version__kind"] or Kind.INCREASE,
        row["metric__unit"],
        row["version__baseline"],
        row["version__target"],
        row["version__upto"],
        row["version__starts"] or row["set_at"].date(),
        row["version__due"] or row["goal__version__due"],
    )


def _so_far(course: Course) -> KeyResultSoFar | None:
    aim, days = _aim(course), (course.due - course.starts).days if course.due else 0
    if aim is None or days <= 0 or not course.within:
        return None
    points = [((one.day - course.starts).days / days, float(one.value)) for one in course.taken]
    return KeyResultSoFar(
        aim=aim,
        check_ins=[one for one in points if one[0] > 0],
        before=[one for one in points if one[0] <= 0],
        confidence=course.word.confidence,
        missed=course.word.is_missed,
        push=course.push,
        done=course.kind == Kind.MILESTONE and is_met(course.kind, course.within[-1].value, target=course.target),
    )


def _aim(course: Course) -> Aim | None:
    since, target = course.since, course.target
    if course.kind == Kind.MILESTONE:
        return Aim("milestone")
    if since is None or target is None:
        return None
    kind = course.kind if course.kind in (Kind.STAY_ABOVE, Kind.STAY_BELOW, Kind.STAY_BETWEEN) else "reach"
    unit = course.unit if course.unit in ("count", "percent") else "number"
    upper = float(course.upto) if kind == Kind.STAY_BETWEEN and course.upto is not None else None
    try:
        return Aim(kind, float(since), float(target), upper, unit)  # type: ignore[arg-type]
    except ValueError:
        return None


def _kept(row: dict[str, Any], course: Course, said: Said) -> Forecast | None:
    """The row to keep; None where the same was said last."""
    end = said.fan[-1] if said.fan else None
    low, landing, high = (_exact(end.low80), _exact(end.middle), _exact(end.high80)) if end else (None, None, None)
    made = Forecast(
        organisation_id=row["organisation_id"],
        key_result_id=row["id"],
        version_id=row["version_id"],
        probability=_share(said.chance),
        colour=said.state,
        alone=None if said.alone is None else _share(said.alone),
        low=low,
        landing=landing,
        high=high,
        value=course.value or Decimal(0),
        readings=len(course.within),
        at=clock.now(),
        confidence=course.word.confidence,
        is_missed=course.word.is_missed,
        by_hand=course.word.state,
        because=course.word.because,
        blocker=course.word.blocker,
    )
    is_known = all(row[f"forecast__{name}"] == getattr(made, name) for name in _SAID)
    return None if is_known else made


def _keep(news: list[Forecast]) -> None:
    kept = Forecast.objects.bulk_create(news, batch_size=_BATCH)
    said = [KeyResult(pk=one.key_result_id, forecast=one) for one in kept]
    KeyResult.objects.bulk_update(said, ["forecast"], batch_size=_BATCH)


def _topics(rows: Iterable[dict[str, Any]]) -> list[str]:
    names = [("keyresult", "id"), ("goal", "goal_id"), ("product", "goal__product_id")]
    return [f"{kind}-{row[field]}" for row in rows for kind, field in names]


def _share(chance: float) -> Decimal:
    return Decimal(repr(chance)).quantize(Decimal("0.0001"))


def _exact(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.000001"))


__all__ = ["Course", "Taken", "courses_of", "hear", "lessons_of", "readings", "reckoned", "row_of", "say", "say_again"]
