"""What now? The ways on out of a low chance: reckoned while somebody types, and what a way becomes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from goldthread.chain.models import KeyResult
from goldthread.checkins import choosing, pivot_access, what_now
from goldthread.checkins.forms.what_now import DeedForm
from goldthread.checkins.ways import WAYS
from goldthread.kit import pages
from goldthread.people.access import Ground

PAGE = "checkins/what_now/page.html"


@require_http_methods(["GET", "HEAD", "POST"])
def ways_on(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """The four ways with their chances; with `?way=help` and what is typed for it, by htmx, that chance alone."""
    of = pivot_access.key_result(request, organisation, product, number, pk)
    request.view_name = "okr"  # type: ignore[attr-defined]
    if request.method == "POST":
        return _choose(request, of)
    if pages.is_part(request) and request.GET.get("way") in WAYS:
        return _number(request, of)
    return _page(request, of, None)


def _number(request: HttpRequest, of: KeyResult) -> HttpResponse:
    ground: Ground = request.ground  # type: ignore[attr-defined]
    way = request.GET["way"]
    seen = what_now.look(ground, of, request.GET)
    one = next((one for one in seen["ways"] if one["way"] == way), None)
    status = 422 if one and one["errors"] else 200
    return pages.part(request, PAGE, "number", {"one": one, "now": seen["chance"], "of": of}, status)


def _page(request: HttpRequest, of: KeyResult, deed: DeedForm | None) -> HttpResponse:
    ground: Ground = request.ground  # type: ignore[attr-defined]
    form = deed or choosing.form(ground, of, None)
    context: dict[str, Any] = {
        "of": of,
        "goal": of.goal,
        "seen": what_now.look(ground, of, request.GET if request.method != "POST" else request.POST),
        "deed": form,
        "chosen_way": form.data.get("way", "") if form.is_bound else request.GET.get("way", ""),
        "past": choosing.past(ground, of),
        "back": what_now.page_of(ground, of),
    }
    return pages.page(request, PAGE, context, 422 if form.is_bound else 200)


def _choose(request: HttpRequest, of: KeyResult) -> HttpResponse:
    ground: Ground = request.ground  # type: ignore[attr-defined]
    form = choosing.form(ground, of, request.POST)
    choosing.must(ground, of, request.POST)
    if not form.is_valid():
        return _page(request, of, form)
    choosing.choose(ground, of, form, request.POST)
    response = redirect(what_now.page_of(ground, of))
    response.status_code = 303
    return response


__all__ = ["ways_on"]
