"""Setting a new goal."""

import json

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.chain import new_goal, wording
from goldthread.chain.forms.goal import NewGoalForm
from goldthread.chain.models import Goal
from goldthread.kit import pages
from goldthread.people import access as people


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """A page, and a dialog of the map: `?level=` and `?parent=` begin it. Who may only propose is led there."""
    ground = people.product(request, organisation, product)
    form = new_goal.form(request, request.POST if request.method == "POST" else None)
    if not form.fields["level"].choices:  # type: ignore[attr-defined]
        return _propose_instead(request, ground)
    if not form.is_bound or not form.is_valid():
        return _answer(request, ground, form)
    return _done(request, new_goal.set_goal(ground, form))


def _propose_instead(request: HttpRequest, ground: people.Ground) -> HttpResponse:
    if request.method == "POST" or not ground.may("propose"):
        raise PermissionDenied(people.REFUSALS["steer goals"])
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("chain:propose", args=[ground.organisation.slug, ground.the_product.slug]) + query)


def _answer(request: HttpRequest, ground: people.Ground, form: NewGoalForm) -> HttpResponse:
    context, status = new_goal.context(ground, form), 422 if form.is_bound else 200
    if pages.is_part(request):
        return pages.part(request, "chain/goal/new.html", "inside", {**context, "in_dialog": True}, status)
    return pages.page(request, "chain/goal/new.html", context, status)


def _done(request: HttpRequest, goal: Goal) -> HttpResponse:
    if not pages.is_part(request):
        return redirect(wording.address(goal))
    # The map asks for itself again when it hears "tied"; other pages hear the signal of the record.
    told = {
        "tied": {"goal": goal.number},
        "say": {"text": _("“%(goal)s” is on the thread.") % {"goal": goal}, "tone": "good"},
    }
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
