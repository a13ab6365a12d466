"""Who leads on where whoever leads is cut off: asked of all who are in the room."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.kit import pages

from .. import access, guests, parts, standing_in, words
from ..models import Refused, Workshop
from . import doing

PAGE = "workshops/room/standing_in.html"


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Within the room the choice; a page of its own where there are no scripts. Guests by link are told who chooses."""
    if request.method != "POST":
        return _show(request, access.table(request, organisation, product, pk))
    of = access.table(request, organisation, product, pk)
    access.for_members(request)
    said = request.POST.get("seat", "")
    named = access.seat_in(of, int(said) if said.isascii() and said.isdigit() and len(said) <= 18 else 0)
    own = access.seat(request, of)
    if own not in standing_in.may_be_named(of):
        raise PermissionDenied(_("Those who are in the room choose, but whoever was cut off."))
    try:
        standing_in.name(of, own, named)
    except Refused as refusal:
        return _show(request, of, words.refusal(refusal.code), 409)
    return _show(request, doing.fresh(of)) if pages.is_part(request) else doing.back(of)


def _show(request: HttpRequest, of: Workshop, said: str = "", status: int = 200) -> HttpResponse:
    seat = of.seat_of(request.person)  # type: ignore[attr-defined]
    context = {
        "workshop": of,
        "to": parts.addresses(of),
        "said": said,
        "by_link": guests.came_by_link(request.person),  # type: ignore[attr-defined]
        **standing_in.shown(of, seat if seat and seat.is_present else None),
    }
    if pages.is_part(request):
        return pages.part(request, PAGE, "choice", context, status)
    return pages.page(request, PAGE, context, status)
