"""What the owner of a key result says of it beside the numbers: how sure they are, a state set by hand, or nothing in time.

The chain keeps none of it. Whoever does registers the slot `chances.owner`: a function of (ids of key results, moment or
None) that gives an OwnersWord for each it knows, in a fixed number of queries.
"""

from collections.abc import Collection
from typing import NamedTuple

from goldthread.kit import registry

from .past import Moment

SLOT = "chances.owner"


class OwnersWord(NamedTuple):
    """confidence: 0 to 10, None where it was not given. state: as a forecast's, set by hand, "" where it was not; then
    `because` says why. is_missed: a check-in was due and none came. blocker: what is in the way."""

    confidence: int | None = None
    state: str = ""
    because: str = ""
    is_missed: bool = False
    blocker: str = ""


NOTHING = OwnersWord()


def words_of(key_results: Collection[int], moment: Moment | None = None) -> dict[int, OwnersWord]:
    """By the id of the key result; with a moment, what they had said by then."""
    found: dict[int, OwnersWord] = {}
    for said in registry.slots(SLOT):
        found.update(said(key_results, moment))
    return found


__all__ = ["NOTHING", "SLOT", "OwnersWord", "words_of"]
