"""A reading as flat rows for a form, and back: every row can be corrected before anything is saved."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast

from goldthread.exchange.reading.findings import IN_THE_TEXT, check
from goldthread.exchange.reading.retying import goal_above, in_tree_order, measured, tied
from goldthread.exchange.shapes import (
    LEVELS,
    N_,
    Direction,
    DraftGoal,
    DraftKeyResult,
    Finding,
    Kept,
    Level,
    Reading,
    Row,
    Sentence,
)

SET_BY_HAND = N_("Chosen by hand.")
LEFT_OUT = N_("Left out by hand.")

_EMPTY: Row = {
    "kind": "", "key": "", "depth": 0, "parent": "", "other_parents": "", "level": "", "level_read": "", "why": "", "statement": "", "owner": "", "due": "", "name": "",
    "because": "", "notes": "", "unit": "", "currency": "", "baseline": "", "target": "", "direction": "", "line": 0, "raw": "", "code": "", "team": "",
}  # fmt: skip


def as_rows(reading: Reading) -> list[Row]:
    """The reading as rows of plain values (strings and whole numbers), each with every field.

    `kind` is goal, key_result, kept or finding. A key result follows its goal and names it as `parent`; `depth`
    counts from 0. Several `other_parents` are parted by blanks. Findings that are made anew from corrected
    rows are not among them: `from_rows` makes them.
    """
    depths: dict[str, int] = {}
    rows: list[Row] = []
    for goal in reading.goals:
        depths[goal.key] = depths.get(goal.parent_key or "", -1) + 1
        rows.append(_goal_row(goal, depths[goal.key]))
        rows += [_result_row(result, goal.key, depths[goal.key] + 1) for result in goal.key_results]
    rows += [
        {**_EMPTY, "kind": "kept", "line": kept.line, "statement": kept.text, "why": kept.why} for kept in reading.kept
    ]
    doubts = [each for each in reading.findings if each.code in IN_THE_TEXT]
    rows += [
        {**_EMPTY, "kind": "finding", "line": each.line, "code": each.code, "statement": each.what, "why": each.mend}
        for each in doubts
    ]
    return rows


def _goal_row(goal: DraftGoal, depth: int) -> Row:
    texts = {
        name: getattr(goal, name) or ""
        for name in ("key", "level", "statement", "owner", "name", "team", "because", "notes", "raw")
    }
    return {
        **_EMPTY,
        **texts,
        "kind": "goal",
        "depth": depth,
        "parent": goal.parent_key or "",
        "other_parents": " ".join(goal.other_parents),
        "level_read": goal.level or "",
        "why": goal.level_why,
        "due": goal.due.isoformat() if goal.due else "",
        "line": goal.line,
    }


def _result_row(result: DraftKeyResult, goal_key: str, depth: int) -> Row:
    texts = {name: getattr(result, name) or "" for name in ("key", "owner", "unit", "currency", "direction", "raw")}
    return {
        **_EMPTY,
        **texts,
        "kind": "key_result",
        "depth": depth,
        "parent": goal_key,
        "statement": result.name,
        "due": result.due.isoformat() if result.due else "",
        "baseline": "" if result.baseline is None else f"{result.baseline:f}",
        "target": "" if result.target is None else f"{result.target:f}",
        "line": result.line,
    }


def from_rows(rows: Iterable[Row]) -> Reading:
    """The reading that corrected rows say; `from_rows(as_rows(reading)) == reading`.

    Missing fields count as empty. A key result turned into a goal keeps its words, a goal turned into a
    key result hands what hung on it to the goal above; kind "left_out" (or "kept") moves a row to what is kept.
    A parent that is gone or would close a circle leaves the goal without one.

    Raises ValueError for a date, number, level or kind that cannot be read, with the value.
    """
    filled = [{**_EMPTY, **row} for row in rows]
    by_key = {str(row["key"]): row for row in filled if row["key"]}
    goals = [_goal(row, by_key) for row in filled if row["kind"] == "goal"]
    results = [(str(row["parent"]), _result(row)) for row in filled if row["kind"] == "key_result"]
    goals, circles = tied(goals)
    goals, alone = measured(goals, results, by_key)
    kept = [_kept(row) for row in filled if row["kind"] in ("kept", "left_out")]
    said = [
        Finding(int(row["line"]), str(row["code"]), str(row["statement"]), str(row["why"]))
        for row in filled
        if row["kind"] == "finding"
    ]
    ordered = in_tree_order(goals)
    return Reading(tuple(ordered), tuple(kept + alone), sorted_findings([*said, *circles, *check(ordered)]))


def _with_keys(rows: Iterable[Row]) -> list[Row]:
    """Rows with every field; a goal without a key, or with one that another goal has, gets one of its own."""
    filled: list[Row] = []
    taken: set[str] = set()
    for place, row in enumerate(rows):
        whole = {**_EMPTY, **row}
        if whole["kind"] == "goal" and (not whole["key"] or whole["key"] in taken):
            whole["key"] = f"row{place}"
        if whole["key"]:
            taken.add(str(whole["key"]))
        filled.append(whole)
    return filled


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, by line."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda each: (each.line, each.code, each.what)))


def _goal(row: Row, by_key: dict[str, Row]) -> DraftGoal:
    level = _one_of(str(row["level"]), LEVELS)
    unchanged = row["level"] == row["level_read"]
    others = str(row["other_parents"]).split()
    return DraftGoal(
        key=str(row["key"]),
        parent_key=goal_above(str(row["parent"]), by_key),
        other_parents=tuple(key for key in others if key in by_key and by_key[key]["kind"] == "goal"),
        level=cast(Level | None, level),
        level_why=row["why"] if unchanged else Sentence(SET_BY_HAND),
        statement=str(row["statement"]),
        owner=str(row["owner"]) or None,
        due=_day(row["due"]),
        name=str(row["name"]) or None,
        because=str(row["because"]) or None,
        key_results=(),
        notes=str(row["notes"]),
        line=int(row["line"]),
        raw=str(row["raw"]),
        team=str(row["team"]) or None,
    )


def _result(row: Row) -> DraftKeyResult:
    return DraftKeyResult(
        name=str(row["statement"]),
        unit=str(row["unit"]) or None,
        currency=str(row["currency"]) or None,
        baseline=_number(row["baseline"]),
        target=_number(row["target"]),
        direction=cast(Direction | None, _one_of(str(row["direction"]), ("up", "down", "keep"))),
        due=_day(row["due"]),
        owner=str(row["owner"]) or None,
        raw=str(row["raw"]),
        line=int(row["line"]),
        key=str(row["key"]),
    )


def _kept(row: Row) -> Kept:
    why = row["why"] if row["kind"] == "kept" else Sentence(LEFT_OUT)
    return Kept(int(row["line"]), str(row["statement"]), why)


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _number(value: object) -> Decimal | None:
    if value in ("", None):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"“{value}” is not a number.")
    return number


def _one_of(value: str, allowed: Sequence[str]) -> str | None:
    if value and value not in allowed:
        raise ValueError(f"“{value}” is none of {', '.join(allowed)}.")
    return value or None
