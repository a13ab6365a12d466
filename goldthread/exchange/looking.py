"""A file that was uploaded, looked at: what it would make, what is doubtful, what its columns and levels mean."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from goldthread.chain.models import Closing
from goldthread.kit import clock
from goldthread.people.models import Person

from .files import cells, columns, opening, reading
from .files.checks import goals_above
from .files.items import Brought, Item, Unreadable
from .files.levels import BY_PLACE, KEY_RESULT, TARGETS, looked_up, plain, table_with
from .models import Import, Meaning

SHOWN_ROWS = 300
SHOWN_FINDINGS = 200
MOST_LEVELS = 60

ROLE_WORDS: dict[str, Any] = {
    "statement": __("the goal, in words"), "level": __("its level"), "id": __("its number or id"), "parents": __("what it is a step towards"), "owner": __("owner"), "team": __("team"),
    "due": __("due"), "starts": __("starts"), "name": __("short name"), "timespan": __("timeframe"), "period": __("period"), "because": __("why it helps the goal above"), "why": __("why"),
    "how": __("how"), "for_customer": __("for the customer"), "for_business": __("for the business"), "method": __("method"), "how_we_know": __("how we know"), "baseline": __("baseline"),
    "target": __("target"), "reach": __("reach"), "asks": __("what it asks for"), "up_to": __("upper bound"), "weight": __("weight"), "unit": __("unit"), "currency": __("currency"), "direction": __("direction"), "vision": __("a vision, in words"),
    "user_goal": __("a user goal, in words"), "business_goal": __("a business goal, in words"), "product_goal": __("a product goal, in words"), "sprint_goal": __("a sprint goal, in words"),
    "contribution": __("a contribution, in words"), "key_result": __("a key result, in words"), "ended": __("how it ended"), "learned": __("what was learned"), "features": __("features on the roadmap"), "note": __("a note to keep"), "ignore": __("nothing; leave it out"),
}  # fmt: skip
LEVEL_WORDS: dict[str, Any] = {
    "vision": __("vision"), "user_goal": __("user goal"), "business_goal": __("business goal"), "product_goal": __("product goal"), "sprint_goal": __("sprint goal"),
    "contribution": __("contribution"), KEY_RESULT: __("key result"), BY_PLACE: __("by its place: a user or business goal at the top, a product goal below"),
}  # fmt: skip


@dataclass
class Look:
    """What a page shows of a file. `sentence` says why it cannot be read; then nothing else is filled."""

    brought: Brought = field(default_factory=Brought)
    sentence: str = ""
    columns: list[dict[str, Any]] = field(default_factory=list)
    levels: list[dict[str, str]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)


def look(at: Import) -> Look:
    """Read the file with what was said so far of its columns and levels. Nothing is written."""
    content, made = bytes(at.content), Look()
    known = _known_levels(at.organisation_id)
    try:
        kind = opening.kind_of(at.name, content)
        roles = list(at.roles)
        if kind in ("csv", "xlsx"):
            grid = cells.grid_of(kind, content, at.sheet)
            headings = columns.headings_of(grid)
            roles = (
                roles
                if len(roles) == len(headings)
                else _remembered(at.organisation_id, headings) or columns.guessed(headings)
            )
            made.columns = _shown_columns(grid, headings, roles)
            made.sheets = grid.sheets if len(grid.sheets) > 1 else []
        own = {**known, **at.levels}
        made.brought = reading.read(
            at.name, content, today=clock.today(at.organisation.time_zone), own_levels=own, roles=roles, sheet=at.sheet
        )
    except Unreadable as problem:
        made.sentence = told(problem.args[0])
        return made
    made.levels = _levels_said(made.brought, table_with(own))
    return made


def told(sentence: str) -> str:
    """A sentence of the readers in the language of the person."""
    return sentence.told(_, ngettext) if hasattr(sentence, "told") else _(str(sentence))


def _shown_columns(grid: cells.Grid, headings: Sequence[str], roles: Sequence[str]) -> list[dict[str, Any]]:
    rows = [row for _line, row in grid.rows[1:60]]
    samples = [next((row[at] for row in rows if at < len(row) and row[at]), "") for at in range(len(headings))]
    return [
        {"place": at, "heading": heading or _("column %(number)s") % {"number": at + 1}, "role": role, "sample": sample[:80]}
        for at, (heading, role, sample) in enumerate(zip(headings, roles, samples, strict=True))
    ]  # fmt: skip


def _levels_said(brought: Brought, table: Mapping[str, str]) -> list[dict[str, str]]:
    """Their words for levels, each once, with the level of ours that it is read as ("" where it is not known)."""
    said: dict[str, str] = {}
    for item in brought.items:
        if item.level_said and plain(item.level_said) not in {plain(one) for one in said}:
            said[item.level_said] = looked_up(item.level_said, table)
        if len(said) == MOST_LEVELS:
            break
    return [{"said": word, "means": means} for word, means in said.items()]


def answered(at: Import, data: Mapping[str, Any], *, by: Person) -> None:
    """Keep what somebody said of columns and levels, for this file and for the next one like it."""
    look_now = look(at)
    roles = [str(data.get(f"column-{one['place']}", one["role"])) for one in look_now.columns]
    at.roles = [role if role in columns.ROLES else columns.NOTE for role in roles]
    at.sheet = str(data.get("sheet", at.sheet))[:200] if look_now.sheets else ""
    changed = {}
    for place, one in enumerate(look_now.levels):
        means = str(data.get(f"level-{place}", one["means"]))
        if str(data.get(f"level-{place}-said", "")) == one["said"] and means in TARGETS and means != one["means"]:
            changed[one["said"]] = means
    at.levels = {**at.levels, **changed}
    at.save(update_fields=["roles", "levels", "sheet"])
    headings = [one["heading"] for one in look_now.columns]
    if headings and at.roles:
        _remember(at, "columns", _digest(headings), at.roles, by)
    for word, means in changed.items():
        _remember(at, "levels", plain(word)[:200], [means], by)


def _remember(at: Import, kind: str, of: str, says: list[str], by: Person) -> None:
    Meaning.objects.update_or_create(
        organisation_id=at.organisation_id, kind=kind, of=of, defaults={"says": says, "by": by, "at": clock.now()}
    )


def _remembered(organisation_id: int, headings: Sequence[str]) -> list[str]:
    words = [heading or _("column %(number)s") % {"number": at + 1} for at, heading in enumerate(headings)]
    known = Meaning.objects.filter(organisation_id=organisation_id, kind="columns", of=_digest(words)).first()
    return list(known.says) if known and len(known.says) == len(headings) else []


def _known_levels(organisation_id: int) -> dict[str, str]:
    rows = Meaning.objects.filter(organisation_id=organisation_id, kind="levels")
    return {row.of: row.says[0] for row in rows if row.says and row.says[0] in TARGETS}


def _digest(headings: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(heading.casefold() for heading in headings).encode()).hexdigest()


def rows(brought: Brought) -> list[dict[str, Any]]:
    """The first rows as the page shows them, each below the first goal it leads to."""
    depths: dict[int, int] = {}
    shown = []
    for item in brought.items[:SHOWN_ROWS]:
        above = [place for place in item.parents if place in depths]
        depths[item.place] = min(depths[above[0]] + 1, 7) if above else 0
        shown.append(_row(item, depths[item.place], brought))
    return shown


def _row(item: Item, depth: int, brought: Brought) -> dict[str, Any]:
    said = item.said
    further = goals_above(item, brought)[1:] if not item.is_key_result else []
    way = " → ".join(said[f"{name}_read"] for name in ("baseline", "target") if f"{name}_read" in said)
    return {
        "row": item.row,
        "text": item.text,
        "depth": depth,
        "level": item.level,
        "level_words": LEVEL_WORDS.get(item.level, ""),
        "facts": [one for one in (said.get("owner", ""), said.get("due_read", ""), way, _ended(said)) if one],
        "also": [one.text for one in further],
        "refused": told(item.refused) if item.refused else "",
    }


def _ended(said: Mapping[str, str]) -> str:
    return str(Closing.Result(said["ended_read"]).label) if said.get("ended_read") else ""


def findings(brought: Brought) -> list[dict[str, Any]]:
    """Findings for the page, the gravest first, each kind once with the rows that have it."""
    order = {"error": 0, "warning": 1, "hint": 2}
    kinds: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in brought.doubts:
        kinds.setdefault((one.weight, one.code), []).append(
            {"row": one.row, "what": told(one.what), "mend": told(one.mend), "rule": one.rule}
        )
    by_weight = sorted(kinds.items(), key=lambda pair: (order[pair[0][0]], -len(pair[1])))
    return [{"weight": weight, "code": code, "first": all_[0], "all": all_[:SHOWN_FINDINGS], "count": len(all_)} for (weight, code), all_ in by_weight]  # fmt: skip
