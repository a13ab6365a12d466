"""A table to a column: which of its columns has the days and which the values."""

from collections.abc import Callable
from dataclasses import dataclass

from goldthread.exchange.files import cells, opening
from goldthread.exchange.files.items import Unreadable
from goldthread.exchange.shapes import N_

from .days import day_of
from .lines import How, is_number

MOST_BYTES = 2 * 1024 * 1024
LOOKED_AT = 200
KINDS = ("csv", "xlsx")

TOO_LARGE = N_("The file is larger than 2 MB. Save only the sheet with the readings.")
NO_TABLE = N_("Choose a table: CSV, TSV or XLSX.")
NO_VALUES = N_("No column of this table holds numbers.")
NO_SUCH = N_("No column of this table has that name.")


@dataclass(frozen=True)
class Taken:
    """A table as lines of day, value and note, parted by tabs; which column the values came from, and which others hold numbers."""

    text: str
    name: str
    others: tuple[str, ...]


def taken(name: str, content: bytes, how: How, column: str = "", like: str = "") -> Taken:
    """The readings in a file. `column` names the one with the values; "" for the one most like `like`, or the first.

    Raises Unreadable, with a sentence, for what is no such table.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    kind = opening.kind_of(name, content)
    if kind not in KINDS:
        raise Unreadable(NO_TABLE)
    rows = [row for _line, row in cells.grid_of(kind, content).rows]
    heads = _heads(rows, how)
    width = max(len(row) for row in rows)
    body = rows[1:] if heads else rows
    day_at = next((at for at in range(width) if _mostly(body, at, lambda cell: _is_day(cell, how))), None)
    numbers = [at for at in range(width) if at != day_at and _mostly(body, at, lambda cell: is_number(cell, how))]
    if not numbers:
        raise Unreadable(NO_VALUES)
    names = {at: heads[at] if heads and at < len(heads) and heads[at] else str(at + 1) for at in numbers}
    value_at = _chosen(names, column, like)
    text = "\n".join(_line(row, day_at, value_at) for row in body)
    return Taken(text, names[value_at], tuple(said for at, said in names.items() if at != value_at))


def _heads(rows: list[list[str]], how: How) -> list[str]:
    """The first row where it names the columns: no number and no day in it."""
    first = rows[0]
    return (
        [] if len(rows) < 2 or any(cell and (is_number(cell, how) or _is_day(cell, how)) for cell in first) else first
    )


def _is_day(cell: str, how: How) -> bool:
    if cell.isdigit() and len(cell) < 8:
        return False
    return any(day_of(cell, today=how.today, day_first=first) is not None for first in (True, False))


def _mostly(body: list[list[str]], at: int, fits: Callable[[str], bool]) -> bool:
    told = [row[at] for row in body[:LOOKED_AT] if at < len(row) and row[at]]
    return bool(told) and sum(map(fits, told)) * 2 > len(told)


def _chosen(names: dict[int, str], column: str, like: str) -> int:
    if column:
        wanted = next((at for at, name in names.items() if name.casefold() == column.strip().casefold()), None)
        if wanted is None:
            raise Unreadable(NO_SUCH)
        return wanted
    return max(names, key=lambda at: (_shared(names[at], like), -at))


def _shared(name: str, like: str) -> int:
    return len(set(name.casefold().split()) & set(like.casefold().split()))


def _line(row: list[str], day_at: int | None, value_at: int) -> str:
    cell = lambda at: row[at].replace("\t", " ").replace("\n", " ") if at is not None and at < len(row) else ""  # noqa: E731
    return cell(value_at) if day_at is None else f"{cell(day_at)}\t{cell(value_at)}"
