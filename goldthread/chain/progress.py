"""How far a key result is, and a goal by its key results. No Django, no clock."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from goldthread.measures.rules import share_of_way

NOTHING, WHOLE = Decimal(0), Decimal(1)


class Kind(StrEnum):
    """What a key result asks of its metric."""

    INCREASE = "increase"
    DECREASE = "decrease"
    STAY_ABOVE = "stay_above"
    STAY_BELOW = "stay_below"
    STAY_BETWEEN = "stay_between"
    MILESTONE = "milestone"


STAYS = (Kind.STAY_ABOVE, Kind.STAY_BELOW, Kind.STAY_BETWEEN)


def settled_kind(said: str, unit: str, baseline: Decimal | None, target: Decimal | None) -> str:
    """The kind of a key result: what was said, as far as its unit and numbers bear it; "" is whatever they tell.

    Yes or no is a milestone. What should move rises, or falls where the target lies below the baseline.
    """
    if unit == "yes_no":
        return Kind.MILESTONE
    if said in STAYS:
        return Kind(said)
    is_falling = baseline is not None and target is not None and target < baseline
    return Kind.DECREASE if is_falling else Kind.INCREASE


def is_met(kind: str, value: Decimal, *, target: Decimal | None, upto: Decimal | None = None) -> bool:
    """Whether a value is what the key result asks for; both bounds count as kept. Without a target nothing is met."""
    if target is None:
        return False
    if kind in (Kind.DECREASE, Kind.STAY_BELOW):
        return value <= target
    return value >= target and not (kind == Kind.STAY_BETWEEN and upto is not None and value > upto)


def progress(
    kind: str, value: Decimal | None, *, baseline: Decimal | None, target: Decimal | None, upto: Decimal | None = None
) -> Decimal | None:
    """How much of the way is done: 0 at the baseline, 1 at the target; below 0 and above 1 where it went so far.

    What should stay, a milestone, and what begins nowhere or where it ends, is met or not: 1 or 0. None where no value or
    no target is known: no data is something else than nothing done.
    """
    if value is None or target is None:
        return None
    met = WHOLE if is_met(kind, value, target=target, upto=upto) else NOTHING
    if kind in STAYS or kind == Kind.MILESTONE or baseline == target:
        return met
    if baseline is None:
        return met or None
    return share_of_way(value, baseline=baseline, target=target)


class RollUp(NamedTuple):
    """A goal by its key results: `share` from 0 to 1 over those with data, None where none has any.

    `counted` have data, `silent` have none, `met` are where they should be.
    """

    share: Decimal | None
    counted: int
    silent: int
    met: int


def rolled_up(parts: Iterable[tuple[int, Decimal | None]]) -> RollUp:
    """The weighted mean of (weight, progress) pairs. More than the whole way counts as the whole, less than none as none:
    what went past its target cannot make up for what is missing elsewhere. Weight 0 is shown and does not count."""
    pairs = list(parts)
    known = [(weight, min(max(share, NOTHING), WHOLE)) for weight, share in pairs if share is not None]
    weights = sum(weight for weight, _share in known)
    whole = sum((weight * share for weight, share in known), NOTHING)
    met = sum(share >= 1 for _weight, share in known)
    return RollUp(whole / weights if weights else None, len(known), len(pairs) - len(known), met)
