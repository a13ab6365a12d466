"""What the views of these pages share."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.kit import registry


def done(to: str, *args: Any) -> HttpResponse:
    """After a deed, on to a page."""
    response = redirect(to, *args)
    response.status_code = 303
    return response


def sent(request: HttpRequest) -> QueryDict | None:
    """What was filled in, or None where the form is only asked for. An empty form that was sent is sent all the same."""
    return request.POST if request.method == "POST" else None


def status_of(form: Any) -> int:
    """A form that is shown again because something in it does not fit is no page like any other."""
    return 422 if form.is_bound else 200


def account_places() -> list[tuple[str, str]]:
    """The pages about oneself; those of sign-in show the same list."""
    names = (
        (_("Profile"), "people:profile"),
        (_("E-mail"), "account_email"),
        (_("Password"), "account_change_password"),
        (_("Signing in safely"), "mfa_index"),
        (_("Where you are signed in"), "people:sessions"),
        (_("Found another organisation"), "people:found"),
        (_("Sign out"), "account_logout"),
    )
    further = [(label, name) for place in registry.slots("account.places") for label, name in [place()]]
    return [(label, reverse(name)) for label, name in (names[0], *further, *names[1:])]


def last_owner() -> str:
    return _("An organisation keeps at least one owner. Make somebody else an owner first.")
