"""Agree on this: a question about the words of a goal, put to people in writing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.chain import access, agreeing, effects
from goldthread.chain.forms.agreeing import AgreeForm, half_filled
from goldthread.chain.forms.instead import InsteadForm
from goldthread.chain.goal_page import addresses
from goldthread.chain.models import Goal
from goldthread.chain.stakes import is_small
from goldthread.decisions.forms.stakes import StakesForm
from goldthread.decisions.models import Decision, Refused
from goldthread.decisions.words import RULES
from goldthread.kit import pages


@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Which rule, whom, until when; and the question. `?words=` begins with other words. With `weigh` the form as typed, and
    the rule that is suggested for what is at stake. Where all are being asked already, the ballot."""
    goal = access.goal_to_steer(request, organisation, product, number)
    ground = request.ground  # type: ignore[attr-defined]
    ground.must("see agreements")
    if goal.closing_id:
        raise PermissionDenied(_("This goal is closed. Open it again to agree on it."))
    if request.method != "POST" and (asked := Decision.objects.under_way().whole().about("goal", goal.pk).first()):
        return redirect("decisions:ballot", organisation, product, asked.pk)
    effect = effects.unsealed(goal, request.POST.get("effect", ""))
    if effect and effects.begins(request.POST):
        return begin(request, goal, effect)
    statement = effect.words if effect else request.GET.get("words", "")[:600] or goal.version.statement
    asked_anew = request.method == "POST" and "weigh" in request.POST
    typed = request.POST if request.method == "POST" and not asked_anew else None
    form, listed, around = _form(request, goal, statement, typed, effect=effect)
    instead = InsteadForm(typed, offered=agreeing.contradicted(ground, goal))
    if form.is_valid() & instead.is_valid():
        try:
            made = agreeing.put(ground, goal, form, listed, instead=instead.agreement, effect=effect)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            response = redirect("decisions:ballot", organisation, product, made.pk)
            response.status_code = 303
            return response
    return _show(request, goal, form, listed, instead=instead, effect=effect, **around)


def begin(request: HttpRequest, goal: Goal, effect: effects.Effect) -> HttpResponse:
    """The same page for what is proposed to become of a goal, before anything is done."""
    ground = request.ground  # type: ignore[attr-defined]
    ground.must("see agreements")
    if asked := Decision.objects.under_way().whole().about("goal", goal.pk).first():
        messages.warning(
            request, _("Something is being asked about this goal already. Propose this once that is decided.")
        )
        response = redirect("decisions:ballot", goal.organisation.slug, goal.product.slug, asked.pk)
        response.status_code = 303
        return response
    form, listed, around = _form(request, goal, effect.words, None, effect=effect)
    instead = InsteadForm(None, offered=agreeing.contradicted(ground, goal))
    return _show(request, goal, form, listed, instead=instead, effect=effect, **around)


def _form(
    request: HttpRequest, goal: Goal, statement: str, typed: QueryDict | None, *, effect: effects.Effect | None
) -> tuple[AgreeForm, list[dict[str, Any]], dict[str, Any]]:
    """The form, who could be asked, and the rule that level and stakes suggest for what stands in it just now."""
    ground = request.ground  # type: ignore[attr-defined]
    listed = agreeing.candidates(ground, goal)
    sent = request.POST if typed is not None or "weigh" in request.POST else None
    before = agreeing.newest(goal)
    words = sent.get("statement", statement) if sent else statement
    stakes = StakesForm(sent, small=before is not None and effect is None and is_small(before.words, words))
    voters = len(sent.getlist("voters")) if sent else sum(one["needed"] for one in listed)
    suggested = agreeing.suggestion(ground, goal, voters, stakes)
    begun = half_filled(request.POST, suggested) if sent is not None and typed is None else {}
    form = AgreeForm(typed, organisation=ground.organisation, listed=listed, suggested=suggested, statement=statement, initial=begun)  # fmt: skip
    return (
        form,
        listed,
        {"suggested": suggested, "stakes": stakes, "may_be_small": before is not None or effect is not None},
    )


def _show(
    request: HttpRequest,
    goal: Goal,
    form: AgreeForm,
    listed: list[dict[str, Any]],
    **more: Any,
) -> HttpResponse:
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in listed:
        groups.setdefault(str(one["group_label"]), []).append(one)
    effect = more["effect"]
    context = {
        **more,
        "sealed": effects.sealed(goal, effect),
        "goal": goal,
        "form": form,
        "rules": RULES,
        # Of a vision everyone is asked, whatever is at stake.
        "asks_stakes": goal.version.level != "vision",
        "groups": groups,
        "ticked": [str(one) for one in form["voters"].value() or ()],
        "ways": agreeing.ways(request.ground, goal, "in_writing"),  # type: ignore[attr-defined]
        "alone": agreeing.alone(request.ground, listed, goal),  # type: ignore[attr-defined]
        "to": addresses(request.ground, goal),  # type: ignore[attr-defined]
    }
    if pages.is_part(request):
        return pages.part(request, "chain/goal/agreeing.html", "whole", context, 422 if form.is_bound else 200)
    return pages.page(request, "chain/goal/agreeing.html", context, 422 if form.is_bound else 200)
