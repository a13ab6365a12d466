from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goldthread.kit import limits, pages

from .. import access, invited, reading, rules
from ..models import Closed, Invitation, Person
from .answers import done

# A right link is long enough never to be guessed; whoever tries more wrong ones than mistakes make is stopped.
GUESSES_AN_HOUR = 30
HOUR_SECONDS = 3600


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, organisation: str, token: str) -> HttpResponse:
    """Show what somebody is invited to; join, once the invited address is proved."""
    sender = limits.sender(request)
    if not limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS, times=0):
        return _pause(request)
    try:
        invitation = access.invitation_by_token(organisation, token)
    except Http404:
        limits.within("guessed-links", sender, most=GUESSES_AN_HOUR, seconds=HOUR_SECONDS)
        raise
    person: Person | None = request.person  # type: ignore[attr-defined]
    if (
        person is not None
        and invitation.accepted_by_id == person.pk
        and access.belongs_by_id(person, invitation.organisation_id)
    ):
        return _arrive(request, invitation)
    if not (invitation.is_open and invitation.is_backed):
        return pages.page(request, "people/invitation_closed.html", {"invitation": invitation}, 410)
    proved = person is not None and person.has_proved(invitation.email)
    if request.method == "GET" or not proved:
        return _ask(request, invitation, person, proved)
    try:
        invitation.accept(by=person)  # type: ignore[arg-type]
    except Closed:
        return pages.page(request, "people/invitation_closed.html", {"invitation": invitation}, 410)
    return _arrive(request, invitation)


def _pause(request: HttpRequest) -> HttpResponse:
    reason = _("Many links that lead nowhere were tried from your address, so Goldthread pauses them for an hour.")
    return pages.page(request, "kit/error.html", {"status": 429, "reason": reason, "kind": ""}, 429)


def _ask(request: HttpRequest, invitation: Invitation, person: Person | None, proved: bool) -> HttpResponse:
    if person is None:
        invited.remember(request, invitation.email)
    context = {
        "invitation": invitation,
        "what": reading.promised(invitation),
        "proved": proved,
        "masked": rules.masked(invitation.email),
    }
    # A press on the button by somebody whose address is not proved is refused, with the page that says what is missing.
    return pages.page(request, "people/join.html", context, 422 if request.method == "POST" else 200)


def _arrive(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    invited.forget(request)
    if invitation.product:
        return done("chain:map", invitation.organisation.slug, invitation.product.slug)
    return done("people:organisation", invitation.organisation.slug)
