"""Fetch or refuse for calendars: members of an organisation have them, and each reads only what they may see."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from goldthread.kit import walls
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Membership

from ..models import CalendarLink

LONGEST_TOKEN = 80


def product(request: HttpRequest, organisation: str, product: str) -> Ground:
    """The product, for those who may have a calendar of it."""
    return _for_members(people.product(request, organisation, product))


def organisations(request: HttpRequest) -> Iterator[Ground]:
    """Where whoever asks stands in each of their organisations, guests aside; one is in sight at a time."""
    person = people.somebody(request)
    for one in people.organisations_of(person):
        ground = people.ground_of(person, one.slug)
        if ground.membership.role != Membership.Role.GUEST:
            yield ground


def by_token(token: str) -> tuple[CalendarLink, Ground]:
    """The link behind a secret address, and where its person stands now. Raises Http404 for one that does not hold: never
    made, taken back, its person gone, a guest by now, or without sight of the product."""
    organisation = token.partition("-")[0]
    if (
        not (organisation.isascii() and organisation.isdigit() and len(organisation) <= 18)
        or len(token) > LONGEST_TOKEN
    ):
        raise Http404
    walls.let_in(int(organisation))
    rows = CalendarLink.objects.standing().select_related("organisation", "person", "product")
    link = rows.filter(organisation=int(organisation), token_digest=CalendarLink.digest_of(token)).first()
    if link is None:
        raise Http404
    ground = people.ground_of(link.person, link.organisation.slug, link.product.slug if link.product else None)
    if ground.membership.role == Membership.Role.GUEST:
        raise Http404
    return link, ground


def _for_members(ground: Ground) -> Ground:
    if ground.membership.role == Membership.Role.GUEST:
        raise PermissionDenied(_("Guests have no calendar here. Ask a member of the organisation for the days."))
    return ground
