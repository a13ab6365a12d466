"""What stands behind a goal on its own line: "(Sam, by Q2)", "– Ada Lovelace", "| Owner: Bo | Due: March"."""

import re
from dataclasses import dataclass
from datetime import date

from goldthread.exchange.reading.dates import find_due, read_due
from goldthread.exchange.reading.nodes import Setting
from goldthread.exchange.reading.people_words import is_people, split_names, take_handles
from goldthread.exchange.reading.vocabulary import FACT_KINDS, Kind, meaning

_LOOK_BACK = 240
LONGEST_DATE = 60
LONGEST_LOOKED_AT = 1_500

_FACT = re.compile(
    r"(?:\s?[|;,(\[–—]\s?|\s-\s|[.]\s|\s(?=(?i:owner|due|due date|deadline|verantwortlich|fällig)\s?:))(?P<label>[A-Za-zÄÖÜäöü][A-Za-zÄÖÜäöü ]{1,24}?)\s?:(?!//)\s?"
)
_BRACKETED = re.compile(r"\s?(?P<sign>[(\[])(?P<in>[^()\[\]\n]{1,100})[)\]]\s?[.;,]?$")
# A name after a dash that goes on in brackets: "– Sales (Closing Deals)".
_NAMED_BEFORE = re.compile(r"\s(?:–|—|--?)\s(?:[A-ZÀ-Þ&][\w&’'-]{0,30}\s?){1,4}$")
_DEADLINE = re.compile(
    r"(?:by|until|till|due|deadline|no later than|not later than|latest|bis|spätestens|fällig)\b", re.I
)
_APART = re.compile(r"(?:,|;|\s[–—-])$")
_ANY_LETTER = re.compile(r"[^\W\d_]{2}")
_AFTER_DASH = re.compile(r"\s(?:–|—|--?|\||•|·)\s(?P<in>[^\n|]{1,60})$")
_PARTS = re.compile(r"\s?[,;|]\s?|\s[–—-]\s")
_WHO_AND_WHEN = re.compile(r"\s?[,;|()]\s?|\s[–—-]\s|\s(?=(?:by|until|due|bis)\s)", re.I)
_DUE_WORDS = re.compile(
    r"(?:by|until|till|before|due|in|on|bis|zum|fällig|am|im|end of|ende|the|latest|spätestens|der|des|:|\s|,|\.|–|-)*",
    re.I,
)


@dataclass(slots=True)
class Tail:
    """The text without what stood behind it, and what that said."""

    text: str
    names: list[str]
    due: date | None = None
    date_doubt: str | None = None
    facts: list[tuple[Kind, str, str]] | None = None


def take_tail(text: str, setting: Setting) -> Tail:
    """Cut off what says who, by when and other labelled facts; the rest of the sentence stays as written."""
    text, facts = _take_facts(text)
    tail = Tail(text, [], facts=facts)
    for _round in range(4):
        before = tail.text
        _take_people(tail)
        _take_bracket(tail, setting)
        _take_dashed(tail, setting)
        _take_deadline(tail, setting)
        if tail.text == before:
            break
    return tail


def _take_facts(text: str) -> tuple[str, list[tuple[Kind, str, str]]]:
    """Labelled facts behind the sentence: everything from the first such label on."""
    if ":" not in text:
        return text, []
    found = [
        (match, kind)
        for match in _FACT.finditer(text[:LONGEST_LOOKED_AT])
        if match.start() and (kind := meaning(match["label"])) in FACT_KINDS
    ]
    facts: list[tuple[Kind, str, str]] = []
    for place, (match, kind) in enumerate(found):
        end = found[place + 1][0].start() if place + 1 < len(found) else len(text)
        value = text[match.end() : end].strip(" |;,–—")
        if kind and (shut := _unopened(value)) is not None:
            value = shut
        if kind:
            facts.append((kind, match["label"].strip(), value))
    return (text[: found[0][0].start()].rstrip(" |;,(["), facts) if facts else (text, [])


def _unopened(value: str) -> str | None:
    """The value without the bracket that closes what was opened before its label; None where there is none."""
    for opening, closing in ("()", "[]"):
        if value.rstrip(" .").endswith(closing) and value.count(closing) > value.count(opening):
            return value.rstrip(" .")[:-1].rstrip()
    return None


def _take_people(tail: Tail) -> None:
    named = take_handles(tail.text)
    if named.names and named.text and (named.text != tail.text or not tail.names):
        tail.text = named.text
        tail.names = [*named.names, *tail.names]


def _take_bracket(tail: Tail, setting: Setting) -> None:
    offset = max(0, len(tail.text) - _LOOK_BACK)
    match = _BRACKETED.search(tail.text[offset:])
    # Square brackets hold gaps to fill, "[Team Name]", more often than people.
    if (
        match
        and offset + match.start()
        and not (_NAMED_BEFORE.search(tail.text[offset : offset + match.start()]) and is_people(match["in"]))
        and _understood(tail, _PARTS.split(match["in"]), setting, lone=True, people=match["sign"] == "(")
    ):
        tail.text = tail.text[: offset + match.start()].rstrip()


def _take_dashed(tail: Tail, setting: Setting) -> None:
    offset = max(0, len(tail.text) - _LOOK_BACK)
    match = _AFTER_DASH.search(tail.text[offset:])
    # A single word after a dash is left in the text: "– Germany" is as likely as "– Sam".
    if match is None:
        return
    parts = _PARTS.split(match["in"])
    dated = any(_whole_date(part.strip(), setting) for part in parts)
    if _understood(tail, parts if dated else [match["in"]], setting, lone=dated or "|" in match[0]):
        tail.text = tail.text[: offset + match.start()].rstrip(" |–—-")


def _take_deadline(tail: Tail, setting: Setting) -> None:
    """A day as the last words, after "by" or a comma, is the due day; "in 2027" or "before May" stays in the sentence."""
    due = find_due(tail.text, today=setting.today, german=setting.german)
    if due is None or due.day is None or tail.due or tail.text[due.end :].strip(" .,;"):
        return
    before = tail.text[: due.start].rstrip()
    if not (_DEADLINE.match(tail.text, due.start) or _APART.search(before)) or not _ANY_LETTER.search(before):
        return
    tail.text = before.rstrip(" ,;|–—-")
    tail.due, tail.date_doubt = due.day, due.doubt


def _understood(tail: Tail, parts: list[str], setting: Setting, *, lone: bool, people: bool = True) -> bool:
    """Take in every part, or none: half of "(Sam, on paper)" would be lost from the sentence."""
    names: list[str] = []
    due: date | None = None
    doubt: str | None = None
    for part in (part.strip() for part in parts):
        if day := _whole_date(part, setting):
            due, doubt = day
        elif people and is_people(part) and (lone or " " in part.strip()):
            names += split_names(part)
        else:
            return False
    if names and tail.names and due is None:
        return False
    tail.names = names + tail.names
    tail.due, tail.date_doubt = tail.due or due, tail.date_doubt or doubt
    return True


def who_and_when(written: str, setting: Setting) -> tuple[str, tuple[date, str | None] | None]:
    """ "Ida, due 2027-04-01" parted into who and when; the whole and None where no part of it is a day."""
    parts = [part.strip() for part in _WHO_AND_WHEN.split(written) if part.strip()]
    days = [day for part in parts if (day := _whole_date(part, setting))]
    if len(days) != 1 or len(parts) < 2:
        return written, None
    return ", ".join(part for part in parts if not _whole_date(part, setting)), days[0]


def _whole_date(part: str, setting: Setting) -> tuple[date, str | None] | None:
    if len(part) > LONGEST_DATE:
        return None
    due = read_due(part, today=setting.today, german=setting.german)
    if due is None or due.day is None:
        return None
    rest = part[: due.start] + part[due.end :]
    return (due.day, due.doubt) if _DUE_WORDS.fullmatch(rest[:40]) and len(rest) <= 40 else None
