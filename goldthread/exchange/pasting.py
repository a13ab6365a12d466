"""The preview of a pasted list as a form: rows that can be corrected, indented and left out before anything is saved."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from goldthread.kit.text import tidy
from goldthread.measures.rules import parsed

from .rules import as_rows, from_rows
from .shapes import LEVELS, Reading, Row

EDITED = ("kind", "level", "statement", "owner", "due", "name", "because", "baseline", "target")
CHILD = {
    "vision": "user_goal",
    "user_goal": "product_goal",
    "business_goal": "product_goal",
    "product_goal": "sprint_goal",
}
MOST_ROWS = 1500
MOST_LINES = 1_000_000


class Unreadable(ValueError):
    """Rows that came back with something that cannot be read: sentences by row key."""

    def __init__(self, rows: list[Row], sentences: dict[str, str]) -> None:
        super().__init__("unreadable")
        self.rows, self.sentences = rows, sentences


def rows_of(reading: Reading) -> list[Row]:
    """Rows for the form, each goal with the number that others use to hang below it."""
    return numbered(as_rows(reading))


def numbered(rows: list[Row]) -> list[Row]:
    place = 0
    for row in rows:
        if row["kind"] in ("goal", "key_result"):
            place += 1
            row["number"] = place
    return rows


def sent(data: Mapping[str, Any]) -> list[Row]:
    """The rows that a browser sent back: what it shows as inputs, and the rest as it was given.

    Raises Unreadable with one sentence for each row whose date or number cannot be read; nothing typed is lost.
    """
    rows = numbered([_row(data, place) for place in range(min(_count(data), MOST_ROWS))])
    sentences = {row["key"]: sentence for row in rows if (sentence := _wrong(row))}
    if sentences:
        raise Unreadable(rows, sentences)
    for row in rows:
        for name in ("baseline", "target"):
            row[name] = f"{parsed(row[name]):f}" if row[name] else ""
    return rows


def _count(data: Mapping[str, Any]) -> int:
    said = str(data.get("rows", "0"))
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0


def _row(data: Mapping[str, Any], place: int) -> Row:
    row: Row = _given(str(data.get(f"{place}-row", "{}")))
    row.update({name: tidy(str(data[f"{place}-{name}"])) for name in EDITED if f"{place}-{name}" in data})
    row["line"] = row["line"] if isinstance(row.get("line"), int) and 0 <= row["line"] < MOST_LINES else 0
    if row.get("kind") not in ("goal", "key_result", "kept", "left_out", "finding"):
        row["kind"] = "kept"
    if row.get("direction") not in ("up", "down", "keep"):
        row["direction"] = ""
    # A line that was kept and is made a goal by hand has had no key so far.
    row["key"] = row.get("key") or f"by-hand-{place}"
    return {
        **dict.fromkeys(
            (
                *EDITED,
                "key",
                "parent",
                "other_parents",
                "why",
                "raw",
                "notes",
                "unit",
                "currency",
                "direction",
                "level_read",
                "code",
                "team",
            ),
            "",
        ),
        **row,
    }


def _given(said: str) -> Row:
    """The part of a row that the page only hands through; nothing of it where it did not come from our page."""
    try:
        base = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(base, dict):
        return {}
    return {name: _clean(value) for name, value in base.items() if isinstance(value, str | int)}


def _clean(value: str | int) -> str | int:
    """Without NUL, and without the halves of letters that JSON can spell and no text can hold."""
    return tidy(value.encode("utf-8", "replace").decode()) if isinstance(value, str) else value


def _wrong(row: Row) -> str:
    if row["due"] and not _is_day(row["due"]):
        return _("“%(day)s” is not a date. Write it like 2027-01-31.") % {"day": row["due"]}
    if row["level"] and row["level"] not in LEVELS:
        return _("Choose one of the levels.")
    for name in ("baseline", "target"):
        try:
            if row[name]:
                parsed(row[name])
        except (ValueError, InvalidOperation):
            return _("“%(number)s” is not a number.") % {"number": row[name]}
    if row["kind"] == "goal" and not row["statement"]:
        return _("A goal needs words. Say it, or leave the line out.")
    return ""


def _is_day(said: str) -> bool:
    try:
        return bool(date.fromisoformat(said))
    except ValueError:
        return False


def moved(rows: list[Row], deed: str) -> list[Row]:
    """The rows after `in:KEY` (below the goal before it) or `out:KEY` (beside the goal it hung below)."""
    way, _colon, key = deed.partition(":")
    goals = {row["key"]: row for row in rows if row["kind"] == "goal"}
    row = goals.get(key)
    if row is None:
        return rows
    if way == "in":
        above = _brother_before(rows, row)
        row["parent"] = above["key"] if above else row["parent"]
    elif way == "out" and row["parent"] in goals:
        row["parent"] = goals[row["parent"]]["parent"]
    _fit_level(row, goals.get(row["parent"]))
    return rows


def _brother_before(rows: list[Row], row: Row) -> Row | None:
    before: Row | None = None
    for one in rows:
        if one is row:
            return before
        if one["kind"] == "goal" and one["parent"] == row["parent"]:
            before = one
    return None


def _fit_level(row: Row, parent: Row | None) -> None:
    level = CHILD.get(parent["level"], row["level"]) if parent else row["level"]
    # A business goal stays one below a vision.
    if not (level == "user_goal" and row["level"] == "business_goal"):
        row["level"] = level


def places(rows: list[Row]) -> dict[int, str]:
    """Where on the page each line of the list stands: the id of its first row."""
    found: dict[int, str] = {}
    for place, row in enumerate(rows):
        if row["kind"] in ("goal", "key_result"):
            found.setdefault(row["line"], f"row-{row['key']}")
        elif row["kind"] in ("kept", "left_out"):
            found.setdefault(row["line"], f"kept-{place}")
    return found


def summary(reading: Reading) -> dict[str, int]:
    """How many goals, key results and lines that were not understood."""
    return {
        "goals": len(reading.goals),
        "key_results": sum(len(goal.key_results) for goal in reading.goals),
        "kept": len(reading.kept),
    }


def read_again(rows: list[Row]) -> Reading:
    return from_rows(row for row in rows if row["kind"] in ("goal", "key_result", "kept", "left_out", "finding"))
