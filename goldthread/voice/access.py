"""Fetch or refuse for concerns: who sees the thing sees what is said about it; who raised it without name, nobody does."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from goldthread.chain import access as chain
from goldthread.chain.models import GoalVersion
from goldthread.kit import clock
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person

from . import about
from .models import Concern, ConcernQuerySet, Reply

NOT_YOURS = _("Only who is asked to answer it, and those who steer the product, answer this concern.")
ONLY_WRITER = _("Only who raised it can do this.")


def in_sight(ground: Ground) -> ConcernQuerySet:
    """The concerns of the organisation that this person may see, in whatever product, in no order."""
    rows: ConcernQuerySet = Concern.objects.filter(organisation=ground.organisation)
    rows = rows.shown_to(ground.person, clock.now())
    if kept := chain.hidden(ground):
        rows = rows.filter(Q(goal_id=None) | ~Q(goal_id__in=kept))
    for one in about.kinds().values():
        if (out_of_sight := one.hidden(ground)) is not None:
            rows = rows.exclude(kind=one.kind, noun_id__in=out_of_sight)
    if not ground.may("see agreements"):
        # They repeat who said what in a vote.
        rows = rows.exclude(kind="agreement")
    if not ground.may("sit in workshops"):
        rows = rows.exclude(Q(kind="workshop"), ~Q(is_mine=True))
    if ground.sees_everything:
        return rows
    if ground.product is not None:
        return rows.filter(product=ground.product)
    return rows.filter(product__in=people.visible_products(ground).order_by().values("pk"))


def of_product(ground: Ground) -> ConcernQuerySet:
    """Those of the product that the request is in."""
    return in_sight(ground).filter(product=ground.the_product)


def concern(request: HttpRequest, organisation: str, product: str, pk: int) -> Concern:
    """A concern of this product. Raises Http404 where there is none, or it is about what this person may not see."""
    ground = people.product(request, organisation, product)
    rows = of_product(ground).filter(pk=pk)
    found = rows.select_related("by", "answerer", "answered_by", "changed_by", "changed_version__goal").first()
    if found is None:
        raise Http404
    found.organisation, found.product = ground.organisation, ground.the_product
    return found


def may_answer(ground: Ground, of: Concern) -> bool:
    """Whoever is asked to, and who steers the product."""
    own = of.answerer_id == ground.person.pk and ground.may("comment")
    return own or ground.may("steer goals")


def concern_to_answer(request: HttpRequest, organisation: str, product: str, pk: int) -> Concern:
    found = concern(request, organisation, product, pk)
    if not may_answer(request.ground, found):  # type: ignore[attr-defined]
        raise PermissionDenied(NOT_YOURS)
    return found


def own_concern(request: HttpRequest, organisation: str, product: str, pk: int) -> Concern:
    """A concern that this person raised."""
    found = concern(request, organisation, product, pk)
    if not found.is_mine:  # type: ignore[attr-defined]
        raise PermissionDenied(ONLY_WRITER)
    return found


def version_for(ground: Ground, of: Concern, pk: int) -> GoalVersion:
    """A version of a goal that a concern can be answered by: of its own goal where it is about one, else of any in the product."""
    rows = GoalVersion.objects.filter(organisation=ground.organisation, pk=pk, goal__product=ground.the_product)
    rows = rows.filter(goal__in=chain.goals_of(ground)).exclude(adoptions=None).select_related("goal")
    found = (rows.filter(goal=of.goal_id) if of.goal_id else rows).first()
    if found is None:
        raise Http404
    return found


def replies(of: Concern, person: Person) -> list[Reply]:
    """What was said back and forth so far, and what this person said that others see a little later."""
    seen = Q(at__lte=clock.now())
    if of.is_mine:  # type: ignore[attr-defined]
        seen |= Q(by=None)
    return list(of.replies.filter(seen).select_related("by").order_by("at", "pk"))


def concern_by_id(request: HttpRequest, pk: int) -> Concern:
    """A concern by its id, wherever this person sees it."""
    found = Concern.objects.filter(pk=pk).select_related("product__organisation").first()
    if found is None or not hears(request.person, pk):  # type: ignore[attr-defined]
        raise Http404
    return found


def hears(person: Person, pk: int) -> bool:
    """Whether somebody may be told that a concern changed: who sees what it is about. Not before it has come into sight."""
    rows = Concern.objects.filter(pk=pk, at__lte=clock.now())
    row = rows.values_list("product_id", "goal_id", "kind", "noun_id").first()
    if row is None or not people.sees_product(person, row[0]) or not about.hears(person, row[2], row[3]):
        return False
    return row[1] is None or chain.sees_goal(person, row[1])
