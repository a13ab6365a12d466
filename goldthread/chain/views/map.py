"""The map of the thread, and what stands beside it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldthread.chain import picture
from goldthread.kit import pages
from goldthread.people import access


@require_safe
def thread_map(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The whole map; asked by htmx, the map and its side without the page around them."""
    ground = access.product(request, organisation, product)
    request.view_name = "map"  # type: ignore[attr-defined]
    template = "chain/map/parts.html" if pages.is_part(request) else "chain/map.html"
    return pages.page(request, template, picture.picture(ground, request.GET))


@require_safe
def side(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """What stands beside the map when a goal is chosen (`?goal=42`)."""
    ground = access.product(request, organisation, product)
    request.view_name = "map"  # type: ignore[attr-defined]
    return pages.page(request, "chain/map/side.html", picture.side(ground, request.GET))
