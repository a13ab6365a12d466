"""Where corrected rows hang: no circles, no parent that is gone, each goal before what hangs below it."""

from collections.abc import Sequence
from dataclasses import replace

from goldthread.exchange.reading.findings import finding
from goldthread.exchange.shapes import DraftGoal, DraftKeyResult, Finding, Kept, Row


def goal_above(key: str, by_key: dict[str, Row]) -> str | None:
    """The nearest goal at or above a row that may have become a key result."""
    seen: set[str] = set()
    while key and key in by_key and key not in seen:
        if by_key[key]["kind"] == "goal":
            return key
        seen.add(key)
        key = str(by_key[key]["parent"])
    return None


def tied(goals: Sequence[DraftGoal]) -> tuple[list[DraftGoal], list[Finding]]:
    """No goal leads to itself: a tie that closes a circle is left out, and said so."""
    above = {goal.key: goal.parent_key for goal in goals}
    fine: set[str] = set()
    cut: set[str] = set()
    for goal in goals:
        path: dict[str, None] = {}
        key: str | None = goal.key
        while key and key not in fine and key not in path:
            path[key] = None
            key = above.get(key)
        if key is not None and key in path:
            above[key] = None
            cut.add(key)
        fine.update(path)
    kept = [replace(goal, parent_key=above[goal.key], other_parents=_others(goal, above[goal.key])) for goal in goals]
    return kept, [finding("circle", goal.line, text=goal.statement) for goal in goals if goal.key in cut]


def _others(goal: DraftGoal, parent: str | None) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(goal.other_parents) if key not in (goal.key, parent))


def measured(
    goals: list[DraftGoal], results: list[tuple[str, DraftKeyResult]], by_key: dict[str, Row]
) -> tuple[list[DraftGoal], list[Kept]]:
    """The goals with their key results; a key result whose goal is gone is kept."""
    of_goal: dict[str, list[DraftKeyResult]] = {goal.key: [] for goal in goals}
    alone: list[Kept] = []
    for parent, result in results:
        key = goal_above(parent, by_key)
        if key in of_goal and key is not None:
            of_goal[key].append(result)
        else:
            alone.append(
                Kept(result.line, result.name, finding("key_result_alone", result.line, text=result.name).what)
            )
    return [replace(goal, key_results=tuple(of_goal[goal.key])) for goal in goals], alone


def in_tree_order(goals: Sequence[DraftGoal]) -> list[DraftGoal]:
    below: dict[str | None, list[DraftGoal]] = {}
    for goal in goals:
        below.setdefault(goal.parent_key, []).append(goal)
    ordered: list[DraftGoal] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        goal = waiting.pop()
        ordered.append(goal)
        waiting.extend(reversed(below.get(goal.key, [])))
    return ordered
