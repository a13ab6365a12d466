"""Who sees a goal or a product changes while something is asked about it: whoever no longer does is waited for no longer."""

from typing import Any

from django.db.models import Q, QuerySet

from . import access
from .canvassing import access as canvassing
from .models import Canvass, Decision
from .rules.many import THERMOMETERS


def hear(product_id: int, goal_id: int | None) -> None:
    """A goal, or with None a whole product, is shown to few, to one more, or to all again. What was cast stays cast; where
    all others are in, it is turned over. Whoever sees it again before the end is asked again."""
    for decision in _about(product_id, goal_id):
        seen = {one.pk: one.belongs and access.hears(one.person, decision.pk) for one in _asked(decision.voters)}
        for voter in _asked(decision.voters).filter(left_at=None):
            if not seen[voter.pk]:
                decision.part_with(voter)
        if decision.asked_as != Decision.AskedAs.TOGETHER:
            _ask_again(decision.voters, seen, Q(decision__ended_at=None, decision__closed_at=None))
    for canvass in _felt(product_id, goal_id):
        sees = {one.pk: one.belongs and canvassing.hears(one.person, canvass.pk) for one in _asked(canvass.electors)}
        for elector in _asked(canvass.electors).filter(left_at=None):
            if not sees[elector.pk]:
                canvass.part_with(elector)
        _ask_again(canvass.electors, sees, Q(canvass__ended_at=None))


def _about(product_id: int, goal_id: int | None) -> QuerySet[Decision]:
    rows = Decision.objects.filter(product=product_id, ended_at=None)
    return (rows.filter(kind="goal", noun_id=goal_id) if goal_id else rows).order_by("pk")


def _felt(product_id: int, goal_id: int | None) -> QuerySet[Canvass]:
    """Of what is asked of many, what is about this goal alone; from other sheets its line is taken out, and they stand."""
    rows = Canvass.objects.open().filter(product=product_id)
    of_goal = Q(lines__kind="goal", lines__noun_id=goal_id)
    return (rows.filter(of_goal, way__in=THERMOMETERS) if goal_id else rows).order_by("pk")


def _asked(people: Any) -> Any:
    return people.filter(recused_at=None).select_related("person").order_by("number")


def _ask_again(people: Any, seen: dict[int, bool], still_open: Q) -> None:
    back = [pk for pk, sees in seen.items() if sees]
    people.filter(still_open, pk__in=back).exclude(left_at=None).update(left_at=None)
