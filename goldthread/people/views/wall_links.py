"""The links by which a product hangs on walls: made, listed, taken back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.kit import pages

from .. import access, mail, reading
from ..forms.wall_link import WallLinkForm
from ..models import WallLink
from ..models.wall_link import VIEWS
from .answers import done, sent, status_of

# Carries a new link's token to the page that shows it, once: answers of writes are kept, and no token shall be.
FRESH = "goldthread-wall-made"


@require_http_methods(["GET", "POST"])
def wall_links(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Which links there are, and a new one: its address is shown this once."""
    ground = access.product_for(request, organisation, product, "share product")
    zone = ground.organisation.time_zone
    form = WallLinkForm(sent(request), today=ground.today, zone=zone, initial={"views": VIEWS, "seconds": 30})
    if not form.is_valid():
        return _show(request, ground, form)
    said = form.cleaned_data
    _made, token = WallLink.make(
        ground.the_product,
        by=ground.person,
        name=said["name"],
        views=tuple(said["views"]),
        theme=said["theme"],
        seconds=said["seconds"],
        ends_at=form.ends_at,
    )
    response = done("people:wall_links", organisation, product)
    safe = settings.SESSION_COOKIE_SECURE
    response.set_cookie(FRESH, token, max_age=60, path=request.path, secure=safe, httponly=True, samesite="Strict")
    return response


@require_POST
def revoke(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Take a link back; the screens that show it go dark."""
    ground = access.product_for(request, organisation, product, "share product")
    access.wall_link(ground, pk).revoke(by=ground.person)
    messages.success(request, _("The link is taken back. Screens that showed it say so."))
    return done("people:wall_links", organisation, product)


def _show(request: HttpRequest, ground: access.Ground, form: WallLinkForm) -> HttpResponse:
    request.place_name = "product"  # type: ignore[attr-defined]
    context: dict[str, Any] = {"form": form, "links": reading.wall_links(ground)}
    token = request.COOKIES.get(FRESH, "")
    # Only a link that really was made here is shown as one.
    if token and WallLink.objects.filter(product=ground.product, token_digest=WallLink.digest_of(token)).exists():
        context["address"] = mail.absolute(reverse("home:wall_link", args=[token]))
    response = pages.page(request, "people/wall_links.html", context, status_of(form))
    if token:
        response.delete_cookie(FRESH, path=request.path)
        response["Cache-Control"] = "no-store"
    return response
