"""Rules on when (C21, C23, C48). No Django, no clock."""

from datetime import date, timedelta

from ..rules import Level
from .shapes import HINT, WARNING, Found, Rule, Seen, Standing

# Two to six months, with a week of grace at either end.
SHORTEST, LONGEST = timedelta(days=2 * 30 - 7), timedelta(days=6 * 31 + 7)
MONTH, YEAR = timedelta(days=30), timedelta(days=366)


def horizon(goal: Standing, seen: Seen) -> Found | None:
    """A product goal is in reach within two to six months."""
    begins = goal.starts or (None if goal.is_brought_in else goal.set_on)
    if begins is None or goal.due is None or goal.due <= begins:
        return None
    length = goal.due - begins
    if SHORTEST <= length <= LONGEST:
        return None
    # Whole months, so that a length outside does not read like one inside.
    return Found(what=(str(length // MONTH if length < SHORTEST else -(-length // MONTH)),))


def several_at_once(goal: Standing, seen: Seen) -> Found | None:
    """A team has one product goal at a time. The later ones are named."""
    if goal.state != "active":
        return None
    first = next(
        one for one in seen.by_level[Level.PRODUCT_GOAL] if one.state == "active" and one.team_id == goal.team_id
    )
    return None if first.pk == goal.pk else Found(others=(first.pk,))


def too_far_or_precise(goal: Standing, seen: Seen) -> Found | None:
    """A roadmap looks ahead a year; beyond the next goal it names quarters, not days. The latter is a hint."""
    if goal.due is None:
        return None
    if goal.due - seen.today > YEAR:
        return Found(what=("far",))
    if "later" not in seen.kept:
        dated = sorted(
            (one.due, place, one.pk) for place, one in enumerate(seen.by_level[Level.PRODUCT_GOAL]) if one.due
        )
        seen.kept["later"] = {pk for _due, _place, pk in dated[2:]}
    return (
        Found(what=("precise",), severity=HINT)
        if goal.pk in seen.kept["later"] and not _ends_quarter(goal.due)
        else None
    )


def _ends_quarter(day: date) -> bool:
    after = day + timedelta(days=1)
    return after.day == 1 and after.month % 3 == 1


_PRODUCT_GOAL = frozenset({Level.PRODUCT_GOAL})
RULES = (
    Rule("horizon", "C21", "product goals reach two to six months (R. Pichler, 2021)", WARNING, _PRODUCT_GOAL, horizon),
    Rule("several_at_once", "C23", "one product goal before the next (Scrum Guide)", HINT, _PRODUCT_GOAL, several_at_once),
    Rule("far_ahead", "C48", "a roadmap forecasts about twelve months (R. Pichler, 2024)", WARNING, _PRODUCT_GOAL, too_far_or_precise),
)  # fmt: skip
