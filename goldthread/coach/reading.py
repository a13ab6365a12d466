"""From a text to what the rules look at: its words, and the text with lookalikes blanked out at their place."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from .shapes import Language, Span, Word

# A goal is a sentence or two. What is longer is judged by its beginning, so that a pasted book costs no more than a page.
LONGEST = 1500
_WORD = re.compile(r"[^\W_]+(?:['’\-./&+][^\W_]+)*", re.UNICODE)
_MARKS = re.compile(r"[*_`~]|\s", re.UNICODE)


@dataclass(frozen=True)
class Reading:
    """A text and a language, and what follows from the two, made once when asked for."""

    text: str
    language: Language
    plain: str = field(init=False)
    _sought: dict[int, Span | None] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        # One character stays one character: spans found here hold in the text as given.
        object.__setattr__(self, "plain", _MARKS.sub(" ", self.text[:LONGEST]))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(Word(found.group(), found.group().lower(), *found.span()) for found in _WORD.finditer(self.plain))

    @cached_property
    def verb(self) -> Word | None:
        """The word the statement opens with, after what only leads there ("We will successfully …")."""
        if self.language.compounds:
            return self._known_verb or next(iter(self.content), None)
        # "By 2030, achieve …": the time that leads there is not what is done.
        after = self.deadline[1] if self.deadline and self.words and self.deadline[0] <= self.words[0].start else 0
        rest = [one for one in self.words if one.start >= after] or self.words
        spoken = [one for one in rest if one.small not in self.language.openers or one.small in self._doing]
        return next((one for one in spoken if not one.small.endswith("ly")), None)

    @cached_property
    def _doing(self) -> frozenset[str]:
        return self.language.verbs["output"]

    @cached_property
    def _known_verb(self) -> Word | None:
        known = self.language.verbs.values()
        return next((one for one in self.words if any(one.small in words for words in known)), None)

    @cached_property
    def deadline(self) -> Span | None:
        if not self.language.clock.search(self.plain):
            return None
        return self._beside(self.language.deadlines, self.language.not_deadlines)

    @cached_property
    def lookalike(self) -> Span | None:
        return self.has(self.language.not_deadlines) if self.language.clock.search(self.plain) else None

    @cached_property
    def amount(self) -> Span | None:
        return self._beside(self.language.amounts, self.language.not_amounts)

    def _beside(self, wanted: re.Pattern[str], unwanted: re.Pattern[str]) -> Span | None:
        """The first match outside of every unwanted one; the unwanted are sought only where there is a match at all."""
        if not wanted.search(self.plain):
            return None
        found = wanted.search(blanked(self.plain, unwanted))
        return found.span() if found else None

    @cached_property
    def whole(self) -> Span:
        """From the first word to the last; [0, 0) where there is none."""
        return (self.words[0].start, self.words[-1].end) if self.words else (0, 0)

    @cached_property
    def placeholder(self) -> Span | None:
        found = self.language.placeholders.search(self.plain)
        return found.span() if found else None

    @cached_property
    def vague(self) -> tuple[Word, ...]:
        """Words that only an opinion settles; capitals within the sentence make a name ("Annual General Meeting")."""
        return tuple(
            one for one in self.words if one.small in self.language.vague and (one.start < 3 or one.text[0].islower())
        )

    @cached_property
    def content(self) -> tuple[Word, ...]:
        return tuple(one for one in self.words if one.small not in self.language.stop)

    @cached_property
    def main(self) -> tuple[Word, ...]:
        """The content before the purpose ("so that …", "to enable …"): what is claimed, not what for."""
        purpose = self.language.purposes.search(self.plain)
        kept = tuple(one for one in self.content if purpose is None or one.start < purpose.start())
        return kept if len(kept) > 1 else self.content

    def has(self, pattern: re.Pattern[str]) -> Span | None:
        known = id(pattern)
        if known not in self._sought:
            found = pattern.search(self.plain)
            self._sought[known] = found.span() if found else None
        return self._sought[known]

    def names(self, word: str, *kinds: str) -> bool:
        """Is it a noun of one of these kinds; the last part of a compound counts where words grow together."""
        sets = [self.language.nouns[kind] for kind in kinds]
        if any(word in nouns for nouns in sets):
            return True
        return self.language.compounds and any(word.endswith(tuple(nouns)) for nouns in sets)

    @cached_property
    def handed_over(self) -> bool:
        """Is there something in it that can be handed over: a guide, a report, a page?"""
        return any(self.names(one.small, "artefact") for one in self.words)

    def any_of(self, words: frozenset[str]) -> Word | None:
        return next((one for one in self.words if one.small in words), None)


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """The text with every match made into as many dots: nothing moves, and a sentence's end is no word's start."""
    return pattern.sub(lambda found: "\u00b7" * len(found.group()), text)
