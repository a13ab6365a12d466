"""Tables as rows of cells: CSV with any separator, and XLSX with its formulas, merged cells and days."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from goldthread.exchange.files import opening
from goldthread.exchange.files.items import HINT, WARNING, Doubt, Unreadable
from goldthread.exchange.shapes import N_, Sentence

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2000
STEEPEST = 200
LONGEST_CELL = 200_000
SEPARATORS = ",;\t|"
SAMPLE_LINES = 30

TOO_MANY_ROWS = N_("The table has more than 20,000 rows. Divide it and bring in the parts.")
NO_WORKBOOK = N_("The file is no workbook that can be read. Save it anew as XLSX, or as CSV.")
BOMB = N_("The workbook unpacks to more than 200 MB and is not opened. Save only the sheet with the goals.")
NO_SHEET = N_("There is no sheet named “{sheet}” in the workbook.")
NO_ROWS = N_("The table has no rows. Choose a file with one goal in each row.")
BAD_TABLE = N_("The table cannot be read: {problem}.")
OTHER_SHEETS = N_("Only the sheet “{sheet}” is read; the workbook also has: {others}.")
BRING_OTHERS = N_("Choose another sheet and bring it in too, if it holds goals.")
FORMULA = N_("Cell {cell} holds a formula without a value; its text is kept.")
SAVE_VALUES = N_("Open the workbook, save it, and bring it in again, or put the value in the place of the formula.")


@dataclass(slots=True)
class Grid:
    """Rows of text, each with the line of the file in which it begins; rows without any text are left out."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""


def grid_of(kind: str, content: bytes, sheet: str = "") -> Grid:
    """The table in a file of kind "csv" or "xlsx". Raises Unreadable."""
    grid = _workbook(content, sheet) if kind == "xlsx" else _separated(opening.text_of(content))
    if not grid.rows:
        raise Unreadable(Sentence(NO_ROWS))
    return grid


def _separated(text: str) -> Grid:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    separator, lines, skipped = _said_separator(lines)
    csv.field_size_limit(LONGEST_CELL * 10)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator or separator_of(lines))
    grid, begins = Grid(), 1 + skipped
    try:
        for cells in reader:
            _add(grid, begins, cells)
            begins = reader.line_num + 1 + skipped
    except csv.Error as problem:
        raise Unreadable(Sentence(BAD_TABLE, problem=str(problem))) from None
    return grid


def _said_separator(lines: str) -> tuple[str, str, int]:
    """Excel writes `sep=;` into the first line."""
    said = re.match(r"sep=(.)\n", lines, re.I)
    return (said[1], lines[said.end() :], 1) if said else ("", lines, 0)


def separator_of(text: str) -> str:
    """The sign that parts the most rows into the same number of cells."""
    best, chosen = (0.0, 0), ","
    for sign in SEPARATORS:
        widths = _widths(text, sign)
        if not widths:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        quality = (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)
        if quality > best:
            best, chosen = quality, sign
    return chosen


def _widths(text: str, sign: str) -> list[int]:
    # A prefix that ends inside quotes would read as one long cell: cut at the last whole line.
    sample = text[:60_000]
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
    widths: list[int] = []
    try:
        for cells in reader:
            if any(cells):
                widths.append(len(cells))
            if len(widths) == SAMPLE_LINES:
                break
    except csv.Error:
        return []
    return widths


def _add(grid: Grid, line: int, cells: list[str]) -> None:
    plain = [_bare(cell) for cell in cells[:MOST_COLUMNS]]
    if not any(plain):
        return
    if len(grid.rows) >= MOST_ROWS:
        raise Unreadable(Sentence(TOO_MANY_ROWS))
    grid.rows.append((line, plain))


def _bare(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking text for a formula."""
    plain = cell.replace("\x00", "").strip()
    return plain[1:] if plain[:1] == "'" and plain[1:2] in ("=", "+", "-", "@", "'") else plain


def _workbook(content: bytes, wanted: str) -> Grid:
    _refuse_bomb(content)
    import openpyxl

    try:
        values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        return _sheet(content, values, formulas, wanted)
    except Unreadable:
        raise
    # A damaged workbook fails in as many ways as it has parts; each means the same to the person.
    except (
        zipfile.BadZipFile,
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        EOFError,
    ):
        raise Unreadable(Sentence(NO_WORKBOOK)) from None
    except Exception as problem:
        if type(problem).__module__.startswith(("openpyxl", "defusedxml", "zlib")):
            raise Unreadable(Sentence(NO_WORKBOOK)) from None
        raise


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            infos = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unreadable(Sentence(NO_WORKBOOK)) from None
    unpacked = sum(info.file_size for info in infos)
    steep = unpacked > 10_000_000 and unpacked > STEEPEST * max(1, len(content))
    if unpacked > MOST_UNPACKED or len(infos) > MOST_PARTS or steep:
        raise Unreadable(Sentence(BOMB))
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable(Sentence(NO_WORKBOOK))


def _sheet(content: bytes, values: Any, formulas: Any, wanted: str) -> Grid:
    grid = Grid(sheets=[sheet.title for sheet in values.worksheets])
    if wanted and wanted not in grid.sheets:
        raise Unreadable(Sentence(NO_SHEET, sheet=wanted))
    for at, sheet in enumerate(values.worksheets):
        if wanted and sheet.title != wanted:
            continue
        grid.sheet = sheet.title
        _fill(grid, sheet, formulas.worksheets[at], _merged(content, at))
        if grid.rows:
            break
    others = [name for name in grid.sheets if name != grid.sheet]
    if others:
        what = Sentence(OTHER_SHEETS, sheet=grid.sheet, others=", ".join(others))
        grid.doubts.append(Doubt(0, what, Sentence(BRING_OTHERS), "", HINT, "other_sheets"))
    return grid


def _fill(grid: Grid, sheet: Any, written: Any, merged: dict[tuple[int, int], tuple[int, int]]) -> None:
    known: dict[tuple[int, int], str] = {}
    sources = set(merged.values())
    rows = zip(sheet.iter_rows(), written.iter_rows(), strict=False)
    for number, (row, as_written) in enumerate(rows, start=1):
        cells = []
        for at, (cell, source) in enumerate(zip(row, as_written, strict=False), start=1):
            if at > MOST_COLUMNS:
                break
            line = getattr(cell, "row", None) or number
            text = _cell(cell.value, source.value, f"{_letters(at)}{line}", line, grid)
            if (line, at) in sources:
                known[line, at] = text
            cells.append(text or known.get(merged.get((line, at), (0, 0)), ""))
        _add(grid, number, cells)


def _cell(value: Any, source: Any, name: str, line: int, grid: Grid) -> str:
    if value is None and isinstance(source, str) and source.startswith("="):
        grid.doubts.append(Doubt(line, Sentence(FORMULA, cell=name), Sentence(SAVE_VALUES), "", WARNING, "formula"))
        return source
    return as_text(value)


def as_text(value: Any) -> str:
    """A cell as people see it: days as 2027-01-31, whole numbers without a point, truth as yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)[:LONGEST_CELL]


_REF = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


def _merged(content: bytes, at: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell below the first of a merged column its first cell: what a person sees stands for all of them."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = sorted(
            (name for name in parts.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)), key=_number
        )
        if at >= len(names):
            return {}
        found = _REF.findall(parts.read(names[at]))
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for left, top, _right, bottom in found[:5000]:
        column = _column(left.decode())
        for line in range(int(top) + 1, min(int(bottom), int(top) + MOST_ROWS) + 1):
            covered[line, column] = (int(top), column)
    return covered


def _number(name: str) -> int:
    return int(re.findall(r"\d+", name)[-1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said
