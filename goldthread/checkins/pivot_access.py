"""Fetch or refuse for pivots and for what to do now: who sees the goal sees them; who sets its numbers makes them."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from goldthread.chain import access as chain
from goldthread.chain.models import Goal, KeyResult
from goldthread.measures.models import Reading
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person

from . import pivot_words
from .models import Evidence, Pivot
from .models.pivot import PivotQuerySet

# Of each metric as many of the newest values are offered as evidence.
OFFERED = 12


def pivots(ground: Ground) -> PivotQuerySet:
    """The pivots of the product, without those of goals that are hidden from whoever looks."""
    every: PivotQuerySet = Pivot.objects.filter(organisation=ground.organisation, product=ground.the_product)
    return every.exclude(goal__in=hidden) if (hidden := chain.hidden(ground)) else every


def pivot(request: HttpRequest, organisation: str, product: str, pk: int) -> Pivot:
    """A pivot with all that its page tells of it."""
    ground = people.product(request, organisation, product)
    rows = pivot_words.with_all(pivots(ground).filter(pk=pk))
    found = rows.first()
    if found is None:
        raise Http404
    found.goal.product, found.goal.organisation = ground.the_product, ground.organisation
    return found


def pivot_to_add_to(request: HttpRequest, organisation: str, product: str, pk: int) -> Pivot:
    """A pivot beside which this person may lay evidence: who could have made it."""
    found = pivot(request, organisation, product, pk)
    must(request.ground, found.goal)  # type: ignore[attr-defined]
    return found


def file(request: HttpRequest, organisation: str, product: str, pk: int, evidence: int) -> Evidence:
    """A file beside a pivot."""
    beside = pivot(request, organisation, product, pk)
    found = beside.evidence.filter(pk=evidence, kind=Evidence.Kind.FILE).first()
    if found is None:
        raise Http404
    return found


def key_result(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> KeyResult:
    """A key result that stands, of an open goal."""
    found = chain.key_result(request, organisation, product, number, pk)
    if found.left_at is not None or found.goal.closing_id:
        raise Http404
    return found


def key_result_to_pivot(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> KeyResult:
    """A key result that runs, for those who may agree on other numbers."""
    found = key_result(request, organisation, product, number, pk)
    must(request.ground, found.goal)  # type: ignore[attr-defined]
    if not found.has_begun():
        raise Http404
    return found


def goal_to_drop(request: HttpRequest, organisation: str, product: str, number: int) -> Goal:
    """An open goal whose key results run, for those who may drop it."""
    found = chain.goal(request, organisation, product, number)
    must(request.ground, found)  # type: ignore[attr-defined]
    if found.closing_id or not found.runs():
        raise Http404
    return found


def may(ground: Ground, goal: Goal) -> bool:
    """Whether somebody may pivot what a goal was agreed on: as with setting it, the team decides on its own goals."""
    if goal.version.team_id is not None and goal.version.level in chain.OWN:
        return chain.may_set(ground, goal.version.level, goal.version.team_id)
    return ground.may("pivot")


def must(ground: Ground, goal: Goal) -> None:
    if not may(ground, goal):
        chain.must_set(ground, goal.version.level, goal.version.team_id)
        ground.must("pivot")


def readings_offered(ground: Ground, goal: Goal, metrics: Iterable[int] = ()) -> QuerySet[Reading]:
    """Values that can lie beside a pivot: the newest of the metrics that measure the goal. One query."""
    measured = KeyResult.objects.standing().filter(goal=goal).values_list("metric_id", flat=True)
    rows = Reading.objects.in_force().filter(organisation=ground.organisation, metric__in=[*measured, *metrics])
    return rows.select_related("metric", "by").order_by("-day", "-at", "-pk")[: OFFERED * 4]


def people_to_agree(ground: Ground, goal: Goal) -> list[Person]:
    """Who can have agreed: whoever sees the goal."""
    everybody = people.people_who_see(ground)
    named = set(goal.named.values_list("person_id", flat=True))
    return [one for one in everybody if not named or one.pk in named]


__all__ = [
    "file",
    "goal_to_drop",
    "key_result",
    "key_result_to_pivot",
    "may",
    "must",
    "people_to_agree",
    "pivot",
    "pivot_to_add_to",
    "pivots",
    "readings_offered",
]
