from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.kit import pages, registry

from .. import access, reading
from ..forms.involvement import InvolvementForm, NewInvolvementForm
from ..forms.organisation import ProductForm, TeamsForm
from .answers import done, sent, status_of


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, organisation: str) -> HttpResponse:
    """Make a product and go to it."""
    ground = access.organisation(request, organisation)
    ground.must("add product")
    form = ProductForm(sent(request))
    if not form.is_valid():
        return pages.page(request, "people/product_add.html", {"form": form}, status_of(form))
    made = ground.organisation.add_product(form.cleaned_data["name"], by=ground.person)
    return done("chain:map", organisation, made.slug)


@require_GET
def product(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """A product's people, teams and name."""
    return _show(request, access.product(request, organisation, product))


@require_POST
def name(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Give the product another name."""
    ground = access.product_to_set_up(request, organisation, product)
    form = ProductForm(request.POST)
    if not form.is_valid():
        return _show(request, ground, {"name_form": form}, 422)
    ground.the_product.rename(form.cleaned_data["name"], by=ground.person)
    messages.success(request, _("Saved."))
    return done("people:product", organisation, product)


@require_POST
def teams(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Say which teams work on the product."""
    ground = access.product_to_set_up(request, organisation, product)
    form = TeamsForm(request.POST, teams=access.teams_of(ground))
    if not form.is_valid():
        return _show(request, ground, {"teams_form": form}, 422)
    chosen = set(form.cleaned_data["teams"])
    for team in access.teams_of(ground):
        change = team.work_on if team in chosen else team.stop_working_on
        change(ground.the_product, by=ground.person)
    messages.success(request, _("Saved."))
    return done("people:product", organisation, product)


@require_POST
def involve(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Say what somebody is in the product who was nothing in it so far."""
    ground = access.product_to_set_up(request, organisation, product)
    form = NewInvolvementForm(request.POST, people=access.uninvolved(ground), places=ground.may("place stakeholders"))
    if not form.is_valid():
        return _show(request, ground, {"involve_form": form}, 422)
    said = form.cleaned_data
    _involve(ground, said.pop("person"), said)
    return done("people:product", organisation, product)


@require_http_methods(["GET", "POST"])
def involvement(request: HttpRequest, organisation: str, product: str, person: int) -> HttpResponse:
    """Change what somebody is in the product."""
    ground = access.product_to_set_up(request, organisation, product)
    somebody = access.person_of(ground, person)
    before = ground.the_product.involvements.filter(person=somebody).values("role", "power", "interest").first()
    places = ground.may("place stakeholders")
    form = InvolvementForm(sent(request), initial=dict(before or {}) or {"role": "team_member"}, places=places)
    if not form.is_valid():
        return pages.page(
            request, "people/involvement.html", {"form": form, "somebody": somebody, "before": before}, status_of(form)
        )
    kept = dict(before) if before and not places and form.cleaned_data["role"] == before["role"] else {}
    _involve(ground, somebody.pk, {**form.cleaned_data, **kept})
    return done("people:product", organisation, product)


@require_POST
def release(request: HttpRequest, organisation: str, product: str, person: int) -> HttpResponse:
    """End somebody's involvement; everybody may end their own."""
    ground = access.product(request, organisation, product)
    if person != ground.person.pk:
        ground.must("set up product")
    ground.the_product.release(access.person_of(ground, person), by=ground.person)
    return (
        done("people:organisation", organisation)
        if person == ground.person.pk
        else done("people:product", organisation, product)
    )


def _involve(ground: access.Ground, person_id: int, said: dict[str, Any]) -> None:
    if not ground.footing.may_give(said["role"]):
        raise PermissionDenied(access.REFUSALS["set up product"])
    ground.the_product.involve(
        access.person_of(ground, person_id),
        said["role"],
        by=ground.person,
        power=said.get("power"),
        interest=said.get("interest"),
    )


def _show(
    request: HttpRequest, ground: access.Ground, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    request.place_name = "product"  # type: ignore[attr-defined]
    may_set_up, working = ground.may("set up product"), access.working_on(ground)
    context = {
        "involved": reading.involvements(ground),
        "working": working,
        "may_set_up": may_set_up,
        "may_invite": ground.may("invite to product"),
        "name_form": ProductForm(initial={"name": ground.the_product.name}),
        "teams_form": TeamsForm(teams=access.teams_of(ground), initial={"teams": [team.pk for team in working]})
        if may_set_up
        else None,
        "involve_form": NewInvolvementForm(
            people=access.uninvolved(ground) if may_set_up else (),
            initial={"role": "team_member"},
            places=ground.may("place stakeholders"),
        ),
        "may_place": ground.may("place stakeholders"),
        "may_share": ground.may("share product"),
        "may_restrict": ground.may("restrict"),
        "is_restricted": ground.the_product.named.exists(),
        "more": [one for add in registry.slots("product.settings") if (one := add(request, ground))],
    }
    return pages.page(request, "people/product.html", {**context, **(forms or {})}, status)
