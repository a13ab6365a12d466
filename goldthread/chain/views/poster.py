from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldthread.chain import access
from goldthread.chain import poster as sheet
from goldthread.kit import pages


@require_safe
def poster(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """One goal on a sheet to print: `?size=a3` for the larger one."""
    found = access.goal(request, organisation, product, number)
    context = sheet.poster(request.ground, found, request.GET.get("size", ""))  # type: ignore[attr-defined]
    return pages.page(request, "chain/poster.html", context)
