"""The room's sense before a ballot: Kaner's eight gradients of agreement, or a show of fingers. It is looked at, and never
adopts."""

from collections.abc import Collection, Sequence
from typing import Literal

Sense = Literal["opposed", "majority_with_outliers", "divided", "not_ready", "enthusiastic", "lukewarm"]

GRADIENTS = (
    "whole-hearted endorsement",
    "agreement with a minor point of contention",
    "support with reservations",
    "abstain",
    "more discussion needed",
    "do not like it, but will support it",
    "serious disagreement",
    "veto",
)
# A closed hand, 0, up to so many.
FINGERS = 5


def sense_of(shown: Sequence[int]) -> Sense | None:
    """How a room of gradients 1 to 8 reads; None of an empty one. Raises ValueError for any other number."""
    if any(not 1 <= one <= len(GRADIENTS) for one in shown):
        raise ValueError(f"gradients go from 1 to {len(GRADIENTS)}: {shown}")
    return _sense(shown, against={7, 8}, glad={1, 2}, unready={5})


def sense_of_fingers(shown: Sequence[int]) -> Sense | None:
    """The same of fingers 0 to 5: a closed hand and one finger are against, two want to talk first, four and five are glad."""
    if any(not 0 <= one <= FINGERS for one in shown):
        raise ValueError(f"fingers go from 0 to {FINGERS}: {shown}")
    return _sense(shown, against={0, 1}, glad={4, 5}, unready={2})


def supporting(way: str, shown: Sequence[int]) -> int:
    """How many of a room support it, with reservations or without: gradients 1 to 3, three fingers or more."""
    return sum(one <= 3 if way == "gradients" else one >= 3 for one in shown)


def _sense(
    shown: Sequence[int], *, against: Collection[int], glad: Collection[int], unready: Collection[int]
) -> Sense | None:
    whole = len(shown)
    no, yes, later = (sum(one in wanted for one in shown) for wanted in (against, glad, unready))
    if not whole:
        return None
    if 2 * no >= whole:
        return "opposed"
    if no:
        return "majority_with_outliers" if 2 * yes >= whole else "divided"
    if 4 * later > whole:
        return "not_ready"
    return "enthusiastic" if 3 * yes >= 2 * whole else "lukewarm"
