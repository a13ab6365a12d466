"""The thread as an indented outline, for reading, printing and screen readers."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldthread.chain.reading import reading
from goldthread.kit import pages
from goldthread.people import access


@require_safe
def thread_list(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    ground = access.product(request, organisation, product)
    request.view_name = "list"  # type: ignore[attr-defined]
    context = reading(ground, request.GET)
    if pages.is_part(request):
        return pages.part(request, "chain/list.html", "outline", context)
    return pages.page(request, "chain/list.html", context)
