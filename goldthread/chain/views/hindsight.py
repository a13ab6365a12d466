"""Hindsight: what was said of key results that are over, beside what came of them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goldthread.chain.hindsight import page
from goldthread.chain.hindsight import table as kept
from goldthread.kit import pages
from goldthread.people.place import in_place


@require_safe
def hindsight(request: HttpRequest, organisation: str) -> HttpResponse:
    """Said against happened, for what somebody sees of the organisation."""
    ground = in_place(request, organisation, "thread")
    return pages.page(request, "chain/hindsight/page.html", {"seen": page.shown(ground, request.GET)})


@require_safe
def table(request: HttpRequest, organisation: str) -> HttpResponse:
    """What the page counts, as CSV."""
    ground = in_place(request, organisation, "thread")
    ground.must("take out")
    response = HttpResponse(kept.table(ground, request.GET), content_type="text/csv; charset=utf-8")
    name = f"{ground.organisation.slug}-hindsight-{ground.today.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


__all__ = ["hindsight", "table"]
