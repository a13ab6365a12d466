from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.kit import limits, pages

from .. import access, mail
from ..forms.invite import InviteForm
from ..models import Closed
from .answers import done, sent, status_of

INVITED_AN_HOUR = 200
HOUR_SECONDS = 3600


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, organisation: str) -> HttpResponse:
    """Invite one or many addresses by mail."""
    ground = access.organisation(request, organisation)
    if not access.may_invite_somebody(ground):
        raise PermissionDenied(access.REFUSALS["invite to product"])
    form = InviteForm(sent(request), ground=ground, initial=_wanted(request, ground))
    if not form.is_valid():
        return pages.page(request, "people/invite.html", {"form": form}, status_of(form))
    said = form.cleaned_data
    if not _within(ground, len(said["emails"])):
        form.add_error("emails", access.TOO_MANY)
        return pages.page(request, "people/invite.html", {"form": form}, 429)
    for address in said["emails"]:
        _send(ground, address, said)
    messages.success(
        request,
        ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", len(said["emails"]))
        % {"count": len(said["emails"])},
    )
    return done("people:people", organisation)


@require_POST
def withdrawal(request: HttpRequest, organisation: str, invitation: int) -> HttpResponse:
    """Take an invitation back; its link leads nowhere from now on."""
    ground = access.organisation(request, organisation)
    found = access.invitation(ground, invitation)
    found.withdraw(by=ground.person)
    messages.success(request, _("The invitation for %(email)s is withdrawn.") % {"email": found.email})
    return done("people:people", organisation)


@require_POST
def sending(request: HttpRequest, organisation: str, invitation: int) -> HttpResponse:
    """Send an invitation again, with a new link; the old one ends."""
    ground = access.organisation(request, organisation)
    found = access.invitation(ground, invitation)
    if not _within(ground, 1):
        messages.error(request, access.TOO_MANY)
        return done("people:people", organisation)
    try:
        mail.invitation(found, found.send_again(by=ground.person))
        messages.success(request, _("The invitation for %(email)s is on its way again.") % {"email": found.email})
    except Closed:
        messages.error(request, _("This invitation was used or withdrawn in the meantime."))
    return done("people:people", organisation)


def _send(ground: access.Ground, address: str, said: dict[str, Any]) -> None:
    made, token = ground.organisation.invite(
        address,
        by=ground.person,
        role=said["role"],
        product=said["product"],
        involvement=said["involvement"],
        team=said["team"],
    )
    mail.invitation(made, token)


def _within(ground: access.Ground, count: int) -> bool:
    """Mails to strangers are what an attacker would use us for: limited by person and by organisation."""
    ways = (("person", ground.person.pk), ("organisation", ground.organisation.pk))
    return all(
        limits.within(f"invitations-{kind}", pk, most=INVITED_AN_HOUR, seconds=HOUR_SECONDS, times=count)
        for kind, pk in ways
    )


def _wanted(request: HttpRequest, ground: access.Ground) -> dict[str, Any]:
    """What a link to this page asks to be chosen already: a product by its address."""
    slug = request.GET.get("product", "")
    product = access.products_to_invite_to(ground).filter(slug=slug).first() if slug else None
    return {"product": product, "involvement": "team_member"} if product else {}
