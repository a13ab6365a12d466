from allauth.usersessions.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goldthread.kit import pages

from .. import access, reading
from .answers import account_places, done


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where somebody is signed in: each browser, with the day it was last used on."""
    found = reading.sessions(access.somebody(request), request.session.session_key)
    return pages.page(request, "people/sessions.html", {"sessions": found, "places": account_places()})


@require_POST
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; the one in use is ended by signing out."""
    session = access.own_session(request, pk)
    if session.session_key == request.session.session_key:
        return done("account_logout")
    get_adapter().end_sessions([session])
    messages.success(request, _("The session has ended: that browser is signed out."))
    return done("people:sessions")


@require_POST
def ending_others(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but the one in use."""
    others = access.own_sessions(request).exclude(session_key=request.session.session_key)
    get_adapter().end_sessions(list(others))
    messages.success(request, _("All other sessions have ended."))
    return done("people:sessions")
