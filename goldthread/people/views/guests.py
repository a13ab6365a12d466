"""Guests by link: coming in, saying who one is where a link was forwarded, and the page on which links are made and taken back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.kit import limits, pages, registry
from goldthread.kit.square import drawn

from .. import access, guest_pass, mail, reading
from ..forms.guest_link import GuestLinkForm, WhoForm
from ..models import GuestLink
from .answers import done, sent, status_of
from .joining import GUESSES_AN_HOUR, HOUR_SECONDS

ASKING, FRESH = "goldthread-guest-asked", "goldthread-guest-made"
ASKING_SECONDS = 1800
COME_AN_HOUR, LINKS_AN_HOUR = 20, 60


@never_cache
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Give a browser its pass in exchange for the link, and lead it to the product, whose address holds no secret."""
    sender = limits.sender(request)
    if not limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS, times=0):
        return _paused(request)
    link = GuestLink.by_token(token)
    if link is None:
        limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS)
        return _alone(pages.page(request, "people/guest_ended.html", {"link": None}, 404))
    if not link.is_open:
        return _alone(pages.page(request, "people/guest_ended.html", {"link": link}, 410))
    there = _way(link)
    person = request.person  # type: ignore[attr-defined]
    if (person is not None and access.sees_product(person, link.product_id)) or guest_pass.known(request, link):
        return _alone(_to(there))
    if link.opened_at is None:
        return _let_in(request, link, "")
    return _ask(link)


@never_cache
@require_http_methods(["GET", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    """A link that another browser knows already was passed on: whoever opens it says who they are."""
    link = _asked(request)
    if link is None:
        return _alone(_to(reverse("home:door")))
    form = WhoForm(sent(request))
    if not form.is_valid():
        # No stricter Referrer-Policy here: a browser would keep from us, too, where the form comes from.
        return pages.page(request, "people/guest_who.html", {"link": link, "form": form}, status_of(form))
    return _let_in(request, link, form.cleaned_data["name"])


@require_http_methods(["GET", "POST"])
def guest_links(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Which links there are and who came by them, and a new one: its address is shown this once."""
    ground = access.product_for(request, organisation, product, "invite to product")
    form = GuestLinkForm(sent(request), today=ground.today, zone=ground.organisation.time_zone)
    if not form.is_valid():
        return _show(request, ground, form)
    if not limits.within("guest-links", ground.person.pk, most=LINKS_AN_HOUR, seconds=HOUR_SECONDS):
        form.add_error(None, access.TOO_MANY)
        return _show(request, ground, form, 429)
    said = form.cleaned_data
    made, token = GuestLink.make(
        ground.the_product, said["name"], by=ground.person, scope=said["scope"], ends_at=form.ends_at
    )
    if said["email"]:
        mail.guest_link(made, said["email"], token)
        messages.success(request, _("The link is on its way to %(address)s.") % {"address": said["email"]})
    response = done("people:guest_links", organisation, product)
    safe = settings.SESSION_COOKIE_SECURE
    response.set_cookie(FRESH, token, max_age=60, path=request.path, secure=safe, httponly=True, samesite="Strict")
    return response


@require_POST
def revoke(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Take a link back from everybody who came by it."""
    ground = access.product_for(request, organisation, product, "invite to product")
    access.guest_link(ground, pk).revoke(by=ground.person)
    messages.success(request, _("The link is taken back. Whoever came by it sees nothing more."))
    return done("people:guest_links", organisation, product)


@require_POST
def turn_out(request: HttpRequest, organisation: str, product: str, pk: int, guest: int) -> HttpResponse:
    """Turn one browser out; the link holds for the others."""
    ground = access.product_for(request, organisation, product, "invite to product")
    found = access.guest_link(ground, pk).guests.filter(pk=guest).select_related("link").first()
    if found is None:
        raise Http404
    found.revoke(by=ground.person)
    messages.success(request, _("That browser is turned out. Nobody comes in with it any more."))
    return done("people:guest_links", organisation, product)


def _let_in(request: HttpRequest, link: GuestLink, name: str) -> HttpResponse:
    if not limits.within("guests-come", link.pk, most=COME_AN_HOUR, seconds=HOUR_SECONDS):
        return _paused(request)
    try:
        guest, secret = link.come_in(name)
    except ValueError:
        # Somebody else opened it a moment before.
        return _ask(link)
    guest.link = link
    response = _to(_way(link))
    guest_pass.hand_over(response, guest, secret)
    response.delete_cookie(ASKING, path=reverse("people:guest_who"))
    return _alone(response)


def _way(link: GuestLink) -> str:
    """Where whoever holds the link is led: where they are expected just now, else to the product."""
    expected = next((url for way in registry.slots("guests.way") if (url := way(link))), "")
    return expected or reverse("chain:map", args=[link.product.organisation.slug, link.product.slug])


def _ask(link: GuestLink) -> HttpResponse:
    """On to the question who somebody is, at an address that holds no secret."""
    place, safe = reverse("people:guest_who"), settings.SESSION_COOKIE_SECURE
    response = _to(place)
    asked = signing.dumps([link.organisation_id, link.pk, link.token_digest[:16]], salt=ASKING)
    response.set_cookie(ASKING, asked, max_age=ASKING_SECONDS, path=place, secure=safe, httponly=True, samesite="Lax")
    return _alone(response)


def _asked(request: HttpRequest) -> GuestLink | None:
    """The link that this browser brought a moment ago; None where it brought none, or it ended since."""
    try:
        organisation, pk, digest = signing.loads(request.COOKIES.get(ASKING, ""), salt=ASKING, max_age=ASKING_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    link = access.guest_link_asked(organisation, pk)
    return link if link.token_digest.startswith(digest) and link.is_open else None


def _show(request: HttpRequest, ground: access.Ground, form: GuestLinkForm, status: int = 0) -> HttpResponse:
    request.place_name = "product"  # type: ignore[attr-defined]
    context: dict[str, Any] = {"form": form, "links": reading.guest_links(ground)}
    token = request.COOKIES.get(FRESH, "")
    # Only a link that really was made here is shown as one.
    if token and GuestLink.objects.filter(product=ground.product, token_digest=GuestLink.digest_of(token)).exists():
        context["address"] = mail.absolute(reverse("people:guest", args=[token]))
        context["square"] = drawn(context["address"])
    response = pages.page(request, "people/guest_links.html", context, status or status_of(form))
    if token:
        response.delete_cookie(FRESH, path=request.path)
    return response


def _paused(request: HttpRequest) -> HttpResponse:
    reason = _("Many links were tried from your address, so Goldthread pauses them for an hour.")
    return _alone(pages.page(request, "kit/error.html", {"status": 429, "reason": reason, "kind": ""}, 429))


def _to(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})


def _alone(response: HttpResponse) -> HttpResponse:
    """For nobody's index, and no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
