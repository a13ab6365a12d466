"""The course of a key result as a drawing: its readings, where it may go, what was agreed. Pure: no Django, no clock."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from goldthread.measures.forecasting.forecast import FanPoint
from goldthread.measures.picture import levels_between, months_between

WIDTH, HEIGHT = 760, 290
LEFT, RIGHT, TOP, BOTTOM = 58, 744, 26, 250


class Mark(NamedTuple):
    """A line across the drawing: a target, a bound, the reach."""

    name: str
    value: Decimal
    y: float


class Fan(NamedTuple):
    """Points and places in a frame of WIDTH × HEIGHT; y grows downwards.

    `line` and `middle` are paths of points, `wide` (8 in 10) and `narrow` (half) closed ones, "" without a forecast.
    `levels` are (y, value), `days` (x, day), `rows` the same numbers for a table: day, low, middle, high.
    """

    line: str
    dots: tuple[tuple[float, float], ...]
    wide: str
    narrow: str
    middle: str
    marks: tuple[Mark, ...]
    levels: tuple[tuple[float, Decimal], ...]
    days: tuple[tuple[float, date], ...]
    today: float | None
    rows: tuple[tuple[date, float, float, float], ...]


def fan(
    taken: Sequence[tuple[date, Decimal]],
    ahead: Sequence[FanPoint],
    *,
    starts: date,
    due: date,
    baseline: Decimal | None,
    lines: Iterable[tuple[str, Decimal]],
    today: date,
) -> Fan:
    """The drawing from the start to the due day. `taken` are readings in that time, `lines` named values to draw across.

    Raises ValueError where the due day is not after the start.
    """
    if due <= starts:
        raise ValueError(f"due {due} and starts {starts}")
    named = list(lines)
    course = list(taken)
    if baseline is not None and (not taken or taken[0][0] > starts):
        course.insert(0, (starts, baseline))
    values = [value for _day, value in course] + [value for _name, value in named]
    values += [Decimal(repr(round(one, 6))) for point in ahead for one in (point.low80, point.high80)]
    levels = levels_between(min(values), max(values)) if values else [Decimal(0)]
    frame = _Frame(starts, due, float(min([*values, *levels])), float(max([*values, *levels])))
    dots = [(frame.at(day), frame.up(value)) for day, value in course]
    days = [starts, *(day for day in months_between(starts, due) if _apart(day, starts, due)), due]
    return Fan(
        line=_path(dots),
        dots=tuple(dots),
        wide=frame.band(ahead, "low80", "high80"),
        narrow=frame.band(ahead, "low50", "high50"),
        middle=_path([(across(one.elapsed), frame.up(one.middle)) for one in ahead]),
        marks=tuple(Mark(name, value, frame.up(value)) for name, value in named),
        levels=tuple((frame.up(level), level) for level in levels),
        days=tuple((frame.at(day), day) for day in days),
        today=frame.at(today) if starts <= today <= due else None,
        rows=tuple(_row(one, starts, due) for one in _few(ahead)),
    )


class _Frame(NamedTuple):
    """Where days and values stand in the drawing."""

    starts: date
    due: date
    low: float
    high: float

    def at(self, day: date) -> float:
        return across((day - self.starts).days / (self.due - self.starts).days)

    def up(self, value: Decimal | float) -> float:
        share = (float(value) - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(BOTTOM - share * (BOTTOM - TOP), 1)

    def band(self, ahead: Sequence[FanPoint], lower: str, upper: str) -> str:
        """The area between two edges: there along the upper one, back along the lower one."""
        there = [(across(one.elapsed), self.up(getattr(one, upper))) for one in ahead]
        back = [(across(one.elapsed), self.up(getattr(one, lower))) for one in reversed(ahead)]
        return _path([*there, *back]) + "Z" if ahead else ""


def across(elapsed: float) -> float:
    """Where a share of the time stands, from left to right."""
    return round(LEFT + elapsed * (RIGHT - LEFT), 1)


def _apart(day: date, starts: date, due: date) -> bool:
    """Whether the name of a month has room beside the two ends."""
    room = (due - starts) / 12
    return day - starts > room and due - day > room


def _few(ahead: Sequence[FanPoint]) -> Sequence[FanPoint]:
    return [*ahead[:-1:3], ahead[-1]] if ahead else []


def _row(one: FanPoint, starts: date, due: date) -> tuple[date, float, float, float]:
    return starts + timedelta(days=round(one.elapsed * (due - starts).days)), one.low80, one.middle, one.high80


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) if points else ""


__all__ = ["HEIGHT", "WIDTH", "Fan", "Mark", "across", "fan"]
