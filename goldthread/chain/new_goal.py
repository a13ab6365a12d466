"""A new goal: what its page offers, and setting it with its tie and its first number."""

from collections.abc import Container
from typing import Any

from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people import access as people
from goldthread.people.access import Ground

from . import access, guide
from .forms.goal import Choices, NewGoalForm, settable_levels
from .models import Goal, KeyResult, Level
from .rules import PARENTS, STRATEGIC, levels_below
from .snapshot import Thread, thread


def form(request: HttpRequest, typed: QueryDict | None = None) -> NewGoalForm:
    """The form, beginning with `?level=`, `?statement=` and `?parent=` of the address."""
    ground = request.ground  # type: ignore[attr-defined]
    made = thread(
        ground.the_product, hidden=access.hidden(ground), today=clock.today(ground.organisation.time_zone), loose=False
    )
    teams = access.own_teams(ground)
    levels = settable_levels(ground, teams)
    level = _level(request.GET.get("level", ""), request.GET.get("parent", ""), made, levels)
    return NewGoalForm(
        typed,
        ground=ground,
        people=people.people_who_see(ground),
        teams=teams,
        choices=choices(made, level),
        initial={
            "level": level,
            "statement": request.GET.get("statement", "")[:600],
            "parent": request.GET.get("parent", ""),
            "team": teams[0].pk if len(teams) == 1 else None,
            "owner": ground.person.pk if level == Level.CONTRIBUTION else None,
        },
    )


def _level(asked: str, parent: str, made: Thread, levels: list[Level]) -> str:
    """The level asked for, else that below the parent asked for, else the highest that has no goal yet, else a product goal.

    Each of them only where the person may set it.
    """
    above = next((goal for goal in made.goals if str(goal["number"]) == parent), None)
    follows = [level for level in levels if above and level in levels_below(above["level"])]
    usual = [Level.PRODUCT_GOAL] if Level.PRODUCT_GOAL in levels else levels[:1]
    open_levels = [
        level for level in levels if not made.at(level) and level in (Level.VISION, *STRATEGIC, Level.PRODUCT_GOAL)
    ]
    return next(iter([one for one in levels if one == asked] or follows or open_levels or usual), Level.PRODUCT_GOAL)


def choices(made: Thread, level: str, barred: Container[int] = ()) -> Choices:
    """The goals of a thread to be a step towards: by level those foreseen for a goal of this level, then all others.

    The others stand in one group, the higher levels first. `barred` are ids of goals to leave out.
    """
    foreseen = PARENTS[Level(level)]
    named = {one: capfirst(str(one.label)) if one in foreseen else _("Not foreseen by the method") for one in Level}
    groups: dict[str, list[tuple[int, str]]] = {
        named[one]: [] for one in sorted(Level, key=lambda it: it not in foreseen)
    }
    for one in Level:
        groups[named[one]] += [(goal["number"], goal["statement"]) for goal in made.at(one) if goal["id"] not in barred]
    return [(label, goals) for label, goals in groups.items() if goals]


@transaction.atomic
def set_goal(ground: Ground, form: NewGoalForm) -> Goal:
    """Set what the form says: the goal, its tie, its first key result."""
    given: dict[str, Any] = form.cleaned_data
    goal = Goal.set(ground.the_product, given["level"], given["statement"], by=ground.person, **form.said())
    if given["parent"]:
        goal.tie(access.parent(ground, given["parent"]), by=ground.person, because=given["because"])
    if given["metric"]:
        metric = Metric.add(ground.organisation, given["metric"], by=ground.person, **form.traits())
        KeyResult.set(goal, metric, by=ground.person, **form.numbers())
    return goal


def context(ground: Ground, form: NewGoalForm) -> dict[str, Any]:
    levels = [one for one in guide.about_levels() if one["name"] in dict(form.fields["level"].choices)]  # type: ignore[attr-defined]
    to = {"new": reverse("chain:new", args=[ground.organisation.slug, ground.the_product.slug])}
    return {"form": form, "to": to, "levels": levels}
