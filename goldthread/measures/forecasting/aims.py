"""What a key result is after, and how its values read as progress towards it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .series import SLACK, Floats, Points

Kind = Literal["reach", "stay_above", "stay_below", "stay_between", "milestone"]
Unit = Literal["number", "count", "percent"]


@dataclass(frozen=True)
class Aim:
    """Where a key result starts and what it wants, in the metric's own unit.

    reach: come from the baseline to the target, upwards or downwards. stay_above, stay_below: hold the bound `target`.
    stay_between: hold `target` below and `upper` above. milestone: be done at the due date; the numbers mean nothing.
    Raises ValueError where baseline and target leave no way to go, or bounds that are crossed.
    """

    kind: Kind = "reach"
    baseline: float = 0.0
    target: float = 1.0
    upper: float | None = None
    unit: Unit = "number"

    def __post_init__(self) -> None:
        if self.kind == "reach" and self.baseline == self.target:
            raise ValueError(f"baseline and target are equal: {self.baseline}")
        if self.kind == "stay_between" and (self.upper is None or self.upper <= self.target):
            raise ValueError(f"no room between {self.target} and {self.upper}")

    @property
    def bounds(self) -> tuple[float, ...]:
        """What must not be crossed; none where a target is to be reached."""
        if self.kind == "stay_between" and self.upper is not None:
            return (self.target, self.upper)
        return (self.target,) if self.kind in ("stay_above", "stay_below") else ()

    @property
    def mark(self) -> float:
        """The progress that counts as reached: 1, or half a count before the first count that meets the target."""
        if self.unit != "count" or self.kind != "reach":
            return 1.0
        return float(count_mark(np.float64(self.baseline), np.float64(self.target)))

    def limits(self, values: tuple[float, ...]) -> tuple[float, float]:
        """Between what the values of this metric can lie: percents that never left 0 to 100, counts that never fell below 0."""
        known = (self.baseline, self.target, *values)
        lowest = 0.0 if self.unit != "number" and min(known) >= 0 else -float("inf")
        return lowest, 100.0 if self.unit == "percent" and not lowest and max(known) <= 100 else float("inf")


def count_mark(baseline: Floats | np.float64, target: Floats | np.float64) -> Floats:
    """The progress that counts as reached where only whole numbers occur: half a count before the first that meets it.

    With a whole target that is 1 - 0.5 / |target - baseline|; a target of 856.4 is met by 857, so 856.5 counts.
    """
    way = np.where(target == baseline, 1.0, target - baseline)
    first = np.where(way > 0, np.ceil(target - SLACK) - 0.5, np.floor(target + SLACK) + 0.5)
    share: Floats = (first - baseline) / way
    return share


@dataclass(frozen=True)
class Scale:
    """How values become progress: 0 at the origin, 1 one span away. The span is negative where the way leads down."""

    origin: float
    span: float

    def share(self, value: float) -> float:
        return (value - self.origin) / self.span

    def value(self, share: float) -> float:
        return self.origin + share * self.span

    def points(self, points: Points) -> Points:
        return [(elapsed, self.share(value)) for elapsed, value in points]


@dataclass(frozen=True)
class Bet:
    """One line that decides: to come to progress 1 or, where it is to be held, not to come there."""

    scale: Scale
    held: bool = False

    @property
    def upwards(self) -> bool:
        """Whether greater values come nearer to the line."""
        return self.scale.span > 0


def bets(aim: Aim, points: Points) -> tuple[Bet, ...]:
    """One bet for a target or a bound, two for a range, none for a milestone.

    Bounds lie at distance 1 on their bad side. Who starts beyond a bound first has to reach it. A bound at the baseline
    itself has no distance: the widest departure seen, or else the bound's own size, takes its place.
    """
    if aim.kind == "milestone":
        return ()
    if aim.kind == "reach":
        return (Bet(Scale(aim.baseline, aim.target - aim.baseline)),)
    return tuple(_bet(bound, aim, points, upper=index == 1) for index, bound in enumerate(aim.bounds))


def _bet(bound: float, aim: Aim, points: Points, *, upper: bool) -> Bet:
    sign = 1.0 if upper or aim.kind == "stay_below" else -1.0
    distance = (bound - aim.baseline) * sign
    if distance < 0:
        return Bet(Scale(aim.baseline, bound - aim.baseline))
    if distance == 0:
        distance = max((abs(value - bound) for _, value in points), default=0.0) or abs(bound) or 1.0
    return Bet(Scale(bound - sign * distance, sign * distance), held=True)
