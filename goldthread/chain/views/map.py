"""The map of the thread, and what stands beside it."""

from collections.abc import Hashable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from goldthread.chain import access as chain
from goldthread.chain import picture
from goldthread.journal.record import newest
from goldthread.kit import clock, memory, pages, registry
from goldthread.people import access
from goldthread.people.rules import Standing


@require_safe
def thread_map(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The whole map; asked by htmx, the map and its side without the page around them."""
    ground = access.product(request, organisation, product)
    request.view_name = "map"  # type: ignore[attr-defined]
    if pages.is_part(request):
        (parts,) = memory.remembered(_seen(request, ground, "parts"), lambda: (_parts(request, ground),))
        return HttpResponse(parts)
    drawn, beside = memory.remembered(_seen(request, ground, "whole"), lambda: _whole(request, ground))
    return pages.page(request, "chain/map.html", {"kept_map": drawn, "kept_side": beside})


def _seen(request: HttpRequest, ground: access.Ground, what: str) -> Hashable:
    """All that a kept map depends on. Guests see products by name, so theirs is kept for each alone."""
    standings, today = ground.footing.standings, clock.today(ground.organisation.time_zone)
    guest = ground.person.pk if Standing.GUEST in standings or not ground.may("see people") else 0
    asked = request.GET.urlencode()
    return (
        what,
        ground.the_product.pk,
        newest(ground.organisation.pk),
        standings,
        ground.footing.teams,
        guest,
        chain.hidden(ground),
        chain.shared(ground),
        get_language(),
        today,
        asked,
    )


def _parts(request: HttpRequest, ground: access.Ground) -> str:
    drawn = picture.picture(ground, request.GET, request.GET.get("only", ""))
    return pages.rendered(request, "chain/map/parts.html", drawn)


def _whole(request: HttpRequest, ground: access.Ground) -> tuple[str, str]:
    heads = [head for add in registry.slots("map.head") if (head := add(request, ground))]
    drawn = {**picture.picture(ground, request.GET), "heads": heads}
    return pages.rendered(request, "chain/map/whole.html", drawn), pages.rendered(request, "chain/map/side.html", drawn)


@require_safe
def side(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """What stands beside the map when a goal is chosen (`?goal=42`)."""
    ground = access.product(request, organisation, product)
    request.view_name = "map"  # type: ignore[attr-defined]
    return pages.page(request, "chain/map/side.html", picture.side(ground, request.GET))
