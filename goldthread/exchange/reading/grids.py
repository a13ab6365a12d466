"""Tables inside a paste: cells from Excel, Sheets and Confluence (tabs), CSV, Markdown and wiki tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.exchange.reading.headings import LONGEST_HEADING, OTHER, role_of
from goldthread.exchange.reading.lines import Line
from goldthread.exchange.reading.marks import read_mark
from goldthread.exchange.reading.vocabulary import meaning

LONGEST_CELL_IN_LINES = 60
MOST_COLUMNS = 64

_SEPARATOR_ROW = re.compile(r"\|?\s?:?-{2,}:?[\s|:-]*")
_PIPE = re.compile(r"(?<!\\)\|\|?")
_BREAK = re.compile(r"<br\s?/?>|\\\\ ", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells, blanks inside kept; `line` is where it begins."""

    line: int
    cells: tuple[str, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of one table; `headed` where the markup itself says that the first row names the columns."""

    rows: tuple[Row, ...]
    headed: bool = False


def grid_at(lines: Sequence[Line], start: int) -> tuple[Grid, int] | None:
    """The table that begins at this line and the place after it; None where no table begins."""
    return _piped(lines, start) or _tabbed(lines, start) or _separated(lines, start)


def _piped(lines: Sequence[Line], start: int) -> tuple[Grid, int] | None:
    first = lines[start].text
    bare = (
        start + 1 < len(lines)
        and "|" in first
        and "|" in lines[start + 1].text
        and _SEPARATOR_ROW.fullmatch(lines[start + 1].text) is not None
    )
    if not bare and not (first.startswith("|") and first.count("|") >= 2):
        return None
    rows: list[Row] = []
    headed, place = first.startswith("||"), start
    while place < len(lines) and (lines[place].text.startswith("|") or (bare and "|" in lines[place].text)):
        line, end = _whole_row(lines, place)
        if _SEPARATOR_ROW.fullmatch(line.text):
            headed = headed or len(rows) == 1
        else:
            rows.append(Row(line.number, _pipe_cells(line.text), line.raw.strip()))
        place = end
    return (Grid(tuple(rows), headed), place) if rows else None


def _whole_row(lines: Sequence[Line], place: int) -> tuple[Line, int]:
    """A wiki row whose cells hold line breaks goes on until a line ends with a bar."""
    line, end = lines[place], place + 1
    if line.text.endswith("|") or not line.text.startswith("|"):
        return line, end
    for after in range(end, min(end + LONGEST_CELL_IN_LINES, len(lines))):
        if lines[after].text.startswith("|") or not lines[after].text:
            break
        if lines[after].text.endswith("|"):
            joined = "\n".join(each.text for each in lines[place : after + 1])
            return Line(line.number, 0, joined, joined), after + 1
    return line, end


def _pipe_cells(text: str) -> tuple[str, ...]:
    inner = text.strip().strip("|") if text.startswith("|") else text
    return tuple(
        _BREAK.sub("\n", cell).replace("\\|", "|").strip() for cell in _PIPE.split(inner, maxsplit=MOST_COLUMNS - 1)
    )


def _tabbed(lines: Sequence[Line], start: int) -> tuple[Grid, int] | None:
    if not _has_cells(lines[start]):
        return None
    rows: list[Row] = []
    place = start
    while place < len(lines):
        if "\t" not in lines[place].raw and not _goes_on(lines, place):
            break
        cells, end = _split(lines, place, "\t")
        if any(cell.strip() for cell in cells):
            rows.append(Row(lines[place].number, cells, _raw(lines, place, end)))
        place = end
    return Grid(tuple(rows)), place


def _has_cells(line: Line) -> bool:
    """A tab between words, not only before them or behind a bullet."""
    if "\t" not in line.text:
        return False
    mark = read_mark(line)
    return "\t" in (mark.text if mark.style and not mark.ident else line.text) and not (
        mark.ident and "\t" not in mark.text
    )


def _goes_on(lines: Sequence[Line], place: int) -> bool:
    """A row with a single cell, or a blank one, between two rows with tabs."""
    after = lines[place + 1] if place + 1 < len(lines) else None
    return after is not None and "\t" in after.text and read_mark(lines[place]).style in ("", "number1", "number2")


def _separated(lines: Sequence[Line], start: int) -> tuple[Grid, int] | None:
    separator = next(
        (sign for sign in (";", ",") if _is_heading_row(lines, start, sign) or _is_body(lines, start, sign)), None
    )
    if separator is None:
        return None
    rows: list[Row] = []
    place, width = start, len(_split(lines, start, separator)[0])
    while place < len(lines) and lines[place].text:
        cells, end = _split(lines, place, separator)
        if len(cells) == 1 and width > 1 and rows and not _split_here(lines, end, separator):
            break
        rows.append(Row(lines[place].number, _fitted(cells, width, separator), _raw(lines, place, end)))
        place = end
    return Grid(tuple(rows)), place


def _split_here(lines: Sequence[Line], place: int, separator: str) -> bool:
    return place < len(lines) and separator in lines[place].text


def _is_heading_row(lines: Sequence[Line], start: int, separator: str) -> bool:
    if separator not in lines[start].text:
        return False
    cells = [cell.strip() for cell in _split(lines, start, separator)[0]]
    if len(cells) < 2 or any(len(cell) > LONGEST_HEADING for cell in cells):
        return False
    return sum(role_of(cell) != OTHER for cell in cells) >= 2 and _split_here(lines, start + 1, separator)


def _is_body(lines: Sequence[Line], start: int, separator: str) -> bool:
    """CSV without a heading: three rows alike that begin with a level or a quote, or hold two semicolons each."""
    if separator not in lines[start].text:
        return False
    rows = [_split(lines, start + ahead, separator)[0] for ahead in range(3) if start + ahead < len(lines)]
    if len(rows) < 3 or len({len(row) for row in rows}) > 1 or len(rows[0]) < 3:
        return False
    levels = all(meaning(row[0]) for row in rows)
    quoted = all(line.text.startswith('"') for line in lines[start : start + 3])
    return levels or quoted or (separator == ";" and all(not row[1].startswith(" ") for row in rows))


def _fitted(cells: tuple[str, ...], width: int, separator: str) -> tuple[str, ...]:
    """More cells than columns: somebody wrote a comma without quotes. The last cell takes the rest."""
    if len(cells) <= width:
        return cells
    return (*cells[: width - 1], separator.join(cells[width - 1 :]))


def _raw(lines: Sequence[Line], start: int, end: int) -> str:
    return "\n".join(line.raw.strip() for line in lines[start:end])


def _split(lines: Sequence[Line], start: int, separator: str) -> tuple[tuple[str, ...], int]:
    """The cells of the row and the place after it. A quoted cell may hold separators and line breaks.

    A quote that is never closed is an ordinary character.
    """
    text, end = lines[start].raw, start + 1
    if '"' not in text:
        return tuple(text.split(separator, MOST_COLUMNS - 1)), end
    cells: list[str] = []
    at, quotes_close = 0, True
    while at <= len(text):
        if len(cells) == MOST_COLUMNS - 1:
            cells.append(text[at:])
            break
        if quotes_close and text.startswith('"', at):
            text, end, close = _closed(lines, text, end, at, separator)
            if close:
                cells.append(text[at + 1 : close].replace('""', '"'))
                at = close + 2
                continue
            quotes_close = False
        stop = text.find(separator, at)
        stop = len(text) if stop < 0 else stop
        cells.append(text[at:stop])
        at = stop + 1
    return tuple(cells), end


def _closed(lines: Sequence[Line], text: str, end: int, at: int, separator: str) -> tuple[str, int, int]:
    """The text with as many lines more as the quote needs, and where it closes; 0 where it never does."""
    if close := _closing(text, at + 1, separator):
        return text, end, close
    for further in range(end, min(end + LONGEST_CELL_IN_LINES, len(lines))):
        raw = lines[further].raw
        if '"' in raw and (close := _closing(raw, 0, separator)):
            joined = "\n".join([text, *(line.raw for line in lines[end:further])])
            return f"{joined}\n{raw}", further + 1, len(joined) + 1 + close
        if '"' in raw and raw.count('"') % 2:
            break
    return text, end, 0


def _closing(text: str, start: int, separator: str) -> int:
    """Where a quote ends a cell: before a separator or at the end; doubled quotes do not. 0 where none does.

    At the very start of a text it would open one.
    """
    at = text.find('"', start)
    while at >= 0:
        if text.startswith('""', at):
            at = text.find('"', at + 2)
            continue
        if at + 1 == len(text) or text[at + 1] == separator:
            return at
        at = text.find('"', at + 1)
    return 0
