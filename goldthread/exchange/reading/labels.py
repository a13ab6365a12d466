"""What a line says about itself before its text: "Objective 1:", "KR1.2 –", "Sprint 14:", "Ziel:"."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from goldthread.exchange.reading.dates import read_due
from goldthread.exchange.reading.nodes import Label, Setting
from goldthread.exchange.reading.people_words import is_people, is_role
from goldthread.exchange.reading.vocabulary import AREAS, FACT_KINDS, TITLE_WORDS, VERBS, Kind, meaning

LONGEST_LABEL = 60
LONGEST_PERIOD = 32

_CODES: dict[str, Kind] = {"O": "objective", "OBJ": "objective", "OKR": "objective", "G": "goal", "Z": "goal", "KR": "key_result", "KPI": "key_result", "UG": "user_goal", "BG": "business_goal",
                           "PG": "product_goal", "SG": "sprint_goal", "I": "product_goal"}  # fmt: skip
_CODE = re.compile(
    r"(?P<code>OBJ|OKR|KPI|KR|UG|BG|PG|SG|O|G|Z|I)\s?[-.#]?(?P<n>\d{1,3}(?:\.\d{1,3}){0,3})(?:[\s.-]{0,3}KR\s?(?P<kr>\d{1,3}(?:\.\d{1,3}){0,2}))?(?:\s?[:.)–—-]\s?(?=\D)|\s{1,4}(?![a-zäöü])|$)"
)
_PICTURES = re.compile("^[\U0001f000-\U0001faff\u2190-\u21ff\u2600-\u27bf\ufe0f\u200d\u2b50\u2b55 ]{1,12}")
_SEPARATOR = re.compile(r"\s?:(?!//)\s?|\s(?:–|—|-|--|=)\s")
_NUMBER_BEHIND = re.compile(r"\s?(?:no\.?|nr\.?|#)?\s?(?P<n>\d{1,3}(?:\.\d{1,3}){0,3}|(?<=\s)[A-Z])\.?$")
_BRACKET_BEHIND = re.compile(r"\s?[(\[](?P<in>[^()\[\]]{1,40})[)\]]$")
_WHO_SAYS = re.compile(
    r"(?:[-*+•]\s|\d{1,3}[.)]\s)?\**(?P<who>[^\W\d_][^:\n*]{0,39}?)(?:\s(?:KR|Key Result|Objective|O|Goal)\s?[\d.]{0,4})?\**:\**\s"
)
FEWEST_SAID = 5
_COUNTED_OFF = re.compile(
    r"(?:first|second|third|fourth|fifth|erstes|zweites|drittes|viertes) (?:goal|objective|ziel)\b", re.I
)

_NUMBERED_PLAIN = re.compile(
    r"(?P<words>[A-Za-zÄÖÜäöü]{2,12}(?:[\s-][A-Za-zäöü]{2,12})?)\s#?(?P<n>\d{1,3}(?:\.\d{1,3}){0,3})[.)]?\s+(?=[A-ZÄÖÜÀ-Þ“\"„0-9>≥])"
)
_SPRINT = re.compile(
    r"(?:the )?(?:sprint|iteration|cycle|week|kw|cw|woche)\s(?:no\.? |#|nr\.? )?\d{1,3}(?:\s?[(/–-].{0,30}|\sgoal|\sziel|\s20\d\d)?",
    re.I,
)
_RELEASE = re.compile(
    r"(?:(?:release|version|milestone|meilenstein)\s[\w.]{1,16}|v\d{1,3}(?:\.\d{1,3}){0,2}|mvp|beta|alpha|ga|general availability|pilot|phase\s\d{1,2})",
    re.I,
)
_TIMEFRAME = re.compile(r"(?:now|next|later|jetzt|als nächstes|später)", re.I)


def read_label(text: str, setting: Setting) -> tuple[Label | None, str]:
    """The label before the text and the text behind it; without a label None and the whole text.

    The text behind is empty where the line is nothing but a label.
    """
    said = _PICTURES.sub("", text) if not text[:1].isascii() else text
    return _coded(said) or _worded(said, setting) or _numbered(said) or _alone(said, setting) or (None, text)


def _coded(text: str) -> tuple[Label | None, str] | None:
    match = _CODE.match(text)
    if match is None:
        return None
    kind = "key_result" if match["kr"] else _CODES[match["code"]]
    ident = _ident(match["n"]) + (_ident(match["kr"])[-1:] if match["kr"] else ())
    return Label(kind, match[0].strip(" :.)–—-"), ident=ident), text[match.end() :].lstrip(" :–—-")


def _worded(text: str, setting: Setting) -> tuple[Label | None, str] | None:
    for separator in _SEPARATOR.finditer(text[: LONGEST_LABEL + 4]):
        head, rest = text[: separator.start()].strip(), text[separator.end() :].strip()
        if not head:
            return None
        if label := _of_somebody(head, setting):
            return label, rest
        bracket = _BRACKET_BEHIND.search(head)
        bare = head[: bracket.start()] if bracket else head
        if label := _label(bare, separator[0].strip(), setting):
            return label, f"{rest} {bracket[0].strip()}".strip() if bracket else rest
    return None


def _label(head: str, separator: str, setting: Setting) -> Label | None:
    if named := _timebox(head, setting):
        return named
    number = _NUMBER_BEHIND.search(head)
    words = head[: number.start()] if number and number.start() else head
    kind = meaning(words) if number or words == head else None
    ident = _ident(number["n"]) if number and words != head else ()
    if kind == "name":
        kind = (
            "sprint_goal"
            if meaning(f"{words.split()[-1]} goal") == "sprint_goal"
            else "product_goal"
            if words.lower() != "name"
            else "name"
        )
    if kind and (separator == ":" or kind not in FACT_KINDS) and (kind != "contribution" or not ident):
        return Label(kind, head, ident=ident)
    return _period(head, setting)


def _of_somebody(head: str, setting: Setting) -> Label | None:
    """ "VP Design KR" is a key result of the VP Design; "CEO" alone says only who."""
    who, _, last = _NUMBER_BEHIND.sub("", head).rpartition(" ")
    kind = meaning(last) if who and not meaning(head) else None
    known = who.lower() in setting.speakers or is_role(who)
    if kind == "key_result" and (known or is_people(who)):
        return Label(kind, head, owner=who)
    if kind in ("objective", "goal") and known:
        return Label(kind, head, owner=who)
    return Label("who", head, owner=head) if head.lower() in setting.speakers or is_role(head) else None


def speakers_in(lines: Sequence[str]) -> frozenset[str]:
    """Who speaks, where a good part of the lines begin with the same few words before a colon."""
    said = [match["who"].strip().lower() for line in lines if ":" in line[:48] and (match := _WHO_SAYS.match(line))]
    often = {who for who, times in Counter(said).items() if times > 1 and meaning(who) in (None, "contribution")}
    told = sum(who in often for who in said)
    return frozenset(often) if told >= FEWEST_SAID and told * 5 >= 2 * len(lines) else frozenset()


def _numbered(text: str) -> tuple[Label | None, str] | None:
    match = _NUMBERED_PLAIN.match(text)
    kind = meaning(match["words"]) if match else None
    if match is None or kind is None or kind in FACT_KINDS or kind in ("name", "contribution"):
        return None
    return Label(kind, f"{match['words']} {match['n']}", ident=_ident(match["n"])), text[match.end() :]


def _alone(text: str, setting: Setting) -> tuple[Label | None, str] | None:
    words = text.rstrip(" :")
    if len(words) > LONGEST_LABEL or not words or (not text.rstrip().endswith(":") and _names_one(words)):
        return None
    label = _label(words, ":" if text.rstrip().endswith(":") else "", setting)
    return (label, "") if label else None


def _names_one(words: str) -> bool:
    """ "Second goal" and "Sales goal (Ida)" are themselves goals: a heading over goals names no owner and is not counted off."""
    bracket = _BRACKET_BEHIND.search(words)
    if bracket and is_people(bracket["in"]) and not re.search(r"\d", words):
        return True
    return _COUNTED_OFF.match(words) is not None


def _timebox(words: str, setting: Setting) -> Label | None:
    """A sprint, a release, or "now / next / later" of a roadmap."""
    if _SPRINT.fullmatch(words):
        due = read_due(words, today=setting.today, german=setting.german)
        return Label("sprint_goal", words, name=words, due=due.day if due else None)
    if _RELEASE.fullmatch(words) or _TIMEFRAME.fullmatch(words):
        return Label("product_goal", words, name=words)
    return None


def _period(words: str, setting: Setting) -> Label | None:
    """A span of time that stands for the goals behind it."""
    if len(words) > LONGEST_PERIOD:
        return None
    due = read_due(words, today=setting.today, german=setting.german)
    rest = (words[: due.start] + words[due.end :]).strip(" ()[],–-").lower() if due else "?"
    if (
        due
        and due.day
        and rest in ("", "goals", "goal", "ziele", "by", "end of", "ende", "due", "calendar year", "fiscal year")
    ):
        return Label("period", words, due=due.day)
    return None


def span_in(title: str, setting: Setting) -> date | None:
    """The end of the quarter, half year or month that a title names; a year alone is too wide to be a due day."""
    due = read_due(title, today=setting.today, german=setting.german)
    return due.day if due and due.day and not title[due.start : due.end].strip().isdigit() else None


def _ident(written: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else ord(part) for part in written.split("."))


def is_title(text: str, *, heading: bool, first: bool) -> bool:
    """Whether a line names the document, such as "Roadmap 2027" or "Our goals for spring"."""
    words = [word.strip(".,:()[]“”\"'").lower() for word in text.split()]
    if not words or len(words) > 14 or text.rstrip().endswith(".") or words[0] in VERBS:
        return False
    if TITLE_WORDS.intersection(words) and (heading or first):
        return True
    return heading and first and len(words) <= 4


def topic_of(text: str, *, heading: bool) -> str | None:
    """The part of the organisation or subject a short heading names; None where it may be a goal."""
    words = [word.strip(".,()").lower() for word in text.rstrip(" :").replace("/", " ").replace("&", " ").split()]
    if not words or len(words) > 4 or words[0] in VERBS:
        return None
    if (heading or text.endswith(":") or len(words) == 1) and all(word in AREAS for word in words):
        return text.rstrip(" :")
    return text.rstrip(" :") if text.endswith(":") and len(words) <= 3 else None
