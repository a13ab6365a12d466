"""The map of the thread, and what stands beside it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldthread.chain import picture
from goldthread.kit import pages, registry
from goldthread.people import access


@require_safe
def thread_map(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The whole map; asked by htmx, the map and its side without the page around them."""
    ground = access.product(request, organisation, product)
    request.view_name = "map"  # type: ignore[attr-defined]
    if pages.is_part(request):
        only = request.GET.get("only", "")
        return pages.page(request, "chain/map/parts.html", picture.picture(ground, request.GET, only))
    heads = [head for add in registry.slots("map.head") if (head := add(request, ground))]
    return pages.page(request, "chain/map.html", {**picture.picture(ground, request.GET), "heads": heads})


@require_safe
def side(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """What stands beside the map when a goal is chosen (`?goal=42`)."""
    ground = access.product(request, organisation, product)
    request.view_name = "map"  # type: ignore[attr-defined]
    return pages.page(request, "chain/map/side.html", picture.side(ground, request.GET))
