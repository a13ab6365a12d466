"""Goals that people propose, and the product person's answers."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.chain import access, proposals
from goldthread.chain.forms.candidate import DeclineForm
from goldthread.chain.models import Refusal
from goldthread.kit import pages
from goldthread.people import access as people

PAGE = "chain/candidates.html"


@require_safe
def candidates(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    ground = people.product(request, organisation, product)
    return _lists(request, ground)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Propose a goal; `?level=` and `?parent=` begin the form."""
    ground = people.product(request, organisation, product)
    ground.must("propose")
    form = proposals.form(request, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _in_dialog_or_alone(request, "chain/candidates/propose.html", proposals.context(form))
    proposals.propose(ground, form)
    return _done(request, ground, _("Proposed. The product person will answer it."))


@require_POST
def take_up(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Make it a goal of the thread."""
    found = access.candidate_to_answer(request, organisation, product, pk)
    goal = found.take_up(by=request.person)  # type: ignore[attr-defined]
    return _done(request, request.ground, _("“%(goal)s” is on the thread.") % {"goal": goal})  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Say not now, and why."""
    found = access.candidate_to_answer(request, organisation, product, pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _in_dialog_or_alone(request, "chain/candidates/decline.html", {"candidate": found, "form": form})
    Refusal.of_candidate(found, form.cleaned_data["because"], by=request.person)  # type: ignore[attr-defined]
    return _done(request, request.ground, _("Answered."))  # type: ignore[attr-defined]


@require_POST
def open_again(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Take a “not now” back."""
    found = access.candidate_to_answer(request, organisation, product, pk)
    found.open_again(by=request.person)  # type: ignore[attr-defined]
    return _done(request, request.ground, _("Open again."))  # type: ignore[attr-defined]


def _lists(request: HttpRequest, ground: people.Ground) -> HttpResponse:
    request.view_name = "candidates"  # type: ignore[attr-defined]
    if pages.is_part(request):
        return pages.part(request, PAGE, "lists", proposals.page(ground))
    return pages.page(request, PAGE, proposals.page(ground))


def _done(request: HttpRequest, ground: people.Ground, sentence: str) -> HttpResponse:
    """Without scripts back to the lists; with them, pages that listen ask for their parts anew."""
    if not pages.is_part(request):
        return redirect("chain:candidates", ground.organisation.slug, ground.the_product.slug)
    told = {f"product-{ground.the_product.pk}": {"target": "#live"}, "say": {"text": sentence, "tone": "good"}}
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})


def _in_dialog_or_alone(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    request.view_name = "candidates"  # type: ignore[attr-defined]
    status = 422 if context["form"].is_bound else 200
    if pages.is_part(request):
        return pages.part(request, template, "inside", {**context, "in_dialog": True}, status)
    return pages.page(request, template, context, status)
