"""The thread as an indented outline, for reading, printing and screen readers; changing several of its goals at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldthread.chain import at_once
from goldthread.chain.forms.at_once import MOST, AtOnceForm, ticked
from goldthread.chain.reading import reading
from goldthread.kit import pages
from goldthread.people import access


@require_safe
def thread_list(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    ground = access.product(request, organisation, product)
    request.view_name = "list"  # type: ignore[attr-defined]
    if pages.is_part(request):
        return pages.part(request, "chain/list.html", "outline", reading(ground, request.GET))
    return _page(request, ground)


@require_POST
def change(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Change the goals that are ticked, or let them go; what could not be done is told and left as it was."""
    ground = access.product(request, organisation, product)
    if not at_once.may_change_some(ground):
        ground.must("steer goals")
    chosen, form = ticked(request.POST.getlist("goal")), at_once.form(ground, request.POST)
    problem = _problem(len(chosen))
    if problem:
        form.add_error(None, problem)
    if not form.is_valid():
        return _page(request, ground, form, chosen, 422)
    outcome = at_once.change(
        ground, chosen, form.said(), because=form.cleaned_data["because"], let_go="let_go" in request.POST
    )
    at_once.keep(request.session, ground, outcome)
    return _told(request, ground, outcome.good_news, outcome.bad_news)


@require_POST
def take_back(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Take the last change of several goals back."""
    ground = access.product(request, organisation, product)
    if not at_once.may_change_some(ground):
        ground.must("steer goals")
    outcome = at_once.take_back(request.session, ground)
    return _told(request, ground, _("Taken back.") if outcome.done else "", outcome.bad_news)


def _problem(count: int) -> str:
    if not count:
        return _("Tick the goals that change first.")
    if count > MOST:
        return _("At most %(most)s goals are changed at once. Tick fewer, then go on with the others.") % {"most": MOST}
    return ""


def _page(
    request: HttpRequest,
    ground: access.Ground,
    form: AtOnceForm | None = None,
    chosen: dict[int, int] | None = None,
    status: int = 200,
) -> HttpResponse:
    request.view_name = "list"  # type: ignore[attr-defined]
    context: dict[str, Any] = reading(ground, request.GET, chosen or {})
    if context["ticks"]:
        context["form"] = form or at_once.form(ground)
        context["kept"] = at_once.kept(request.session, ground)
    return pages.page(request, "chain/list.html", context, status)


def _told(request: HttpRequest, ground: access.Ground, good: str, bad: str) -> HttpResponse:
    if good:
        messages.success(request, good)
    if bad:
        messages.warning(request, bad)
    response = redirect("chain:list", ground.organisation.slug, ground.the_product.slug)
    query = request.META["QUERY_STRING"]
    response["Location"] += f"?{query}" if query else ""
    response.status_code = 303
    return response
