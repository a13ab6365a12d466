"""Closing a period: one page, a row for each open goal, each saved by itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from goldthread.chain import access, closing_periods
from goldthread.chain.closing_periods import Outcome
from goldthread.chain.models import Period
from goldthread.kit import pages
from goldthread.people import access as people

PAGE = "chain/periods/closing.html"


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """What becomes of each open goal. `only` saves one row; `finish` closes a period in which nothing is open."""
    ground = people.product(request, organisation, product)
    request.view_name = "list"  # type: ignore[attr-defined]
    period = access.period(ground, pk)
    if request.method != "POST":
        return _show(request, ground, period)
    if not any(row.form for row in closing_periods.rows(ground, period)):
        ground.must("steer goals")
    if "finish" in request.POST:
        if not closing_periods.rows(ground, period):
            period.close(ground.the_product, by=ground.person)
        return _on(request, ground, period)
    outcome = closing_periods.settle(ground, period, request.POST.dict(), request.POST.get("only", ""))
    return _answer(request, ground, period, outcome)


def _answer(request: HttpRequest, ground: people.Ground, period: Period, outcome: Outcome) -> HttpResponse:
    """What was saved stands, whatever was not: only where nothing was is the whole refused."""
    status = 422 if outcome.failed and not outcome.saved else 200
    others = "only" in request.POST and any(
        value
        for name, value in request.POST.items()
        if name.endswith("-decision") and name != f"goal-{request.POST['only']}-decision"
    )
    if pages.is_part(request) or not outcome.went_well or others:
        return _show(request, ground, period, outcome, status)
    if outcome.saved:
        words = ngettext("%(num)s decision is saved.", "%(num)s decisions are saved.", outcome.saved)
        messages.success(request, words % {"num": outcome.saved})
    else:
        messages.info(request, _("Nothing was decided. Choose what becomes of a goal first."))
    return _on(request, ground, period)


def _show(
    request: HttpRequest, ground: people.Ground, period: Period, outcome: Outcome | None = None, status: int = 200
) -> HttpResponse:
    typed = request.POST.dict() if outcome else None
    context = closing_periods.page(ground, period, typed, outcome)
    if pages.is_part(request):
        return pages.part(request, PAGE, "whole", context, status)
    return pages.page(request, PAGE, context, status)


def _on(request: HttpRequest, ground: people.Ground, period: Period) -> HttpResponse:
    if pages.is_part(request):
        return _show(request, ground, period)
    response = redirect("chain:period_closing", ground.organisation.slug, ground.the_product.slug, period.pk)
    response.status_code = 303
    return response
