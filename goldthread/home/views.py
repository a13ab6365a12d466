from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldthread.people import access


def door(request: HttpRequest) -> HttpResponse:
    """Send people to the thread of the product they worked on last, or to where they can begin."""
    if request.person is None:  # type: ignore[attr-defined]
        return redirect("account_login")
    organisations = access.organisations_of(request.person)  # type: ignore[attr-defined]
    return redirect("people:organisation", organisations[0].slug) if organisations else redirect("people:found")
