"""Ways of asking many at once about one line or more, and what may stand on a sheet under each.

Only one of them can adopt anything, and not by itself: `as_one`, in which each line is settled as everyone supports it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .thermometer import FINGERS, GRADIENTS

AS_ONE, GRADIENT, SHOW_OF_FINGERS, DOTS, SCORE, RANKED = "as_one", "gradients", "fingers", "dots", "score", "ranked"
THERMOMETERS = frozenset({GRADIENT, SHOW_OF_FINGERS})
ORDERINGS = frozenset({DOTS, SCORE, RANKED})

# Lines on one sheet.
MOST_LINES = 60
MOST_BUDGET = 20
TOP_SCORE = 5
# What was asked is kept with the answer: a scale of other points reads otherwise.
SCALES = {GRADIENT: "gradients-8", SHOW_OF_FINGERS: "fingers-0-5"}


@dataclass(frozen=True, slots=True)
class Limits:
    """budget: dots to give; most: for one line; scale_version: of a thermometer."""

    budget: int = 0
    most: int = 0
    scale_version: str = ""


def limits_of(way: str, *, budget: int = 5, most: int = 3) -> Limits:
    """What holds under a way; budget and most are read for dots only."""
    if way == DOTS:
        return Limits(budget=budget, most=min(most, budget))
    return Limits(most=TOP_SCORE) if way == SCORE else Limits(scale_version=SCALES.get(way, ""))


def fewest(quorum: int, asked: int) -> int:
    """How many have to answer for a quorum in percent of so many who are asked; 0 where none was announced.

    Raises ValueError for a quorum that is no share.
    """
    if not 0 <= quorum <= 100:
        raise ValueError(f"not a share in percent: {quorum}")
    return -(-quorum * asked // 100)


def values_of(way: str) -> tuple[int, ...]:
    """The points of a thermometer; none of other ways."""
    if way == GRADIENT:
        return tuple(range(1, len(GRADIENTS) + 1))
    return tuple(range(FINGERS + 1)) if way == SHOW_OF_FINGERS else ()


def may_give(points: Mapping[int, int], lines: Collection[int], way: str, limits: Limits) -> bool:
    """Whether dots or scores keep within lines and limits, and give at least one."""
    if not points or not set(points) <= set(lines) or any(not 0 <= one <= limits.most for one in points.values()):
        return False
    return way == SCORE or 0 < sum(points.values()) <= limits.budget


def may_rank(ranks: Sequence[int], lines: Collection[int]) -> bool:
    """Whether ranks name lines, each once, and at least one."""
    return bool(ranks) and len(set(ranks)) == len(ranks) and set(ranks) <= set(lines)
