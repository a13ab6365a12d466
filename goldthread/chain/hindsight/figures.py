"""The figures of many claims, and the picture of said against happened. Pure: no Django, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from goldthread.measures.forecasting.score import FEWEST, Bin, Told, naive_chance, score

Verdict = Literal["more", "fewer", "as_said"]
# So many key results are needed before tenths tell more than fifths do.
ENOUGH_FOR_TENTHS = 100
HALFWAY = 0.5
# Beyond twice the spread of chance, said and happened differ by more than luck.
LUCK = 2.0


@dataclass(frozen=True)
class Figures:
    """What was said of key results at one stage, and what came.

    `expected` of them would have been reached by what was said. `brier`: 0 is perfect, 0.25 is always saying 50 %;
    `naive_brier` is that of progress over elapsed time on the `compared`, of which both are known, `own_brier` ours on
    the same. `alarms` of the `missed` stood below 50 %, `false_alarms` of the reached did.
    """

    count: int
    reached: int
    expected: float
    brier: float | None
    compared: int
    own_brier: float | None
    naive_brier: float | None
    bins: tuple[Bin, ...]
    alarms: int
    false_alarms: int

    @property
    def is_telling(self) -> bool:
        """Whether there are enough of them to show any figure: of fewer, each could be told apart."""
        return self.count >= FEWEST

    @property
    def missed(self) -> int:
        return self.count - self.reached

    @property
    def skill(self) -> float | None:
        """How much of the naive rule's error is gone; None where fewer than five can be compared."""
        if self.compared < FEWEST or self.own_brier is None or not self.naive_brier:
            return None
        return 1 - self.own_brier / self.naive_brier

    @property
    def verdict(self) -> Verdict:
        """Whether more or fewer came about than was said, beyond what luck does."""
        spread = sqrt(sum(one.count * one.said * (1 - one.said) for one in self.bins))
        if abs(self.reached - self.expected) <= LUCK * spread:
            return "as_said"
        return "more" if self.reached > self.expected else "fewer"


def figures(told: Sequence[Told]) -> Figures:
    """The figures of what was said at one stage."""
    made = score(told, 10 if len(told) >= ENOUGH_FOR_TENTHS else 5)
    compared = score([one for one in told if naive_chance(one) is not None])
    low = [one for one in told if one.chance < HALFWAY]
    return Figures(
        count=made.count,
        reached=made.reached,
        expected=sum(one.chance for one in told),
        brier=made.brier,
        compared=compared.count,
        own_brier=compared.brier,
        naive_brier=compared.naive,
        bins=made.bins,
        alarms=sum(not one.reached for one in low),
        false_alarms=sum(one.reached for one in low),
    )


# Picture --------------------------------------------------------------------------------------------------------------

WIDTH, HEIGHT = 420, 380
LEFT, RIGHT, TOP, BOTTOM = 54, 404, 14, 338
LEAST_DOT, MOST_DOT = 4.0, 17.0


@dataclass(frozen=True)
class Dot:
    """Key results of which about the same was said, as a circle; its area tells how many they are. `up` and `down` are
    where the whisker ends: what luck alone does."""

    x: float
    y: float
    r: float
    up: float
    down: float
    bin: Bin


def dots(bins: Sequence[Bin]) -> list[Dot]:
    """Where the bins stand in a frame of WIDTH × HEIGHT; y grows downwards."""
    most = max((one.count for one in bins), default=1)
    return [_dot(one, most) for one in bins]


def _dot(one: Bin, most: int) -> Dot:
    luck = LUCK * sqrt(one.said * (1 - one.said) / one.count)
    size = LEAST_DOT + (MOST_DOT - LEAST_DOT) * sqrt(one.count / most)
    above, below = min(1.0, one.said + luck), max(0.0, one.said - luck)
    return Dot(across(one.said), upwards(one.came), round(size, 1), upwards(above), upwards(below), one)


def across(share: float) -> float:
    """Where a share that was said stands, from left to right."""
    return round(LEFT + share * (RIGHT - LEFT), 1)


def upwards(share: float) -> float:
    """Where a share that came about stands, from the bottom up."""
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


__all__ = ["HEIGHT", "WIDTH", "Dot", "Figures", "across", "dots", "figures", "upwards"]
