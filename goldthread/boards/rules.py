"""Time on the roadmap as people speak of it: quarters, what is said outside, which column stands before which.

No Django, no clock: dates go in, plain values come out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FEWEST_FEATURES, MOST_FEATURES = 3, 5
MOST_TRAITS = 5
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)|['’](\d\d)(?!\d)")
_QUARTER = re.compile(
    r"\bq\s?([1-4])(?!\d)|\b([1-4])\.?\s?q\b|\b([1-4])(?:st|nd|rd|th)?\.?\s+quarter|\b(first|second|third|fourth|last)\s+quarter"
)
_HALF = re.compile(r"\bh\s?([12])(?!\d)|\b([12])(?:st|nd)?\s+half|\b(first|second)\s+half")
_MONTH = re.compile(
    r"\b(jan)(?:uary)?\b|\b(feb)(?:ruary)?\b|\b(mar)(?:ch)?\b|\b(apr)(?:il)?\b|\b(may)\b|\b(jun)e?\b|\b(jul)y?\b|\b(aug)(?:ust)?\b"
    r"|\b(sep)t?(?:ember)?\b|\b(oct)(?:ober)?\b|\b(nov)(?:ember)?\b|\b(dec)(?:ember)?\b"
)


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def last_day(self) -> date:
        return _last_day(self.year, self.number * 3)

    def after(self, count: int = 1) -> "Quarter":
        """The quarter so many quarters later."""
        year, place = divmod(self.year * 4 + self.number - 1 + count, 4)
        return Quarter(year, place + 1)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month - 1) // 3 + 1)


@dataclass(frozen=True)
class Coarse:
    """What is said of a date outside: `nearness` is "this", "next" or "later"; the quarter is named for the first two."""

    nearness: str
    quarter: Quarter | None = None


def coarse(due: date | None, timeframe: str, *, today: date) -> Coarse:
    """How coarsely the outside view speaks of a goal's date: this quarter, next quarter, later.

    What was due already and still is open counts as this quarter; what has no date that can be read, as later.
    """
    day = due or period_end(timeframe, today=today)
    this = quarter_of(today)
    if day is None or quarter_of(day) > this.after():
        return Coarse("later")
    if quarter_of(day) == this.after():
        return Coarse("next", this.after())
    return Coarse("this", this)


def period_end(words: str, *, today: date) -> date | None:
    """The last day of a timeframe as people write it ("2nd quarter 2027", "Q3", "H1 '27", "May", "2027"), or None.

    Without a year it is the next such period that is not over.
    """
    said = words.lower().strip()
    year = _year_in(said)
    if (months := _months_in(said)) is not None:
        end = _last_day(year or today.year, months)
        return end if year or end >= today else _last_day(today.year + 1, months)
    return date(year, 12, 31) if year and re.fullmatch(r"\D*\d+\D{0,3}", said) else None


def _year_in(said: str) -> int | None:
    found = _YEAR.search(said)
    return (int(found[1]) if found[1] else 2000 + int(found[2])) if found else None


def _months_in(said: str) -> int | None:
    """The last month of the period, 1 to 12."""
    for pattern, length in ((_QUARTER, 3), (_HALF, 6)):
        if found := pattern.search(said):
            mark = next(group for group in found.groups() if group)
            return length * (_ORDINALS.get(mark) or int(mark))
    month = _MONTH.search(said)
    return month.lastindex if month else None


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True)
class Column:
    """One product goal on the roadmap, as far as its place among the others goes. `rank` breaks ties only."""

    pk: int
    due: date | None
    timeframe: str
    rank: int

    def moment(self, today: date) -> tuple[int, date, str]:
        """When it stands: dates first, then timeframes that name no date, by their words, then those without any."""
        day = self.due or period_end(self.timeframe, today=today)
        if day is not None:
            return (0, day, "")
        return (1 if self.timeframe else 2, date.max, self.timeframe.lower())


def in_time_order(columns: Sequence[Column], *, today: date) -> list[Column]:
    """Left to right: the earliest first; columns of one moment by rank."""
    return sorted(columns, key=lambda one: (*one.moment(today), one.rank, one.pk))


def may_stand_before(moved: Column, before: Column | None, others: Sequence[Column], *, today: date) -> bool:
    """Whether a column can be put before another (None: last) without breaking the order of time.

    `others` are the columns in the order they stand, the moved one left out.
    """
    place = others.index(before) if before is not None else len(others)
    moment = moved.moment(today)
    left, right = others[:place], others[place:]
    return all(one.moment(today) <= moment for one in left) and all(moment <= one.moment(today) for one in right)


def months_ahead(today: date, ends: Sequence[date]) -> int | None:
    """How many months the roadmap reaches ahead, begun months counted whole; None where nothing lies ahead."""
    last = max(ends, default=today)
    if last <= today:
        return None
    months = (last.year - today.year) * 12 + last.month - today.month
    return max(months + (1 if last.day > today.day else 0), 1)


def feature_hint(count: int) -> str:
    """Three to five features keep a column readable: "few", "many", or "" where the number is right."""
    if count < FEWEST_FEATURES:
        return "few"
    return "many" if count > MOST_FEATURES else ""


def summary_of(lines: Sequence[str], most: int = 46) -> str:
    """Lines as one short enumeration for a folded card; "" where they do not fit."""
    joined = ", ".join(lines)
    return joined if len(joined) <= most else ""


def placed(order: Sequence[int], moved: int, *, to: str, before: int | None) -> int | None:
    """Which line the moved one will stand before (None: last).

    `to` is "up" or "down" by one place; anything else takes `before` as it is. `order` are the ids as they stand.
    Raises ValueError where the moved one is not among them.
    """
    place = list(order).index(moved)
    rest = [one for one in order if one != moved]
    if to == "up":
        place = max(place - 1, 0)
    elif to == "down":
        place += 1
    else:
        place = rest.index(before) if before in rest else len(rest)
    return rest[place] if place < len(rest) else None
