"""What changed between two texts, word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby

# A comparison costs time by the pairs of equal words: where a few words stand a thousand times, close to a minute.
MOST_PAIRS = 20_000
# With less than this share of words in common, two texts read better one after the other than woven together.
LEAST_IN_COMMON = 0.25

Change = tuple[str, str]


def differences(before: str, after: str) -> list[Change]:
    """Pieces in reading order: ("same" | "del" | "ins", words); "same" and "del" give `before` back, "same" and "ins" `after`.

    Words are compared with the blank space before them, so that a mark covers whole words.
    """
    old, new = _words(before), _words(after)
    start = _in_common(old, new)
    end = _in_common(old[start:][::-1], new[start:][::-1])
    middle = _compared(old[start : len(old) - end], new[start : len(new) - end], start + end)
    return _joined([("same", "".join(old[:start])), *middle, ("same", "".join(old[len(old) - end :]))])


def only(kind: str, changes: Iterable[Change]) -> list[Change]:
    """One of the two texts alone, with its own words marked: "del" for the text before, "ins" for the text after."""
    return [change for change in changes if change[0] in ("same", kind)]


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+|\s+$", text)


def _in_common(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (word, against) in enumerate(pairs) if word != against), min(len(one), len(other)))


def _compared(old: list[str], new: list[str], around: int) -> Iterator[Change]:
    """`around` words before and behind are the same in both."""
    times = Counter(new)
    too_many = sum(times[word] for word in old) > MOST_PAIRS
    matched = SequenceMatcher(None, old, new, autojunk=False)
    if too_many or not _akin(matched, old, new, around):
        yield from (("del", "".join(old)), ("ins", "".join(new)))
        return
    for deed, i, j, k, m in matched.get_opcodes():
        if deed == "equal":
            yield "same", "".join(old[i:j])
        else:
            yield from (("del", "".join(old[i:j])), ("ins", "".join(new[k:m])))


def _akin(matched: SequenceMatcher[str], old: list[str], new: list[str], around: int) -> bool:
    same = around + sum(block.size for block in matched.get_matching_blocks())
    return same >= LEAST_IN_COMMON * (around + max(len(old), len(new)))


def _joined(changes: Iterable[Change]) -> list[Change]:
    kept = (change for change in changes if change[1])
    return [(kind, "".join(words for _kind, words in run)) for kind, run in groupby(kept, key=lambda one: one[0])]
