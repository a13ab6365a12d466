"""Rules on what leads to what (C01 to C09, C25, C32's kin). No Django, no clock."""

from collections.abc import Iterable
from datetime import timedelta

from ..rules import PARENTS, Level
from .shapes import BELOW_VISION, ERROR, HINT, STRATEGIC, WARNING, Found, Rule, Seen, Standing

# A strategy is looked at anew about every three months; a younger goal may still wait for its first product goal.
REVIEW_DAYS = 91


def no_vision(seen: Seen) -> Iterable[Found]:
    """A product with goals has a vision."""
    return [Found()] if seen.goals and not seen.by_level[Level.VISION] else []


def second_vision(goal: Standing, seen: Seen) -> Found | None:
    """A product has one vision, not several."""
    first = seen.by_level[Level.VISION][0]
    return None if first.pk == goal.pk else Found(others=(first.pk,), at=str(first.pk))


def leads_nowhere(goal: Standing, seen: Seen) -> Found | None:
    """Every goal but the vision is a step towards another."""
    return None if goal.parents else Found()


def unusual_step(goal: Standing, seen: Seen) -> Found | None:
    """A goal is a step towards a goal of the level above it."""
    foreseen = PARENTS[goal.level]
    skipped = tuple(pk for pk in goal.parents if (level := seen.level_of(pk)) and level not in foreseen)
    return Found(others=skipped) if skipped else None


def in_a_ring(goal: Standing, seen: Seen) -> Found | None:
    """Nothing is, by way of others, a step towards itself."""
    if "rings" not in seen.kept:
        seen.kept["rings"] = _rings(seen)
    return Found(others=goal.parents[:1]) if goal.pk in seen.kept["rings"] else None


def _rings(seen: Seen) -> set[int]:
    """The goals that are left when, again and again, those with nothing above and those with nothing below are taken away."""
    left = set(seen.goals)
    for side in ("parents", "children"):
        waiting = {pk: sum(one in left for one in getattr(seen.goals[pk], side)) for pk in left}
        free = [pk for pk, count in waiting.items() if not count]
        other = "children" if side == "parents" else "parents"
        while free:
            pk = free.pop()
            left.discard(pk)
            for one in getattr(seen.goals[pk], other):
                if one in left and one in waiting:
                    waiting[one] -= 1
                    if not waiting[one]:
                        free.append(one)
    return left


def one_kind_below(goal: Standing, seen: Seen) -> Found | None:
    """Below a vision stand user goals and business goals, not one kind alone."""
    kinds = {level for pk in goal.children if (level := seen.level_of(pk)) in STRATEGIC}
    missing = STRATEGIC - kinds
    return Found(at=next(iter(missing))) if kinds and missing else None


def unsupported(goal: Standing, seen: Seen) -> Found | None:
    """Some product goal is on the way towards each user and business goal that stands for a quarter or longer."""
    if goal.state != "active" or (goal.set_on and seen.today - goal.set_on < timedelta(days=REVIEW_DAYS)):
        return None
    near = any(
        seen.level_of(pk) == Level.PRODUCT_GOAL and not (pk in seen.beyond and seen.beyond[pk].is_closed)
        for pk in goal.children
    )
    return None if near else Found()


def no_reason(goal: Standing, seen: Seen) -> Found | None:
    """A tie to a user or business goal says why the step helps."""
    bare = tuple(
        pk for pk in goal.parents if seen.level_of(pk) in STRATEGIC and not seen.reasons.get((goal.pk, pk), "").strip()
    )
    return Found(others=bare, at=str(bare[0])) if bare else None


def closed_above(goal: Standing, seen: Seen) -> Found | None:
    """A goal that is open hangs under a goal that is open. Where another open one is above, it is a hint."""
    closed = tuple(pk for pk in goal.parents if pk in seen.beyond and seen.beyond[pk].is_closed)
    if not closed:
        return None
    return Found(others=closed, severity=HINT if len(closed) < len(goal.parents) else "")


def due_after_above(goal: Standing, seen: Seen) -> Found | None:
    """A step is due no later than what it is a step towards."""
    if goal.due is None:
        return None
    earlier = tuple(
        pk
        for pk in goal.parents
        if (above := seen.goals.get(pk)) is not None and above.due is not None and above.due < goal.due
    )
    return Found(others=earlier) if earlier else None


def one_sided(goal: Standing, seen: Seen) -> Found | None:
    """A product goal serves a user goal and a business goal."""
    kinds = {level for pk in goal.parents if (level := seen.level_of(pk)) in STRATEGIC}
    missing = STRATEGIC - kinds
    return Found(what=(next(iter(missing)),)) if kinds and missing else None


def nobodys(goal: Standing, seen: Seen) -> Found | None:
    """A contribution has an owner; a sprint goal has its team."""
    if goal.owner:
        return None
    return Found() if goal.level == Level.CONTRIBUTION or goal.team_id is None else None


_VISION = frozenset({Level.VISION})
RULES = (
    Rule("one_vision", "C01", "one vision a product (goal chain)", ERROR, _VISION, second_vision, no_vision),
    Rule("leads_nowhere", "C02", "every goal is a step towards one above (goal chain)", ERROR, BELOW_VISION, leads_nowhere),
    Rule("unusual_step", "C03", "vision, user and business goals, product goals, sprint goals (goal chain)", ERROR, check=unusual_step),
    Rule("in_a_ring", "C04", "a chain has a top", ERROR, check=in_a_ring),
    Rule("one_kind_below", "C05", "user and business goals (goal chain); for the customer and for the business (negotiated outcomes)", WARNING, _VISION, one_kind_below),
    Rule("unsupported", "C06", "product goals are the steps towards user and business goals (goal chain)", WARNING, STRATEGIC, unsupported),
    Rule("no_reason", "C08", "strategic goals with why and how (negotiated outcomes)", ERROR, BELOW_VISION, no_reason),
    Rule("closed_above", "C09", "a chain of goals in force", ERROR, BELOW_VISION, closed_above),
    Rule("due_after_above", "C25", "a step comes before what it leads to", ERROR, BELOW_VISION, due_after_above),
    Rule("one_sided", "G01", "user and business goals above a product goal (goal chain); one of them is enough", HINT, frozenset({Level.PRODUCT_GOAL}), one_sided),
    Rule("nobodys", "G02", "teams set their sprint goals, groups their contributions (goal chain); one name on each (negotiated outcomes)", WARNING, frozenset({Level.SPRINT_GOAL, Level.CONTRIBUTION}), nobodys),
)  # fmt: skip
