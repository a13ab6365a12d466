"""The wall of a product: for those who see the product, and for screens that hold a link to it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goldthread.kit import clock, limits, pages
from goldthread.people import access, wall_pass
from goldthread.people.models import WallLink
from goldthread.people.models.wall_link import VIEWS
from goldthread.people.views.joining import GUESSES_AN_HOUR, HOUR_SECONDS

from .shown import shown

YEAR_SECONDS = 365 * 24 * 3600
PACE_SECONDS = (5, 3600)


@never_cache
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Give a screen its pass in exchange for the link, and lead it to the wall, whose address holds no secret."""
    sender = limits.sender(request)
    if not limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS, times=0):
        reason = _("Many links that lead nowhere were tried from your address, so Goldthread pauses them for an hour.")
        return _unlisted(pages.page(request, "kit/error.html", {"status": 429, "reason": reason, "kind": ""}, 429))
    link = wall_pass.by_token(token)
    if link is None:
        limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS)
        return _unlisted(pages.page(request, "home/wall_ended.html", {"link": None}, 404))
    if not wall_pass.holds(link):
        return _ended(request, link)
    address = reverse("wall:show", args=[link.organisation.slug, link.product.slug])
    response = redirect(address)
    _hand_over(response, link, address)
    return _unlisted(response)


@never_cache
@require_safe
def show(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The wall; asked by htmx, what it shows now."""
    link = wall_pass.held(request.COOKIES, organisation, product)
    if link is not None and wall_pass.holds(link):
        found = link.product
    else:
        try:
            found = access.product(request, organisation, product).the_product
        except Http404:
            if link is None:
                raise
            return _ended(request, link)
        link = None
    with timezone.override(found.organisation.time_zone):
        context = {
            **_setting(request, link),
            "product": found,
            "slides": shown(found),
            "now": timezone.localtime(clock.now()),
        }
        if pages.is_part(request):
            return _unlisted(pages.part(request, "home/wall.html", "slides", context))
        return _unlisted(pages.page(request, "home/wall.html", context))


def _setting(request: HttpRequest, link: WallLink | None) -> dict[str, Any]:
    """What the wall turns through, how fast, in which colours: as the link says, or as the address asks."""
    turns = [one for one in (link.turns if link else VIEWS) if one in VIEWS] or list(VIEWS)
    at = request.GET.get("view", "")
    view = at if at in turns else turns[0]
    setting = {
        "turns": turns,
        "view": view,
        "after": turns[(turns.index(view) + 1) % len(turns)],
        "seconds": _seconds(request, link),
        "by_link": link is not None,
    }
    return {**setting, "theme": link.theme} if link else setting


def _seconds(request: HttpRequest, link: WallLink | None) -> int:
    asked = request.GET.get("seconds", "")
    least, most = PACE_SECONDS
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        return min(max(int(asked), least), most)
    return link.seconds if link else 30


def _hand_over(response: HttpResponse, link: WallLink, address: str) -> None:
    """The pass, told to nothing but the wall itself and the stream."""
    left = int((link.ends_at - clock.now()).total_seconds()) if link.ends_at else YEAR_SECONDS
    streams = f"{settings.SESSION_COOKIE_PATH.rstrip('/')}/live/"
    for name, path in ((link.pass_name, address), (link.pass_name + wall_pass.LIVE, streams)):
        response.set_cookie(
            name,
            link.pass_words,
            max_age=min(left, YEAR_SECONDS),
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _ended(request: HttpRequest, link: WallLink) -> HttpResponse:
    if pages.is_part(request):
        return _unlisted(pages.part(request, "home/wall.html", "ended", {"link": link, "ended": True}, 410))
    return _unlisted(pages.page(request, "home/wall_ended.html", {"link": link}, 410))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """For nobody's index, and no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
