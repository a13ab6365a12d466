"""Fetch or refuse for soundings. Who sees the goal sees that its draft goes round, and what is passed on; what else was
said only the organiser sees, and of it everybody their own."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.kit import registry
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person

from .models import Participant, Sounding


def in_sight(ground: Ground) -> QuerySet[Sounding]:
    """The soundings of the organisation about goals that this person sees."""
    products = people.visible_products(ground).order_by().values("pk")
    seen = Sounding.objects.filter(organisation=ground.organisation, product__in=products)
    return seen.exclude(goal__in=kept) if (kept := chain.hidden(ground)) else seen


def sounding(request: HttpRequest, organisation: str, product: str, pk: int) -> Sounding:
    """A sounding of this product. Raises Http404 where there is none, or its goal is hidden from this person."""
    ground = people.product(request, organisation, product)
    ground.must("see agreements")
    rows = in_sight(ground).filter(product=ground.the_product, pk=pk)
    found = rows.select_related("organiser", "goal", "agreement").first()
    if found is None:
        raise Http404
    found.product, found.organisation = ground.the_product, ground.organisation
    found.goal.product, found.goal.organisation = ground.the_product, ground.organisation
    return found


def sounding_to_lead(request: HttpRequest, organisation: str, product: str, pk: int) -> Sounding:
    """The same for its organiser alone: whoever else steers the product did not hear what people said to them."""
    found = sounding(request, organisation, product, pk)
    if not leads(request.ground, found):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Only who sent this draft round can do this."))
    return found


def leads(ground: Ground, of: Sounding) -> bool:
    return of.organiser_id == ground.person.pk and ground.may("see agreements")


def participant_of(of: Sounding, person: Person) -> Participant | None:
    """As whom this person is heard; None for who is not."""
    found = of.participants.standing().filter(person=person).select_related("person").first()
    if found is not None:
        found.sounding = of
    return found


def own_participant(request: HttpRequest, of: Sounding) -> Participant:
    """The same for a deed of their own. Raises PermissionDenied for who is not asked."""
    found = participant_of(of, request.person)  # type: ignore[attr-defined]
    if found is None:
        raise PermissionDenied(_("Only those to whom this draft goes answer here."))
    return found


def participant(of: Sounding, pk: str) -> Participant:
    """Somebody whom the organiser deals with, by their number in a form."""
    number = int(pk) if pk.isascii() and pk.isdigit() and len(pk) <= 18 else 0
    found = of.participants.standing().filter(pk=number).select_related("person").first()
    if found is None:
        raise Http404
    found.sounding = of
    return found


def sounding_by_id(request: HttpRequest, pk: int) -> Sounding:
    """A sounding by its id, wherever this person sees it."""
    found = Sounding.objects.filter(pk=pk).select_related("product__organisation", "goal").first()
    if found is None or not hears(request.person, pk):  # type: ignore[attr-defined]
        raise Http404
    return found


def hears(person: Person, pk: int) -> bool:
    """Whether somebody may be told that another version goes round, or that it ended: who sees the goal."""
    goal_id = Sounding.objects.filter(pk=pk).values_list("goal_id", flat=True).first()
    return goal_id is not None and registry.may_listen(person, f"goal-{goal_id}")


def still_asked(who: Participant) -> bool:
    """Whether the link in somebody's mail still leads anywhere: they belong here, and see the goal."""
    return who.belongs and hears(who.person, who.sounding_id)


def mine(ground: Ground) -> QuerySet[Participant]:
    """As whom this person is heard in soundings under way in the organisation."""
    rows = Participant.objects.standing().filter(organisation=ground.organisation, person=ground.person)
    return rows.filter(sounding__in=in_sight(ground).filter(ended_at=None)).order_by("sounding__closes_at", "pk")


def led(ground: Ground) -> QuerySet[Sounding]:
    """The soundings under way that this person organises."""
    return in_sight(ground).filter(ended_at=None, organiser=ground.person).order_by("closes_at", "pk")


__all__ = [
    "hears",
    "in_sight",
    "leads",
    "led",
    "mine",
    "own_participant",
    "participant",
    "participant_of",
    "sounding",
    "sounding_by_id",
    "sounding_to_lead",
    "still_asked",
]
