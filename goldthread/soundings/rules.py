"""What a sounding reckons with: who is heard in which order, what counts as support, when words are passed on, when it is stuck."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

# Gradients of agreement (Kaner): 1 whole-hearted … 8 veto.
POSITIONS = range(1, 9)
SUPPORTING = frozenset({1, 2, 3})
# "I do not like it but will support it": support, once the reservation is on record.
WILL_SUPPORT = 6
# So few people heard leave no doubt about who said what.
FEWEST_HEARD = 3
STALLED_AFTER = 3
MOST_DECLINES = 2


def seniors_last(drawn: Iterable[tuple[T, bool]]) -> list[T]:
    """An order that was drawn at random, with the senior ones behind all others; each half stays as it was drawn."""
    every = list(drawn)
    return [one for one, senior in every if not senior] + [one for one, senior in every if senior]


def supports(position: int | None, reservation: str) -> bool:
    """Whether a position counts as support of the words."""
    return position in SUPPORTING or (position == WILL_SUPPORT and bool(reservation))


def vote_of(position: int, reservation: str) -> tuple[str, str]:
    """A supporting position as a vote of the record: ("support", "") or ("reserve", the reservation).

    Raises ValueError for a position that is no support.
    """
    if not supports(position, reservation):
        raise ValueError(f"position {position} is no support")
    return ("reserve", reservation) if position > 2 and reservation else ("support", "")


def may_pass_on(heard_since: int, still_to_come: int) -> bool:
    """Whether what was said may be passed on now: of those heard since the last time are three at least, and so will be
    those of the next time, unless nobody is left to hear."""
    return heard_since >= FEWEST_HEARD and (still_to_come == 0 or still_to_come >= FEWEST_HEARD)


def worst_of(said: Iterable[tuple[int, str]]) -> int:
    """How far the one who is farthest away is from support: 3 at most where all support it, 0 where nobody spoke."""
    return max((3 if supports(one, words) and one > 3 else one for one, words in said), default=0)


def is_stalled(worsts: Sequence[int]) -> bool:
    """Whether the worst position became no better over three versions; `worsts` are those of the versions heard so far."""
    last = worsts[-STALLED_AFTER:]
    return len(last) == STALLED_AFTER and last[-1] > 3 and min(last[1:]) >= last[0]


__all__ = ["is_stalled", "may_pass_on", "seniors_last", "supports", "vote_of", "worst_of"]
