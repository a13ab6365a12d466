"""Whom a text mentions. No Django, no clock."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice

# An @ that does not stand inside a word or an address such as mia@northwind.example.
_AT = re.compile(r"(?<![\w@.+-])@(?=\w)")
_FIRST_NAME = re.compile(r"[\w'’-]+")
_PIECE = re.compile(r"\w+|[^\w\s]")
# A text full of @ costs no more than this many looks, and a comment reaches no more people.
MOST = 50


def mentioned(text: str, people: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The people whom a text names after an @, by id, each with the name as it stands there; in order of mention.

    `people` are (id, name). "@Mia Jansen" means the one person of that name, "@Mia" the one with that first name;
    capitals do not matter. A name that fits several people means nobody.
    """
    whole, first = _by_name(people)
    longest = max((len(name) for name in whole), default=0)
    found: dict[int, str] = {}
    for at in islice(_AT.finditer(text), MOST):
        behind = text[at.end() : at.end() + longest + 1]
        for person, name in _named(behind, whole, first):
            found.setdefault(person, name)
    return found


def _by_name(people: Iterable[tuple[int, str]]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    whole: dict[str, list[int]] = defaultdict(list)
    first: dict[str, list[int]] = defaultdict(list)
    for person, name in people:
        words = name.split()
        if words:
            whole[" ".join(words).casefold()].append(person)
            first[words[0].casefold()].append(person)
    return whole, first


def _named(behind: str, whole: Mapping[str, list[int]], first: Mapping[str, list[int]]) -> list[tuple[int, str]]:
    """Whom the words right behind an @ name: one person with the name as written, or nobody."""
    for end in _ends(behind):
        fitting = whole.get(behind[:end].casefold(), [])
        if fitting:
            return [(fitting[0], behind[:end])] if len(fitting) == 1 else []
    word = _FIRST_NAME.match(behind)
    fitting = first.get(word[0].casefold(), []) if word else []
    return [(fitting[0], word[0])] if word and len(fitting) == 1 else []


def _ends(behind: str) -> list[int]:
    """The places where a word or a mark ends, the last one first: "Mia Jansen, hi" could be 14, 11, 10, 3 long."""
    return [piece.end() for piece in _PIECE.finditer(behind)][::-1]
