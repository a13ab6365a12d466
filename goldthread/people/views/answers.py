"""What the views of these pages share."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _


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


def last_owner() -> str:
    return _("An organisation keeps at least one owner. Make somebody else an owner first.")
