"""Readings as a line: from days and values to points of a drawing. Pure: no Django, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

MOST_POINTS = 400
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Drawing:
    """A line in a frame of width × height units; y grows downwards.

    `points` for a polyline ("0,10 5.5,8"), `dots` of readings as (x, y), `levels` as (y, value), `days` as (x, day).
    """

    width: int
    height: int
    points: str
    dots: tuple[tuple[float, float], ...]
    levels: tuple[tuple[float, Decimal], ...]
    days: tuple[tuple[float, date], ...]

    @property
    def last(self) -> tuple[float, float]:
        return self.dots[-1]


def drawing(readings: Sequence[tuple[datetime, Decimal]], *, width: int = 640, height: int = 200) -> Drawing | None:
    """Readings by time, the earliest first, as a line; None without any. Of very many, as many as can be told apart."""
    if not readings:
        return None
    chosen = thinned(readings)
    low, high = min(value for _at, value in chosen), max(value for _at, value in chosen)
    levels = levels_between(low, high)
    low, high = min(low, levels[0]), max(high, levels[-1])
    first, last = chosen[0][0].timestamp(), chosen[-1][0].timestamp()

    def across(at: float) -> float:
        return round((at - first) / (last - first) * width if last > first else width / 2, 1)

    def up(value: Decimal) -> float:
        return round(float((high - value) / (high - low)) * height if high > low else height / 2, 1)

    dots = tuple((across(at.timestamp()), up(value)) for at, value in chosen)
    days = tuple((across(_noon(day)), day) for day in months_between(chosen[0][0].date(), chosen[-1][0].date()))
    return Drawing(
        width,
        height,
        " ".join(f"{x:g},{y:g}" for x, y in dots),
        dots,
        tuple((up(level), level) for level in levels),
        tuple((x, day) for x, day in days if 0 <= x <= width),
    )


def spark(values: Sequence[Decimal], *, width: int = 96, height: int = 24) -> str:
    """Points of a small line without a frame; "" for fewer than two values."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    step = width / (len(values) - 1)
    return " ".join(
        f"{round(number * step, 1):g},{round(float((high - value) / (high - low)) * height if high > low else height / 2, 1):g}"
        for number, value in enumerate(values)
    )


def thinned(readings: Sequence[tuple[datetime, Decimal]]) -> Sequence[tuple[datetime, Decimal]]:
    """At most MOST_POINTS or so of them: of each stretch the lowest and the highest, so that no peak is lost."""
    if len(readings) <= MOST_POINTS:
        return readings
    stretch = -(-len(readings) * 2 // MOST_POINTS)
    kept = {0, len(readings) - 1}
    for start in range(0, len(readings), stretch):
        within = range(start, min(start + stretch, len(readings)))
        kept |= {min(within, key=lambda at: readings[at][1]), max(within, key=lambda at: readings[at][1])}
    return [readings[at] for at in sorted(kept)]


def levels_between(low: Decimal, high: Decimal, most: int = 5) -> list[Decimal]:
    """Round values around a range for the lines across a drawing: 850 to 1,375 gives 800, 1,000, 1,200, 1,400."""
    if low == high:
        return [low]
    rough = (high - low) / (most - 1)
    power = Decimal(10) ** rough.adjusted()
    step = next(power * one for one in _STEPS if power * one >= rough)
    start = (low / step).to_integral_value("ROUND_FLOOR") * step
    levels = [start]
    while levels[-1] < high:
        levels.append(levels[-1] + step)
    return levels


def months_between(first: date, last: date, most: int = 7) -> list[date]:
    """First days of months within a stretch, evenly apart, no more than `most`."""
    months = (last.year - first.year) * 12 + last.month - first.month
    every = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240) if months // step < most)
    found = []
    for number in range(1, months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        if month % min(every, 12) == 0 and (every <= 12 or year % (every // 12) == 0):
            found.append(date(year, month + 1, 1))
    return found


def _noon(day: date) -> float:
    return datetime(day.year, day.month, day.day, 12).timestamp()  # noqa: DTZ001 - half a day is no pixel


__all__ = ["Drawing", "drawing", "levels_between", "months_between", "spark", "thinned"]
