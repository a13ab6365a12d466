"""What a goal is a step towards: tied, said why, untied. A page of its own, and the dialog of the map."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.chain import access, sentence, tying
from goldthread.chain.forms.tie import TieForm
from goldthread.chain.models import Goal, Refused
from goldthread.kit import pages


@require_http_methods(["GET", "HEAD", "POST"])
def ties(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """The ties of a goal and a form for another; `?to=7` names the goal to tie it to."""
    goal = access.goal_to_steer(request, organisation, product, number)
    if request.method == "POST":
        return _tie(request, goal)
    return _answer(request, goal, tying.asked(request.GET.get("to", "")))


@require_POST
def untie(request: HttpRequest, organisation: str, product: str, number: int, parent: int) -> HttpResponse:
    goal = access.goal_to_steer(request, organisation, product, number)
    towards = access.parent(request.ground, parent)  # type: ignore[attr-defined]
    goal.untie(towards, by=request.person)  # type: ignore[attr-defined]
    said = _("“%(child)s” is no longer a step towards “%(parent)s”.") % _named(goal, towards)
    return _done(request, goal, said)


def _tie(request: HttpRequest, goal: Goal) -> HttpResponse:
    ground = request.ground  # type: ignore[attr-defined]
    form = TieForm(request.POST, ground=ground, choices=[])
    if not form.is_valid():
        return _answer(request, goal, tying.asked(request.POST.get("to", "")), form)
    parent = form.cleaned_data["to"]
    try:
        goal.tie(parent, by=ground.person, because=form.cleaned_data["because"])
    except Refused as refusal:
        form.add_error("to", str(refusal))
        return _answer(request, goal, parent.number, form)
    return _done(request, goal, _("“%(child)s” is a step towards “%(parent)s”.") % _named(goal, parent))


def _named(child: Goal, parent: Goal) -> dict[str, str]:
    return {"child": sentence.bare(str(child)), "parent": sentence.bare(str(parent))}


def _answer(request: HttpRequest, goal: Goal, to: int | None, form: TieForm | None = None) -> HttpResponse:
    request.view_name = "map"  # type: ignore[attr-defined]
    in_dialog = pages.is_part(request)
    untying = request.GET.get("for") == "untying"
    context: dict[str, Any] = tying.tying(request.ground, goal, to, form, in_dialog, untying)  # type: ignore[attr-defined]
    status = 422 if form else 200
    if in_dialog:
        return pages.part(request, "chain/ties.html", "dialog", context, status)
    return pages.page(request, "chain/ties.html", context, status)


def _done(request: HttpRequest, goal: Goal, said: str) -> HttpResponse:
    if not pages.is_part(request):
        address = redirect("chain:map", goal.organisation.slug, goal.product.slug)
        address["Location"] += f"?goal={goal.number}"
        return address
    # The map asks for itself again when it hears "tied"; other pages hear the signal of the record.
    told = {"tied": {"goal": goal.number}, "say": {"text": said, "tone": "good"}}
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
