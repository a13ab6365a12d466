"""The loose ends of one goal. They depend on the whole thread, so that of a product is looked through once and kept."""

import json
from typing import Any

from django.urls import reverse

from goldthread.journal.record import newest
from goldthread.kit import clock, memory
from goldthread.people.access import Ground

from .. import access
from ..models import Exemption, Goal
from ..snapshot import Card, Thread, thread
from .page import exempted, said
from .shapes import HINT, LooseEnd

_NAMED = ("id", "number", "statement", "level", "team_id")


def of_goal(ground: Ground, goal: Goal) -> dict[str, Any]:
    """`ends` that count, `hints`, `exempt` with reasons, and whether the goal was brought in and not touched yet."""
    base = reverse("chain:map", args=[ground.organisation.slug, ground.the_product.slug])
    ends, names = kept(ground)
    made = Thread(list(names.values()))
    mine = [said(ground, made, end, base) for end in ends if end.goal == goal.pk]
    return {
        "ends": [one for one in mine if one["severity"] != HINT],
        "hints": [one for one in mine if one["severity"] == HINT],
        "exempt": [exempted(ground, _alone(goal), row, base) for row in _exemptions(goal)],
        "is_waiting": goal.brought_in_at is not None and goal.looked_through_at is None,
        "brought_in_at": goal.brought_in_at,
    }


def kept(ground: Ground) -> tuple[list[LooseEnd], dict[int, Card]]:
    """All loose ends of the product and the goals that they name, from memory until anything in the organisation changes."""
    product, today = ground.the_product, clock.today(ground.organisation.time_zone)
    hidden = access.hidden(ground)
    key = ("loose ends", product.pk, newest(ground.organisation.pk), today, hidden)
    (written,) = memory.remembered(key, lambda: (_written(thread(product, hidden=hidden, today=today)),))
    kept = json.loads(written)
    ends = [
        LooseEnd(rule, severity, pk, tuple(others), tuple(what), at, about)
        for rule, severity, pk, others, what, at, about in kept["ends"]
    ]
    return ends, {goal["id"]: goal for goal in kept["goals"]}


def _written(made: Thread) -> str:
    ends = [*made.looked.loose, *made.looked.hints, *made.looked.waiting]
    named = {pk for end in ends for pk in (end.goal, *end.others) if pk in made.by_id}
    goals = [{name: made.by_id[pk][name] for name in _NAMED} for pk in named]
    return json.dumps({"ends": ends, "goals": goals})


def _exemptions(goal: Goal) -> list[Card]:
    fields = ("id", "goal_id", "rule", "about", "because", "at", "by__name")
    return list(Exemption.objects.standing().filter(goal=goal).order_by("-at", "-pk").values(*fields))


def _alone(goal: Goal) -> Thread:
    version = goal.version
    return Thread(
        [
            {
                "id": goal.pk,
                "number": goal.number,
                "statement": version.statement,
                "level": version.level,
                "team_id": version.team_id,
            }
        ]
    )
