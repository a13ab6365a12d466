"""The page Today."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldthread.kit import pages
from goldthread.people.place import in_place

from . import page


@require_safe
def today(request: HttpRequest, organisation: str) -> HttpResponse:
    """What waits for somebody in an organisation, over all products they see; asked by htmx, what follows changes."""
    ground = in_place(request, organisation, "today")
    context = page.context(ground)
    if pages.is_part(request):
        return pages.part(request, "home/today.html", "whole", context)
    return pages.page(request, "home/today.html", context)
