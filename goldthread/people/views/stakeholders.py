"""The grid of power and interest: where stakeholders stand, for those who steer the product."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldthread.kit import pages

from .. import access, stakeholders
from ..forms.stakeholder import SpotForm
from ..models import Involvement, Moved
from .answers import done


@require_safe
def grid(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Who stands where, and what follows from it."""
    ground = access.product_for(request, organisation, product, "place stakeholders")
    return _show(request, ground)


@require_POST
def place(request: HttpRequest, organisation: str, product: str, person: int) -> HttpResponse:
    """Say where a stakeholder stands. 409 with both places where somebody else did meanwhile."""
    ground = access.product_for(request, organisation, product, "place stakeholders")
    found = stakeholders.stakeholder(ground, person)
    if found is None:
        raise Http404
    form = SpotForm(request.POST)
    if not form.is_valid():
        return _show(request, ground, {"refused": _refusal(form), "refused_id": person}, 422)
    try:
        found.place(form.spot, by=ground.person, base=form.base_spot)
    except Moved as moved:
        return _show(request, ground, {"crossed": _crossed(found, moved, form)}, 409)
    if pages.is_part(request):
        return _show(request, ground)
    return done("people:stakeholders", organisation, product)


def _refusal(form: SpotForm) -> str:
    return " ".join(map(str, form.non_field_errors())) or _("Power and interest are numbers from 0 to 10.")


def _crossed(found: Involvement, moved: Moved, form: SpotForm) -> dict[str, Any]:
    return {
        "id": found.person_id,
        "name": found.person.name,
        "by": stakeholders.last_placed_by(found),
        "theirs": moved.spot,
        "mine": form.spot,
        "base": stakeholders.written(moved.spot),
    }


def _show(
    request: HttpRequest, ground: access.Ground, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    request.place_name = "product"  # type: ignore[attr-defined]
    context = {"grid": stakeholders.grid(ground), **(more or {})}
    if pages.is_part(request):
        return pages.part(request, "people/stakeholders.html", "grid", context, status)
    return pages.page(request, "people/stakeholders.html", context, status)
