"""Fetch or refuse for goals, key results, candidates. Seeing is the product's; steering depends on level and team."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from goldthread.measures.models import Metric
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Membership, Organisation, Person, Team

from .models import Candidate, CandidateAnswer, Exemption, Goal, GoalVersion, KeyResult, NamedPerson, Period
from .models.candidate import CandidateQuerySet
from .models.goal import GoalQuerySet
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


def hidden(ground: Ground) -> frozenset[int]:
    """The ids of the goals of the organisation that are restricted to others, or stand in a product that is: for this
    person they are not there.

    The one place that says so; whoever reads goals asks here. Read once a request; no query where nothing ever was
    restricted.
    """
    return _sight(ground)[0]


def shared(ground: Ground) -> frozenset[int]:
    """The ids of the restricted goals to which this person is named: they carry a lock."""
    return _sight(ground)[1]


def hidden_from(organisation: Organisation, person: Person | None) -> frozenset[int]:
    """What is hidden from somebody, or from whoever looks on without being anybody, as at a wall."""
    return _sight_of(organisation, person)[0]


def _sight(ground: Ground) -> tuple[frozenset[int], frozenset[int]]:
    if ground.sight is None:
        ground.sight = _sight_of(ground.organisation, ground.person)
    return ground.sight


def _sight_of(organisation: Organisation, person: Person | None) -> tuple[frozenset[int], frozenset[int]]:
    if not organisation.restricts_anything:
        return frozenset(), frozenset()
    named = list(NamedPerson.objects.filter(organisation=organisation).values_list("goal_id", "person_id"))
    mine = frozenset(goal for goal, pk in named if person is not None and pk == person.pk)
    # Not by way of the goals: on PostgreSQL those who are not named cannot read them at all.
    whole = Goal.objects.filter(product__in=people.restricted_to_others(organisation, person))
    return frozenset(goal for goal, _pk in named if goal not in mine).union(whole.values_list("pk", flat=True)), mine


def goal(request: HttpRequest, organisation: str, product: str, number: int) -> Goal:
    """A goal of this product, with the version in force. Raises Http404 where there is none."""
    ground = people.product(request, organisation, product)
    found = (
        Goal.objects.filter(organisation=ground.organisation, product=ground.product, number=number)
        .select_related("version__owner", "version__team", "version__period", "version__by", "closing")
        .first()
    )
    if found is None or found.pk in hidden(ground):
        raise Http404
    found.product, found.organisation = ground.the_product, ground.organisation
    # What the page is about, for what stands in its header.
    request.speaks_about = ("goal", found.pk)  # type: ignore[attr-defined]
    return found


def goal_to_steer(request: HttpRequest, organisation: str, product: str, number: int) -> Goal:
    """A goal whose words, numbers and ties this person may change."""
    found = goal(request, organisation, product, number)
    must_set(request.ground, found.version.level, found.version.team_id)  # type: ignore[attr-defined]
    return found


def version(of: Goal, number: int) -> GoalVersion:
    """What a goal said at one time, by the number of the version."""
    found = of.versions.filter(number=number).select_related("by", "owner", "team", "period").first()
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
    found = Goal.objects.filter(pk=pk).select_related("version", "product__organisation").first()
    if found is None or not sees_goal(request.person, pk):  # type: ignore[attr-defined]
        raise Http404
    return found


def parent(ground: Ground, number: int) -> Goal:
    """A goal to tie to: of this product, or of another that the person sees."""
    found = Goal.objects.filter(organisation=ground.organisation, number=number).select_related("version").first()
    if found is None or found.pk in hidden(ground):
        raise Http404
    if found.product_id != ground.the_product.pk and not people.sees_product(ground.person, found.product_id):
        raise Http404
    return found


def goals_in_sight(ground: Ground) -> QuerySet[Goal]:
    """The goals of the organisation that this person may see, in whatever product, in no order. Search asks this."""
    seen = Goal.objects.filter(
        organisation=ground.organisation, product__in=people.visible_products(ground).order_by().values("pk")
    )
    if not ground.organisation.restricts_anything:
        return seen
    # As `_sight_of` says it, but without reading anything first: what counts in every frame is prepared from it.
    named = NamedPerson.objects.filter(goal=OuterRef("pk"))
    return seen.filter(~Exists(named) | Exists(named.filter(person=ground.person.pk)))


def told(ground: Ground, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Statement and address of those of these goals (ids) that this person sees. One query."""
    rows = (
        goals_in_sight(ground)
        .filter(pk__in=set(ids))
        .values_list("pk", "version__statement", "number", "product__slug")
    )
    return {
        pk: (statement, reverse("chain:goal", args=[ground.organisation.slug, slug, number]))
        for pk, statement, number, slug in rows
    }


def goals_of(ground: Ground) -> GoalQuerySet:
    """The goals of the product that somebody sees."""
    return Goal.objects.filter(product=ground.the_product).exclude(pk__in=hidden(ground))


def leave_out_unseen(ground: Ground, beyond: dict[int, dict[str, Any]]) -> None:
    """Take away the goals of other products that this person does not see. Only guests do not see them all."""
    if not beyond or ground.membership.role != Membership.Role.GUEST:
        return
    seen = set(people.visible_products(ground).values_list("pk", flat=True))
    for pk in [pk for pk, goal in beyond.items() if goal["product_id"] not in seen]:
        del beyond[pk]


def key_result(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> KeyResult:
    """A key result of a goal of this product, also one that measures it no longer."""
    of = goal(request, organisation, product, number)
    found = KeyResult.objects.filter(goal=of, pk=pk).select_related("metric", "version__owner", "version__by").first()
    if found is None:
        raise Http404
    found.goal, found.metric.organisation = of, of.organisation
    return found


def key_result_to_steer(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> KeyResult:
    """A key result that stands, of a goal that this person may change."""
    goal_to_steer(request, organisation, product, number)
    return _standing(key_result(request, organisation, product, number, pk))


def key_result_to_read(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> KeyResult:
    """A key result whose value this person may enter."""
    found = _standing(key_result(request, organisation, product, number, pk))
    if not may_read(request.ground, found):  # type: ignore[attr-defined]
        must_set(request.ground, found.goal.version.level, found.goal.version.team_id)  # type: ignore[attr-defined]
    return found


def may_read(ground: Ground, of: KeyResult) -> bool:
    """Whether somebody may say what was measured: whoever may set the goal, and the owner of the key result."""
    version = of.goal.version
    own = of.version.owner_id == ground.person.pk and ground.may("give readings")  # type: ignore[union-attr]
    return own or may_set(ground, version.level, version.team_id)


def key_result_by_id(request: HttpRequest, pk: int) -> KeyResult:
    """A key result by its id, wherever the person sees its goal (for talk)."""
    found = (
        KeyResult.objects.filter(pk=pk).select_related("metric", "goal__version", "goal__product__organisation").first()
    )
    if found is None or not sees_goal(request.person, found.goal_id):  # type: ignore[attr-defined]
        raise Http404
    return found


def sees_key_result(person: Person, pk: int) -> bool:
    goal_id = KeyResult.objects.filter(pk=pk).values_list("goal_id", flat=True).first()
    return goal_id is not None and sees_goal(person, goal_id)


def _standing(found: KeyResult) -> KeyResult:
    if found.left_at is not None:
        raise Http404
    return found


def metrics_in_sight(ground: Ground) -> QuerySet[Metric]:
    """The metrics of the organisation, by name, but those that measured only goals out of sight; for guests only those
    that measured goals in sight."""
    everything = Metric.objects.filter(organisation=ground.organisation).order_by("name", "pk")
    used = KeyResult.objects.filter(metric=OuterRef("pk"))
    seen = Exists(used.filter(goal__in=goals_in_sight(ground).values("pk")))
    return everything.filter(seen if ground.membership.role == Membership.Role.GUEST else ~Exists(used) | seen)


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
    if found is None or found.goal_id in hidden(ground):
        raise Http404
    if found.goal is None:
        ground.must("steer goals")
    else:
        must_set(ground, found.goal.version.level, found.goal.version.team_id)
    return found


def candidates_in_sight(ground: Ground) -> CandidateQuerySet:
    """What was proposed for this product, without what became a goal that is hidden: it says the same words."""
    every: CandidateQuerySet = Candidate.objects.filter(organisation=ground.organisation, product=ground.product)
    kept = hidden(ground)
    return every.exclude(pk__in=CandidateAnswer.objects.filter(goal__in=kept).values("candidate")) if kept else every


def candidate(request: HttpRequest, organisation: str, product: str, pk: int) -> Candidate:
    ground = people.product(request, organisation, product)
    found = candidates_in_sight(ground).filter(pk=pk).select_related("by", "parent__version").first()
    if found is None:
        raise Http404
    return found


def candidate_to_answer(request: HttpRequest, organisation: str, product: str, pk: int) -> Candidate:
    found = candidate(request, organisation, product, pk)
    request.ground.must("answer candidates")  # type: ignore[attr-defined]
    return found


def may_plan_periods(ground: Ground) -> bool:
    """Whether somebody plans the organisation's periods: an owner, or whoever steers any of its products."""
    return ground.may("plan periods") or bool(people.product_ids_for(ground, "plan periods"))


def organisation_to_plan(request: HttpRequest, organisation: str) -> Ground:
    """The organisation, for those who plan its periods."""
    ground = people.organisation(request, organisation)
    if not may_plan_periods(ground):
        raise PermissionDenied(people.REFUSALS["plan periods"])
    return ground


def period(ground: Ground, pk: int, *, planned: bool = False) -> Period:
    """A period of this organisation; with `planned` only one that was not removed."""
    found = Period.objects.filter(organisation=ground.organisation, pk=pk).first()
    if found is None or (planned and found.removed_at):
        raise Http404
    return found


def sees_goal(person: Person, pk: int) -> bool:
    """Whether somebody may be told that a goal changed: who sees its product, and is named where it is restricted."""
    named = NamedPerson.objects.filter(goal=pk)
    there = Goal.objects.filter(~Exists(named) | Exists(named.filter(person=person.pk)), pk=pk)
    product_id = there.values_list("product_id", flat=True).first()
    return product_id is not None and people.sees_product(person, product_id)


__all__ = [
    "candidate",
    "candidate_to_answer",
    "candidates_in_sight",
    "deed_for",
    "exemption_to_end",
    "goal",
    "goal_by_id",
    "goal_to_exempt",
    "goal_to_steer",
    "goals_in_sight",
    "goals_of",
    "hidden",
    "hidden_from",
    "key_result",
    "key_result_by_id",
    "key_result_to_read",
    "key_result_to_steer",
    "leave_out_unseen",
    "may_plan_periods",
    "may_read",
    "may_set",
    "metrics_in_sight",
    "must_set",
    "organisation_to_plan",
    "own_teams",
    "parent",
    "period",
    "sees_goal",
    "sees_key_result",
    "shared",
    "told",
    "version",
]
