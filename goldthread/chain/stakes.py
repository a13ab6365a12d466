"""What a question about a goal puts at stake: by its level, its horizon, who is asked, and how far its words change."""

import re
from difflib import SequenceMatcher

# Of so many words at most one in this many differs in a small change.
ONE_IN = 5
_TURNS = frozenset(
    "no not never without nobody none nothing kein keine keinen keiner keinem nicht nie niemand nichts ohne".split()
)


def is_small(before: str, after: str) -> bool:
    """Whether other words are a small change: few of them differ, no number, and none that turns the sense round."""
    old, new = _words(before), _words(after)
    if not old or old == new or _fixed(old) != _fixed(new):
        return False
    same = sum(block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    differing = max(len(old), len(new)) - same
    return 0 < differing <= max(1, max(len(old), len(new)) // ONE_IN)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w.,]*\d[\w.,%]*|\w+", text.casefold())


def _fixed(words: list[str]) -> list[str]:
    """What a small change leaves as it is."""
    return [word for word in words if word in _TURNS or any(char.isdigit() for char in word)]


__all__ = ["is_small"]
