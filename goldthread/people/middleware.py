"""Who asks: the person, their language and their time zone."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

Answer = Callable[[HttpRequest], HttpResponse]


def settled(answer: Answer) -> Answer:
    """Put `request.person` in place, and speak the person's language in the person's time zone."""

    def answered(request: HttpRequest) -> HttpResponse:
        person = request.user if request.user.is_authenticated else None
        request.person = person  # type: ignore[attr-defined]
        with translation.override(_language(request, person)), timezone.override(_zone(person)):
            return answer(request)

    return answered


def _language(request: HttpRequest, person: object) -> str:
    chosen = getattr(person, "language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def _zone(person: object) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(getattr(person, "time_zone", "") or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
