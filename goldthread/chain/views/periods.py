"""Periods: planning them for an organisation, and one with the goals that a product has in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.chain import access
from goldthread.chain import periods as reading
from goldthread.chain.forms.period import PeriodForm
from goldthread.chain.models import Period, Refused
from goldthread.kit import pages
from goldthread.people import access as people


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, organisation: str) -> HttpResponse:
    """The periods of the organisation; quarters and halves to choose from, or one with its own name and days."""
    ground = access.organisation_to_plan(request, organisation)
    offered = reading.offers(ground, reading.planned(ground))
    if request.method != "POST":
        return _plan(request, ground, PeriodForm(organisation=ground.organisation))
    if "offers" in request.POST:
        chosen = set(request.POST.getlist("offer"))
        for one in offered:
            if one["key"] in chosen:
                Period.plan(
                    ground.organisation, one["name"], one["stretch"].starts, one["stretch"].ends, by=ground.person
                )
        return _back(request, ground, _("Planned.") if chosen else "")
    form = PeriodForm(request.POST, organisation=ground.organisation)
    if not form.is_valid():
        return _plan(request, ground, form, 422)
    Period.plan(ground.organisation, by=ground.person, **form.cleaned_data)
    return _back(request, ground, _("Planned."))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Another name or other days."""
    ground = access.organisation_to_plan(request, organisation)
    period = access.period(ground, pk, planned=True)
    now = {"name": period.name, "starts": period.starts, "ends": period.ends}
    sent = request.POST if request.method == "POST" else None
    form = PeriodForm(sent, organisation=ground.organisation, period=period, initial=now)
    if not form.is_valid():
        return pages.page(
            request, "chain/periods/change.html", {"form": form, "period": period}, 422 if form.is_bound else 200
        )
    period.set_up(by=ground.person, **form.cleaned_data)
    return _back(request, ground, _("Saved."))


@require_POST
def remove(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Offer a period no longer that no goal belongs to."""
    ground = access.organisation_to_plan(request, organisation)
    period = access.period(ground, pk)
    try:
        period.remove(by=ground.person, hidden=access.hidden(ground))
    except Refused as refused:
        messages.warning(request, str(refused))
        return _back(request, ground, "")
    return _back(request, ground, _("“%(period)s” is gone.") % {"period": period})


@require_safe
def periods(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """All periods with how many goals of the product each has."""
    ground = people.product(request, organisation, product)
    request.view_name = "list"  # type: ignore[attr-defined]
    context = {"rows": reading.in_product(ground), "may_plan": access.may_plan_periods(ground)}
    return pages.page(request, "chain/periods/all.html", context)


@require_safe
def period(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """One period with the goals that the product has in it."""
    ground = people.product(request, organisation, product)
    request.view_name, request.looks_back = "list", True  # type: ignore[attr-defined]
    context = reading.in_period(ground, access.period(ground, pk))
    if pages.is_part(request):
        return pages.part(request, "chain/periods/one.html", "whole", context)
    return pages.page(request, "chain/periods/one.html", context)


def _plan(request: HttpRequest, ground: people.Ground, form: PeriodForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "rows": reading.in_organisation(ground),
        "offers": reading.offers(ground, reading.planned(ground)),
    }
    return pages.page(request, "chain/periods/plan.html", context, status)


def _back(request: HttpRequest, ground: people.Ground, words: str) -> HttpResponse:
    if words:
        messages.success(request, words)
    response = redirect("chain_rules:periods", ground.organisation.slug)
    response.status_code = 303
    return response
