"""The thread as an indented outline: each goal once, under its first parent. No Django, no clock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Deeper than people indent, and far from where browsers stop nesting.
DEEPEST = 12


@dataclass(frozen=True)
class Line:
    """One line of nested lists.

    `depth` counts from 0; `opens` says that a list begins below this line, `closes` how many lists end after it.
    """

    goal: int
    depth: int
    opens: bool
    closes: int


def homes(parents: Mapping[int, Sequence[int]]) -> dict[int, int | None]:
    """Where each goal stands: under the first of its parents that is among these goals, or at the left (None)."""
    return {goal: next((one for one in above if one in parents), None) for goal, above in parents.items()}


def below(home: Mapping[int, int | None]) -> dict[int, list[int]]:
    """The goals that stand under each goal, in the order given."""
    under: dict[int, list[int]] = {}
    for goal, parent in home.items():
        if parent is not None:
            under.setdefault(parent, []).append(goal)
    return under


def lines(roots: Iterable[int], under: Mapping[int, Sequence[int]]) -> list[Line]:
    """The roots and all that stands under them, from top to bottom."""
    walked = list(_walk(roots, under))
    depths = [depth for _goal, depth in walked] + [0]
    return [
        Line(goal, depth, opens=depths[place + 1] > depth, closes=max(0, depth - depths[place + 1]))
        for place, (goal, depth) in enumerate(walked)
    ]


def _walk(roots: Iterable[int], under: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
    waiting = [(root, 0) for root in reversed(list(roots))]
    while waiting:
        goal, depth = waiting.pop()
        yield goal, depth
        waiting.extend((one, min(depth + 1, DEEPEST)) for one in reversed(under.get(goal, ())))
