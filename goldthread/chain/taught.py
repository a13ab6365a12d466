"""What key results that are over tell of the forecasts made of them. Pure: no Django, no clock."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from goldthread.measures.forecasting.lessons import Closed

from .progress import is_met


class Told(NamedTuple):
    """What was said on a day: the chance by the method alone, and the fan at the due day; None where there was none.

    `confidence` is the owner's own then, 0 to 10.
    """

    day: date
    alone: Decimal | None
    low: Decimal | None
    high: Decimal | None
    confidence: int | None = None


class Ended(NamedTuple):
    """A key result whose due day is over: `value` is what was read last in its time."""

    kind: str
    target: Decimal
    upto: Decimal | None
    starts: date
    due: date
    value: Decimal


def closed(ended: Ended, told: Sequence[Told]) -> Closed:
    """What came of it, beside what was said last in the first half of its time; `told` in order of time."""
    reached = is_met(ended.kind, ended.value, target=ended.target, upto=ended.upto)
    half = ended.starts + (ended.due - ended.starts) / 2
    early = [one for one in told if one.day <= half and one.alone is not None]
    if not early or early[-1].alone is None:
        return Closed(reached)
    last = early[-1]
    inside = None if last.low is None or last.high is None else last.low <= ended.value <= last.high
    return Closed(reached, float(early[-1].alone), inside, last.confidence)


__all__ = ["Ended", "Told", "closed"]
