"""What the coach reads and what it gives back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Letter = Literal["S", "M", "T"]
Judgement = Literal[0, 1] | None
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hint:
    """One remark on a goal's wording.

    `span` is [start, end) in characters of the text as given. `letter` is None where the remark belongs to no letter.
    `why` and `example` are whole English sentences of `sentences.py`.
    """

    rule: str
    letter: Letter | None
    span: Span
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Is the text specific, measurable, time-bound (1, 0, or None where the text cannot decide), and the hints."""

    S: Judgement
    M: Judgement
    T: Judgement
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands and in small letters, with its place in the text."""

    text: str
    small: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Language:
    """What the rules need to know of one language: patterns and sets of small-letter word forms.

    `clock` matches in every text that speaks of time; `deadlines` match what says by when; `not_deadlines` match what only looks like it (rates, baselines) and is
    taken out before. `amounts` match a target; `not_amounts` match numbers that are none (versions, tickets, names).
    """

    code: str
    function_words: frozenset[str]
    openers: frozenset[str]
    clock: re.Pattern[str]
    deadlines: re.Pattern[str]
    not_deadlines: re.Pattern[str]
    amounts: re.Pattern[str]
    not_amounts: re.Pattern[str]
    whole: re.Pattern[str]
    states: re.Pattern[str]
    endless: re.Pattern[str]
    ends: re.Pattern[str]
    references: re.Pattern[str]
    placeholders: re.Pattern[str]
    several: re.Pattern[str]
    purposes: re.Pattern[str]
    joins: re.Pattern[str]
    ourselves: re.Pattern[str]
    superlatives: re.Pattern[str]
    idioms: re.Pattern[str]
    means: re.Pattern[str]
    products: re.Pattern[str]
    spoken: re.Pattern[str]
    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    becoming: frozenset[str]
    vague: frozenset[str]
    mild: frozenset[str]
    stop: frozenset[str]
    # Nouns grow together (Kundenportal) and the verb may stand last.
    compounds: bool = False
