"""Which lines are key results, and of which goal."""

from collections import Counter
from collections.abc import Sequence

from goldthread.exchange.reading.nodes import Node
from goldthread.exchange.reading.vocabulary import GOAL_KINDS, LEVEL_KINDS, VERBS

_NEARLY_ALL, _FEWEST = 0.75, 8


def is_metric(node: Node) -> bool:
    """Whether the line names a metric and its whole way ("Orders a day: 12 → 80"), rather than a deed to do."""
    change = node.change
    if node.label or node.heading or change is None or change.baseline is None or change.in_words or change.relative:
        return False
    named = node.text[: change.start].split()
    return bool(named) and named[0].lower() not in VERBS and not node.text[change.end :].strip(" .,;)")


def find_vision(items: Sequence[Node]) -> Node | None:
    """The unlabelled line that everything hangs below; None where a line says it is the vision, or there are several roots."""
    if any(node.kind == "vision" for node in items):
        return None
    roots = [node for node in items if node.above is None and node.kind != "key_result"]
    if not roots or roots[0].kind in GOAL_KINDS - {"theme"}:
        return None
    root = roots[0]
    if len(roots) > 1 and not _towers(root, items):
        return None
    below = [node for node in items if node.above is root and node.kind != "key_result"]
    if not below or root.change:
        return None
    with_more = {node.above for node in items}
    measured = sum(node.change is not None and node not in with_more for node in below)
    deeper = any(node in with_more for node in below)
    return root if deeper or measured * 2 < len(below) else None


def _towers(root: Node, items: Sequence[Node]) -> bool:
    """Whether nearly all lines hang below the first, two steps deep at least; a few others were left outside."""
    top: dict[Node, Node] = {}
    deep = False
    for node in items:
        top[node] = top.get(node.above, node.above) if node.above else node
        deep = deep or (top[node] is root and node.above is not None and node.above is not root)
    inside = sum(1 for node in items if top[node] is root)
    return deep and len(items) >= _FEWEST and inside >= len(items) * _NEARLY_ALL


def find_key_results(items: Sequence[Node], vision: Node | None) -> None:
    """Mark labelled key results, and measured lines with nothing below them, and hang them on a goal.

    The vision is not measured: a measured line right below it stays a goal. What stands below a key
    result is a goal of its own that moves it.
    """
    # Goals of a named level below a metric are what moves it; anything else below it makes it a goal.
    below = Counter(node.above for node in items if not _moves_metric(node))
    for node in items:
        node.is_key_result = node.kind == "key_result" or (node.label is None and _measures_above(node, below, vision))
    for node in items:
        if node.is_key_result and node.above is None:
            node.is_key_result = False
            node.doubt("key_result_alone", text=node.text)
    for node in items:
        _off_key_result(node)


def _moves_metric(node: Node) -> bool:
    return node.kind in LEVEL_KINDS and node.above is not None and is_metric(node.above)


def _measures_above(node: Node, below: "Counter[Node | None]", vision: Node | None) -> bool:
    above = node.above
    if node.change is None or node.change.in_words or node.heading:
        return False
    if above is None or above is vision or above.kind in ("vision", "key_result"):
        return False
    return below[node] == 0


def _off_key_result(node: Node) -> None:
    """Whatever hangs on a key result hangs on the goal it measures; a goal remembers which one it moves."""
    above = node.above
    while above and above.is_key_result:
        if not node.is_key_result:
            node.because = node.because or above.text
        above = above.above
    node.above = above
    node.others = [other for other in node.others if not other.is_key_result]
