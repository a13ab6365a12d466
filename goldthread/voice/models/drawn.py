"""Numbers drawn by lot, for what must not tell when it was written."""

import secrets

MOST_NUMBERS, STEP = 2**52, 2**32


def drawn_number(*, after: int = 0) -> int:
    """A number that tells nothing of when it was given, nor of what was given before and after: below 2**53, which a
    browser holds exactly, and never 0. `after` one that has to stand before it, it is somewhat greater."""
    return after + 1 + secrets.randbelow(STEP if after else MOST_NUMBERS)
