"""Small readers of JSON: each gives a value, or says in a sentence what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, TypeVar

Fields = Mapping[str, Any]
T = TypeVar("T")
MOST = 1_000_000
# Nothing with an exponent: "1e999999999" is one number and fills the memory.
WRITTEN_SHARE = re.compile(r"[0-9]{1,20}(\.[0-9]{0,20})?(/[0-9]{1,20})?")


class Unreadable(ValueError):
    """Why an agreement cannot be read: a whole sentence."""


def each(given: Iterable[Any], what: str, read: Callable[[Any], T]) -> Iterator[T]:
    for number, one in enumerate(given, start=1):
        if not isinstance(one, dict):
            raise Unreadable(f"{what} {number} must be an object.")
        try:
            yield read(one)
        except Unreadable as problem:
            raise Unreadable(f"{what} {number}: {str(problem).rstrip('.')}.") from None


def listed(given: Fields, name: str) -> list[Any]:
    said = given.get(name)
    if said is None:
        return []
    if not isinstance(said, list):
        raise Unreadable(f'"{name}" must be a list.')
    return said


def plain(said: Any) -> str:
    return said.strip().casefold().replace("-", "_").replace(" ", "_") if isinstance(said, str) else ""


def by_of(given: Fields) -> str:
    return person_of(given.get("by"), '"by"')


def person_of(given: Any, what: str) -> str:
    name = name_of(given)
    if not name:
        raise Unreadable(f"{what} must be a name or a number, not {given!r}.")
    return name


def name_of(given: Any) -> str | None:
    return str(given) if isinstance(given, str | int) and not isinstance(given, bool) else None


def text_of(given: Any) -> str:
    return given if isinstance(given, str) else ""


def truth(given: Fields, name: str, default: bool) -> bool:
    said = given.get(name)
    if said is None:
        return default
    if not isinstance(said, bool):
        raise Unreadable(f'"{name}" must be true or false, not {said!r}.')
    return said


def whole(given: Fields, name: str, default: Any, *, least: int = 0) -> Any:
    said = given.get(name)
    if said is None:
        return default
    if type(said) is not int or not least <= said <= MOST:
        raise Unreadable(f'"{name}" must be a whole number from {least}, not {said!r}.')
    return said


def one_of(given: Fields, name: str, words: tuple[str, ...]) -> Any:
    said = given.get(name)
    if said is None:
        return None
    if plain(said) not in words:
        raise Unreadable(f'"{name}" is {said!r}; use one of: {", ".join(words)}.')
    return plain(said)


def share_of(said: Any, name: str, default: Any) -> Any:
    """2/3 as "2/3", [2, 3], "60 %" or 0.5; exact, and a number with a point as it is written."""
    if said is None:
        return default
    try:
        share = _fraction(said)
    except (ValueError, ZeroDivisionError, TypeError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise Unreadable(f'"{name}" must be a share from 0 to 1, such as "2/3", not {said!r}.')
    return share


def _fraction(said: Any) -> Fraction:
    if isinstance(said, list):
        above, below = said
        return Fraction(above, below)
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        raise TypeError(said)
    written = str(said).replace(" ", "")
    number = written.removesuffix("%")
    if isinstance(said, str) and not WRITTEN_SHARE.fullmatch(number):
        raise ValueError(said)
    share = Fraction(number) / (100 if number != written else 1)
    # What was written as 0.6666666666666667 was two thirds.
    return share if share.denominator < 10**12 else share.limit_denominator(1000)


def time_of(given: Fields, name: str) -> datetime | None:
    said = given.get(name)
    if said is None:
        return None
    try:
        time = datetime.fromisoformat(said)
    except (ValueError, TypeError):
        raise Unreadable(f'"{name}" must be a time such as 2027-03-01T10:00:00Z, not {said!r}.') from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
