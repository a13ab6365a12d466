"""All rules, those of packages above too; checking a thread by them, and their order. No Django, no clock."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..rules import Level
from . import agreed, measured, numbers, tied, timed, worded
from .shapes import OFF, Found, LooseEnd, Rule, Seen

_WEIGHT = {"error": 0, "warning": 1, "hint": 2}
_HEIGHT: dict[str, int] = {level: place for place, level in enumerate(Level)}


@dataclass(frozen=True)
class Package:
    """What a package above brings: its rules, and the facts that they look at.

    `load` reads the facts of a product in one query; they stand in `Seen.more` under `name`.
    """

    name: str
    rules: tuple[Rule, ...]
    load: Callable[[int], Any]


_packages: dict[str, Package] = {}
_OWN = (*tied.RULES, *measured.RULES, *worded.RULES, *timed.RULES, *numbers.RULES, *agreed.RULES)


def bring(package: Package) -> None:
    """Add the rules of a package above, once, when it is made ready."""
    _packages[package.name] = package


def packages() -> Iterable[Package]:
    return _packages.values()


def rules() -> dict[str, Rule]:
    """All rules by name, in the order of their codes."""
    every = [*_OWN, *(rule for package in _packages.values() for rule in package.rules)]
    return {rule.name: rule for rule in sorted(every, key=lambda rule: rule.code)}


def check(seen: Seen, severities: Mapping[str, str] | None = None) -> list[LooseEnd]:
    """All loose ends of a thread, the most urgent first. `severities` are an organisation's own, by rule; "off" is left out.

    The rules of a package whose facts are not in `seen.more` have nothing to look at and say nothing.
    """
    taken = severities or {}
    blind = {rule.name for package in _packages.values() if package.name not in seen.more for rule in package.rules}
    ends = [
        end
        for rule in rules().values()
        if rule.name not in blind and taken.get(rule.name) != OFF
        for end in _ends(rule, seen, taken.get(rule.name, ""))
    ]
    return ranked(ends, seen)


def _ends(rule: Rule, seen: Seen, severity: str) -> Iterable[LooseEnd]:
    if rule.whole is not None:
        for found in rule.whole(seen):
            yield _end(rule, found, None, severity)
    if rule.check is not None:
        check = rule.check
        for level, goals in seen.by_level.items():
            if level in rule.levels:
                for goal in goals:
                    one = check(goal, seen)
                    if one is not None:
                        yield _end(rule, one, goal.pk, severity)


def _end(rule: Rule, found: Found, goal: int | None, severity: str) -> LooseEnd:
    # What an organisation says holds for all of a rule; else a finding may be less grave than its rule.
    grave = severity or found.severity or rule.severity
    return LooseEnd(rule.name, grave, goal, found.others, found.what, found.at, found.about)


def ranked(ends: Iterable[LooseEnd], seen: Seen) -> list[LooseEnd]:
    """The gravest first, then those on whose goal most others hang, then from the top of the thread down."""
    found = list(ends)
    if not found:
        return []
    reach = unblocked(seen)
    places = {pk: place for place, pk in enumerate(seen.goals)}

    def order(end: LooseEnd) -> tuple[int, int, int, int]:
        if end.goal is None:
            return _WEIGHT[end.severity], 0 if end.about else -len(seen.goals), 0, 0
        return _WEIGHT[end.severity], -reach[end.goal], _HEIGHT[seen.goals[end.goal].level], places[end.goal]

    return sorted(found, key=order)


def unblocked(seen: Seen) -> dict[int, int]:
    """For each goal, how many others of the product hang below and above it."""
    places = {pk: place for place, pk in enumerate(seen.goals)}
    below, above = _reached(seen, places, "children"), _reached(seen, places, "parents")
    return {pk: below[pk].bit_count() + above[pk].bit_count() for pk in seen.goals}


def _reached(seen: Seen, places: Mapping[int, int], side: str) -> dict[int, int]:
    """All that is reached from each goal by its children or parents, as bits: sets of goals would cost the square of them."""
    found: dict[int, int] = {}
    begun: set[int] = set()
    waiting = list(seen.goals)
    while waiting:
        pk = waiting[-1]
        near = [one for one in getattr(seen.goals[pk], side) if one in places]
        missing = [one for one in near if one not in found and one not in begun] if pk not in begun else []
        begun.add(pk)
        if missing:
            waiting.extend(missing)
            continue
        waiting.pop()
        if pk not in found:
            bits = 0
            for one in near:
                bits |= 1 << places[one] | found.get(one, 0)
            found[pk] = bits
    return found
