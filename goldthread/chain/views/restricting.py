"""A goal restricted to named people: who is named, naming, and opening it again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.kit import pages
from goldthread.people import access as people
from goldthread.people import restricted
from goldthread.people.forms.restricting import RestrictingForm
from goldthread.people.models import LastNamed
from goldthread.people.views.restricting import PAGE, last_named

from .. import access
from ..models import NamedPerson, Refused


@require_http_methods(["GET", "HEAD", "POST"])
def restricting(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Who is named; restrict it, or name others too."""
    goal = access.goal(request, organisation, product, number)
    ground: people.Ground = request.ground  # type: ignore[attr-defined]
    named = list(goal.named.select_related("person", "by").order_by("at", "pk"))
    if not named or request.method == "POST":
        ground.must("restrict")
    others = restricted.others(people.people_who_see(ground), named, ground.person)
    form = RestrictingForm(request.POST if request.method == "POST" else None, people=others)
    slugs = (organisation, product, goal.number)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            NamedPerson.restrict(goal, said["people"], by=ground.person, because=said["because"])
            return _on("chain:restricting", *slugs)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = restricted.shown(
        named,
        form,
        may=ground.may("restrict"),
        ending=lambda pk: reverse("chain:unnaming", args=[*slugs, pk]),
        what=str(goal),
        address=reverse("chain:restricting", args=slugs),
        opening=reverse("chain:unrestricting", args=slugs),
        back=reverse("chain:goal", args=slugs),
    )
    if pages.is_part(request) and request.method != "POST":
        return pages.part(request, PAGE, "inside", {**context, "in_dialog": True})
    return pages.page(request, PAGE, context, 422 if form.is_bound else 200)


@require_POST
def unnaming(request: HttpRequest, organisation: str, product: str, number: int, person: int) -> HttpResponse:
    """Somebody no longer sees it."""
    goal = access.goal(request, organisation, product, number)
    ground: people.Ground = request.ground  # type: ignore[attr-defined]
    ground.must("restrict")
    somebody = people.person_of(ground, person)
    try:
        NamedPerson.unname(goal, somebody, by=ground.person)
    except LastNamed:
        raise PermissionDenied(last_named()) from None
    if somebody == ground.person:
        return _on("chain:map", organisation, product)
    return _on("chain:restricting", organisation, product, goal.number)


@require_POST
def unrestricting(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Let everybody see it who sees the product."""
    goal = access.goal(request, organisation, product, number)
    request.ground.must("restrict")  # type: ignore[attr-defined]
    NamedPerson.open_again(goal, by=request.ground.person)  # type: ignore[attr-defined]
    messages.success(request, _("Everybody who sees the product sees it again."))
    return _on("chain:goal", organisation, product, goal.number)


def _on(to: str, *args: Any) -> HttpResponse:
    response = redirect(to, *args)
    response.status_code = 303
    return response
