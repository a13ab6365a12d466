"""From settled nodes to draft goals and draft key results."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from goldthread.exchange.reading.amounts import amounts_in
from goldthread.exchange.reading.nodes import Node, Setting
from goldthread.exchange.reading.numbers import Change, find_change
from goldthread.exchange.shapes import DraftGoal, DraftKeyResult, clip

_DANGLING = (
    "to",
    "from",
    "by",
    "at",
    "of",
    "is",
    "with",
    "auf",
    "von",
    "um",
    "bis",
    "the",
    "a",
    "in",
    "until",
    "=",
    "currently",
    "now",
)


def draft(items: Sequence[Node], setting: Setting) -> tuple[DraftGoal, ...]:
    """The goals in the order of the tree, each with its key results; keys count from g1 and k1 in that order."""
    goals = in_tree_order([node for node in items if not node.is_key_result])
    keys = {node: f"g{number}" for number, node in enumerate(goals, start=1)}
    measuring: dict[Node, list[Node]] = defaultdict(list)
    for node in items:
        if node.is_key_result and node.above:
            measuring[node.above].append(node)
    counted = 0
    drafts: list[DraftGoal] = []
    for node in goals:
        results = [_key_result(each, setting) for each in measuring[node]] or _own_measure(node, setting)
        drafts.append(_goal(node, keys, _keyed(results, counted), measuring[node]))
        counted += len(results)
    return tuple(drafts)


def in_tree_order(goals: Sequence[Node]) -> list[Node]:
    """Each goal before what hangs below it, siblings as they came."""
    below: dict[Node | None, list[Node]] = defaultdict(list)
    for node in goals:
        below[node.above].append(node)
    ordered: list[Node] = []
    waiting = below[None][::-1]
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting.extend(reversed(below[node]))
    return ordered


def _goal(
    node: Node, keys: dict[Node, str], results: tuple[DraftKeyResult, ...], measuring: Sequence[Node]
) -> DraftGoal:
    noted = ((each, note) for each in measuring for note in (*each.notes, f"Team: {each.team}" if each.team else ""))
    remarks = [f"{clip(each.text)}: {note}" for each, note in noted if note]
    return DraftGoal(
        key=keys[node],
        parent_key=keys[node.above] if node.above else None,
        other_parents=tuple(keys[other] for other in node.others if other in keys and other is not node.above),
        level=node.level,
        level_why=node.why,
        statement=node.text,
        owner=node.owner,
        due=node.due,
        name=node.name,
        team=node.team,
        because=node.because,
        key_results=results,
        notes="\n".join([*node.notes, *remarks]),
        line=node.line,
        raw="\n".join(node.raw),
    )


def _own_measure(node: Node, setting: Setting) -> list[DraftKeyResult]:
    """A goal that says its own numbers is measured by them; a vision is not measured."""
    measured = node.target or node.baseline or (node.change and not node.change.in_words)
    if node.level == "vision" or not measured:
        return []
    return [_key_result(node, setting, of_goal=True)]


def _key_result(node: Node, setting: Setting, *, of_goal: bool = False) -> DraftKeyResult:
    change = _as_columns_say(node, setting) or node.change
    if change is None:
        return DraftKeyResult(
            node.text, None, None, None, None, None, node.due, node.owner, "\n".join(node.raw), node.line
        )
    for code, written, read in change.doubts:
        node.doubt(code, text=written, read=read)
    if change.relative:
        node.doubt("relative_change", text=node.text)
    return DraftKeyResult(
        name=name_of(node),
        unit=change.unit,
        currency=change.currency if change.unit == "money" else None,
        baseline=change.baseline,
        target=change.target,
        direction=change.direction,
        due=node.due,
        owner=None if of_goal else node.owner,
        raw="\n".join(node.raw),
        line=node.line,
    )


def _as_columns_say(node: Node, setting: Setting) -> Change | None:
    """The change out of "Baseline" and "Target" where they stand apart from the sentence."""
    if not node.target and not node.baseline:
        return None
    unit = f" {node.measure}" if node.measure and amounts_in(f"1 {node.measure}") else ""
    baseline = node.baseline or node.current
    if baseline and node.target:
        change = find_change(
            f"from {_number(baseline, setting)}{unit} → {_number(node.target, setting)}{unit}", german=setting.german
        )
    else:
        change = find_change(f"{node.target or node.baseline}{unit}", german=setting.german)
        if change and not node.target:
            return Change(
                change.target, change.target, change.unit, change.currency, "keep", 0, 0, doubts=change.doubts
            )
    if change is None:
        return None
    known = node.change
    vague = change.unit in ("count", "number") and known is not None and known.unit not in ("count", "number")
    return Change(change.baseline, change.target, known.unit if vague and known else change.unit, change.currency or (known.currency if known else None),
                  change.direction, 0, 0, doubts=change.doubts)  # fmt: skip


def _number(written: str, setting: Setting) -> str:
    """The first number of a cell as it stands there, with its unit."""
    found = amounts_in(written, german=setting.german)
    return (
        written[found[0].start : found[0].end]
        if found and written[found[0].start].isdigit()
        else written.lstrip("<>=≥≤ ")
    )


def name_of(node: Node) -> str:
    """What is measured: the sentence without the change and the day at its end."""
    text, cut = node.text, len(node.text)
    spans = sorted([*node.spans, *([(node.change.start, node.change.end)] if node.change else [])], reverse=True)
    for start, end in spans:
        if start > 0 and not text[end:cut].strip(" .,;()[]"):
            cut = start
    if spans and spans[-1][0] == 0 and (rest := text[spans[-1][1] :].lstrip()).startswith((":", "–", "—", "- ")):
        return rest.lstrip(" :–—-")
    return _without_dangling(text[:cut]) or text


def _without_dangling(text: str) -> str:
    words = text.rstrip(" :,;–—-([=").split(" ")
    while len(words) > 1 and words[-1].lower().strip(":,") in _DANGLING:
        words.pop()
    return " ".join(words).rstrip(" :,;–—-([=")


def _keyed(results: Sequence[DraftKeyResult], counted: int) -> tuple[DraftKeyResult, ...]:
    return tuple(replace(result, key=f"k{counted + place}") for place, result in enumerate(results, start=1))
