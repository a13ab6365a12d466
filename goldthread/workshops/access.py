"""Fetch or refuse for workshops. Whoever sees the product sees that one takes place; what is on the table is for those with a seat."""

from copy import copy
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldthread.kit import registry
from goldthread.kit.prepared import PreparedModels, PreparedOfPeople, columns, instance
from goldthread.kit.together import once_for_all
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person

from . import guests
from .models import Card, Item, Seat, Workshop
from .models.seat import SeatQuerySet
from .models.workshop import WorkshopQuerySet

_SEAT = PreparedOfPeople(lambda people, of: Seat.objects.filter(workshop=of, person__in=people), *columns(Seat))
_PARTS = ("phase__item__decision", "facilitator", "speaking__seat__person", "ground_rules")
_WORKSHOP = PreparedModels(
    lambda organisation, product, pk: Workshop.objects.filter(
        organisation=organisation, product=product, pk=pk
    ).select_related(*_PARTS)
)
_NO_SEAT = gettext_lazy("What is on the table is for those who are in the room. Take a seat first.")


def product(request: HttpRequest, organisation: str, product: str) -> Ground:
    """The product, for those who may sit in its workshops."""
    ground = people.product(request, organisation, product)
    ground.must("sit in workshops")
    return ground


def product_to_convene_in(request: HttpRequest, organisation: str, product: str) -> Ground:
    ground = people.product(request, organisation, product)
    ground.must("convene")
    return ground


def in_sight(ground: Ground) -> WorkshopQuerySet:
    """The workshops of this product, but those about goals that are hidden from this person."""
    return _but_about(_hidden(ground), ground)


def seats_in_sight(ground: Ground) -> SeatQuerySet:
    """The seats that this person has in meetings of the organisation, of products and about goals that they see."""
    rows: SeatQuerySet = Seat.objects.filter(organisation=ground.organisation, person=ground.person)
    rows = rows.filter(workshop__product__in=people.visible_products(ground).order_by().values("pk"))
    hidden = _hidden(ground)
    return rows.exclude(workshop__items__goal__in=hidden) if hidden else rows


def _hidden(ground: Ground) -> list[int]:
    return [pk for of_goals in registry.slots("goals.hidden") for pk in of_goals(ground)]


def _but_about(hidden: list[int], ground: Ground) -> WorkshopQuerySet:
    rows: WorkshopQuerySet = Workshop.objects.filter(organisation=ground.organisation, product=ground.the_product)
    return rows.exclude(items__goal__in=hidden) if hidden else rows


def _whole(ground: Ground, pk: int) -> Workshop | None:
    """With all that its parts show; read once for all who ask in the same instant and from whom the same is hidden."""
    hidden = _hidden(ground)

    def found() -> Workshop | None:
        if not hidden:
            seen: Workshop | None = _WORKSHOP.first(ground.organisation.pk, ground.the_product.pk, pk)
            return seen
        return _but_about(hidden, ground).select_related(*_PARTS).filter(pk=pk).first()

    return copy(once_for_all(("workshop", ground.the_product.pk, pk, *sorted(hidden)), found))


def workshop(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Workshop:
    """A workshop of this product; for guests by link one that they are invited to."""
    ground = people.product(request, organisation, product_slug)
    if not ground.may("sit in workshops"):
        ground.must("sit where invited")
    found = _whole(ground, pk)
    if found is None or not (ground.may("sit in workshops") or guests.is_invited(ground.person, found)):
        raise Http404
    found.product, found.organisation = ground.the_product, ground.organisation
    # What the page is about, for "Speak up" in its header.
    request.speaks_about = ("workshop", found.pk)  # type: ignore[attr-defined]
    return found


def seat(request: HttpRequest, of: Workshop) -> Seat:
    """One's own seat, for what those who are in the room do. Raises PermissionDenied for who has not taken one."""
    found = of.seat_of(request.person)  # type: ignore[attr-defined]
    if found is None or not found.is_present:
        raise PermissionDenied(_("Take a seat first."))
    return found


def sees_the_table(person: Person, of: Workshop) -> bool:
    """Whether somebody sees what is on the table: who has a seat. Being invited is enough, so that a record can be read."""
    return of.seats.filter(person=person).exists()


def table(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Workshop:
    """A workshop for those with a seat in it."""
    found = workshop(request, organisation, product_slug, pk)
    if not sees_the_table(request.person, found):  # type: ignore[attr-defined]
        raise PermissionDenied(_NO_SEAT)
    return found


def in_the_room(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> tuple[Workshop, Seat]:
    """A workshop and one's own seat in it, for those who have taken theirs. Raises PermissionDenied for others."""
    found = workshop(request, organisation, product_slug, pk)
    person: Person = request.person  # type: ignore[attr-defined]
    rows = _SEAT.rows(person.pk, found.pk)
    if not rows:
        raise PermissionDenied(_NO_SEAT)
    own = instance(Seat, rows[0])
    if not own.is_present:
        raise PermissionDenied(_("Take a seat first."))
    own.person = person
    return found, own


def to_lead(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Workshop:
    """A workshop, for its facilitator and co-facilitators. Nobody else leads it or ends it."""
    found = workshop(request, organisation, product_slug, pk)
    if not leads(request.person, found):  # type: ignore[attr-defined]
        raise PermissionDenied(
            _("Only %(name)s and the co-facilitators lead this workshop.") % {"name": found.facilitator.name}
        )
    return found


def to_prepare(request: HttpRequest, organisation: str, product_slug: str, pk: int) -> Workshop:
    """A workshop to come, for who convened it and those who will lead it."""
    found = workshop(request, organisation, product_slug, pk)
    person = request.person  # type: ignore[attr-defined]
    if found.convened_by_id != person.pk and not leads(person, found):
        raise PermissionDenied(_("Only who convened it and its facilitators prepare this workshop."))
    return found


def leads(person: Person, of: Workshop) -> bool:
    """Whether somebody leads: the facilitator, or a co-facilitator."""
    return person.pk == of.facilitator_id or of.seats.leading().filter(person=person).exists()


def card(of: Workshop, key: str) -> Card:
    """A card that lies on the table now, by its key or the beginning of it (see `pieces`)."""
    if of.item is None:
        raise Http404
    first, last = (UUID(key.ljust(32, filling)) for filling in "0f")
    found = list(Card.objects.filter(item=of.item.root, pk__range=(first, last)).select_related("cluster")[:2])
    if len(found) != 1:
        raise Http404
    return found[0]


def for_members(request: HttpRequest) -> None:
    """Raises PermissionDenied for guests by link, where something is decided, or is said with names."""
    request.ground.must("sit in workshops")  # type: ignore[attr-defined]


def seat_in(of: Workshop, pk: int) -> Seat:
    """Somebody's seat in this workshop."""
    found = of.seats.filter(pk=pk).select_related("person").first()
    if found is None:
        raise Http404
    return found


# By id, for streams and other packages.


def workshop_by_id(request: HttpRequest, pk: int) -> Workshop:
    found = Workshop.objects.filter(pk=pk).select_related("product__organisation").first()
    if found is None or not people.sees_product(request.person, found.product_id):  # type: ignore[attr-defined]
        raise Http404
    return found


def item_by_id(request: HttpRequest, pk: int) -> Item:
    found = Item.objects.filter(pk=pk).select_related("workshop__product__organisation", "goal").first()
    if found is None or not people.sees_product(request.person, found.workshop.product_id):  # type: ignore[attr-defined]
        raise Http404
    return found


def hears(person: Person, pk: int) -> bool:
    """Whether somebody may be told that something changed in a workshop: who has a seat, and still sees the product."""
    of = Workshop.objects.filter(pk=pk).only("product_id").first()
    return of is not None and people.sees_product(person, of.product_id) and sees_the_table(person, of)


def hears_in_the_room(person: Person, pk: int) -> bool:
    """Whether a stream may carry what lies on the table: for who could ask for it (see `table`)."""
    of = Workshop.objects.filter(pk=pk).select_related("organisation").first()
    if of is None or guests.came_by_link(person) or not hears(person, pk):
        return False
    return _is_in_sight(person, of)


def hears_at_the_door(person: Person, pk: int) -> bool:
    """Whether somebody may be told that a workshop begins or is over: whoever sees that it takes place."""
    of = Workshop.objects.filter(pk=pk).select_related("organisation").first()
    if of is None or not people.sees_product(person, of.product_id) or not _is_in_sight(person, of):
        return False
    return not guests.came_by_link(person) or guests.is_invited(person, of)


def _is_in_sight(person: Person, of: Workshop) -> bool:
    hidden = {goal for of_goals in registry.slots("goals.hidden_from") for goal in of_goals(of.organisation, person)}
    return not of.items.filter(goal__in=hidden).exists()


def hears_as_lead(person: Person, pk: int) -> bool:
    """The same for the numbers that only those who lead see."""
    of = Workshop.objects.filter(pk=pk).first()
    return of is not None and people.sees_product(person, of.product_id) and leads(person, of)


def hears_of_item(person: Person, pk: int) -> bool:
    """For the question about a goal to come: whoever sees the product."""
    product_id = Item.objects.filter(pk=pk).values_list("workshop__product", flat=True).first()
    return product_id is not None and people.sees_product(person, product_id)
