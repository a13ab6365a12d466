"""Voting by the link of one's mail: exchanged for a cookie that is good for this one ballot, without signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goldthread.journal.middleware import kept_nowhere
from goldthread.kit import limits, pages

from .. import access, page, voter_pass
from ..canvassing import access as canvassing
from ..canvassing import link
from ..forms.ballot import BallotForm
from ..models import Elector, Refused, Voter
from ..models.ending import end_if_due
from .ballot import put_into_box
from .ended import calmly, ended

GUESSES_AN_HOUR, HOUR_SECONDS = 60, 3600


@never_cache
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Give a browser its pass in exchange for the link, and lead it to the ballot, whose address holds no secret."""
    sender = limits.sender(request)
    if not limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS, times=0):
        reason = _("Many links were tried from your address, so Goldthread pauses them for an hour.")
        return _alone(pages.page(request, "kit/error.html", {"status": 429, "reason": reason, "kind": ""}, 429))
    response = _come_in(token)
    if response is None:
        limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS)
        return _alone(pages.page(request, "decisions/link_ended.html", {}, 404))
    return _alone(response)


def _come_in(token: str) -> HttpResponse | None:
    """The pass for a ballot, or for a sheet; None where the link leads nowhere."""
    if (voter := Voter.by_token(token)) and access.still_asked(voter):
        response = HttpResponse(status=303, headers={"Location": voter_pass.place_of(voter.decision_id)})
        voter_pass.hand_over(response, voter)
        return response
    if (elector := Elector.by_token(token)) and canvassing.still_asked(elector):
        response = HttpResponse(status=303, headers={"Location": link.place_of(elector.canvass_id)})
        link.hand_over(response, elector)
        return response
    return None


@never_cache
@require_safe
@calmly
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot of whoever holds the cookie."""
    voter = _voter(request, pk)
    end_if_due(voter.decision)
    return _answer(request, voter)


@kept_nowhere
@require_POST
@calmly
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """Cast it, or cast it anew."""
    voter = _voter(request, pk)
    return put_into_box(
        request, voter.decision, voter, lambda **more: _answer(request, voter, **more), voter_pass.place_of(pk)
    )


@require_POST
@calmly
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Step back: no stake in it."""
    voter = _voter(request, pk)
    try:
        voter.decision.recuse(voter, by=voter.person)
    except Refused as refusal:
        return _answer(request, voter, status=409, said=str(refusal))
    return HttpResponse(status=303, headers={"Location": voter_pass.place_of(pk)})


def _voter(request: HttpRequest, pk: int) -> Voter:
    voter = voter_pass.held(request.COOKIES, pk)
    if voter is None:
        raise ended(request, f"{voter_pass.PREFIX}{pk}")
    return voter


def _answer(request: HttpRequest, voter: Voter, *, status: int = 200, form: BallotForm | None = None, **more: Any) -> HttpResponse:  # fmt: skip
    of = voter.decision
    of.refresh_from_db()
    voter.refresh_from_db(fields=["recused_at"])
    asked = None if voter.recused_at else voter
    place = voter_pass.place_of(of.pk)
    language = voter.person.language or translation.get_language()
    with translation.override(language), timezone.override(voter.person.time_zone or of.product.organisation.time_zone):
        context = {
            **page.shown(of, asked),
            **page.ballot(of, asked),
            "to": {"ballot": place, "casting": f"{place}casting/", "recusal": f"{place}recusal/"},
            "form": form,
            "who": voter.person,
            "language": language,
            **more,
        }
        if pages.is_part(request):
            return pages.part(request, "decisions/voting.html", "whole", context, status)
        return pages.page(request, "decisions/voting.html", context, status)


def _alone(response: HttpResponse) -> HttpResponse:
    """For nobody's index, and no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
