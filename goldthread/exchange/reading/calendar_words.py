"""Days, months, quarters, halves and weeks as calendar facts, and the words people write for them."""

import calendar
import re
from datetime import date, timedelta

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar jänner",
            "feb february februar",
            "mar march märz maerz mär",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        start=1,
    )
    for word in words.split()
}
MONTH_WORDS = "|".join(sorted(MONTHS, key=len, reverse=True))

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "erstes": 1, "zweites": 2, "drittes": 3, "viertes": 4}
ORDINAL_WORDS = "|".join(ORDINALS)

LATEST_YEAR = 2100


def full_year(written: str | None) -> int | None:
    """2027 from "2027", "27" and "'27"; None from nothing."""
    digits = re.sub(r"\D", "", written or "")
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def day_in(year: int | None, month: int, day: int, *, today: date) -> date:
    """The day; without a year its next occurrence, today included.

    Raises ValueError for a day that does not exist.
    """
    if year is not None:
        return date(year, month, day)
    for candidate in range(today.year, today.year + 5):
        if day == 29 and month == 2 and not calendar.isleap(candidate):
            continue
        if (found := date(candidate, month, day)) >= today:
            return found
    raise ValueError(f"no such day: {day}.{month}.")


def month_end(year: int | None, month: int, *, today: date) -> date:
    """The last day of the month; without a year of the next such month that has not ended."""
    if year is None:
        year = today.year + (month < today.month)
    return date(year, month, calendar.monthrange(year, month)[1])


def part_of_month(end: date, part: str) -> date:
    """The 1st for its beginning, the 15th for its middle, else its last day."""
    return end.replace(day={"start": 1, "middle": 15}.get(part, end.day))


def quarter_end(year: int | None, quarter: int, *, today: date) -> date:
    """The last day of the calendar quarter; without a year of the next one that has not ended."""
    return month_end(year, quarter * 3, today=today)


def half_end(year: int | None, half: int, *, today: date) -> date:
    """The last day of the half year; without a year of the next one that has not ended."""
    return month_end(year, half * 6, today=today)


def week_end(year: int | None, week: int, *, today: date) -> date:
    """The Sunday of the ISO week; without a year of the next such week that has not ended.

    Raises ValueError for a week the year does not have.
    """
    if year is not None:
        return date.fromisocalendar(year, week, 7)
    end = date.fromisocalendar(today.year, week, 7)
    return end if end >= today else date.fromisocalendar(today.year + 1, week, 7)


def end_of(span: str, *, today: date, later: int = 0) -> date:
    """The last day of this week, month, quarter or year, or of the one `later` (1: the next)."""
    if span == "week":
        return today + timedelta(days=6 - today.weekday() + 7 * later)
    if span == "year":
        return date(today.year + later, 12, 31)
    months = 3 if span == "quarter" else 1
    last = today.month if span == "month" else -(-today.month // 3) * 3
    ahead = last - 1 + months * later
    return month_end(today.year + ahead // 12, ahead % 12 + 1, today=today)
