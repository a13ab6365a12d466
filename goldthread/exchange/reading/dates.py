"""When: due days in running text and in cells, in English and German, relative to a given day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from goldthread.exchange.reading import calendar_words as cal
from goldthread.exchange.reading.calendar_words import MONTH_WORDS, MONTHS, ORDINAL_WORDS, ORDINALS, full_year

LONGEST_LOOKED_AT = 1_500

_YEAR = r"(?P<y>20\d\d|['’]\d\d)"
_PART = r"(?P<part>end|ende|late|mid|middle|mitte|beginning|early|start|anfang|through|over)"
_CUE = re.compile(
    r"(?:\b(?:by|until|till|before|due|in|on|during|deadline|no later than|not later than|latest|end of|ende|bis|zum|zur|am|im|vor|spätestens|fällig)\s?:?\s?"
    r"(?:(?:the |der |dem |des |zum |zur |im |am |spätestens )?(?:latest |end of |ende )?){1,2})$",
    re.I,
)
# A quarter or a year that is looked back at, or that names something, is no due day.
_BACK = re.compile(
    r"\b(?:since|from|than|vs\.?|versus|to|with|of|as of|like|over|relative to|seit|von|gegenüber|als|ab|after|nach|last|previous)\s+(?:the |in |dem |der )?$",
    re.I,
)
_AS_IN = re.compile(r"\b(?:as|than|like|wie|als) (?:in|im|by|at) $", re.I)
_YEAR_CUE = re.compile(
    r"\b(?:by|until|till|before|in|during|end of|ende|bis|vor)\s+(?:the )?(?:end of |ende )?(?:the year )?$", re.I
)


@dataclass(frozen=True, slots=True)
class Due:
    """A due day, where it stands in the text (cue words included), and a doubt about it, if any.

    `doubt` is None, "ambiguous_date" or "bad_date"; with "bad_date" there is no day.
    """

    day: date | None
    start: int
    end: int
    doubt: str | None = None
    firm: bool = True


Reader = Callable[[re.Match[str], date, bool], tuple[date, str | None]]


def _numbers_apart(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    return date(int(match["y"]), int(match["m"]), int(match["d"])), None


def _day_first(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    return cal.day_in(full_year(match["y"]), int(match["m"]), int(match["d"]), today=today), None


def _slashed(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    first, second, year = int(match["a"]), int(match["b"]), full_year(match["y"])
    day, month = (first, second) if first > 12 or (german and second <= 12) else (second, first)
    unclear = first <= 12 and second <= 12 and first != second
    return cal.day_in(year, month, day, today=today), "ambiguous_date" if unclear else None


def _month_named(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    month = MONTHS[match["mon"].lower()]
    return cal.day_in(full_year(match["y"]), month, int(match["d"]), today=today), None


def _month(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    end = cal.month_end(full_year(match["y"]), MONTHS[match["mon"].lower()], today=today)
    return cal.part_of_month(end, _part(match["part"])), None


def _quarter(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    return cal.quarter_end(_year_around(match), _count(match), today=today), _fiscal(match)


def _half(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    return cal.half_end(_year_around(match), _count(match), today=today), _fiscal(match)


def _week(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    return cal.week_end(full_year(match["y"]), int(match["n"]), today=today), None


def _span(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    words = match[0].lower()
    span = next(name for mark, name in _SPANS.items() if mark in words)
    later = 1 if re.search(r"\b(?:next|coming|nächste)", words) else 0
    return cal.end_of(span, today=today, later=later), None


def _year(match: re.Match[str], today: date, german: bool) -> tuple[date, str | None]:
    return date(int(match["y"]), 12, 31), _fiscal(match)


_SPANS = {"year": "year", "jahr": "year", "eoy": "year", "quarter": "quarter", "quartal": "quarter", "eoq": "quarter",
          "month": "month", "monat": "month", "eom": "month", "week": "week", "woche": "week", "eow": "week"}  # fmt: skip

# A pattern is tried only where its hint stands in the text in small letters: most lines hold no date.
_DAY = re.compile(r"\d\s?[-/.]\s?\d|\d\.")
_STEMS = re.compile(r"\b(?:ja|jä)n|\bfeb|\bm[aä](?:r|y|i|e)|\bapr|\bju[nl]|\baug|\bsep|\bo[ck]t|\bnov|\bde[cz]")
_QUARTER, _HALF, _WEEK = (
    re.compile(r"q[1-4]|[1-4]q|quart"),
    re.compile(r"h[12]|[12]h|half|halb|\bhj"),
    re.compile(r"[kc]w|week|woche"),
)
_SPANNED = re.compile(r"end|\beo|this|next|coming|diese|nächste")
_TWENTY = re.compile(r"20\d\d")

# In this order: what says more is tried before what says less. The flag says whether it is a due day by itself.
_PATTERNS: list[tuple[re.Pattern[str], Reader, bool, re.Pattern[str]]] = [
    (re.compile(source, re.I), reader, firm, hint)
    for source, reader, firm, hint in [
        (r"(?<![\d.])(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _numbers_apart, True, _DAY),
        (r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>20\d\d)(?!\d)", _day_first, True, _DAY),
        (r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d\d)?(?![\d.])", _day_first, False, _DAY),
        (r"(?<![\d./])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>20\d\d|\d\d)(?![\d/])", _slashed, True, _DAY),
        (r"(?<![\d./])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?P<y>)(?![\d/])", _slashed, False, _DAY),
        (rf"(?<![\d.,])(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-](?:of )?(?P<mon>{MONTH_WORDS})\b\.?(?:[\s,-]{{0,2}}(?P<y>20\d\d|['’]?\d\d)(?![\d:%]))?", _month_named, True, _STEMS),
        (rf"\b(?P<mon>{MONTH_WORDS})\b\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\s?%)(?:,?\s(?P<y>20\d\d))?", _month_named, True, _STEMS),
        (rf"\b(?:{_PART}[\s-](?:of |des |der )?)?(?P<mon>{MONTH_WORDS})\b\.?,?[\s-]{_YEAR}", _month, True, _STEMS),
        (rf"\b{_PART}[\s-](?:of |des |der )?(?P<mon>{MONTH_WORDS})\b(?P<y>)", _month, True, _STEMS),
        (rf"\b(?P<part>)(?P<mon>{MONTH_WORDS})\b(?P<y>)", _month, False, _STEMS),
        (r"\b(?P<fy>FY|CY|GJ)?\s?['’]?(?P<y1>20\d\d|\d\d)[\s/-]{0,3}Q(?P<n>[1-4])(?P<y2>)\b", _quarter, False, _QUARTER),
        (r"\b(?P<y1>)Q(?P<n>[1-4])(?:[\s/,-]{0,3}(?P<fy>FY|CY|GJ)?\s?(?P<y2>20\d\d|['’]?\d\d)(?![\d%]))?(?!\w)", _quarter, False, _QUARTER),
        (r"\b(?P<y1>)(?P<n>[1-4])Q(?P<fy>)(?P<y2>\d\d|20\d\d)\b", _quarter, False, _QUARTER),
        (rf"\b(?P<y1>)(?P<fy>)(?P<n>[1-4]\.|{ORDINAL_WORDS})\s(?:quarter|quartal)\b(?:(?:,| of)?\s(?P<y2>20\d\d))?", _quarter, False, _QUARTER),
        (r"\b(?P<fy>FY|CY)?\s?['’]?(?P<y1>20\d\d)[\s/-]{0,3}H(?P<n>[12])(?P<y2>)\b", _half, False, _HALF),
        (r"\b(?P<y1>)H(?P<n>[12])(?:[\s/,-]{0,3}(?P<fy>FY|CY)?\s?(?P<y2>20\d\d|['’]?\d\d)(?![\d%]))?(?!\w)", _half, False, _HALF),
        (r"\b(?P<y1>)(?P<n>[12])H(?P<fy>)(?P<y2>\d\d|20\d\d)\b", _half, False, _HALF),
        (rf"\b(?P<y1>)(?P<fy>)(?P<n>[12]\.|{ORDINAL_WORDS})\s(?:half|halbjahr|hj)\b(?:(?:,| of)?\s(?P<y2>20\d\d))?", _half, False, _HALF),
        (r"\b(?:KW|CW|calendar week|kalenderwoche)\s?(?P<n>\d{1,2})(?:[\s/,]{1,2}(?P<y>20\d\d))?\b", _week, False, _WEEK),
        (r"\b(?:end of (?:the |this |next )?(?:year|month|quarter|week)|eo[ymqw]|year[ -]end|(?:jahres|monats|quartals)ende|ende (?:des|der|dieses|dieser|nächsten) (?:jahr|monat|quartal|woche)(?:e?s)?)\b", _span, True, _SPANNED),
        (r"\b(?:this|next|coming|diese[ns]?|nächste[nsm]?) (?:year|month|quarter|week|jahr|monat|quartal|woche)s?\b", _span, False, _SPANNED),
        (r"(?<![\d.,/#€$£-])(?:(?P<fy>FY|GJ)\s?)?(?P<y>20\d\d)(?![\d%]|[.,-]\d)", _year, False, _TWENTY),
    ]
]  # fmt: skip
_HINTS = (_DAY, _STEMS, _QUARTER, _HALF, _WEEK, _SPANNED, _TWENTY)
_TWO_YEARS = re.compile(r"\s{0,2}(20\d\d)\s{0,2}[-–—]\s{0,2}(20\d\d)\s{0,2}")
_JOINED = re.compile(r"\s{0,2}(?:-|–|—|to|bis|until)\s{0,2}$")


def find_due(text: str, *, today: date, german: bool = False) -> Due | None:
    """The day by which something in running text is to be reached, or None.

    A full day counts anywhere; a month, quarter, half or year only after a word like "by" or "until",
    in brackets, or as the last words: "compared to Q4" and "the 2027 budget" are no due days.
    """
    looked = text[:LONGEST_LOOKED_AT]
    found = [due for due in _spotted(looked, today, german) if due.doubt == "bad_date" or _is_meant(looked, due)]
    if not found:
        return None
    chosen = next((due for due in found if due.day), found[0])
    cue = _CUE.search(looked[max(0, chosen.start - 40) : chosen.start])
    start = chosen.start - len(cue[0].strip() and cue[0]) if cue else chosen.start
    return Due(chosen.day, start, chosen.end, chosen.doubt, chosen.firm)


def read_due(cell: str, *, today: date, german: bool = False) -> Due | None:
    """The last day named in a cell or after "Due:", or None. Of "January to March" it is the end of March."""
    looked = cell[:LONGEST_LOOKED_AT]
    if years := _TWO_YEARS.fullmatch(looked):
        return Due(date(int(years[2]), 12, 31), 0, len(cell))
    found = sorted(_spotted(looked, today, german), key=lambda due: due.start)
    if not found:
        return None
    last = found[0]
    for due in found[1:]:
        if not _JOINED.search(looked[last.end : due.start]):
            break
        last = Due(due.day, found[0].start, due.end, due.doubt)
    return last


def _spotted(text: str, today: date, german: bool) -> list[Due]:
    """Every date in the text; where two patterns overlap, the first of the list wins."""
    taken: list[Due] = []
    small = text.lower()
    hinted = {hint for hint in _HINTS if hint.search(small)}
    for pattern, reader, firm, hint in _PATTERNS if hinted else ():
        if hint not in hinted:
            continue
        for match in pattern.finditer(text):
            if all(match.end() <= due.start or match.start() >= due.end for due in taken):
                taken.append(_told(match, reader, firm, today, german))
        if len(taken) > 20:
            break
    return taken


def _told(match: re.Match[str], reader: Reader, firm: bool, today: date, german: bool) -> Due:
    try:
        day, doubt = reader(match, today, german)
    except ValueError:
        return Due(None, match.start(), match.end(), "bad_date" if firm else "no_date", firm)
    return Due(day, match.start(), match.end(), doubt, firm)


def _is_meant(text: str, due: Due) -> bool:
    if due.day is None:
        return False
    before, after = text[max(0, due.start - 24) : due.start], text[due.end : due.end + 3]
    if re.fullmatch(r"(?:FY ?)?20\d\d", text[due.start : due.end], re.I):
        return bool(_YEAR_CUE.search(before)) or _stands_apart(before, after)
    if _AS_IN.search(before) or (_BACK.search(before) and not _CUE.search(before)):
        return False
    return due.firm or bool(_CUE.search(before)) or _stands_apart(before, after)


def _stands_apart(before: str, after: str) -> bool:
    """In brackets of its own, or after a dash or comma as the last words."""
    opened = before.rstrip()[-1:]
    if opened in ("(", "["):
        return after.lstrip()[:1] in (")", "]", ",", ";")
    return opened in ("–", "—", "-", "|", ",", ";") and not after.strip(" .)")


def _part(written: str | None) -> str:
    word = (written or "").lower()
    if word in ("beginning", "early", "start", "anfang"):
        return "start"
    return "middle" if word in ("mid", "middle", "mitte") else "end"


def _year_around(match: re.Match[str]) -> int | None:
    return full_year(match["y1"] or match["y2"])


def _count(match: re.Match[str]) -> int:
    word = match["n"].rstrip(".").lower()
    return ORDINALS[word] if word in ORDINALS else int(word)


def _fiscal(match: re.Match[str]) -> str | None:
    """A fiscal year may start in any month: read as the calendar year, and said so."""
    return "ambiguous_date" if (match["fy"] or "").upper() in ("FY", "GJ") else None
