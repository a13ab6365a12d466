"""Rules on key results and owners (C10, C13 to C20). No Django, no clock."""

from collections.abc import Iterable

from ..rules import Level
from .shapes import ERROR, HINT, MEASURED, STRATEGIC, WARNING, Found, Measured, Rule, Seen, Standing
from .words import is_one_name

FEW, MANY = 3, 5


def vision_measured(goal: Standing, seen: Seen) -> Found | None:
    """A vision carries no number."""
    return _named(goal.key_results)


def not_measured(goal: Standing, seen: Seen) -> Found | None:
    """A goal has at least one key result."""
    return None if goal.key_results else Found()


def no_test(goal: Standing, seen: Seen) -> Found | None:
    """A sprint goal says how we will know, or by which method something is found out."""
    return None if goal.key_results or goal.how_we_know or goal.method else Found()


def incomplete(goal: Standing, seen: Seen) -> Found | None:
    """A key result says from where, to where and by when."""
    return _named([one for one in goal.key_results if _lacks(one, goal)])


def _lacks(one: Measured, goal: Standing) -> bool:
    # Yes or no begins at no, and what is to stay begins where it is.
    from_somewhere = one.baseline is not None or one.unit == "yes_no" or one.direction == "keep" or one.stays
    return one.target is None or not from_somewhere or (one.due is None and goal.due is None)


def contradicts(goal: Standing, seen: Seen) -> Found | None:
    """The numbers of a key result lead where its metric should go."""
    return _named([one for one in goal.key_results if _disagrees(one)])


def _disagrees(one: Measured) -> bool:
    if one.baseline is None or one.target is None or one.direction == "keep" or one.stays:
        return False
    return one.baseline == one.target or (one.target > one.baseline) != (one.direction == "up")


def unowned(goal: Standing, seen: Seen) -> Found | None:
    """Exactly one name stands on each key result."""
    return _named(
        [one for one in goal.key_results if not one.owner or (not one.owner_id and not is_one_name(one.owner))]
    )


def owner_gone(goal: Standing, seen: Seen) -> Found | None:
    """Whoever owns a goal or a key result belongs to the organisation."""
    if not seen.gone:
        return None
    owners = [(goal.owner_id, goal.owner), *((one.owner_id, one.owner) for one in goal.key_results)]
    names = {name for pk, name in owners if pk in seen.gone}
    return Found(what=tuple(sorted(names))) if names else None


def overloaded(seen: Seen) -> Iterable[Found]:
    """Nobody's name stands on more than five key results of active goals."""
    names: dict[int, str] = {}
    counts: dict[int, int] = {}
    for goal in seen.goals.values():
        for one in goal.key_results if goal.state == "active" else ():
            if one.owner_id:
                names[one.owner_id] = one.owner
                counts[one.owner_id] = counts.get(one.owner_id, 0) + 1
    return [
        Found(what=(names[pk], str(count)), at=str(pk), severity=HINT, about=f"person-{pk}")
        for pk, count in counts.items()
        if count > MANY
    ]


def few_or_many(goal: Standing, seen: Seen) -> Found | None:
    """Three to five key results measure an objective: fewer are a hint, more are worth mending."""
    count = len(goal.key_results)
    if not count or FEW <= count <= MANY:
        return None
    return Found(what=(str(count),), severity=WARNING if count > MANY else "")


def _named(found: Iterable[Measured]) -> Found | None:
    """The key results by name; the deed opens the first."""
    several = tuple(found)
    return Found(what=tuple(one.name for one in several), at=str(several[0].pk)) if several else None


_VISION = frozenset({Level.VISION})
RULES = (
    Rule("vision_measured", "C10", "only the vision stretches, and it is not measured (goal chain)", ERROR, _VISION, vision_measured),
    Rule("no_kpi", "C13", "KPIs show whether user and business goals are met (goal chain)", ERROR, STRATEGIC, not_measured),
    Rule("no_metric", "C14", "product goals with their metrics (goal chain)", ERROR, frozenset({Level.PRODUCT_GOAL}), not_measured),
    Rule("no_test", "C15", "sprint goals with method and metrics (sprint goal template)", WARNING, frozenset({Level.SPRINT_GOAL}), no_test),
    Rule("incomplete_numbers", "C16", "quantified key results with a date (negotiated outcomes)", ERROR, check=incomplete),
    Rule("contradicting_numbers", "C17", "arithmetic", ERROR, check=contradicts),
    Rule("unowned", "C18", "exactly one name on each key result (negotiated outcomes)", ERROR, check=unowned),
    Rule("owner_away", "C19", "one name on each key result (negotiated outcomes); more than five a person is our own measure", WARNING, check=owner_gone, whole=overloaded),
    Rule("few_or_many", "C20", "usual practice with objectives and key results", HINT, MEASURED, few_or_many),
)  # fmt: skip
