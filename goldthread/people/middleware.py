"""Who asks: the person, their language and their time zone; what ends with time, and what is remembered."""

import time
import zoneinfo
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from goldthread.kit import clock

from . import guest_pass
from .models import Person

Answer = Callable[[HttpRequest], HttpResponse]
LAST_PRODUCT = "last"
YEAR_SECONDS = 365 * 24 * 3600
DAY_SECONDS = 24 * 3600


def settled(answer: Answer) -> Answer:
    """Put `request.person` in place, and speak the person's language in the person's time zone."""

    def answered(request: HttpRequest) -> HttpResponse:
        _age(request)
        person = request.user if request.user.is_authenticated else _guest(request)
        request.person = person  # type: ignore[attr-defined]
        with translation.override(_language(request, person)), timezone.override(_zone(person)):
            response = answer(request)
        _remember_product(request, response)
        if person is not None and not response.has_header("Cache-Control"):
            # What somebody sees is theirs: no proxy and no shared computer keeps it.
            response["Cache-Control"] = "private, no-store"
        return response

    return answered


def _guest(request: HttpRequest) -> Person | None:
    """Whoever came by a link, on the addresses of the product that it leads to."""
    came = guest_pass.arrived(request)
    if came is None:
        return None
    came.person.came_by = came  # type: ignore[attr-defined]
    request.user = came.person
    return came.person


def _age(request: HttpRequest) -> None:
    """End a session that is too old, and keep one alive that is used.

    A session ends SESSION_COOKIE_AGE after the last day it was used on, and at the latest SESSION_LONGEST_SECONDS
    after signing in (see adapters). It is written once a day, not with every request.
    """
    began = request.session.get("began")
    if began is None:
        return
    now = int(time.time())
    if now - began >= settings.SESSION_LONGEST_SECONDS:
        logout(request)
    elif now // DAY_SECONDS != request.session.get("used", began) // DAY_SECONDS:
        request.session["used"] = now
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=clock.now())


def _remember_product(request: HttpRequest, response: HttpResponse) -> None:
    """Where to begin next time. Says nothing by itself: who follows it is asked anew what they may see."""
    ground = getattr(request, "ground", None)
    if ground is None or ground.product is None or request.method != "GET" or response.status_code != 200:
        return
    place = f"{ground.organisation.slug}/{ground.product.slug}"
    if request.COOKIES.get(LAST_PRODUCT) != place:
        response.set_cookie(
            LAST_PRODUCT,
            place,
            max_age=YEAR_SECONDS,
            path=settings.SESSION_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _language(request: HttpRequest, person: object) -> str:
    chosen = getattr(person, "language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def _zone(person: object) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(getattr(person, "time_zone", "") or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
