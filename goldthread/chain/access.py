"""Fetch or refuse for goals, key results, candidates. Seeing is the product's; steering depends on level and team."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from goldthread.measures.models import Metric
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Membership, Person, Team

from .models import Candidate, Exemption, Goal, GoalVersion, KeyResult
from .rules import Level

# Goals that only their own team or group sets; all others are steered.
OWN = {Level.SPRINT_GOAL: "set own sprint goal", Level.CONTRIBUTION: "set own contribution"}


def deed_for(level: str) -> str:
    """Which row of the table a change to a goal of this level needs."""
    return OWN.get(Level(level), "steer goals")


def may_set(ground: Ground, level: str, team_id: int | None) -> bool:
    """Whether somebody may set or change a goal of this level for this team; a sprint goal of no team is steered."""
    deed = deed_for(level) if team_id is not None else "steer goals"
    return ground.may(deed, team_id)


def must_set(ground: Ground, level: str, team_id: int | None) -> None:
    deed = deed_for(level) if team_id is not None else "steer goals"
    ground.must(deed, team_id)


def goal(request: HttpRequest, organisation: str, product: str, number: int) -> Goal:
    """A goal of this product, with the version in force. Raises Http404 where there is none."""
    ground = people.product(request, organisation, product)
    found = (
        Goal.objects.filter(organisation=ground.organisation, product=ground.product, number=number)
        .select_related("version__owner", "version__team", "version__by", "closing")
        .first()
    )
    if found is None:
        raise Http404
    found.product, found.organisation = ground.the_product, ground.organisation
    return found


def goal_to_steer(request: HttpRequest, organisation: str, product: str, number: int) -> Goal:
    """A goal whose words, numbers and ties this person may change."""
    found = goal(request, organisation, product, number)
    must_set(request.ground, found.version.level, found.version.team_id)  # type: ignore[attr-defined]
    return found


def version(of: Goal, number: int) -> GoalVersion:
    """What a goal said at one time, by the number of the version."""
    found = of.versions.filter(number=number).select_related("by", "owner", "team").first()
    if found is None:
        raise Http404
    return found


def own_teams(ground: Ground) -> list[Team]:
    """The teams and groups in which the person has a seat, by name."""
    return list(
        Team.objects.filter(organisation=ground.organisation, pk__in=ground.footing.teams).order_by("name", "pk")
    )


def goal_by_id(request: HttpRequest, pk: int) -> Goal:
    """A goal by its id, in any product of the organisations the person belongs to (for talk)."""
    found = (
        Goal.objects.filter(pk=pk, organisation__memberships__person=request.person)  # type: ignore[attr-defined]
        .select_related("version", "product__organisation")
        .first()
    )
    if found is None:
        raise Http404
    return found


def parent(ground: Ground, number: int) -> Goal:
    """A goal to tie to: of this product, or of another that the person sees."""
    found = Goal.objects.filter(organisation=ground.organisation, number=number).select_related("version").first()
    if found is None or (
        found.product_id != ground.the_product.pk and not people.sees_product(ground.person, found.product_id)
    ):
        raise Http404
    return found


def goals_in_sight(ground: Ground) -> QuerySet[Goal]:
    """The goals of the organisation that this person may see, in whatever product, in no order. Search asks this."""
    return Goal.objects.filter(
        organisation=ground.organisation, product__in=people.visible_products(ground).order_by().values("pk")
    )


def leave_out_unseen(ground: Ground, beyond: dict[int, dict[str, Any]]) -> None:
    """Take away the goals of other products that this person does not see. Only guests do not see them all."""
    if not beyond or ground.membership.role != Membership.Role.GUEST:
        return
    seen = set(people.visible_products(ground).values_list("pk", flat=True))
    for pk in [pk for pk, goal in beyond.items() if goal["product_id"] not in seen]:
        del beyond[pk]


def key_result_to_steer(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> KeyResult:
    """A key result of a goal that this person may change."""
    of = goal_to_steer(request, organisation, product, number)
    found = KeyResult.objects.standing().filter(goal=of, pk=pk).select_related("metric", "version__owner").first()
    if found is None:
        raise Http404
    found.goal = of
    return found


def metrics_in_sight(ground: Ground) -> QuerySet[Metric]:
    """The metrics of the organisation, by name; for guests those by which goals of their own products were measured."""
    everything = Metric.objects.filter(organisation=ground.organisation).order_by("name", "pk")
    if ground.membership.role != Membership.Role.GUEST:
        return everything
    seen = KeyResult.objects.filter(goal__product__in=people.visible_products(ground).order_by())
    return everything.filter(pk__in=seen.values("metric"))


def goal_to_exempt(request: HttpRequest, organisation: str, product: str, number: int | None) -> Goal | None:
    """The goal for which somebody lets a rule not hold: one that they may set; None where it is the whole product."""
    if number is not None:
        return goal_to_steer(request, organisation, product, number)
    people.product(request, organisation, product).must("steer goals")
    return None


def exemption_to_end(request: HttpRequest, organisation: str, product: str, pk: int) -> Exemption:
    """An exemption, for those who could have made it."""
    ground = people.product(request, organisation, product)
    rows = Exemption.objects.filter(organisation=ground.organisation, product=ground.product, pk=pk)
    found = rows.select_related("goal__version").first()
    if found is None:
        raise Http404
    if found.goal is None:
        ground.must("steer goals")
    else:
        must_set(ground, found.goal.version.level, found.goal.version.team_id)
    return found


def candidate(request: HttpRequest, organisation: str, product: str, pk: int) -> Candidate:
    ground = people.product(request, organisation, product)
    found = (
        Candidate.objects.filter(organisation=ground.organisation, product=ground.product, pk=pk)
        .select_related("by", "parent__version")
        .first()
    )
    if found is None:
        raise Http404
    return found


def candidate_to_answer(request: HttpRequest, organisation: str, product: str, pk: int) -> Candidate:
    found = candidate(request, organisation, product, pk)
    request.ground.must("answer candidates")  # type: ignore[attr-defined]
    return found


def sees_goal(person: Person, pk: int) -> bool:
    """Whether somebody may be told that a goal changed: who sees its product."""
    product_id = Goal.objects.filter(pk=pk).values_list("product_id", flat=True).first()
    return product_id is not None and people.sees_product(person, product_id)


__all__ = [
    "candidate",
    "candidate_to_answer",
    "deed_for",
    "exemption_to_end",
    "goal",
    "goal_by_id",
    "goal_to_exempt",
    "goal_to_steer",
    "goals_in_sight",
    "key_result_to_steer",
    "leave_out_unseen",
    "may_set",
    "metrics_in_sight",
    "must_set",
    "own_teams",
    "parent",
    "sees_goal",
    "version",
]
