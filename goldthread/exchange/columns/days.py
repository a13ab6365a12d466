"""Days as people and spreadsheets write them, each of them past: a reading is never of a time to come."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from goldthread.exchange.reading.calendar_words import MONTH_WORDS, MONTHS, full_year

Reader = Callable[[re.Match[str], date, bool], date]
# The time of day, which a reading of a day does not need: "2026-03-31T12:00:00Z".
_HOUR = re.compile(r"(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[AaPp]\.?[Mm]\.?|[+-]\d{2}:?\d{2})?$")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})")


def day_of(written: str, *, today: date, day_first: bool = False) -> date | None:
    """The day that a cell names; of a week, month or quarter the last day, or today while it is not over.

    `day_first` reads 3/4/2026 as the third of April. Without a year the last such day. None where it is no day.
    """
    cell = _HOUR.sub("", written.strip()).strip(" ,;:")
    for pattern, reader in _PATTERNS:
        if match := pattern.fullmatch(cell):
            try:
                return reader(match, today, day_first)
            except (ValueError, OverflowError):
                return None
    return None


def is_day_first(cells: Iterable[str], otherwise: bool) -> bool:
    """Whether 3/4/2026 is the third of April: what one clear day of the column says holds for all of them."""
    for cell in cells:
        if match := _SLASHED.match(cell.strip()):
            first, second = int(match[1]), int(match[2])
            if (first > 12) != (second > 12):
                return first > 12
    return otherwise


def is_unclear(cells: Iterable[str]) -> bool:
    """Whether a column has days that could be read both ways, and none that says which."""
    slashed = [match for cell in cells if (match := _SLASHED.match(cell.strip()))]
    return any(match[1] != match[2] for match in slashed) and all(
        int(match[1]) <= 12 and int(match[2]) <= 12 for match in slashed
    )


def _numbers(match: re.Match[str], today: date, day_first: bool) -> date:
    return date(int(match["y"]), int(match["m"]), int(match["d"]))


def _pointed(match: re.Match[str], today: date, day_first: bool) -> date:
    return _last(full_year(match["y"]), int(match["m"]), int(match["d"]), today)


def _slashed(match: re.Match[str], today: date, day_first: bool) -> date:
    first, second = int(match["a"]), int(match["b"])
    day, month = (first, second) if day_first else (second, first)
    return date(full_year(match["y"]) or today.year, month, day)


def _named(match: re.Match[str], today: date, day_first: bool) -> date:
    return _last(full_year(match["y"]), MONTHS[match["mon"].lower()], int(match["d"]), today)


def _month(match: re.Match[str], today: date, day_first: bool) -> date:
    return _end_of_month(int(match["y"]), int(match["m"]), today)


def _named_month(match: re.Match[str], today: date, day_first: bool) -> date:
    return _end_of_month(full_year(match["y"]) or today.year, MONTHS[match["mon"].lower()], today)


def _week(match: re.Match[str], today: date, day_first: bool) -> date:
    year = full_year(match["y"] or match["y2"]) or today.year
    return _over(date.fromisocalendar(year, int(match["n"]), 1), date.fromisocalendar(year, int(match["n"]), 7), today)


def _quarter(match: re.Match[str], today: date, day_first: bool) -> date:
    year, last = full_year(match["y"] or match["y2"]) or today.year, int(match["n"]) * 3
    return _over(date(year, last - 2, 1), _end_of_month(year, last, date.max), today)


def _last(year: int | None, month: int, day: int, today: date) -> date:
    """A day; without a year the last one that was."""
    if year is not None:
        return date(year, month, day)
    found = date(today.year, month, day)
    return found if found <= today else date(today.year - 1, month, day)


def _end_of_month(year: int, month: int, today: date) -> date:
    return _over(date(year, month, 1), date(year, month, monthrange(year, month)[1]), today)


def _over(first: date, last: date, today: date) -> date:
    return today if first <= today < last else last


_YEAR = r"(?P<y>\d{4}|['’]?\d\d)"
_PATTERNS: list[tuple[re.Pattern[str], Reader]] = [
    (re.compile(source, re.I), reader)
    for source, reader in (
        (r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})", _numbers),
        (r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)", _numbers),
        (rf"(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}?", _pointed),
        (rf"(?P<a>\d{{1,2}})[/-](?P<b>\d{{1,2}})[/-]{_YEAR}", _slashed),
        (rf"(?:\w{{2,10}},?\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]*(?P<mon>{MONTH_WORDS})\.?[\s,-]*{_YEAR}?", _named),
        (rf"(?:\w{{2,10}},?\s)?(?P<mon>{MONTH_WORDS})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s{_YEAR})?", _named),
        (r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})", _month),
        (r"(?P<m>\d{1,2})[/.](?P<y>\d{4})", _month),
        (rf"(?P<mon>{MONTH_WORDS})\.?[\s,/-]*{_YEAR}?", _named_month),
        (r"(?P<y>\d{4})[\s-]{0,2}(?:W|KW|CW)\s?(?P<n>\d{1,2})(?P<y2>)", _week),
        (r"(?:W|KW|CW|week|woche)\s?(?P<n>\d{1,2})(?:[\s/,-]{1,2}(?P<y2>\d{4}))?(?P<y>)", _week),
        (r"(?P<y>\d{4})[\s-]{0,2}Q(?P<n>[1-4])(?P<y2>)", _quarter),
        (r"Q(?P<n>[1-4])(?:[\s/,-]{1,2}(?P<y2>\d{4}))?(?P<y>)", _quarter),
    )
]  # fmt: skip
STEPS = ("day", "workday", "week", "month")


def steps_from(start: date, step: str, count: int) -> list[date]:
    """So many days from a first one, each a step after the other: values that were pasted without days.

    Months keep the day of the first as far as they have it: 31 January, 28 February, 31 March. Raises ValueError for
    a step that is none of STEPS.
    """
    if step == "month":
        return [_months_on(start, number) for number in range(count)]
    if step == "workday":
        return _workdays(start, count)
    length = timedelta(days={"day": 1, "week": 7}[step]) if step in STEPS else None
    if length is None:
        raise ValueError(f"no step: {step}")
    return [start + length * number for number in range(count)]


def _months_on(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _workdays(start: date, count: int) -> list[date]:
    days: list[date] = []
    day = start
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day += timedelta(days=1)
    return days
