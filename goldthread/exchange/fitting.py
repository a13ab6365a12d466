"""What the columns of goals and metrics hold of words and numbers that may be longer. No Django, no clock."""

from decimal import Decimal

LONGEST_STATEMENT = 600
LONGEST_METRIC = 400
LARGEST = Decimal(10) ** 13


def short(words: str, most: int) -> tuple[str, str]:
    """Words that fit, and the whole again where they did not."""
    said = " ".join(words.split()) or "…"
    return (said, "") if len(said) <= most else (said[: most - 1].rstrip() + "…", said)


def held(number: Decimal | None) -> Decimal | None:
    """What the column holds: a number too large to be kept exactly is left out; the words still say it."""
    return number if number is not None and abs(number) < LARGEST else None
