"""Fetch or refuse for minutes: those with a seat read them, and everybody else where all who were there agreed."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.people.access import Ground
from goldthread.people.models import Person

from .. import access
from ..models import Card, Seat, Workshop
from ..models.seat import SeatQuerySet


def minutes(request: HttpRequest, organisation: str, product: str, pk: int) -> Workshop:
    """The minutes of a workshop that is over."""
    found = access.workshop(request, organisation, product, pk)
    access.for_members(request)
    if not found.is_over or found.began_at is None:
        raise Http404
    if not reads(request.person, found):  # type: ignore[attr-defined]
        raise PermissionDenied(
            _("These minutes are for those who were in the room, unless all of them let others read them.")
        )
    return found


def reads(person: Person, of: Workshop) -> bool:
    """Whether somebody reads the minutes. Two queries at most."""
    return access.sees_the_table(person, of) or is_open(of)


def is_open(of: Workshop) -> bool:
    """Whether all who were there let everybody read them who sees the product."""
    there = asked(of)
    return there.exists() and not there.filter(consent=None).exists()


def asked(of: Workshop) -> SeatQuerySet:
    """Those who were there and are asked whether others may read it: guests by link do not read minutes, and whoever
    has left the organisation cannot be asked."""
    return _asked(of.seats.all())


def _asked(seats: SeatQuerySet) -> SeatQuerySet:
    there: SeatQuerySet = seats.exclude(arrived_at=None).exclude(person__email=None)
    return there.filter(person__is_active=True, person__memberships__organisation=F("organisation"))


def told(ground: Ground, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Title and address of the minutes of those of these meetings of the product (ids) whose minutes this person reads.
    One query, and one for what is hidden from them."""
    if not ground.may("sit in workshops"):
        return {}
    seats: SeatQuerySet = Seat.objects.filter(workshop=OuterRef("pk"))
    there = _asked(seats)
    reads = Exists(seats.filter(person=ground.person)) | Exists(there) & ~Exists(there.filter(consent=None))
    over = Q(began_at__isnull=False) & (Q(closed_at__isnull=False) | Q(aborted_at__isnull=False))
    rows = access.in_sight(ground).filter(over, reads, pk__in=set(ids)).values_list("pk", "title")
    slugs = (ground.organisation.slug, ground.the_product.slug)
    return {pk: (title, reverse("workshops:minutes", args=[*slugs, pk])) for pk, title in rows}


def own_seat(request: HttpRequest, of: Workshop) -> Seat:
    """One's own seat, for who was there."""
    found = of.seat_of(request.person)  # type: ignore[attr-defined]
    if found is None or found.arrived_at is None:
        raise PermissionDenied(_("This is for those who were in the room."))
    return found


def sees(seat: Seat | None) -> bool:
    """Whether somebody with this seat carries on what was said: who was there."""
    return seat is not None and seat.arrived_at is not None


def card(of: Workshop, key: UUID) -> Card:
    """A card that lay on the table of this workshop."""
    found = (
        Card.objects.filter(item__workshop=of, pk=key)
        .select_related("item__goal__version", "item__workshop__product")
        .first()
    )
    if found is None:
        raise Http404
    return found
