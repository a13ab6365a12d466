"""Answering by the link of one's mail: exchanged for a cookie that is good for this one sounding, without signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goldthread.decisions.views.ended import calmly, ended
from goldthread.journal.middleware import kept_nowhere
from goldthread.kit import limits, pages

from .. import access, calendar, page, participant_pass
from ..models import Participant
from . import answers

GUESSES_AN_HOUR, HOUR_SECONDS = 60, 3600


@never_cache
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Give a browser its pass in exchange for the link, and lead it to the page, whose address holds no secret."""
    sender = limits.sender(request)
    if not limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS, times=0):
        reason = _("Many links were tried from your address, so Goldthread pauses them for an hour.")
        return _alone(pages.page(request, "kit/error.html", {"status": 429, "reason": reason, "kind": ""}, 429))
    who = Participant.by_token(token)
    if who is None or not access.still_asked(who):
        limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS)
        return _alone(pages.page(request, "decisions/link_ended.html", {}, 404))
    response = HttpResponse(status=303, headers={"Location": participant_pass.place_of(who.sounding_id)})
    participant_pass.hand_over(response, who)
    return _alone(response)


@never_cache
@require_safe
@calmly
def sounding(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of whoever holds the cookie: what is asked of them, and nothing around it."""
    return _answer(request, _who(request, pk))


@kept_nowhere
@require_POST
@calmly
def mine(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """One of their deeds."""
    who = _who(request, pk)
    back = participant_pass.place_of(pk)
    with _as(who):
        return answers.do(request, deed, who.sounding, who, lambda **more: _answer(request, who, **more), back)


@require_safe
@calmly
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Their meeting, for a calendar."""
    who = _who(request, pk)
    with _as(who):
        return calendar.answer(who.sounding, who, participant_pass.place_of(pk))


def _who(request: HttpRequest, pk: int) -> Participant:
    who = participant_pass.held(request.COOKIES, pk)
    if who is None:
        raise ended(request, f"{participant_pass.PREFIX}{pk}")
    return who


def _as(who: Participant) -> timezone.override:
    """Times as this person's clock shows them."""
    return timezone.override(who.person.time_zone or who.sounding.product.organisation.time_zone)


def _answer(request: HttpRequest, who: Participant, *, status: int = 200, **more: Any) -> HttpResponse:
    of, place = who.sounding, participant_pass.place_of(who.sounding_id)
    language = who.person.language or translation.get_language()
    with translation.override(language), _as(who):
        context = {
            **page.shown(of),
            **page.own(of, who),
            "to": {"sounding": place, "mine": f"{place}mine/", "file": f"{place}meeting/"},
            "language": language,
            **more,
        }
        if pages.is_part(request):
            return pages.part(request, "soundings/by_link.html", "whole", context, status)
        return pages.page(request, "soundings/by_link.html", context, status)


def _alone(response: HttpResponse) -> HttpResponse:
    """For nobody's index, and no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
