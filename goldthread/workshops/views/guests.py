"""Guests by link: inviting them to a meeting, and the room as they see it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from .. import access, guest_room, guests, parts
from ..forms.planning import GuestsForm
from ..planning import meeting
from .planning import _doing, _show


@require_POST
def invite(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Invite those whose links are ticked, and keep where each guest is told of changes (`mail-12` of link 12)."""
    of = access.to_prepare(request, organisation, product, pk)
    form = GuestsForm(request.POST, known=guests.links(request.ground, of))  # type: ignore[attr-defined]
    if not form.is_valid():
        return _show(request, of, 422, guests_form=form)
    return _doing(request, of, lambda: meeting.invite_guests(of, form.said(), by=request.person))  # type: ignore[attr-defined]


@require_safe
def room(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Table and own part for a guest by link: asked for anew with every change, as no stream carries it to them."""
    of = access.table(request, organisation, product, pk)
    return parts.answer(guest_room.shown(request, of))
