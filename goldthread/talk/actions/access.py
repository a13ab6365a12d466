"""Fetch or refuse for actions: who may not see the goal that an action belongs to does not see the action."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import LinkGuest, Person

from ..models import Action, Comment
from ..models.action import ActionQuerySet, standing_at


def in_sight(ground: Ground) -> ActionQuerySet:
    """The actions of the organisation that this person may see, in whatever product, in no order."""
    rows = _unhidden(ground)
    if ground.sees_everything:
        return rows
    return rows.filter(product__in=people.visible_products(ground).order_by().values("pk"))


def of_product(ground: Ground) -> ActionQuerySet:
    """Those of the product that the request is in."""
    return _unhidden(ground).filter(product=ground.the_product)


def _unhidden(ground: Ground) -> ActionQuerySet:
    rows: ActionQuerySet = Action.objects.filter(organisation=ground.organisation)
    kept = [goal for hidden in registry.slots("goals.hidden") for goal in hidden(ground)]
    return rows.filter(Q(goal_id=None) | ~Q(goal_id__in=kept)) if kept else rows


def action(ground: Ground, pk: int) -> Action:
    """An action of this product."""
    found = of_product(ground).filter(pk=pk).select_related("owner", "by", "comment").first()
    if found is None:
        raise Http404
    found.organisation, found.product = ground.organisation, ground.the_product
    return found


def action_to_change(ground: Ground, pk: int) -> Action:
    """An action that this person may change and end."""
    found = action(ground, pk)
    if not may_change(ground, found):
        raise PermissionDenied(_("Only %(name)s, and those who steer the product, can change this.") % {"name": found.owner.name})  # fmt: skip
    return found


def may_change(ground: Ground, one: Action) -> bool:
    """Whoever's name is on it, whoever put it there, and who steers goals."""
    if ground.on is not None:
        return False
    own = ground.person.pk in (one.owner_id, one.by_id) and ground.may("take on")
    return own or ground.may("steer goals")


def comment_about(ground: Ground, thing: Any, written: str) -> Comment | None:
    """The comment that an action comes from, by its number; None where none is named. Raises Http404 for one about
    something else, or taken back."""
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 18):
        raise Http404
    kind = str(thing._meta.model_name)
    rows = Comment.objects.filter(organisation=ground.organisation, kind=kind, noun_id=thing.pk, taken_back_at=None)
    found = rows.filter(pk=int(written)).select_related("by").first()
    if found is None:
        raise Http404
    return found


def could_own(ground: Ground) -> list[Person]:
    """Whose names can be put on an action here: everybody with an account who sees the product."""
    by_link = LinkGuest.objects.filter(organisation=ground.organisation).values("person")
    return list(people.people_who_see(ground).exclude(pk__in=by_link))


def sees(person: Person, thing: Any) -> bool:
    """Whether somebody sees the goal that a thing belongs to."""
    goal = standing_at(thing).get("goal")
    return goal is None or registry.may_listen(person, f"goal-{goal}")


def action_by_id(request: HttpRequest, pk: int) -> Action:
    """An action by its id, wherever the person sees it."""
    found = Action.objects.filter(pk=pk).select_related("product__organisation", "owner").first()
    if found is None or not sees_action(request.person, found):  # type: ignore[attr-defined]
        raise Http404
    return found


def sees_action(person: Person, one: Action) -> bool:
    goal = one.goal_id is None or registry.may_listen(person, f"goal-{one.goal_id}")
    return goal and people.sees_product(person, one.product_id)


def goals_told(ground: Ground, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Statement and address of those of these goals that the person sees."""
    return _told("goals.told", ground, ids)


def meetings_told(ground: Ground, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Title and address of those of these meetings whose minutes the person reads."""
    return _told("meetings.told", ground, ids)


def _told(slot: str, ground: Ground, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    wanted = set(ids)
    return {pk: told for tell in registry.slots(slot) for pk, told in tell(ground, wanted).items()} if wanted else {}
