"""Fetch or refuse for canvasses. Who sees the product sees what was asked, but for lines about goals hidden from them."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from goldthread.kit import registry
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person

from .. import access
from ..models import Canvass, CanvassLine, Elector
from ..rules.many import THERMOMETERS


def canvasses_in_sight(ground: Ground) -> QuerySet[Canvass]:
    """What was asked on the products of the organisation that this person sees; the words of a thermometer are its title."""
    seen = people.visible_products(ground).order_by().values("pk")
    rows = Canvass.objects.filter(organisation=ground.organisation, product__in=seen)
    hidden = [pk for of_goals in registry.slots("goals.hidden") for pk in of_goals(ground)]
    # The wall of the database may keep the line back already: what counts is whether it is seen.
    in_sight = CanvassLine.objects.filter(canvass=OuterRef("pk")).exclude(kind="goal", noun_id__in=hidden)
    return rows.filter(~Q(way__in=THERMOMETERS) | Exists(in_sight))


def canvass(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Canvass:
    """What was asked in this product. Raises Http404 where there is none that this person sees."""
    ground = access.product(request, organisation, product_slug)
    found = canvasses_in_sight(ground).filter(product=ground.the_product, pk=pk).select_related("opened_by").first()
    if found is None:
        raise Http404
    found.product, found.organisation = ground.the_product, ground.organisation
    return found


def canvass_to_lead(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Canvass:
    """One that this person may withdraw: who opened it, and who steers the product."""
    found = canvass(request, organisation, product_slug, pk)
    if not may_lead(request.ground, found):  # type: ignore[attr-defined]
        raise PermissionDenied(people.REFUSALS["lead agreements"])
    return found


def may_lead(ground: Ground, of: Canvass) -> bool:
    return ground.may("see agreements") and (of.opened_by_id == ground.person.pk or ground.may("lead agreements"))


def elector_of(of: Canvass, person: Person) -> Elector | None:
    """As whom this person is asked; None for who is not, or stepped back."""
    return of.electors.standing().filter(person=person).select_related("person").first()


def own_elector(request: HttpRequest, of: Canvass) -> Elector:
    """The same for a deed of their own. Raises PermissionDenied for who is not asked."""
    found = elector_of(of, request.person)  # type: ignore[attr-defined]
    if found is None:
        raise PermissionDenied(_("Only those who were asked when it opened answer here."))
    found.canvass = of
    return found


def lines_in_sight(of: Canvass, person: Person) -> list[CanvassLine]:
    """The lines in their order, without those about goals that are hidden from this person."""
    lines = list(of.lines.select_related("decision__agreement").order_by("number"))
    hidden = {pk for hidden_from in registry.slots("goals.hidden_from") for pk in hidden_from(of.organisation, person)}
    return [one for one in lines if not (one.kind == "goal" and one.noun_id in hidden) and _is_in_sight(one, hidden)]


def _is_in_sight(line: CanvassLine, hidden: set[int]) -> bool:
    """Whether the goal that a line was agreed as is: what was proposed becomes one, which may be shown to few later on."""
    if line.decision_id is None:
        return True
    # The wall of the database may have kept it back already.
    return line.decision is not None and line.decision.noun_id not in hidden


def canvass_by_id(request: HttpRequest, pk: int) -> Canvass:
    """By its id, wherever this person sees it."""
    found = Canvass.objects.filter(pk=pk).select_related("product__organisation").first()
    if found is None or not hears(request.person, pk):  # type: ignore[attr-defined]
        raise Http404
    return found


def hears(person: Person, pk: int) -> bool:
    """Whether somebody may be told that it was revealed: who sees its product, and what a thermometer is about."""
    found = Canvass.objects.filter(pk=pk).only("product_id", "way").first()
    if found is None or not people.sees_product(person, found.product_id):
        return False
    if found.way not in THERMOMETERS:
        return True
    about = list(found.lines.values_list("kind", "noun_id"))
    return bool(about) and all(registry.may_listen(person, f"goal-{goal}") for kind, goal in about if kind == "goal")


def who_could_be_asked(ground: Ground, of: Canvass) -> list[Person]:
    """Those besides who is asked already that see what is asked about and have an account. Two queries, and one more where
    goals are restricted."""
    asked = of.electors.values("person")
    seeing = people.people_who_see(ground).exclude(email=None).exclude(pk__in=asked)
    if of.way not in THERMOMETERS or not ground.organisation.restricts_anything:
        return list(seeing)
    return [one for one in seeing if hears(one, of.pk)]


def still_asked(elector: Elector) -> bool:
    """Whether the link in somebody's mail still leads anywhere."""
    return elector.left_at is None and elector.belongs and hears(elector.person, elector.canvass_id)


def waiting_for(ground: Ground) -> QuerySet[Elector]:
    """As whom this person is asked in what is open in the organisation, the most urgent first."""
    mine = Elector.objects.standing().filter(organisation=ground.organisation, person=ground.person)
    open_now = canvasses_in_sight(ground).filter(ended_at=None)
    return mine.filter(canvass__in=open_now).order_by("canvass__closes_at", "pk")
