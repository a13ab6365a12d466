"""One key result: its page, and a value that somebody enters there."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldthread.chain import access
from goldthread.chain.forms.reading import ReadingForm
from goldthread.chain.key_result_page import address, key_result_page, stood
from goldthread.chain.models import KeyResult
from goldthread.kit import pages
from goldthread.talk import said

PAGE = "chain/key_result.html"


@require_safe
def key_result(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """The page of a key result; asked by htmx, what follows changes."""
    found = access.key_result(request, organisation, product, number, pk)
    request.looks_back, request.view_name = True, "okr"  # type: ignore[attr-defined]
    if not stood(request.ground, found):  # type: ignore[attr-defined]
        return pages.page(request, "chain/key_result/not_yet.html", {"of": found})
    return _page(request, found)


@require_POST
def read(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """Say what was measured."""
    found = access.key_result_to_read(request, organisation, product, number, pk)
    ground = request.ground  # type: ignore[attr-defined]
    form = ReadingForm(request.POST, metric=found.metric, today=ground.today)
    if not form.is_valid():
        return _form(request, found, form)
    given = form.cleaned_data
    found.metric.read(given["value"], day=given["day"], note=given["note"], by=ground.person)
    if not pages.is_part(request):
        return redirect(address(ground, found))
    response = _form(request, found, None)
    # The tab that said it asks at once; the others are told.
    told = {f"keyresult-{found.pk}": {"target": "#live"}, "say": {"text": _("Saved."), "tone": "good"}}
    response["HX-Trigger"] = json.dumps(told)
    return response


def _page(request: HttpRequest, found: KeyResult) -> HttpResponse:
    ground = request.ground  # type: ignore[attr-defined]
    context: dict[str, Any] = key_result_page(ground, found)
    if pages.is_part(request):
        return pages.part(request, PAGE, "whole", context)
    context["form"] = _empty(request, found)
    context["talk"] = said.about(ground, found)
    return pages.page(request, PAGE, context)


def _empty(request: HttpRequest, found: KeyResult) -> ReadingForm:
    today = request.ground.today  # type: ignore[attr-defined]
    return ReadingForm(metric=found.metric, today=today, initial={"day": today})


def _form(request: HttpRequest, found: KeyResult, form: ReadingForm | None) -> HttpResponse:
    """The form alone; without scripts the whole page around it."""
    ground = request.ground  # type: ignore[attr-defined]
    status = 422 if form else 200
    context = {**key_result_page(ground, found), "form": form or _empty(request, found)}
    if pages.is_part(request):
        return pages.part(request, PAGE, "reading", context, status)
    return pages.page(request, PAGE, {**context, "talk": said.about(ground, found)}, status)


__all__ = ["key_result", "read"]
