"""What was agreed: the log of a product, one record to read and print, and the same as a file that recomputes."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from goldthread.kit import pages, registry

from .. import access, records, reviews
from ..canvassing import log as canvassing
from ..forms.review import ReviewForm
from ..models import Agreement, Review


@require_safe
def log(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Open questions, and all that was decided, the newest first; `?q=` and the other fields of the form look through it."""
    ground = access.product(request, organisation, product)
    request.place_name = "together"  # type: ignore[attr-defined]
    context = records.log(ground, request.GET, request.GET.get("page", "1"))
    if not context["asked"]:
        context |= canvassing.shown(ground)
    if pages.is_part(request):
        return pages.part(request, "decisions/log.html", "whole", context)
    return pages.page(request, "decisions/log.html", context)


@require_safe
def agreement(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The record of one decision."""
    return _agreement(request, access.agreement(request, organisation, product, pk))


@require_POST
def review(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say that what was agreed still holds, where its day has come."""
    found = access.agreement_to_review(request, organisation, product, pk)
    form = ReviewForm(request.POST, organisation=found.organisation)
    if not form.is_valid():
        return _agreement(request, found, form)
    if (day := reviews.day_of(found)) is not None:
        Review.hold(found, day, by=request.person, **form.cleaned_data)  # type: ignore[attr-defined]
    response = redirect("decisions:agreement", organisation, product, pk)
    response.status_code = 303
    return response


def _agreement(request: HttpRequest, found: Agreement, form: ReviewForm | None = None) -> HttpResponse:
    return show(request, found, form, status=422 if form else 200)


def show(
    request: HttpRequest,
    found: Agreement,
    form: ReviewForm | None = None,
    *,
    status: int = 200,
    carried: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of a record. `carried`: what became of it, where the package above has to say something about that."""
    request.place_name = "together"  # type: ignore[attr-defined]
    noun = registry.nouns()[found.kind]
    context = records.shown(request.ground, found)  # type: ignore[attr-defined]
    context["about"] = noun.link(noun.fetch(request, found.noun_id))
    context["brought"] = [one for add in registry.slots("agreement.parts") if (one := add(request.ground, found))]  # type: ignore[attr-defined]
    context["reviewed"] = reviews.part(request.ground, found, form)  # type: ignore[attr-defined]
    context["carried"] = carried or next((one for add in registry.slots("agreement.carried_out") if (one := add(request.ground, found))), None)  # type: ignore[attr-defined]  # fmt: skip
    return pages.page(request, "decisions/agreement.html", context, status)


@require_safe
def file(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """The record as JSON, which `goldthread decide` reads."""
    found = access.agreement(request, organisation, product, pk)
    written = json.dumps(records.file(found), ensure_ascii=False, indent=1)
    response = HttpResponse(written + "\n", content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="agreement-{found.pk}.json"'
    return response
