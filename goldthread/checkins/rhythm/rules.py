"""On which days check-ins are due, and at which instants. No Django, no clock."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# A day moves no further than this: where every day is a holiday, it stays where it was.
FARTHEST = timedelta(days=31)
LAST = -1


class Every(StrEnum):
    """How often check-ins are due. Monthly is on a day of the month, or on the first to fourth or last of a weekday."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH_DAY = "month_day"
    MONTH_WEEKDAY = "month_weekday"
    NEVER = "never"


class Moves(StrEnum):
    """Where a day goes that falls on a holiday."""

    NEXT = "next"
    PREVIOUS = "previous"
    STAYS = "stays"


@dataclass(frozen=True)
class Rhythm:
    """One version of a product's rhythm; it holds for the days from `starts` until the next version starts.

    `weekday` counts from 0 for Monday; `day` is a day of the month, and a month that has no such day has its last;
    `nth` is 1 to 4, or LAST. `working` are the weekdays on which people work; days of a month move to one of them,
    a weekday that was chosen itself always is one.
    """

    every: str
    starts: date
    at: time
    zone: str
    weekday: int = 0
    day: int = 1
    nth: int = 1
    moves: str = Moves.NEXT
    working: frozenset[int] = frozenset(range(5))
    number: int = 1


@dataclass(frozen=True, order=True)
class Due:
    """A day on which check-ins are due: its instant in UTC, the local day, the day it would be if no holiday moved it,
    and the number of the version it comes from."""

    at: datetime
    day: date
    planned: date
    zone: str
    number: int = 1


def instant(day: date, at: time, zone: str) -> datetime:
    """The instant of a local time in UTC. A time that the clocks skip comes as much later as they skip; of a time that
    comes twice, the first is meant."""
    return datetime.combine(day, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


def due_days(versions: Sequence[Rhythm], first: date, last: date, holidays: Collection[date] = ()) -> list[Due]:
    """The due days from `first` to `last`, both included, in order. `versions` in the order in which they were made.

    Two planned days that move to the same day are due once.
    """
    free = frozenset(holidays)
    found: dict[date, Due] = {}
    for rhythm, begins, ends in spans(versions):
        reach = (max(begins, first - FARTHEST), min(ends, last + FARTHEST))
        for planned in planned_days(rhythm, *reach):
            day = moved(rhythm, planned, free)
            if first <= day <= last:
                found.setdefault(
                    day, Due(instant(day, rhythm.at, rhythm.zone), day, planned, rhythm.zone, rhythm.number)
                )
    return sorted(found.values())


def spans(versions: Sequence[Rhythm]) -> list[tuple[Rhythm, date, date]]:
    """For which days each version holds, both included. A later version takes the days from its start on from all before it."""
    found: list[tuple[Rhythm, date, date]] = []
    for rhythm in versions:
        eve = rhythm.starts - timedelta(days=1)
        found = [(one, begins, min(ends, eve)) for one, begins, ends in found if begins <= eve]
        found.append((rhythm, rhythm.starts, date.max - 2 * FARTHEST))
    return found


def planned_days(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    """The days of a rhythm from `first` to `last`, both included, before holidays move any."""
    if first > last or rhythm.every == Every.NEVER:
        return
    if rhythm.every in (Every.WEEK, Every.TWO_WEEKS):
        step = timedelta(days=7 if rhythm.every == Every.WEEK else 14)
        day = rhythm.starts + timedelta(days=(rhythm.weekday - rhythm.starts.weekday()) % 7)
        day += max(0, -(-(first - day) // step)) * step
        while day <= last:
            yield day
            day += step
        return
    month = date(first.year, first.month, 1)
    while month <= last:
        day = _in_month(rhythm, month)
        if first <= day <= last and day >= rhythm.starts:
            yield day
        month = (month + timedelta(days=31)).replace(day=1)


def _in_month(rhythm: Rhythm, month: date) -> date:
    length = monthrange(month.year, month.month)[1]
    if rhythm.every == Every.MONTH_DAY:
        return month.replace(day=min(rhythm.day, length))
    first = 1 + (rhythm.weekday - month.weekday()) % 7
    if rhythm.nth == LAST:
        return month.replace(day=first + 7 * ((length - first) // 7))
    return month.replace(day=first + 7 * (rhythm.nth - 1))


def moved(rhythm: Rhythm, day: date, holidays: Collection[date]) -> date:
    """Where a planned day goes: the next or the previous day on which people work; nowhere else if there is none near."""
    if rhythm.moves == Moves.STAYS:
        return day
    working = rhythm.working if rhythm.every == Every.MONTH_DAY else rhythm.working | {rhythm.weekday}
    step = timedelta(days=-1 if rhythm.moves == Moves.PREVIOUS else 1)
    gone = timedelta(0)
    while abs(gone) <= FARTHEST:
        if (day + gone) not in holidays and (day + gone).weekday() in working:
            return day + gone
        gone += step
    return day


def dropped_days(versions: Sequence[Rhythm], first: date, last: date) -> list[tuple[Rhythm, date]]:
    """Planned days from `first` to `last` that an earlier version foresaw and the present ones do not: what a calendar
    has to cross out."""
    stands = {
        day
        for rhythm, begins, ends in spans(versions)
        for day in planned_days(rhythm, max(begins, first), min(ends, last))
    }
    found: dict[date, Rhythm] = {}
    for rhythm in versions[:-1]:
        found |= {day: rhythm for day in planned_days(rhythm, max(rhythm.starts, first), last) if day not in stands}
    return sorted(((rhythm, day) for day, rhythm in found.items()), key=lambda one: one[1])


# Farther than two months, with the farthest that a day can move on both sides.
NEAR = timedelta(days=130)


@dataclass(frozen=True)
class Standing:
    """Where a moment lies: the due day that was last, and the one that comes; None where there is none near."""

    last: Due | None = None
    coming: Due | None = None


def standing(versions: Sequence[Rhythm], now: datetime, holidays: Collection[date] = ()) -> Standing:
    """The due days around a moment. A due day counts as over from its instant on."""
    today = now.astimezone(UTC).date()
    days = due_days(versions, today - NEAR, today + NEAR, holidays)
    over = [one for one in days if one.at <= now]
    ahead = next((one for one in days if one.at > now), None)
    return Standing(over[-1] if over else None, ahead)


def next_wake(
    versions: Sequence[Rhythm], now: datetime, leads: Collection[timedelta], holidays: Collection[date] = ()
) -> datetime | None:
    """The next moment after now that lies one of these times before a due day, or at one; None where none is near."""
    today = now.astimezone(UTC).date()
    days = due_days(versions, today, today + 2 * NEAR, holidays)
    return min(
        (moment for one in days for lead in (*leads, timedelta(0)) if (moment := one.at - lead) > now), default=None
    )
