"""Texts that say the same: word for word, and nearly so."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

FEWEST_WORDS = 5
SHARED = 0.85
# A rarest word that this many texts share tells nothing apart, and comparing them all would cost too much.
MOST_SHARING = 40

_WORD = re.compile(r"\w+")
_SMALL = frozenset("a an the of to in on for and or by with at our we is are be as from that this it der die das und von zu im in für mit auf ein eine".split())  # fmt: skip


def normal(text: str) -> str:
    """Words in small letters with one blank between: what "the same text" compares."""
    return " ".join(_WORD.findall(text.casefold()))


def weighty(text: str) -> frozenset[str]:
    """The words of a text that carry meaning."""
    return frozenset(word for word in _WORD.findall(text.casefold()) if word not in _SMALL)


def alike(one: str, two: str) -> bool:
    """Whether two texts say nearly the same: most words of the shorter stand in the longer, and it is not much longer."""
    return _alike(weighty(one), weighty(two))


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    less, more = sorted((len(one), len(two)))
    shared = len(one & two)
    if less < 3:
        return one == two and bool(one)
    # Numbers that differ make another promise of the same words.
    if {word for word in one if word.isdigit()} != {word for word in two if word.isdigit()}:
        return False
    return shared >= SHARED * less and shared >= 0.65 * more


def near_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places (earlier, later) of texts that are nearly but not exactly the same."""
    words = [weighty(text) for text in texts]
    having: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(words):
        for word in one:
            having[word].append(at)
    told: set[tuple[int, int]] = set()
    for at, one in enumerate(words):
        if len(one) < FEWEST_WORDS:
            continue
        for word in sorted(one, key=lambda each: (len(having[each]), each))[:4]:
            if len(having[word]) > MOST_SHARING:
                continue
            for other in having[word]:
                pair = (other, at)
                if other >= at or pair in told or len(words[other]) < FEWEST_WORDS or one == words[other]:
                    continue
                if _alike(one, words[other]):
                    told.add(pair)
                    yield pair
