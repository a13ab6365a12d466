"""Trees of goals in JSON or YAML: our own format, and chains as organisations publish them.

Every node becomes one item, wherever it stands: below `root` or `goals`, in a flat list with parents, beside the tree in
`meta.orphans` and `meta.unlinked`. What a node says under a name that is not known is kept as a note.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from goldthread.exchange.files import fields
from goldthread.exchange.files.items import ERROR, Brought, Doubt, Item, Unreadable
from goldthread.exchange.shapes import N_, Sentence

MOST_NODES = 60_000
_BESIDE = ("orphan", "unlinked", "unattached", "detached", "loose", "standalone", "unaligned")

TOO_MANY = N_("The file holds more than 60,000 goals. Divide it and bring in the parts.")
NO_GOALS = N_("No goal was found in the file. The page “Bringing goals in” of the manual shows the format.")
EMPTY_NODE = N_("Nothing stands here: no words, and nothing below.")
NO_WORDS = N_("It has no words.")
GIVE_WORDS = N_("Give it words, or take it out of the file.")
TWICE_ID = N_("The id “{ident}” is used by more than one row; the first is {row}.")
OWN_IDS = N_("Give each row an id of its own; ties that name it lead to the first.")
NO_SUCH = N_("It says that it stands below “{parent}”, and there is nothing of that name in the file.")
CHOOSE_PARENT = N_("Write the id of a goal of this file, or tie it after it is brought in.")
ITSELF = N_("It says that it stands below itself; that tie is left out.")


@dataclass(slots=True)
class _Waiting:
    """A node that is still to be looked at: its value, its parent's place, the level its list says, where it stands."""

    value: Any
    above: int | None
    level: str
    path: str
    outside: bool = False
    because: str = ""


@dataclass(slots=True)
class _Walk:
    brought: Brought = field(default_factory=Brought)
    seen: dict[int, int] = field(default_factory=dict)


def read(document: Any) -> Brought:
    """All items of a document that was loaded from JSON or YAML.

    Raises Unreadable where there is not one goal in it, or more than fit.
    """
    walk = _Walk()
    waiting = list(_beginnings(document, walk.brought))
    waiting.reverse()
    while waiting:
        one = waiting.pop()
        if len(walk.brought.items) >= MOST_NODES:
            raise Unreadable(TOO_MANY)
        waiting.extend(reversed(_taken(one, walk)))
    if not walk.brought.items:
        raise Unreadable(NO_GOALS)
    _number(walk.brought)
    _follow(walk.brought)
    return walk.brought


def _beginnings(document: Any, brought: Brought) -> Iterator[_Waiting]:
    """Where goals may begin, in the order in which the file gives them; what stands about the whole is kept."""
    if isinstance(document, list):
        yield from _each(document, None, "", "")
        return
    if not isinstance(document, dict):
        raise Unreadable(NO_GOALS)
    if _is_node(document) and not any(fields.plain(name) in ("root", "roots", "tree") for name in document):
        yield _Waiting(document, None, "", "root")
        return
    for name, value in document.items():
        if not _is_meta(name, value):
            yield from _part(str(name), value, brought)
    for name, value in document.items():
        if _is_meta(name, value):
            yield from _around(value, str(name), brought)


def _is_meta(name: object, value: Any) -> bool:
    return fields.plain(name) == "meta" and isinstance(value, dict)


def _part(name: str, value: Any, brought: Brought) -> Iterator[_Waiting]:
    known = fields.plain(name)
    if known in ("root", "roots", "tree", "chain") or fields.ours(name) == "children" or _beside(known):
        yield from _each(value, None, fields.LEVEL_OF_LIST.get(known, ""), name, outside=_beside(known))
    elif isinstance(value, list | dict) and _holds_nodes(value):
        yield from _each(value, None, "", name, outside=True)
    elif known == "board" and isinstance(value, list) and all(isinstance(one, dict) and set(one) == {"section", "note"} for one in value):  # fmt: skip
        brought.board += [(_flat(one["section"]), _flat(one["note"])) for one in value]
    elif value is not None:
        brought.about[name] = _flat(value)


def _around(meta: dict[Any, Any], path: str, brought: Brought) -> Iterator[_Waiting]:
    for name, value in meta.items():
        if _beside(fields.plain(name)) or (isinstance(value, list | dict) and _holds_nodes(value)):
            yield from _each(value, None, "", f"{path}.{name}", outside=True)
        elif value is not None:
            brought.about[str(name)] = _flat(value)


def _beside(name: str) -> bool:
    return any(word in name for word in _BESIDE)


def _holds_nodes(value: Any) -> bool:
    some = list(value.values()) if isinstance(value, dict) and not _is_node(value) else [value]
    some = some if not isinstance(value, list) else value
    return any(isinstance(one, dict) and _is_node(one) for one in some)


def _is_node(value: dict[Any, Any]) -> bool:
    names = {fields.plain(name) for name in value}
    return bool(names & {"text", "goal", "statement"}) or (
        "level" in names and bool(names & {"title", "name", "children"})
    )


def _each(value: Any, above: int | None, level: str, path: str, *, outside: bool = False) -> Iterator[_Waiting]:
    """The nodes in a value: of a list, of a mapping from ids to nodes, or the value itself."""
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from _each(one, above, level, f"{path}[{at}]", outside=outside)
    elif (
        isinstance(value, dict)
        and value
        and not _is_node(value)
        and all(isinstance(one, dict) for one in value.values())
    ):
        for name, one in value.items():
            named = one if any(fields.ours(each) == "id" for each in one) else {"id": name, **one}
            yield _Waiting(named, above, level, f"{path}.{name}", outside)
    else:
        yield _Waiting(value, above, level, path, outside)


def _taken(one: _Waiting, walk: _Walk) -> list[_Waiting]:
    """Make the item of a node; what stands below it waits."""
    brought = walk.brought
    if one.value is None and one.path in ("root", "roots", "tree"):
        return []
    known = walk.seen.get(id(one.value)) if isinstance(one.value, dict) and one.value else None
    if known is not None:
        # An anchor of YAML used again: one goal below several others.
        if one.above is not None and one.above not in brought.items[known].parents:
            brought.items[known].parents.append(one.above)
        return []
    item = Item(len(brought.items), 0, level_said=one.level, path=one.path, outside=one.outside)
    brought.items.append(item)
    if one.above is not None:
        item.parents.append(one.above)
    if not isinstance(one.value, dict):
        _bare(item, one.value, brought)
        return []
    walk.seen[id(one.value)] = item.place
    below = _said(item, one.value)
    if not item.text:
        _wordless(item, below)
    return below


def _bare(item: Item, value: Any, brought: Brought) -> None:
    item.text = "" if value is None else _flat(value)
    if not item.text:
        item.refused = EMPTY_NODE


def _wordless(item: Item, below: list[_Waiting]) -> None:
    """Nothing to read: refused where nothing hangs on it, else kept so that what hangs below keeps its place."""
    if below:
        item.text = "…"
        item.said["no_words"] = "yes"
    else:
        item.refused = NO_WORDS


def _said(item: Item, node: dict[Any, Any]) -> list[_Waiting]:
    named = {fields.plain(name): name for name in node}
    words = next((name for name in fields.TEXTS if name in named and _is_words(node[named[name]])), "")
    item.text = _flat(node[named[words]]) if words else ""
    below: list[_Waiting] = []
    for name, value in node.items():
        known, ours = fields.plain(name), fields.ours(name)
        if known == words or value in (None, "", [], {}) or _is_only_told(known, value):
            continue
        if ours == "children" and (known == "children" or _may_hang(value)):
            below += _each(value, item.place, fields.LEVEL_OF_LIST.get(known, ""), f"{item.path}.{name}")
        elif not ours and isinstance(value, list | dict) and _holds_nodes(value):
            below += _each(value, item.place, "", f"{item.path}.{name}")
        elif ours == "text" and known not in fields.NAMES and words:
            item.notes.append(f"{name}: {_flat(value)}")
        else:
            _take(item, str(name), known, ours, value)
    return below


def _is_only_told(known: str, value: Any) -> bool:
    return isinstance(value, dict) and set(value) == fields.ONLY_TOLD.get(known)


def _may_hang(value: Any) -> bool:
    """Whether what stands under a name such as `results` are nodes: mappings or sentences, not a lone number."""
    return isinstance(value, list | dict)


def _is_words(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and bool(str(value).strip())


def _take(item: Item, name: str, known: str, ours: str, value: Any) -> None:
    if ours == "level" and _is_words(value):
        item.level_said = _flat(value)
    elif ours == "id" and _is_words(value):
        item.ident = _flat(value)
    elif ours == "parents":
        _take_parents(item, value)
    elif ours in ("owner", "team") and isinstance(value, dict) and (words := _called(value)):
        item.said[ours] = words
    elif known in fields.NAMES and _is_words(value):
        item.said["name"] = _flat(value)
    elif ours == "features" and isinstance(value, list):
        item.said[ours] = "\n".join(" ".join(_flat(one).split()) for one in value)
    elif known in fields.SCORES and isinstance(value, int | float) and not isinstance(value, bool):
        item.said["score"] = str(value)
        item.notes.append(f"{name}: {value}")
    elif (
        ours
        and ours not in ("text", "children", "level", "id")
        and ours not in item.said
        and not isinstance(value, dict)
    ):
        several = value if isinstance(value, list) else [value]
        item.said[ours] = "; ".join((isinstance(one, dict) and _called(one)) or _flat(one) for one in several)
        if ours == "owner" and isinstance(value, list) and len(value) > 1:
            item.said["owners"] = str(len(value))
    else:
        item.notes.append(f"{name}: {_flat(value)}")


def _called(value: dict[Any, Any]) -> str:
    """What somebody or something is called, where a file says it with more beside it."""
    return next(
        (
            _flat(one)
            for name, one in value.items()
            if fields.plain(name) in (*fields.NAMES, "fullname") and _is_words(one)
        ),
        "",
    )


def _take_parents(item: Item, value: Any) -> None:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            ident = next((_flat(each) for name, each in one.items() if fields.ours(name) in ("id", "text")), "")
            why = next((_flat(each) for name, each in one.items() if fields.ours(name) == "because"), "")
            item.parents_said.append(ident)
            item.said.setdefault(f"because {ident}", why)
        elif one is not None:
            item.parents_said.append(_flat(one))


def _flat(value: Any) -> str:
    """Any value as text: what people wrote as it is, everything else as it would be read aloud."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_short(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "; ".join(_short(one) for one in value)
    return str(value)


def _short(value: Any) -> str:
    """One step further in, and no more: deeper things are kept as they are written."""
    if not isinstance(value, dict | list):
        return _flat(value)
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (RecursionError, ValueError):
        return "…"


def _number(brought: Brought) -> None:
    """Name the rows: by their own id where it is the only one of that name, else by their number."""
    first: dict[str, Item] = {}
    for item in brought.items:
        item.row = item.place + 1
        if not item.ident:
            continue
        if item.ident in first:
            what = Sentence(TWICE_ID, ident=item.ident, row=str(first[item.ident].row))
            brought.doubts.append(Doubt(item.row, what, Sentence(OWN_IDS), "", ERROR, "id_twice"))
        else:
            first[item.ident] = item
            item.row = item.ident


def _follow(brought: Brought) -> None:
    """Turn what rows say about their parents into ties; each that leads nowhere is named."""
    by_id: dict[str, Item] = {}
    by_words: dict[str, Item] = {}
    for item in brought.items:
        if item.ident:
            by_id.setdefault(item.ident, item)
        by_words.setdefault(item.text.casefold(), item)
    for item in brought.items:
        for said in item.parents_said:
            above = by_id.get(said) or by_words.get(said.casefold())
            if above is None or above.refused:
                what = Sentence(NO_SUCH, parent=said)
                brought.doubts.append(Doubt(item.row, what, Sentence(CHOOSE_PARENT), "C02", ERROR, "parent_missing"))
            elif above is item:
                brought.doubts.append(
                    Doubt(item.row, Sentence(ITSELF), Sentence(CHOOSE_PARENT), "C04", ERROR, "circle")
                )
            elif above.place not in item.parents:
                item.parents.append(above.place)
            if above is not None and (why := item.said.pop(f"because {said}", "")):
                item.reasons[above.place] = why
        if item.parents and (why := item.said.pop("because", "")):
            item.reasons.setdefault(item.parents[0], why)
