"""The room's sense before a ballot, on Kaner's eight gradients of agreement. It is looked at, and never adopts."""

from collections.abc import Sequence
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


def sense_of(shown: Sequence[int]) -> Sense | None:
    """How a room of gradients 1 to 8 reads; None of an empty one. Raises ValueError for any other number."""
    if any(not 1 <= one <= len(GRADIENTS) for one in shown):
        raise ValueError(f"gradients go from 1 to {len(GRADIENTS)}: {shown}")
    whole = len(shown)
    against, glad, unready = (sum(one in wanted for one in shown) for wanted in ({7, 8}, {1, 2}, {5}))
    if not whole:
        return None
    if 2 * against >= whole:
        return "opposed"
    if against:
        return "majority_with_outliers" if 2 * glad >= whole else "divided"
    if 4 * unready > whole:
        return "not_ready"
    return "enthusiastic" if 3 * glad >= 2 * whole else "lukewarm"
