"""The chain, without a database: levels, what leads to what, cycles, the way up to the vision."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    VISION = "vision"
    USER_GOAL = "user_goal"
    BUSINESS_GOAL = "business_goal"
    PRODUCT_GOAL = "product_goal"
    SPRINT_GOAL = "sprint_goal"
    CONTRIBUTION = "contribution"


STRATEGIC = frozenset({Level.USER_GOAL, Level.BUSINESS_GOAL})
MEASURED = STRATEGIC | {Level.PRODUCT_GOAL}
# Which levels a goal is foreseen to be a step towards. What is not foreseen is a loose end, never refused.
PARENTS: Mapping[str, frozenset[str]] = {
    Level.VISION: frozenset(),
    Level.USER_GOAL: frozenset({Level.VISION}),
    Level.BUSINESS_GOAL: frozenset({Level.VISION}),
    Level.PRODUCT_GOAL: frozenset(STRATEGIC),
    Level.SPRINT_GOAL: frozenset({Level.PRODUCT_GOAL}),
    Level.CONTRIBUTION: frozenset({Level.PRODUCT_GOAL}),
}
# The columns of the map, left to right.
COLUMNS: tuple[tuple[str, ...], ...] = (
    (Level.VISION,),
    (Level.USER_GOAL, Level.BUSINESS_GOAL),
    (Level.PRODUCT_GOAL,),
    (Level.SPRINT_GOAL, Level.CONTRIBUTION),
)


def column_of(level: str) -> int:
    """Which column of the map a level stands in, 0 to 3."""
    return next(place for place, levels in enumerate(COLUMNS) if level in levels)


def levels_below(level: str) -> tuple[str, ...]:
    """The levels whose goals are foreseen as steps towards a goal of this level."""
    return tuple(one for one, parents in PARENTS.items() if level in parents)


def would_cycle(child: int, parent: int, ties: Iterable[tuple[int, int]]) -> bool:
    """Whether a tie from child to parent closes a ring, given the standing ties as (child, parent) pairs."""
    if child == parent:
        return True
    parents: dict[int, list[int]] = {}
    for below, above in ties:
        parents.setdefault(below, []).append(above)
    return child in _all_above(parent, parents)


def line_of(goal: int, ties: Sequence[tuple[int, int]]) -> frozenset[int]:
    """All goals on the line through a goal: itself, everything above it, everything below it."""
    parents: dict[int, list[int]] = {}
    children: dict[int, list[int]] = {}
    for below, above in ties:
        parents.setdefault(below, []).append(above)
        children.setdefault(above, []).append(below)
    return frozenset(_all_above(goal, parents) | _all_above(goal, children) | {goal})


def all_above(goals: Iterable[int], parents: Mapping[int, Sequence[int]]) -> set[int]:
    """These goals and everything above them."""
    found: set[int] = set()
    waiting = list(goals)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(parents.get(one, ()))
    return found


def _all_above(start: int, step: Mapping[int, Sequence[int]]) -> set[int]:
    seen: set[int] = set()
    waiting = list(step.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(step.get(one, ()))
    return seen


def path_up(goal: int, parents: Mapping[int, Sequence[int]], levels: Mapping[int, str]) -> list[int]:
    """The shortest way from a goal to a vision, by the first tie where several are as short; to the highest goal where none leads to a vision."""
    ways: list[list[int]] = [[goal]]
    longest, seen = [goal], {goal}
    while ways:
        way = ways.pop(0)
        if levels.get(way[-1]) == Level.VISION:
            return way
        longest = way if len(way) > len(longest) else longest
        for above in parents.get(way[-1], ()):
            if above not in seen:
                seen.add(above)
                ways.append([*way, above])
    return longest


def state_of(*, starts: date | None, closed_as: str | None, today: date) -> str:
    """Planned, active or closed, from the start date and the closing."""
    if closed_as:
        return "closed"
    return "planned" if starts and starts > today else "active"
