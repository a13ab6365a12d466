"""The goal coach: is a goal specific, measurable and time-bound, and what could be said better.

Pure rules over the words; no model, no clock, nothing stored. The letters are said from the text alone: a vision is
exempt from M and T, which mutes the hints on them and changes no letter.
`goldthread.coach.sentences` says how `why` and `example` are translated by whoever shows them.
"""

import re

from . import letters, wording
from .english.language import ENGLISH
from .german.language import GERMAN
from .reading import Reading
from .sentences import SENTENCES
from .shapes import Hint, Language, Letter, Span, Verdict

LANGUAGES = {"en": ENGLISH, "de": GERMAN}
# Enough of the neighbours to see that a text is neither English nor German.
_OTHERS = frozenset(
    "le les des une est dans pour avec sur nous vous qui que el los las una por con para del como il che di della sono per het een van zijn voor och att som för ett med og det på nie jest się oraz przez".split()
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
UNDECIDED = Verdict(None, None, None)


def coach(text: str, kind: str | None = None, lang: str | None = None) -> Verdict:
    """Judge one goal sentence, and say hints.

    `kind` is a level such as "vision", "user_goal", "product_goal", "sprint_goal", "key_result"; an unknown one or None
    only leaves the hints out that belong to a level. `lang` is a tag such as "en" or "de-CH"; None finds it from the
    text. An empty text and any other language give None for each letter and no hints. Never raises for any text.
    """
    language = _language(text, lang)
    if language is None:
        return UNDECIDED
    reading = Reading(text, language)
    if not reading.words:
        return UNDECIDED
    kind = (kind or "").strip().casefold().replace("-", "_").replace(" ", "_")
    found = [*_on_s(reading), *_on_m(reading), *_on_t(reading)]
    if kind == "vision":
        # Exempt from M and T; that it is specific still helps.
        found = [*wording.on_vision(reading), *(one for one in found if one[1] == "S")]
    else:
        found += wording.on_level(reading, kind)
    hints = tuple(_hint(text, *one) for one in found)
    return Verdict(letters.specific(reading), letters.measurable(reading), letters.time_bound(reading), hints)


def language_of(text: str) -> str | None:
    """ "en" or "de" by the words that hold sentences together; None where it is neither."""
    start = text[:2000]
    written = _LETTER.findall(start)
    if sum(1 for one in written if _LATIN.match(one)) * 2 < len(written):
        return None
    words = re.findall(r"[^\W\d_]+", start.lower())
    counts = {code: sum(word in one.function_words for word in words) for code, one in LANGUAGES.items()}
    counts["de"] += 2 * sum(any(sign in word for sign in "äöüß") for word in words)
    other = sum(word in _OTHERS for word in words)
    if other >= 2 and other > max(counts.values()):
        return None
    return "de" if counts["de"] > counts["en"] else "en"


def _language(text: str, lang: str | None) -> Language | None:
    code = (lang or "").strip().casefold().replace("_", "-").split("-")[0] or language_of(text)
    return LANGUAGES.get(code or "")


Found = tuple[str, Letter | None, Span]


def _on_s(reading: Reading) -> list[Found]:
    found = letters.unspecific(reading)
    return [(found[0], "S", found[1])] if found else []


def _on_m(reading: Reading) -> list[Found]:
    if letters.measurable(reading):
        return []
    if reading.placeholder:
        return [("measurable.placeholder", "M", reading.placeholder)]
    opinion = next((one for one in reading.vague if one.small not in reading.language.mild), None)
    direction = reading.any_of(reading.language.verbs["improve"])
    if direction:
        return [("measurable.direction", "M", (direction.start, direction.end))]
    if opinion:
        return [("measurable.opinion", "M", (opinion.start, opinion.end))]
    return [("measurable.missing", "M", reading.whole)]


def _on_t(reading: Reading) -> list[Found]:
    if letters.time_bound(reading):
        return []
    if reading.lookalike:
        return [("time.lookalike", "T", reading.lookalike)]
    return [("time.missing", "T", reading.whole)]


def _hint(text: str, rule: str, letter: Letter | None, span: Span) -> Hint:
    said = SENTENCES[rule]
    start, end = span
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Hint(rule, letter, (start, end), said.why, said.example)
