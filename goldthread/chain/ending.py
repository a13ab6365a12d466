"""How a goal ended, from its numbers, and what was said of it on the way. Pure: no Django, no clock."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .progress import RollUp, rolled_up

MET, PARTLY, MISSED = "met", "partly", "missed"
# From here on a part of it is there; the whole is only what is whole.
A_PART = Decimal("0.3")
HUNDREDTH = Decimal("0.01")


class Told(NamedTuple):
    """What was said of the chance on a day: `share` from 0 to 1; `when` is "first", "half" or "last"."""

    when: str
    day: date
    share: float


class Scored(NamedTuple):
    """`score` from 0.00 to 1.00 over the key results with data, None without any; how many had data, and how many none."""

    score: Decimal | None
    counted: int
    silent: int


def scored(parts: Iterable[tuple[int, Decimal | None]]) -> Scored:
    """The score of a goal from (weight, progress) of its key results; no data is something else than nothing done."""
    made: RollUp = rolled_up(parts)
    score = None if made.share is None else made.share.quantize(HUNDREDTH, ROUND_HALF_UP)
    # What is nearly whole is not whole.
    if score == 1 and made.share is not None and made.share < 1:
        score = Decimal("0.99")
    return Scored(score, made.counted, made.silent)


def result_of(score: Decimal | None) -> str:
    """The result that a score suggests: met at 1, partly met from 0.3, missed below; "" without one."""
    if score is None:
        return ""
    if score >= 1:
        return MET
    return PARTLY if score >= A_PART else MISSED


def known_when(said: Sequence[tuple[date, float]], starts: date, due: date | None) -> list[Told]:
    """What was said first, what stood at half time, what was said last; each day once. `said` in order of time.

    What was said after the due day was no forecast any more.
    """
    told = [one for one in said if due is None or one[0] <= due]
    if not told:
        return []
    found = {told[0]: "first"}
    if due is not None:
        half = starts + (due - starts) / 2
        early = [one for one in told if one[0] <= half]
        if early:
            found.setdefault(early[-1], "half")
    found.setdefault(told[-1], "last")
    return [Told(when, day, share) for (day, share), when in found.items()]


__all__ = ["MET", "MISSED", "PARTLY", "Scored", "Told", "known_when", "result_of", "scored"]
