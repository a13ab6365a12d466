"""The thread as objectives and key results: the page, and the same as a table to keep."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldthread.kit import pages
from goldthread.people import access as people

from .. import okr as objectives

PAGE = "boards/okr.html"


@require_safe
def okr(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Objectives with their key results; for htmx the part that follows changes."""
    ground = people.product(request, organisation, product)
    request.view_name = "okr"  # type: ignore[attr-defined]
    context = {"okr": objectives.shown(ground, request.GET)}
    if pages.is_part(request):
        return pages.part(request, PAGE, "okr", context)
    return pages.page(request, PAGE, context)


@require_safe
def table(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """What the page shows, as CSV."""
    ground = people.product_for(request, organisation, product, "take out")
    response = HttpResponse(objectives.table(ground, request.GET), content_type="text/csv; charset=utf-8")
    name = f"{ground.the_product.slug}-okr-{ground.today.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


__all__ = ["okr", "table"]
