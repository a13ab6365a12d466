"""Calendars: the pages where their addresses are made and taken back, and what programs read there."""

import hashlib
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldthread.kit import limits, pages
from goldthread.kit.days import date_format
from goldthread.people.access import TOO_MANY, Ground
from goldthread.people.mail import absolute
from goldthread.people.views.answers import account_places

from ..models import CalendarLink
from . import access, events

# Carries a new address to the page that shows it, once: answers of writes are kept, and no token shall be.
FRESH = "goldthread-calendar-made"
AN_HOUR = 120


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The addresses of what is one's own, by organisation."""
    asked = request.POST.get("organisation", "")
    rows = []
    for ground in access.organisations(request):
        if request.method == "POST" and ground.organisation.slug == asked:
            return _changed(request, ground, reverse("feeds:mine"))
        rows.append(_row(request, ground))
    status = 422 if request.method == "POST" else 200
    return _shown(request, "home/feeds/mine.html", {"rows": rows, "places": account_places()}, status)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The address of a product's calendar."""
    ground = access.product(request, organisation, product)
    if request.method == "POST":
        return _changed(request, ground, reverse("feeds:calendar", args=[organisation, product]))
    request.place_name = "product"  # type: ignore[attr-defined]
    return _shown(request, "home/feeds/calendar.html", {"row": _row(request, ground), "mine": reverse("feeds:mine")})


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads; whoever holds the address sees what its person may see now."""
    if not limits.within("calendar", hashlib.sha256(token.encode()).hexdigest(), most=AN_HOUR, seconds=3600):
        return HttpResponse(TOO_MANY, status=429, content_type="text/plain; charset=utf-8")
    try:
        link, ground = access.by_token(token)
    except Http404:
        # Programs cannot sign in: nothing is there, and they are told so.
        return HttpResponse(status=404)
    body = _body(link, ground)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="goldthread.ics"'
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


def _body(link: CalendarLink, ground: Ground) -> bytes:
    # Loaded with the first calendar that is asked for: the library would hold up every start.
    from . import written

    zone = ZoneInfo(ground.organisation.time_zone)
    with translation.override(link.person.language or settings.LANGUAGE_CODE), timezone.override(zone):
        if link.product is None:
            return written.calendar(ground.organisation.name, events.of_person(ground))
        return written.calendar(link.product.name, events.of_product(ground))


def _changed(request: HttpRequest, ground: Ground, to: str) -> HttpResponse:
    response = HttpResponse(status=303, headers={"Location": to})
    if request.POST.get("end"):
        CalendarLink.end(ground.organisation, ground.product, by=ground.person)
        messages.success(request, _("The address holds no longer."))
        return response
    _made, token = CalendarLink.make(ground.organisation, ground.product, by=ground.person)
    safe = settings.SESSION_COOKIE_SECURE
    response.set_cookie(FRESH, token, max_age=60, path=to, secure=safe, httponly=True, samesite="Strict")
    return response


def _row(request: HttpRequest, ground: Ground) -> dict[str, Any]:
    """One calendar: since when its address stands, and the address itself where it was made just now."""
    link = CalendarLink.objects.standing().filter(
        organisation=ground.organisation, product=ground.product, person=ground.person
    ).first()  # fmt: skip
    token = request.COOKIES.get(FRESH, "")
    is_fresh = link is not None and CalendarLink.digest_of(token) == link.token_digest
    return {
        "organisation": ground.organisation,
        "since": date_format(localtime(link.made_at), "j F Y") if link else "",
        "address": absolute(reverse("feeds:feed", args=[token])) if is_fresh else "",
    }


def _shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = pages.page(request, template, context, status)
    if request.COOKIES.get(FRESH):
        response.delete_cookie(FRESH, path=request.path)
        response["Cache-Control"] = "no-store"
    return response
