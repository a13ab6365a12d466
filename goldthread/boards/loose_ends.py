"""The boards' rules for the thread (C07, C22, C24, C26): sprints that run, and features under product goals."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from goldthread.chain.loose_ends.catalogue import Package
from goldthread.chain.loose_ends.sayings import MERGING, WORDING, Saying, say
from goldthread.chain.loose_ends.shapes import ERROR, HINT, WARNING, Found, Rule, Seen, Standing
from goldthread.chain.rules import Level
from goldthread.kit.prepared import Prepared

from .models import Feature, Sprint

NAME = "boards"
MOST_DAYS, MOST_FEATURES = 28, 5
_FEATURES = Prepared(
    lambda product: (
        Feature.objects.standing()
        .filter(goal__product=product, goal__closing=None)
        .order_by()
        .values("goal_id")
        .annotate(count=Count("pk"))
    ),
    "goal_id",
    "count",
)
_SPRINTS = Prepared(
    lambda product: Sprint.objects.filter(product=product, ended_at=None, goal=None).order_by("starts", "pk"),
    "team_id",
    "team__name",
    "name",
    "starts",
    "ends",
)


def load(product_id: int) -> dict[str, Any]:
    """`features`: how many stand under each goal; `bare`: sprints that have not ended and have no goal."""
    return {
        "features": {row["goal_id"]: row["count"] for row in _FEATURES.rows(product_id)},
        "bare": _SPRINTS.rows(product_id),
    }


def without_goal(seen: Seen) -> Iterable[Found]:
    """While a product goal is on the way, each sprint that runs has its goal."""
    if not any(goal.state == "active" for goal in seen.by_level[Level.PRODUCT_GOAL]):
        return []
    return [
        Found(what=(row["name"], row["team__name"]), at=str(row["team_id"]), about=f"team-{row['team_id']}")
        for row in seen.more[NAME]["bare"]
        if row["starts"] <= seen.today <= row["ends"]
    ]


def too_long(goal: Standing, seen: Seen) -> Found | None:
    """A sprint goal spans four weeks at most."""
    if goal.starts is None or goal.due is None:
        return None
    days = (goal.due - goal.starts + timedelta(days=1)).days
    return Found(what=(str(days),)) if days > MOST_DAYS else None


def second_in_sprint(goal: Standing, seen: Seen) -> Found | None:
    """A sprint has one goal. The later ones are named."""
    if goal.team_id is None:
        return None
    for other in seen.by_level[Level.SPRINT_GOAL]:
        if other.pk == goal.pk:
            return None
        if other.team_id == goal.team_id and _same_sprint(goal, other):
            return Found(others=(other.pk,))
    return None


def _same_sprint(one: Standing, other: Standing) -> bool:
    if one.starts and one.due and other.starts and other.due:
        return (one.starts, one.due) == (other.starts, other.due)
    return bool(one.name) and one.name.casefold() == other.name.casefold()


def features(goal: Standing, seen: Seen) -> Found | None:
    """Three to five features stand under a product goal; none is a hint."""
    count = seen.more[NAME]["features"].get(goal.pk, 0)
    if count > MOST_FEATURES:
        return Found(what=(str(count),))
    return None if count else Found(what=("0",), severity=HINT)


_SPRINT_GOAL = frozenset({Level.SPRINT_GOAL})
PACKAGE = Package(
    NAME,
    (
        Rule("no_sprint_goal", "C07", "sprint goals are derived from the product goal (goal chain)", WARNING, whole=without_goal),
        Rule("sprint_too_long", "C22", "a sprint takes a month at most (Scrum Guide)", ERROR, _SPRINT_GOAL, too_long),
        Rule("two_in_a_sprint", "C24", "one goal a sprint (sprint goal template)", ERROR, _SPRINT_GOAL, second_in_sprint),
        Rule("features", "C26", "three to five features a goal (GO product roadmap)", WARNING, frozenset({Level.PRODUCT_GOAL}), features),
    ),
    load,
)  # fmt: skip

say({
    "no_sprint_goal": Saying(
        _("Sprint without a goal"), _("While a product goal is on the way, each sprint that runs has its goal."),
        _("A sprint runs without a goal."), _("%(what)s of %(count)s runs without a sprint goal."), _("Set it"), "sprint/",
    ),
    "sprint_too_long": Saying(
        _("Sprint too long"), _("A sprint goal spans four weeks at most."),
        _("Spans more than four weeks."), _("“%(goal)s” spans %(what)s days; a sprint takes four weeks at most."), _("Change the dates"), WORDING + "#id_due",
    ),
    "two_in_a_sprint": Saying(
        _("Two goals in a sprint"), _("A sprint has one goal."),
        _("A second goal in this sprint."), _("“%(goal)s” stands beside “%(others)s” in the same sprint."), _("Merge the two"), MERGING, in_dialog=True,
    ),
    "features": Saying(
        _("Few or many features"), _("Three to five features stand under a product goal; more are details for the backlog."),
        _("More than five features."), _("“%(goal)s” has %(what)s features; more than five are details for the backlog."), _("Thin them out"), "roadmap/#goal-{number}",
        for_what={"0": _("“%(goal)s” names no feature yet.")},
    ),
})  # fmt: skip
