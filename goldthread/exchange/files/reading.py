"""From a file to what it says, settled: levels given, rings cut, numbers and days read, doubts found."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from goldthread.exchange.files import checks, endings, fields, levels, loading, measures, opening, rings, tree
from goldthread.exchange.files.items import WARNING, Brought, Doubt, Item, Unreadable
from goldthread.exchange.files.opening import kind_of
from goldthread.exchange.reading.dates import read_due
from goldthread.exchange.rules import looks_german
from goldthread.exchange.shapes import N_, Sentence

BAD_DAY = N_("“{read}” under {field} is no day; it is kept as a note.")
WRITE_DAY = N_("Write it like 2027-01-31.")
BAD_NUMBER = N_("“{read}” under {field} is no number; it is kept as a note.")
WRITE_NUMBER = N_("Write the number alone.")


def read(name: str, content: bytes, *, today: date, own_levels: Mapping[str, str] | None = None, roles: Sequence[str] | None = None, sheet: str = "") -> Brought:  # fmt: skip
    """What a file says, whatever its kind, with all its doubts in `doubts`.

    `own_levels` changes the table of levels, `roles` says what each column of a table holds. Raises Unreadable;
    NoSuchLevel for a table of levels that leads nowhere.
    """
    table = levels.table_with(own_levels or {})
    kind = kind_of(name, content)
    if kind in ("json", "yaml"):
        text = opening.text_of(content)
        brought = tree.read(loading.from_json(text) if kind == "json" else loading.from_yaml(text))
    else:
        from goldthread.exchange.files import cells, columns

        brought = columns.read(cells.grid_of(kind, content, sheet), roles)
    return settle(brought, table, today=today)


def settle(brought: Brought, table: Mapping[str, str], *, today: date) -> Brought:
    """Give levels, cut rings, read numbers and days, and find what is doubtful."""
    german = looks_german("\n".join(item.text for item in brought.items[:400]))
    rings.cut(brought)
    levels.give_levels(brought, table)
    for item in brought.made:
        _days(item, brought, today, german)
        _ending(item)
        if item.is_key_result:
            measures.measure(item, today=today, german=german, guess="goldthread" not in brought.about)
            _unread_numbers(item, brought)
    brought.doubts = checks.found(brought)
    return brought


def _days(item: Item, brought: Brought, today: date, german: bool) -> None:
    said = item.said
    for name in ("due", "starts"):
        if name not in said:
            continue
        day = measures.day_in(said[name], today=today, german=german)
        if day:
            said[f"{name}_read"] = day.isoformat()
        else:
            item.notes.append(f"{name}: {said[name]}")
            brought.doubts.append(Doubt(item.row, Sentence(BAD_DAY, read=said[name], field=name), Sentence(WRITE_DAY), "", WARNING, "bad_day"))  # fmt: skip
    if "goldthread" in brought.about:
        return
    span = said.get("timespan") or said.get("period") or _period_above(item, brought)
    if span:
        if "due_read" not in said and (end := _end_of(span, today)):
            said["due_read"] = end.isoformat()
        if "period" not in said and "timespan" not in said:
            said["period"] = span


def _ending(item: Item) -> None:
    """A goal that has ended says how; a state of work is kept as a note, and so is all of it beside a key result."""
    said = item.said
    if "ended" in said and not item.is_key_result and (result := endings.result_in(said["ended"])):
        said["ended_read"] = result
    kept = (
        ("ended", "learned", "features") if item.is_key_result else () if "ended_read" in said else ("ended", "learned")
    )
    item.notes += [f"{'status' if name == 'ended' else name}: {said[name]}" for name in kept if name in said]


def _period_above(item: Item, brought: Brought) -> str:
    for place in item.parents[:1]:
        return brought.items[place].said.get("period", "")
    return next((value for name, value in brought.about.items() if fields.ours(name) == "period"), "")


def _end_of(span: str, today: date) -> date | None:
    try:
        found = read_due(span, today=today)
    except (ValueError, OverflowError):
        return None
    return found.day if found else None


def _unread_numbers(item: Item, brought: Brought) -> None:
    for name in ("baseline", "target", "up_to", "reach", "weight"):
        if name in item.said and f"{name}_read" not in item.said:
            item.notes.append(f"{name}: {item.said[name]}")
            brought.doubts.append(Doubt(item.row, Sentence(BAD_NUMBER, read=item.said[name], field=name), Sentence(WRITE_NUMBER), "", WARNING, "bad_number"))  # fmt: skip


def report(brought: Brought) -> dict[str, Any]:
    """What `goldthread import --json` prints: what is made, the findings, and counts with in = made + refused."""
    made = [plain(item, brought) for item in brought.made]
    words = {item.row: item.text for item in brought.items}
    return {
        "made": made,
        "findings": [{**one.plain(), "text": words.get(one.row, "")} for one in brought.doubts],
        "counts": {"in": len(brought.items), "made": len(made), "refused": len(brought.refused)},
        "refused": [
            {"row": item.row, "path": item.path, "why": str(item.refused), "notes": item.notes}
            for item in brought.refused
        ],
        "about": brought.about,
    }


def plain(item: Item, brought: Brought) -> dict[str, Any]:
    """One row as it will be on the thread."""
    said = item.said
    return {
        "row": item.row,
        "kind": "key_result" if item.is_key_result else "goal",
        "level": item.level,
        "level_said": item.level_said,
        "text": item.text,
        "parents": [brought.items[place].row for place in item.parents if not brought.items[place].refused],
        "owner": said.get("owner", ""),
        "due": said.get("due_read", ""),
        "baseline": said.get("baseline_read"),
        "target": said.get("target_read"),
        "unit": said.get("unit_read", ""),
        "notes": item.notes,
        "path": item.path,
    }


__all__ = ["Unreadable", "plain", "read", "report", "settle"]
