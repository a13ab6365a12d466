"""Lines of a pasted column to readings: a day and a value in each, or values alone from a day on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from goldthread.measures.rules import amount, refusal

from .days import day_of, is_day_first, is_unclear, steps_from

MOST_LINES = 5000
LONGEST_NOTE = 400
EARLIEST = date(1990, 1, 1)
# What a line is parted by, the surest first. A comma may stand in a number: it parts only behind a day.
_PARTING = ("\t", ";", "|")
_BEHIND_DAY = re.compile(r"\s*[,:=]\s*|\s+")


@dataclass(frozen=True)
class Line:
    """One line: what it says, and what is wrong with it ("" where it can be kept). `number` counts from 1.

    `problem` is one of "no_value", "bad_value", "bad_day", "no_day", "to_come", "too_early", "other_unit", "too_large",
    "too_long", "no_yes_no", "twice".
    """

    number: int
    written: str
    day: date | None = None
    value: Decimal | None = None
    note: str = ""
    problem: str = ""
    day_written: str = ""
    value_written: str = ""


@dataclass(frozen=True)
class Column:
    """All lines that say something, and what is doubtful about the whole.

    `doubts` are of "day_or_month" (days that could be read both ways), "fractions" (a percent column of 0 to 1),
    "header" (a first line that was left out), "too_many" (lines after the last that is read).
    """

    lines: tuple[Line, ...]
    doubts: frozenset[str]
    day_first: bool
    decimal_mark: str
    # What was written behind the last line that is read.
    rest: str = ""

    @property
    def good(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.problem)

    @property
    def bad(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.problem)

    def left_over(self) -> str:
        """What cannot be kept yet, as it was written; lines without a day get the one they stood for."""
        lines = [
            f"{line.day.isoformat()}\t{line.value_written}" if line.day and not line.day_written else line.written
            for line in self.bad
        ]
        return "\n".join(filter(None, (*lines, self.rest)))


@dataclass(frozen=True)
class How:
    """How a column is read. `unit` and `currency` are the metric's; `starts` and `step` only for values without days.

    `decimal_mark` and `day_first` are what the language says; None for `decimal_mark_said` lets the column decide.
    """

    today: date
    unit: str = "number"
    currency: str = ""
    decimal_mark: str = "."
    day_first: bool = False
    is_mark_said: bool = False
    is_order_said: bool = False
    starts: date | None = None
    step: str = "week"


def read(text: str, how: How) -> Column:
    """Every line of a pasted text that says something, read by itself; the order of day and month by all of them."""
    written = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    doubts = {"too_many"} if len(written) > MOST_LINES else set()
    lines = [_parted(number, line, how) for number, line in written[:MOST_LINES]]
    if len(lines) > 1 and not re.search(r"\d", lines[0].written) and not is_number(lines[0].value_written, how):
        lines, doubts = lines[1:], doubts | {"header"}
    days = [line.day_written for line in lines]
    if not how.is_order_said:
        how = replace(how, day_first=is_day_first(days, how.day_first))
        doubts |= {"day_or_month"} if is_unclear(days) else set()
    if not how.is_mark_said:
        how = replace(how, decimal_mark=mark_of([line.value_written for line in lines], how.decimal_mark))
    lines = _without_twice([_valued(line, how) for line in _dated(lines, how)])
    if how.unit == "percent" and _are_fractions(lines):
        doubts |= {"fractions"}
    rest = "\n".join(line for _number, line in written[MOST_LINES:])
    return Column(tuple(lines), frozenset(doubts), how.day_first, how.decimal_mark, rest)


def mark_of(cells: Sequence[str], otherwise: str) -> str:
    """The decimal mark of a column: what its clear numbers say, else that of the language."""
    for cell in cells:
        marks = re.sub(r"[^.,]", "", cell)
        if len(set(marks)) == 2:
            return marks[-1]
        if len(marks) > 1:
            return "," if marks[0] == "." else "."
        if marks and not re.search(r"(?<!\d)[1-9]\d{0,2}[.,]\d{3}(?!\d)", cell):
            return marks
    return otherwise


def _parted(number: int, line: str, how: How) -> Line:
    """The cells of a line, not yet read."""
    for sign in _PARTING:
        if sign in line:
            cells = [cell.strip() for cell in line.split(sign)]
            return _of_cells(number, line, cells, how)
    if is_number(line, how):
        return Line(number, line, value_written=line)
    if _is_day(line, how):
        return Line(number, line, day_written=line)
    for gap in reversed(list(_BEHIND_DAY.finditer(line))):
        day, value = line[: gap.start()], line[gap.end() :]
        if day_of(day, today=how.today, day_first=how.day_first) or day_of(day, today=how.today, day_first=True):
            return Line(number, line, day_written=day, value_written=value)
    return Line(number, line, value_written=line)


def _of_cells(number: int, line: str, cells: list[str], how: How) -> Line:
    day, value, note = (*cells, "", "")[:3]
    if len(cells) > 1 and is_number(day, how) and not _is_day(day, how) and _is_day(value, how):
        day, value = value, day
    if len(cells) > 1 and not value and is_number(day, how) and not _is_day(day, how):
        day, value = "", day
    return Line(number, line, note=note[:LONGEST_NOTE], day_written=day, value_written=value)


def is_number(cell: str, how: How) -> bool:
    try:
        amount(cell, decimal_mark=how.decimal_mark)
    except ValueError:
        return False
    return True


def _is_day(cell: str, how: How) -> bool:
    return day_of(cell, today=how.today, day_first=how.day_first) is not None


def _dated(lines: list[Line], how: How) -> list[Line]:
    """With days: those written, or where no line has one, those from the first on."""
    if any(line.day_written for line in lines) or how.starts is None:
        return [_with_day(line, how) for line in lines]
    days = steps_from(how.starts, how.step, len(lines))
    return [_placed(line, day, how) for line, day in zip(lines, days, strict=True)]


def _with_day(line: Line, how: How) -> Line:
    if not line.day_written:
        return replace(line, problem="no_day")
    day = day_of(line.day_written, today=how.today, day_first=how.day_first)
    return replace(line, problem="bad_day") if day is None else _placed(line, day, how)


def _placed(line: Line, day: date, how: How) -> Line:
    problem = "to_come" if day > how.today else "too_early" if day < EARLIEST else ""
    return replace(line, day=day, problem=problem)


def _valued(line: Line, how: How) -> Line:
    if not line.value_written:
        return replace(line, problem=line.problem or "no_value")
    try:
        said = amount(line.value_written, decimal_mark=how.decimal_mark)
    except ValueError as wrong:
        return replace(line, problem="too_large" if "too large" in str(wrong) else "bad_value")
    return replace(line, value=said.value, problem=line.problem or refusal(said, how.unit, how.currency))


def _without_twice(lines: list[Line]) -> list[Line]:
    """Of two lines of one day with two values the later is kept, and the earlier says so."""
    last = {line.day: line for line in lines if not line.problem}
    return [
        replace(line, problem="twice") if not line.problem and last[line.day] is not line else line for line in lines
    ]


def _are_fractions(lines: list[Line]) -> bool:
    values = [line for line in lines if line.value is not None and not line.problem]
    return len(values) > 1 and all(
        "%" not in line.value_written and 0 <= line.value <= 1  # type: ignore[operator]
        for line in values
    )
