"""Doing after all what was agreed and could not be done, or letting it rest with a reason."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldthread.chain import access, effects, undone
from goldthread.chain.forms.undone import RestForm
from goldthread.chain.models import Goal, Undone
from goldthread.decisions.views.record import show
from goldthread.people.access import Ground


@require_POST
def do(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """Do it now, whatever was changed since it was proposed: in the name of whoever says so."""
    goal, found = _found(request, organisation, product, number, pk)
    ground: Ground = request.ground  # type: ignore[attr-defined]
    if found.ended_at is None:
        with transaction.atomic():
            why = effects.attempt(ground, found.agreement, goal, anyway=True)
            if not why:
                found.do(by=ground.person)
        if why:
            said = _("It still cannot be done, because %(why)s.") % {"why": Undone.Why(why).label}
            return _again(request, found, 409, said=said)
    return _back(ground, found)


@require_POST
def rest(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """Let it rest, with a reason that stays on the record."""
    _goal, found = _found(request, organisation, product, number, pk)
    form = RestForm(request.POST)
    if found.ended_at is None and not form.is_valid():
        return _again(request, found, 422, form=form)
    if found.ended_at is None:
        found.rest(form.cleaned_data["because"], by=request.person)  # type: ignore[attr-defined]
    return _back(request.ground, found)  # type: ignore[attr-defined]


def _found(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> tuple[Goal, Undone]:
    goal = access.goal_to_steer(request, organisation, product, number)
    request.ground.must("see agreements")  # type: ignore[attr-defined]
    rows = Undone.objects.filter(goal=goal, pk=pk).select_related("agreement__decision__decider", "agreement__by")
    found = rows.first()
    if found is None:
        raise Http404
    found.agreement.product = found.agreement.decision.product = goal.product
    return goal, found


def _again(request: HttpRequest, found: Undone, status: int, **more: Any) -> HttpResponse:
    part = undone.part(request.ground, found.agreement) or {}  # type: ignore[attr-defined]
    return show(request, found.agreement, status=status, carried={**part, **more})


def _back(ground: Ground, found: Undone) -> HttpResponse:
    slugs = (ground.organisation.slug, ground.the_product.slug)
    response = redirect("decisions:agreement", *slugs, found.agreement_id)
    response["Location"] += "#carried-out"
    response.status_code = 303
    return response
