"""The parts of the one plain sentence about a key result; `measures/forecast_words.py` puts them into words."""

from dataclasses import dataclass
from math import floor, log10

from .aims import Aim
from .series import Points

FINENESS = 20
SURELY = 0.99


@dataclass(frozen=True)
class Saying:
    """Numbers to be said. chance_percent 1 to 99 while open; 0 and 100 stand for what is decided.

    target: the target or bound, upper the second bound of a range. landing, low, high: where it lands at the pace so
    far, and between what 8 in 10 land, in the metric's unit, rounded to what the distance deserves; None without a fan.
    pace_needed: how many times the pace so far the rest needs; None where there is no pace, nothing left, or it is kept.
    """

    chance_percent: int = 0
    target: float = 0.0
    upper: float | None = None
    landing: float | None = None
    low: float | None = None
    high: float | None = None
    pace_needed: float | None = None

    @classmethod
    def of(cls, chance: float, aim: Aim, points: Points, end: tuple[float, float, float] | None) -> "Saying":
        low, landing, high = (rounded(value, aim) for value in end) if end else (None, None, None)
        percent = as_percent(chance)
        return cls(percent, aim.target, aim.upper, landing, low, high, pace_needed(aim, points))


def as_percent(chance: float) -> int:
    """A chance in whole percent; what is open never reads as 0 or 100."""
    if chance in (0, 1):
        return int(chance * 100)
    return min(99, max(1, round(chance * 100)))


def rounded(value: float, aim: Aim) -> float:
    """A value as coarse as a forecast deserves: about a twentieth of the way, in a power of ten; counts whole."""
    way = max((abs(bound - aim.baseline) for bound in (aim.target, aim.upper) if bound is not None), default=0.0)
    places = -floor(log10((way or abs(aim.target) or 1.0) / FINENESS))
    return round(value, min(places, 0) if aim.unit == "count" else places)


def pace_needed(aim: Aim, points: Points) -> float | None:
    """How many times the pace so far the rest of the way needs: 2.1 means twice as fast and a little more."""
    if aim.kind != "reach" or not points:
        return None
    elapsed, value = points[-1]
    done = (value - aim.baseline) / (aim.target - aim.baseline)
    if not 0 < elapsed < 1 or not 0 < done < 1:
        return None
    return ((1 - done) / (1 - elapsed)) / (done / elapsed)
