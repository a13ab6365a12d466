"""Who hangs below whom when the layout does not say: by the levels lines name, by numbers, by what they refer to."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from goldthread.exchange.reading.measuring import is_metric
from goldthread.exchange.reading.nodes import Node
from goldthread.exchange.reading.vocabulary import Kind

_RANKS: dict[Kind, float] = {"vision": 0, "theme": 0.6, "user_goal": 1, "business_goal": 1, "goal": 1, "objective": 1.2, "product_goal": 2, "sprint_goal": 3, "contribution": 3, "key_result": 9}  # fmt: skip
_UNSAID = 2.5
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
SHORTEST_REFERENCE = 6
MOST_SKIPPED = 8

_SEVERAL = re.compile(r"\s?[;\n]\s?")
_NO_PARENT = {"", "none", "n a", "kein", "keine", "keins", "top"}

Run = tuple[float, list[Node]]


def nest(items: Sequence[Node]) -> None:
    """Hang what stands side by side but names different levels below one another."""
    beside: dict[Node | None, list[Node]] = defaultdict(list)
    for node in items:
        beside[node.above].append(node)
    with_goals = {node.above for node in items if node.kind != "key_result"}
    with_any = {node.above for node in items}
    for above, siblings in beside.items():
        if any(node.kind in _RANKS for node in siblings):
            # Where layout says what is below what, a key result beside goals measures the goal above them all.
            indented = above is not None and any(node in with_any for node in siblings if node.kind != "key_result")
            _nest_siblings([node for node in siblings if not (indented and node.kind == "key_result")], with_goals)


def _nest_siblings(siblings: list[Node], with_goals: set[Node | None]) -> None:
    siblings = [node for node in siblings if not node.placed or node.kind == "key_result"]
    runs: list[Run] = [
        (rank, [node for _, node in pairs]) for rank, pairs in groupby(_ranked(siblings), key=lambda pair: pair[0])
    ]
    ranks = [rank for rank, _ in runs if rank < 9]
    by_level = len(set(ranks)) == len(ranks)
    upper: list[Run] = []
    for rank, run in runs:
        while upper and upper[-1][0] >= rank:
            upper.pop()
        if upper:
            _hang_run(run, rank, upper[-1][1], by_level, with_goals)
        if rank < 9:
            upper.append((rank, run))


def _ranked(siblings: list[Node]) -> list[tuple[float, Node]]:
    ranked: list[tuple[float, Node]] = []
    said: float | None = None
    for node in siblings:
        rank = _RANKS.get(node.kind) if node.kind else None
        if rank is None and is_metric(node):
            # Sprint goals behind it are steps of the goal it measures, not of the metric.
            rank = _RANKS["key_result"]
        elif rank is None:
            # A heading without a label is more likely the next of its kind than a part of the one before.
            rank = said if node.heading and said else _UNSAID
        elif rank < 9:
            said = rank
        ranked.append((rank, node))
    return ranked


def _hang_run(run: list[Node], rank: float, upper: list[Node], by_level: bool, with_goals: set[Node | None]) -> None:
    # What stands outside goals that have goals indented below them was put outside on purpose.
    if rank < 9 and any(node in with_goals for node in upper):
        return
    if len(upper) == 1 or rank == 9 or not by_level:
        for node in run:
            node.above = upper[-1]
        return
    pair = len(upper) == 2 and {node.kind for node in upper} == {"user_goal", "business_goal"}
    for node in run:
        if pair:
            node.above, node.others = upper[0], [upper[1]]
        elif guess := _closest(node, upper):
            node.above = guess
            node.doubt("guessed_parent", text=node.text, parent=guess.text)


def _closest(node: Node, candidates: list[Node]) -> Node | None:
    """The one candidate that shares most words with the line; None where none or several do."""
    words = _stems(node.text)
    shared = sorted(
        ((len(words & _stems(other.text)), place) for place, other in enumerate(candidates[:50])), reverse=True
    )
    if not shared or shared[0][0] == 0 or (len(shared) > 1 and shared[1][0] == shared[0][0]):
        return None
    return candidates[shared[0][1]]


def _stems(text: str) -> set[str]:
    return {word[:_STEM].lower() for word in _WORD.findall(text[:400])}


def follow_references(items: Sequence[Node], titles: Sequence[str] = ()) -> None:
    """Hang by what lines name themselves: "KR1.2" below "O1", "1.1" below "1", and whatever a parent column says.

    `titles` name the list itself: to lead to one of them is to stand at the top.
    """
    codes = _codes(items)
    numbers: dict[tuple[int, ...], Node] = {}
    for node in items:
        ident = node.label.ident if node.label and node.label.ident else node.ident
        if len(ident) > 1 and (found := numbers.get(ident[:-1])) and found is not node:
            node.above = found
        if ident and node.kind != "key_result":
            numbers[ident] = node
    _follow_said_parents(items, codes, {_normal(title) for title in titles})
    _gather_below_vision(items)
    _break_circles(items)


def _gather_below_vision(items: Sequence[Node]) -> None:
    """A vision that nothing refers to has the upper goals below it."""
    visions = [node for node in items if node.kind == "vision"]
    if len(visions) != 1 or any(node.above is visions[0] for node in items):
        return
    for node in items:
        if node.above is None and node.kind in _RANKS and 0 < _RANKS[node.kind] < 2:
            node.above = visions[0]


def _codes(items: Sequence[Node]) -> dict[str, Node]:
    codes: dict[str, Node] = {}
    for node in reversed(items):
        for code in (
            node.code,
            node.label.said if node.label and node.label.where == "line" else "",
            ".".join(map(str, node.ident)),
        ):
            if code:
                codes[_normal(code)] = node
    return codes


def _follow_said_parents(items: Sequence[Node], codes: dict[str, Node], titles: set[str]) -> None:
    anywhere = {_normal(node.text): node for node in reversed(items)}
    ordered = sorted(anywhere)
    # Of two goals with the same words the one before the line is meant.
    before: dict[str, Node] = {}
    for node in items:
        found: list[Node] = []
        for said in node.parents_said:
            for part in _parts(said, codes, anywhere):
                parent = _named(part, codes, before, anywhere) or _alike(_normal(part), anywhere, ordered)
                if parent and parent is not node:
                    found.append(parent)
                elif _normal(part) not in titles | _NO_PARENT:
                    node.notes.append(f"Parent: {part}")
                    node.doubt("unknown_parent", text=part)
        if found:
            node.above, *node.others = dict.fromkeys(found)
        before[_normal(node.text)] = node


def _parts(said: str, codes: dict[str, Node], statements: dict[str, Node]) -> list[str]:
    """The whole cell where it names one goal; else its parts between line ends, semicolons or commas."""
    whole = _normal(said)
    if whole in codes or whole in statements:
        return [said]
    parts = [part for part in _SEVERAL.split(said) if part.strip()]
    if len(parts) > 1:
        return parts
    parts = [part.strip() for part in said.split(",")]
    known = all(_normal(part) in codes or _normal(part) in statements for part in parts)
    return parts if known else [said]


def _named(said: str, codes: dict[str, Node], before: dict[str, Node], anywhere: dict[str, Node]) -> Node | None:
    plain = _normal(said)
    return codes.get(plain) or before.get(plain) or anywhere.get(plain)


def _alike(said: str, statements: dict[str, Node], ordered: Sequence[str]) -> Node | None:
    """The one statement that begins with the words, or that the words end with ("O1: Grow readers" names "Grow readers")."""
    if len(said) < SHORTEST_REFERENCE:
        return None
    place = bisect_left(ordered, said)
    begun = [text for text in ordered[place : place + 2] if text.startswith(said)]
    if begun:
        return statements[begun[0]] if len(begun) == 1 else None
    words = said.split(" ")
    ends = (" ".join(words[skipped:]) for skipped in range(1, min(len(words), MOST_SKIPPED)))
    return next((statements[end] for end in ends if len(end) >= SHORTEST_REFERENCE and end in statements), None)


def _normal(text: str) -> str:
    return " ".join(re.findall(r"\w+", text[:400].lower()))


def _break_circles(items: Sequence[Node]) -> None:
    """A goal cannot lead to itself: the tie that would close a circle is left out, and said so."""
    done: set[Node] = set()
    for start in items:
        path: list[Node] = []
        on_path: set[Node] = set()
        node: Node | None = start
        while node and node not in done and node not in on_path:
            path.append(node)
            on_path.add(node)
            node = node.above
        if node in on_path and node is not None:
            node.doubt("circle", text=node.text, parent=node.above.text if node.above else "")
            node.above = None
        done.update(path)
