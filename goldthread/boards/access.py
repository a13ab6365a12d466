"""Fetch or refuse for what stands on the boards."""

from django.http import Http404, HttpRequest

from goldthread.chain import access as chain
from goldthread.people import access as people

from .models import Feature, Note, Sprint, Task, TrackerLink


def note_to_steer(request: HttpRequest, organisation: str, product: str, pk: int) -> Note:
    """A line of this product's vision board, for those who steer."""
    ground = people.product(request, organisation, product)
    found = Note.objects.filter(organisation=ground.organisation, product=ground.product, pk=pk).first()
    if found is None:
        raise Http404
    ground.must("steer goals")
    return found


def feature_to_steer(request: HttpRequest, organisation: str, product: str, pk: int) -> Feature:
    """A feature under one of this product's goals, for those who steer."""
    ground = people.product(request, organisation, product)
    found = (
        Feature.objects.filter(organisation=ground.organisation, goal__in=chain.goals_of(ground), pk=pk)
        .select_related("goal")
        .first()
    )
    if found is None:
        raise Http404
    ground.must("steer goals")
    return found


def sprint(request: HttpRequest, organisation: str, product: str, pk: int) -> Sprint:
    """A sprint or week on this product."""
    ground = people.product(request, organisation, product)
    found = (
        Sprint.objects.filter(organisation=ground.organisation, product=ground.product, pk=pk)
        .select_related("team", "goal__version", "goal__closing")
        .first()
    )
    # A sprint goal is never restricted; one that was reworded into another level may be.
    if found is None or found.goal_id in chain.hidden(ground):
        raise Http404
    return found


def sprint_of_own_team(request: HttpRequest, organisation: str, product: str, pk: int) -> Sprint:
    """A sprint of a team in which the person has a seat: only the team sets its sprint goal."""
    found = sprint(request, organisation, product, pk)
    request.ground.must("set own sprint goal", found.team_id)  # type: ignore[attr-defined]
    return found


def task_of_own_team(request: HttpRequest, organisation: str, product: str, sprint_pk: int, pk: int) -> Task:
    of = sprint_of_own_team(request, organisation, product, sprint_pk)
    found = Task.objects.filter(organisation=of.organisation_id, sprint=of, pk=pk, removed_at=None).first()
    if found is None:
        raise Http404
    found.sprint = of
    return found


def tracker_of_own_team(request: HttpRequest, ground: people.Ground, pk: int) -> TrackerLink:
    found = (
        TrackerLink.objects.filter(organisation=ground.organisation, pk=pk, unlinked_at=None)
        .select_related("team")
        .first()
    )
    if found is None:
        raise Http404
    ground.must("set own sprint goal", found.team_id)
    return found


__all__ = [
    "feature_to_steer",
    "note_to_steer",
    "sprint",
    "sprint_of_own_team",
    "task_of_own_team",
    "tracker_of_own_team",
]
