"""The thread from a goal to the vision as one sentence. No Django, no clock."""

from collections.abc import Container, Iterable, Sequence

_ENDS = ".!? \u2026"


def joined(statements: Sequence[str], *, names: Iterable[str] = ()) -> list[str]:
    """The parts of "Prove that scales sync so that acquire users so that people lose weight", lower goal first.

    The first part keeps its capital, the others lose theirs unless the word is a name or written in capitals within;
    stops at the ends are left out. `names` are words that keep their capital: of people, products, teams.
    """
    kept = name_words(names) | _names_within(statements)
    parts = [bare(one) for one in statements]
    return [part if place == 0 else _lowered(part, kept) for place, part in enumerate(parts)]


def bare(statement: str) -> str:
    """A statement as a part of a sentence: without the stop at its end."""
    return statement.strip().rstrip(_ENDS) or statement.strip()


def within(words: str, *, names: Container[str] = ()) -> str:
    """A sentence of its own as the end of another: "The plan is the source." after "because" loses its capital.

    `names` are single words here, so that a page with many sentences splits them once (see `name_words`).
    """
    said = words.strip()
    first = said.split(" ", 1)[0].strip(",;:")
    return said if first in names else _lowered(said, _names_within([said])) if said else ""


def name_words(names: Iterable[str]) -> set[str]:
    """The single words of names."""
    return {word for name in names for word in name.split()}


def _lowered(part: str, names: set[str]) -> str:
    first = part.split(" ", 1)[0].strip(",;:")
    is_plain = first[:1].isupper() and first[1:].islower() and first not in names
    return part[0].lower() + part[1:] if is_plain or first == "A" else part


def _names_within(statements: Iterable[str]) -> set[str]:
    """Words with a capital in the middle of a statement are names, also where a statement begins with them."""
    return {word.strip(",.;:") for one in statements for word in one.split()[1:] if word[:1].isupper()}
