"""Fetch or refuse for minutes: those with a seat read them, and everybody else where all who were there agreed."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

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
    there: SeatQuerySet = of.seats.exclude(arrived_at=None).exclude(person__email=None)
    return there.filter(person__is_active=True, person__memberships__organisation=of.organisation_id)


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
