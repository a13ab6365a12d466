"""Fetch or refuse for check-ins: who sees the key result sees them; its owner, who stands in, and who sets the goal make them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.chain.models import KeyResult
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person

from .models import CheckIn


def speaks_for_owner(ground: Ground, of: KeyResult) -> bool:
    """Whether this person owns the key result, or stands in today for whoever does. One query where they do not own it."""
    owner = of.version.owner_id if of.version else None
    if owner is None or not ground.may("check in"):
        return False
    return owner == ground.person.pk or owner in people.standing_in_for(ground)


def may_check_in(ground: Ground, of: KeyResult) -> bool:
    if of.left_at is not None or of.goal.closing is not None:
        return False
    version = of.goal.version
    return chain.may_set(ground, version.level, version.team_id) or speaks_for_owner(ground, of)


def key_result_to_check_in(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> KeyResult:
    """A key result that stands at an open goal, for those who may check in on it."""
    found = chain.key_result(request, organisation, product, number, pk)
    if found.left_at is not None or found.goal.closing is not None:
        raise Http404
    if not may_check_in(request.ground, found):  # type: ignore[attr-defined]
        raise PermissionDenied(people.REFUSALS["check in"])
    return found


def check_in(request: HttpRequest, organisation: str, product: str, number: int, pk: int, made: int) -> CheckIn:
    """A check-in on a key result of this product, corrected or not."""
    of = chain.key_result(request, organisation, product, number, pk)
    found = of.check_ins.filter(pk=made).select_related("by", "reading", "forecast", "version", "corrects").first()
    if found is None:
        raise Http404
    found.key_result, found.goal = of, of.goal
    return found


def check_in_to_correct(
    request: HttpRequest, organisation: str, product: str, number: int, pk: int, made: int
) -> CheckIn:
    """A check-in, for who made it and may still check in."""
    key_result_to_check_in(request, organisation, product, number, pk)
    found = check_in(request, organisation, product, number, pk, made)
    if not may_correct(request.ground, found):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Only who made a check-in corrects it. Check in again, or say it in a comment."))
    return found


def may_correct(ground: Ground, made: CheckIn) -> bool:
    return made.by_id == ground.person.pk and not ground.on


def check_in_by_id(request: HttpRequest, pk: int) -> CheckIn:
    """A check-in by its id, wherever the person sees its goal (for talk)."""
    rows = CheckIn.objects.select_related("key_result__metric", "goal__version", "goal__product__organisation")
    found = rows.filter(pk=pk).first()
    if found is None or not chain.sees_goal(request.person, found.goal_id):  # type: ignore[attr-defined]
        raise Http404
    return found


def sees_check_in(person: Person, pk: int) -> bool:
    goal_id = CheckIn.objects.filter(pk=pk).values_list("goal_id", flat=True).first()
    return goal_id is not None and chain.sees_goal(person, goal_id)


__all__ = [
    "check_in",
    "check_in_by_id",
    "check_in_to_correct",
    "key_result_to_check_in",
    "may_check_in",
    "may_correct",
    "sees_check_in",
    "speaks_for_owner",
]
