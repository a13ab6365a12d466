"""Rules on what goals say (C11, C27 to C32). No Django, no clock."""

from ..rules import Level
from . import words
from .shapes import BELOW_VISION, ERROR, HINT, MEASURED, WARNING, Found, Rule, Seen, Standing


def vision_passes(goal: Standing, seen: Seen) -> Found | None:
    """A vision endures: no number, no date, no technology and no part of the product."""
    found = words.passing_in(goal.statement)
    return Found(what=(found,)) if found else None


def reads_as_feature(goal: Standing, seen: Seen) -> Found | None:
    """A goal says what will be different, not what will be built."""
    found = words.feature_in(goal.statement)
    return Found(what=(found,)) if found else None


def is_list(goal: Standing, seen: Seen) -> Found | None:
    """A sprint goal is one outcome, not the list of its stories."""
    return Found() if words.is_list(goal.statement) else None


def only_goes_on(goal: Standing, seen: Seen) -> Found | None:
    """A sprint goal says the state at the end of the sprint."""
    return Found() if words.only_goes_on(goal.statement) else None


def placeholder(goal: Standing, seen: Seen) -> Found | None:
    """Goals and key results are written out."""
    found = words.placeholder(goal.statement)
    if found:
        return Found(what=(found,))
    for one in goal.key_results:
        found = words.placeholder(one.name)
        if found:
            return Found(what=(found,), at=str(one.pk))
    return None


def written_twice(goal: Standing, seen: Seen) -> Found | None:
    """No two goals of the same time and team say the same. The later one is named."""
    if "twins" not in seen.kept:
        seen.kept["twins"] = _by_words(seen)
    for other in seen.kept["twins"].get(words.normal(goal.statement), ()):
        if other.pk == goal.pk:
            return None
        if _same_time(goal, other) and _same_team(goal, other):
            return Found(others=(other.pk,), at=str(other.pk))
    return None


def _by_words(seen: Seen) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = {}
    for goal in seen.goals.values():
        found.setdefault(words.normal(goal.statement), []).append(goal)
    return {said: several for said, several in found.items() if said and len(several) > 1}


def _same_time(one: Standing, other: Standing) -> bool:
    """Whether two goals are on the way at the same time, as far as their days and timeframes say."""
    if one.timeframe and other.timeframe and not (one.due and other.due):
        return one.timeframe == other.timeframe
    apart = (one.due and other.starts and one.due < other.starts) or (
        other.due and one.starts and other.due < one.starts
    )
    # Sprints and quarters without a beginning: due on different days, they are two times of the same goal.
    undated = one.starts is None and other.starts is None and one.due and other.due and one.due != other.due
    return not apart and not undated


def _same_team(one: Standing, other: Standing) -> bool:
    return one.team_id is None or other.team_id is None or one.team_id == other.team_id


def passed_on(goal: Standing, seen: Seen) -> Found | None:
    """A step says more than the goal that it is a step towards."""
    for pk in goal.parents:
        above = seen.goals.get(pk)
        if above is not None and words.is_passed_on(goal.statement, above.statement):
            return Found(others=(pk,))
    return None


_SPRINT_GOAL = frozenset({Level.SPRINT_GOAL})
RULES = (
    Rule("vision_passes", "C11", "a vision endures and names no solution (vision board checklist)", WARNING, frozenset({Level.VISION}), vision_passes),
    Rule("reads_as_feature", "C27", "user goals are needs, not features (goal chain)", WARNING, MEASURED, reads_as_feature),
    Rule("list_of_stories", "C28", "a sprint goal does not restate its stories (sprint goal template)", WARNING, _SPRINT_GOAL, is_list),
    Rule("only_goes_on", "C29", "a sprint goal is a desired outcome (goal chain)", WARNING, _SPRINT_GOAL, only_goes_on),
    Rule("placeholder", "C30", "goals that people left unfinished", ERROR, check=placeholder),
    Rule("written_twice", "C31", "goals that people wrote twice", WARNING, check=written_twice),
    Rule("passed_on", "C32", "usual practice with objectives and key results", HINT, BELOW_VISION, passed_on),
)  # fmt: skip
