"""Goals in a flat list to goals below one another, each once, under the first it is a step towards."""

from collections.abc import Iterator, Sequence
from typing import Any

# Deeper than this, goals are written beside one another with their ties named: readers of YAML refuse deep nesting.
DEEPEST = 60


def nested(goals: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The roots with all that stands below them under `steps`."""
    made: dict[Any, dict[str, Any]] = {}
    for goal in goals:
        told = {name: value for name, value in goal.items() if name not in ("towards", "key_results")}
        home, *others = goal["towards"] or [None]
        if home and home.get("because"):
            told["because"] = home["because"]
        if others:
            told["also_towards"] = others
        if goal["key_results"]:
            told["key_results"] = goal["key_results"]
        made[goal["id"]] = told
    roots = []
    for goal, depth, _also in walked(goals):
        told = made[goal["id"]]
        if depth == 0 or depth > DEEPEST:
            if goal["towards"]:
                told["also_towards"] = goal["towards"]
                told.pop("because", None)
            roots.append(told)
        else:
            made[goal["towards"][0]["id"]].setdefault("steps", []).append(told)
    return roots


def walked(goals: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int, list[str]]]:
    """Each goal once, from top to bottom: the goal, how deep it stands, the words of its further goals above."""
    by_id = {goal["id"]: goal for goal in goals}
    below: dict[Any, list[dict[str, Any]]] = {}
    for goal in goals:
        below.setdefault(goal["towards"][0]["id"] if goal["towards"] else None, []).append(goal)
    waiting = [(goal, 0) for goal in reversed(below.get(None, []))]
    while waiting:
        goal, depth = waiting.pop()
        yield goal, depth, [by_id[one["id"]]["goal"] for one in goal["towards"][1:]]
        waiting.extend((one, depth + 1) for one in reversed(below.get(goal["id"], [])))
