from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.kit import pages, registry

from .. import access, reading
from ..forms.organisation import OrganisationForm
from .answers import done, sent, status_of

FACES = 12


@require_GET
def overview(request: HttpRequest, organisation: str) -> HttpResponse:
    """The organisation: its products, teams and people."""
    ground = access.organisation(request, organisation)
    products = reading.products(ground)
    people = [one.person.face for one in access.visible_memberships(ground).select_related("person")]
    return pages.page(
        request,
        "people/organisation.html",
        {"products": products, "teams": reading.teams(ground, products), "people": people, "most_faces": FACES},
    )


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, organisation: str) -> HttpResponse:
    """Name, address and time zone."""
    ground = access.organisation_to_set_up(request, organisation)
    one = ground.organisation
    form = OrganisationForm(
        sent(request), organisation=one, initial={"name": one.name, "slug": one.slug, "time_zone": one.time_zone}
    )
    if not form.is_valid():
        more = [add(request, ground) for add in registry.slots("organisation.settings")]
        return pages.page(request, "people/settings.html", {"form": form, "more": more}, status_of(form))
    one.set_up(by=ground.person, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return done("people:settings", one.slug)
