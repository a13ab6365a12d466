"""What could be done about a low chance, and what the chance would be then. No Django, no clock.

Help, or dropping something else, quickens the pace by what somebody expects of it; a later day and another target are
reckoned as if they had been agreed from the start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from goldthread.chain.chances import Course, reckoned
from goldthread.chain.progress import Kind
from goldthread.measures.forecasting.forecast import Forecast
from goldthread.measures.forecasting.lessons import NONE, Lessons

Way = Literal["help", "drop", "later", "target"]
WAYS: tuple[Way, ...] = ("help", "drop", "later", "target")

# Below even chances it is time to do something; above that only where it fell this much within a month.
EVEN, FELL, SAFE = 0.5, 0.1, 0.7
SLACK = 1e-9
LOOKED_BACK = timedelta(days=28)
WEEK = 7
FEWEST_DAYS_MORE, MOST_DAYS_MORE = 14, 91


@dataclass(frozen=True)
class Wish:
    """What somebody expects: `pace` on top of the pace so far, a week, towards the target; another day; another target."""

    pace: Decimal | None = None
    due: date | None = None
    target: Decimal | None = None


def is_time(chance: float, before: Iterable[tuple[date, float]], today: date) -> bool:
    """Whether to ask what now: the chance is below even, or has fallen by a tenth within four weeks and is not safe.

    `before`: what was said earlier, as (day, chance).
    """
    if chance < EVEN:
        return True
    lately = [said for day, said in before if today - day <= LOOKED_BACK]
    return chance < SAFE and max(lately, default=chance) - chance >= FELL - SLACK


def offered(course: Course, said: Forecast | None, today: date) -> tuple[Way, ...]:
    """The ways there are: none where its time is over or the numbers say nothing, no pace where a range or a date decides."""
    if said is None or course.due is None or course.due < today or said.basis == "done":
        return ()
    if course.kind == Kind.MILESTONE:
        return ("help", "drop", "later")
    return ("help", "drop", "later", "target") if said.basis == "numbers" else ()


def takes_pace(course: Course) -> bool:
    """Whether a quicker pace can be told: not of what is done or not done, nor between two bounds."""
    return course.kind not in (Kind.MILESTONE, Kind.STAY_BETWEEN) and course.target is not None


def is_downwards(course: Course) -> bool:
    """Whether less is better."""
    return course.kind in (Kind.DECREASE, Kind.STAY_BELOW)


def would_be(course: Course, wish: Wish, today: date) -> Course:
    """The course as it would be with what somebody expects."""
    due = wish.due or course.due
    wished = course._replace(due=due, target=course.target if wish.target is None else wish.target)
    if wish.pace is None or due is None:
        return wished
    weeks = max(0, (due - today).days) / WEEK
    return wished._replace(push=float(wish.pace) * weeks * (-1 if is_downwards(course) else 1))


def chances_with(course: Course, wishes: Sequence[Wish], today: date, lessons: Lessons = NONE) -> list[Forecast | None]:
    """What could be said with each of these wishes, in one go."""
    return reckoned([would_be(course, wish, today) for wish in wishes], lessons)


def first_wishes(course: Course, said: Forecast, today: date) -> dict[Way, Wish]:
    """Where to begin: what help would have to bring to land at the target, half of it, a later day, a nearer target."""
    wishes: dict[Way, Wish] = {way: Wish() for way in WAYS}
    assert course.due is not None
    left = (course.due - today).days
    days_more = min(max(round((course.due - course.starts).days / 4 / WEEK) * WEEK, FEWEST_DAYS_MORE), MOST_DAYS_MORE)
    wishes["later"] = Wish(due=course.due + timedelta(days=days_more))
    if said.fan and course.target is not None:
        landing = Decimal(repr(said.fan[-1].middle))
        wishes["target"] = Wish(
            target=_rounded(_between(landing, course), _fineness(course), down=not is_downwards(course))
        )
        if takes_pace(course) and left > 0:
            missing = abs(course.target - landing) / (Decimal(left) / WEEK)
            fine = _fineness(course) / 10
            wishes["help"] = Wish(pace=max(_rounded(missing, fine), fine))
            wishes["drop"] = Wish(pace=max(_rounded(missing / 2, fine), fine))
    return wishes


def _between(landing: Decimal, course: Course) -> Decimal:
    """Where it would land, but not short of where it stands already."""
    value, target = course.value, course.target
    if value is None or target is None:
        return landing
    return min(max(landing, target), value) if is_downwards(course) else max(min(landing, target), value)


def _fineness(course: Course) -> Decimal:
    """A power of ten about a twentieth of the way: finer than that nobody should promise."""
    since, target = course.since, course.target
    way = abs((target or Decimal(0)) - (since or Decimal(0))) or abs(target or Decimal(1)) or Decimal(1)
    step = Decimal(10) ** (way / 20).adjusted()
    return max(step, Decimal(1)) if course.unit == "count" else step


def _rounded(value: Decimal, step: Decimal, *, down: bool = False) -> Decimal:
    steps = value / step
    whole = steps.to_integral_value(ROUND_FLOOR) if down else steps.to_integral_value()
    return (whole * step).normalize() + Decimal(0)


__all__ = [
    "WAYS",
    "Way",
    "Wish",
    "chances_with",
    "first_wishes",
    "is_downwards",
    "is_time",
    "offered",
    "takes_pace",
    "would_be",
]
