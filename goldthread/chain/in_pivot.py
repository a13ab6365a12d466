"""Where a change leads that only a pivot makes; the pages of pivots stand in a package above, which says so by slots.

keyresult.pivot  a function of (ground, key result): the addresses `numbers` and `dropping`
goal.pivot       a function of (ground, goal): the address where the goal is dropped
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldthread.kit import pages, registry
from goldthread.people.access import Ground

from .models import Goal, KeyResult


def of_key_result(ground: Ground, of: KeyResult) -> dict[str, str]:
    """Addresses of the pages that change its numbers and drop it; empty where it has not begun."""
    return _first("keyresult.pivot", ground, of) or {} if of.has_begun() else {}


def of_goal(ground: Ground, goal: Goal) -> str:
    """The address where a goal is dropped whose key results run; "" where it can simply be let go."""
    return _first("goal.pivot", ground, goal) or "" if goal.runs() else ""


def lead(request: HttpRequest, address: str) -> HttpResponse:
    """Lead somebody to the page of a pivot, out of a dialog too."""
    if not pages.is_part(request):
        response = redirect(address)
        response.status_code = 303
        return response
    return HttpResponse(status=204, headers={"HX-Redirect": address})


def _first(slot: str, *about: Any) -> Any:
    return next((add(*about) for add in registry.slots(slot)), None)


__all__ = ["lead", "of_goal", "of_key_result"]
