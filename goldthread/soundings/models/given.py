"""What people say, and why a deed is not done."""

from dataclasses import dataclass


class Refused(Exception):
    """Why a deed is not done: a sentence to show."""


@dataclass(frozen=True)
class Given:
    """What somebody says to a draft: their position from 1 to 8, how sure they are that it can be reached (0 to 10, None
    where that is left out), and the reservation that goes on record with their support.

    `draft`: the one that they read; `nth`: which of their answers to it this is, 1 for the first, as whoever filled it in
    knew; 0 where that is not said.
    """

    position: int
    confidence: int | None = None
    reservation: str = ""
    draft: int = 0
    nth: int = 0


@dataclass(frozen=True)
class Feedback:
    """`share`: "named", "unattributed", "kept" (not passed on); "" for words that somebody else wrote down."""

    kind: str
    words: str
    share: str = ""
