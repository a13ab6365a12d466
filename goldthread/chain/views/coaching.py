"""Hints below the field in which a goal is typed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from goldthread.chain import access, coaching
from goldthread.journal.middleware import asks
from goldthread.kit import pages
from goldthread.people import access as people


# A POST, though it changes nothing: what somebody is typing shall stand in no address and so in no log.
@asks
@require_POST
def coach(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The hints for what is typed. `goal` is the number of a goal that is reworded; `of` names another field."""
    number = request.POST.get("goal", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        goal = access.goal(request, organisation, product, int(number))
    else:
        people.product(request, organisation, product)
        goal = None
    return pages.part(request, "chain/coach.html", "hints", coaching.context(request.POST, goal))
