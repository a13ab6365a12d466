"""A product restricted to named people: who is named, naming, and opening it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.kit import pages

from .. import access, restricted
from ..forms.restricting import RestrictingForm
from ..models import LastNamed, NamedPerson
from .answers import done, sent

PAGE = "people/restricted.html"


@require_http_methods(["GET", "HEAD", "POST"])
def restricting(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Who is named; restrict it, or name others too."""
    ground = access.product(request, organisation, product)
    named = list(ground.the_product.named.select_related("person", "by").order_by("at", "pk"))
    if not named or request.method == "POST":
        ground.must("restrict")
    people = restricted.others(access.people_to_name(ground), named, ground.person)
    form = RestrictingForm(sent(request), people=people)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        NamedPerson.restrict(ground.the_product, said["people"], by=ground.person, because=said["because"])
        return done("people:restricting", organisation, product)
    slugs = (organisation, product)
    context = restricted.shown(
        named,
        form,
        may=ground.may("restrict"),
        ending=lambda pk: reverse("people:unnaming", args=[*slugs, pk]),
        what=ground.the_product.name,
        address=reverse("people:restricting", args=slugs),
        opening=reverse("people:opening", args=slugs),
        back=reverse("people:product", args=slugs),
    )
    if pages.is_part(request) and request.method != "POST":
        return pages.part(request, PAGE, "inside", {**context, "in_dialog": True})
    request.place_name = "product"  # type: ignore[attr-defined]
    return pages.page(request, PAGE, context, 422 if form.is_bound else 200)


@require_POST
def unnaming(request: HttpRequest, organisation: str, product: str, person: int) -> HttpResponse:
    """Somebody no longer sees it."""
    ground = access.product_for(request, organisation, product, "restrict")
    somebody = access.person_of(ground, person)
    try:
        NamedPerson.unname(ground.the_product, somebody, by=ground.person)
    except LastNamed:
        raise PermissionDenied(last_named()) from None
    if somebody == ground.person:
        return done("people:organisation", organisation)
    return done("people:restricting", organisation, product)


@require_POST
def opening(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Let everybody see it again who would see any other product."""
    ground = access.product_for(request, organisation, product, "restrict")
    NamedPerson.open_again(ground.the_product, by=ground.person)
    messages.success(request, _("Everybody in the organisation sees it again."))
    return done("people:product", organisation, product)


def last_named() -> str:
    return _("Somebody stays named. Name somebody else first, or open it to everybody again.")
