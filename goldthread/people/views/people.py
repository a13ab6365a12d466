from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.kit import pages

from .. import access, away, reading
from ..forms.organisation import RoleForm
from ..models import LastOwner, Membership
from .answers import done, last_owner

ON_A_PAGE = 100


@require_GET
def everybody(request: HttpRequest, organisation: str) -> HttpResponse:
    """Who is in the organisation and what they are; the invitations that are still open."""
    ground = access.organisation(request, organisation)
    page = Paginator(access.visible_memberships(ground).select_related("person"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "people": reading.people(ground, page.object_list),
        "invitations": reading.invitations(ground),
        "may_invite": access.may_invite_somebody(ground),
    }
    return pages.page(request, "people/people.html", context)


@require_GET
def somebody(request: HttpRequest, organisation: str, person: int) -> HttpResponse:
    """One person: role, what they are in each product, their teams."""
    ground = access.organisation(request, organisation)
    return _show(request, ground, access.membership_of(ground, person))


@require_POST
def role(request: HttpRequest, organisation: str, person: int) -> HttpResponse:
    """Give somebody another role in the organisation."""
    ground = access.organisation_to_set_up(request, organisation)
    membership = access.membership_of(ground, person)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _show(request, ground, membership, form, 422)
    if not ground.footing.may_make(form.cleaned_data["role"]):
        raise PermissionDenied(access.REFUSALS["set up organisation"])
    try:
        membership.become(form.cleaned_data["role"], by=ground.person)
    except LastOwner:
        form.add_error("role", last_owner())
        return _show(request, ground, membership, form, 422)
    messages.success(
        request,
        _("%(name)s is now %(role)s.") % {"name": membership.person.name, "role": membership.get_role_display()},
    )
    return done("people:person", organisation, person)


@require_http_methods(["GET", "POST"])
def leaving(request: HttpRequest, organisation: str, person: int) -> HttpResponse:
    """Ask, then end somebody's membership: an owner removes others, everybody leaves by themselves."""
    ground = access.organisation(request, organisation)
    membership = access.membership_of(ground, person)
    if membership.person_id != ground.person.pk:
        ground.must("set up organisation")
    context = {"membership": membership, "is_me": membership.person_id == ground.person.pk, "problem": ""}
    if request.method == "GET":
        return pages.page(request, "people/leaving.html", context)
    try:
        membership.end(by=ground.person)
    except LastOwner:
        return pages.page(request, "people/leaving.html", {**context, "problem": last_owner()}, 422)
    if context["is_me"]:
        return done("home:door")
    messages.success(
        request, _("%(name)s does not belong to the organisation any more.") % {"name": membership.person.name}
    )
    return done("people:people", organisation)


def _show(
    request: HttpRequest, ground: access.Ground, membership: Membership, form: RoleForm | None = None, status: int = 200
) -> HttpResponse:
    shown = reading.people(ground, [membership])[0]
    products = reading.products_of(ground, membership.person_id)
    context = {
        "membership": membership,
        "shown": shown,
        "products": products,
        "away": away.away_on(ground).get(membership.person_id, ""),
        "form": form or RoleForm(initial={"role": membership.role}),
    }
    return pages.page(request, "people/person.html", context, status)
