"""When a source is asked, and where in an answer its value stands. No Django, no clock, no network."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Context, Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from goldthread.measures.rules import LARGEST, MOST_DIGITS, amount

HOURLY, DAILY, WEEKLY = "hourly", "daily", "weekly"
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_NUMBER = 60
LONGEST_CELL = 100_000
MOST_ROWS = 50_000


class Unusable(Exception):
    """There is no value in what came. The message is one key of the sentences in pulling/says.py."""


def next_time(rhythm: str, at: time, weekday: int, zone: ZoneInfo, after: datetime) -> datetime:
    """The first moment of the rhythm after another one, in UTC.

    `at` is a wall time in the zone and `weekday` counts from Monday as 0; hourly goes by the minute of `at` alone. A wall
    time that a change of clocks leaves out comes as much later as the clocks jump; of two the first is meant.
    """
    if rhythm == HOURLY:
        hour = after.astimezone(UTC).replace(minute=at.minute, second=0, microsecond=0)
        return hour if hour > after else hour + timedelta(hours=1)
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        moment = datetime.combine(day, at, zone).astimezone(UTC)
        if moment > after and (rhythm == DAILY or day.weekday() == weekday):
            return moment
        day += timedelta(days=1)


def wait_after(failures: int) -> timedelta:
    """How long until it is tried again after so many failures in a row: 5 minutes, doubled each time, at most 6 hours."""
    doubled = float(2 ** min(max(failures - 1, 0), 10))
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def read_json(body: bytes) -> Any:
    """What a JSON text says, its numbers exact. Raises Unusable("no json")."""
    try:
        return json.loads(body, parse_float=_exact, parse_int=_exact, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unusable("no json") from None


def _exact(digits: str) -> Decimal | None:
    # Longer than any number that is kept, and slow to reckon with.
    return Decimal(digits) if len(digits) <= LONGEST_NUMBER else None


def _no_number(_word: str) -> None:
    return None


_STEP = re.compile(
    r"""\.(?P<name>[\w-]+|\*)|\[(?P<index>-?\d{1,9})\]|\[(?P<every>\*)\]|\[(?P<quote>['"])(?P<quoted>(?:(?!(?P=quote)).)*)(?P=quote)\]"""
    r"""|\[\?\(?@\.(?P<key>[\w-]+)\s*==\s*(?:(?P<mark>['"])(?P<text>(?:(?!(?P=mark)).)*)(?P=mark)|(?P<word>[\w.-]+))\)?\]"""
)


def is_path(path: str) -> bool:
    """Whether these are words of JSONPath that we read: names, numbers, all, and one member equal to a value."""
    return path.startswith("$") and _STEP.sub("", path[1:]) == ""


def at_path(tree: Any, path: str) -> Any:
    """The one thing at a path such as "$.teams[?(@.name=='Lighter')].open" or "$['a b'][0]".

    Raises Unusable("path"), ("nothing there") or ("several").
    """
    if not is_path(path):
        raise Unusable("path")
    found = [tree]
    for step in _STEP.finditer(path[1:]):
        found = [below for one in found for below in _below(one, step)]
    if not found:
        raise Unusable("nothing there")
    if len(found) > 1:
        raise Unusable("several")
    return found[0]


def _below(one: Any, step: re.Match[str]) -> Iterator[Any]:
    if step["every"] or step["name"] == "*":
        yield from one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    elif step["index"] is not None:
        if isinstance(one, list) and -len(one) <= int(step["index"]) < len(one):
            yield one[int(step["index"])]
    elif step["key"] is not None:
        wanted = step["word"] if step["text"] is None else step["text"]
        members = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        yield from (member for member in members if isinstance(member, dict) and _says(member.get(step["key"]), wanted))
    elif isinstance(one, dict):
        name = step["quoted"] if step["name"] is None else step["name"]
        if name in one:
            yield one[name]


def _says(value: Any, wanted: str) -> bool:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value] == wanted
    return str(value) == wanted


def number(found: Any, *, decimal_mark: str = ".") -> Decimal:
    """A number found somewhere, as a number, true or false, or a text such as "1,212" or "45 %". Raises Unusable("no number")."""
    if isinstance(found, bool):
        return Decimal(found)
    if isinstance(found, str) and len(found) <= LONGEST_NUMBER:
        found = _written(found, decimal_mark)
    if not isinstance(found, Decimal) or not found.is_finite() or not -LARGEST < found < LARGEST:
        raise Unusable("no number")
    # What machines reckon has more digits than are kept, and means fewer.
    return Context(prec=MOST_DIGITS).plus(found)


def _written(text: str, decimal_mark: str) -> Decimal | None:
    try:
        # As machines write it, 1e3 and -0.5 included; then as people do.
        return Decimal(text.strip()) if decimal_mark == "." else amount(text, decimal_mark=decimal_mark).value
    except (ValueError, InvalidOperation):
        pass
    try:
        return amount(text, decimal_mark=decimal_mark).value
    except ValueError:
        return None


def in_column(text: str, column: str, *, row: str = "last") -> str:
    """The last (or first) filled cell below a heading, whatever signs set the cells apart.

    Raises Unusable("page"), ("no column") or ("no row").
    """
    if text.lstrip()[:1] == "<":
        raise Unusable("page")
    lines = _cells(text)
    heading = [cell.strip().casefold() for cell in next(lines, [])]
    if heading.count(column.strip().casefold()) != 1:
        raise Unusable("no column")
    place = heading.index(column.strip().casefold())
    found = ""
    for cells in lines:
        if len(cells) > place and cells[place].strip():
            found = cells[place].strip()
            if row == "first":
                break
    if not found:
        raise Unusable("no row")
    return found


def _cells(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    apart = max(",;\t", key=first.count)
    try:
        for count, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=apart)):
            if count > MOST_ROWS:
                return
            # The reader's own limit holds for the whole process, and others may have set it otherwise.
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise Unusable("no column")
            yield cells
    except csv.Error:
        raise Unusable("no column") from None
