"""A box for what one seat writes while nobody may see it: locked, and as thick with nothing in it as with twenty cards."""

import json
from collections.abc import Sequence
from typing import Any

from goldthread.kit import locked

CARDS, CLOSING = "cards before the reveal", "answers at the end of a workshop"
THICKNESS_BYTES = {CARDS: 8 * 1024, CLOSING: 256}


def close(what: Sequence[Any], purpose: str) -> str:
    """The contents, locked; filled up so that the size does not tell how much is in it."""
    said = json.dumps(list(what))
    return locked.lock_bytes((said + " " * (-len(said) % THICKNESS_BYTES[purpose])).encode(), purpose)


def look_into(box: str, purpose: str) -> list[Any]:
    """What is in a box. One that was locked with another secret holds nothing: it is written anew, never guessed."""
    if not box:
        return []
    try:
        held: list[Any] = json.loads(_unlocked(box, purpose))
    except locked.Unreadable:
        return []
    return held


def _unlocked(box: str, purpose: str) -> bytes | str:
    try:
        return locked.unlock_bytes(box, purpose)
    except locked.Unreadable:
        # A box that was closed before they were locked like this.
        return locked.unlock(box, purpose)
