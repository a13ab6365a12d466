"""The workshops of a product, and convening one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldthread.boards.models import Sprint
from goldthread.chain import access as chain
from goldthread.chain import agreeing, effects
from goldthread.chain.models import Goal, Level
from goldthread.decisions.words import RULES
from goldthread.kit import pages
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from .. import access, convening, inviting, matters, stuck, suggesting
from ..agendas import AGENDAS, BY_NAME, Agenda
from ..forms.convene import ConveneForm
from ..models import Workshop
from ..planning import keeping, mail, page

PLACE = "together"
SHOWN = 50


@require_safe
def all_of_them(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Workshops that go on, are to come, and were held."""
    ground = access.product(request, organisation, product)
    request.place_name = PLACE  # type: ignore[attr-defined]
    rows = access.in_sight(ground).select_related("facilitator")
    context = {
        "address": reverse("workshops:all", args=[organisation, product]),
        "now": [_line(ground, one) for one in rows.live().order_by("-began_at")],
        "to_come": [_line(ground, one) for one in rows.to_come().order_by("starts_at")[:SHOWN]],
        "held": [_line(ground, one) for one in rows.over().order_by("-starts_at")[:SHOWN]],
        "agendas": [one for one in AGENDAS if not one.about_a_goal],
        "own": keeping.all_of(ground.organisation),
        "hours": reverse("workshops:hours", args=[organisation, product]),
        "may_convene": ground.may("convene"),
        "new": reverse("workshops:new", args=[organisation, product]),
    }
    if pages.is_part(request):
        return pages.part(request, "workshops/all.html", "whole", context)
    return pages.page(request, "workshops/all.html", context)


def _line(ground: Ground, of: Workshop) -> dict[str, Any]:
    agenda = BY_NAME.get(of.template)
    return {
        "id": of.pk,
        "title": of.title,
        "kind": agenda.label if agenda else "",
        "when": date_format(localtime(of.starts_at), "j F Y, H:i"),
        "minutes": of.minutes,
        "facilitator": of.facilitator.name,
        "url": reverse("workshops:room", args=[ground.organisation.slug, ground.the_product.slug, of.pk]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def convene(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """`?agenda=` names the template, `?goal=` the number of the goal it is about, `?sounding=` a draft of it that is stuck."""
    ground = access.product_to_convene_in(request, organisation, product)
    request.place_name = PLACE  # type: ignore[attr-defined]
    agenda = keeping.find(ground.organisation, request.GET.get("agenda", "")) or AGENDAS[0]
    goal = _goal(request, organisation, product) if agenda.about_a_goal else None
    sprints = matters.sprints(ground.the_product) if agenda.matters == "sprint" else []
    sprint = _sprint(request, ground, agenda, sprints)
    listed = inviting.candidates(ground, agenda, goal, sprint)
    draft = stuck.asked(ground, goal, request.GET.get("sounding", ""))
    stuck.mark(draft, listed)
    effect = effects.unsealed(goal, request.POST.get("effect", "")) if goal else None
    begins = {**suggesting.begins(ground, agenda, goal, listed), **stuck.begins(draft), **({"title": effect.words[:160]} if effect else {})}  # fmt: skip
    stakes = suggesting.stakes(request)
    suggested = suggesting.rule(ground, agenda, goal, suggesting.voters(request, listed), stakes)
    form = _form(request, ground, listed, {**begins, **suggested}, opens=effects.begins(request.POST) and bool(effect))
    if form.is_valid():
        plan = form.plan(goal=goal, sprint=sprint, effect=effect, words=stuck.words(draft))
        with transaction.atomic():
            made = convening.convene(ground.the_product, agenda, plan, by=ground.person)
            stuck.take_up(draft, ground)
        mail.tell(made, "invited", by=ground.person)
        response = redirect("workshops:room", organisation, product, made.pk)
        response.status_code = 303
        return response
    return _show(request, form, agenda, listed, goal=goal, sprint=sprint, sprints=sprints, effect=effect, draft=draft, stakes=stakes, suggested=suggested)  # fmt: skip


def _form(
    request: HttpRequest, ground: Ground, listed: list[dict[str, Any]], begins: dict[str, Any], *, opens: bool
) -> ConveneForm:
    """The form as it was sent; `opens` says that something else was sent, which only leads here. Sent to hear which rule
    fits, it is as it was typed and nothing is said of what is missing yet."""
    typed = None if opens or request.method != "POST" or suggesting.is_asked(request) else request.POST
    if suggesting.is_asked(request) and not opens:
        begins |= suggesting.half_filled(request, ConveneForm.base_fields, begins)
    return ConveneForm(typed, organisation=ground.organisation, listed=listed, suggested=begins)


def _goal(request: HttpRequest, organisation: str, product: str) -> Goal:
    """The goal in the address. Raises Http404 for one that somebody may not steer, or none."""
    number = request.GET.get("goal", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    found = chain.goal_to_steer(request, organisation, product, int(number))
    if found.closing_id:
        raise PermissionDenied(_("This goal is closed. Open it again to agree on it."))
    return found


def _sprint(request: HttpRequest, ground: Ground, agenda: Agenda, known: list[Sprint]) -> Sprint | None:
    """The sprint in the address, or the one that fits best. Raises Http404 for one that a meeting cannot be about."""
    asked = request.GET.get("sprint", "")
    if not asked or not known:
        return matters.sprint_of(ground.the_product, agenda) if known else None
    found = next((one for one in known if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest, form: ConveneForm, agenda: Agenda, listed: list[dict[str, Any]], **about: Any
) -> HttpResponse:
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in listed:
        groups.setdefault(str(one["group_label"]), []).append(one)
    context = {
        "form": form,
        "agenda": agenda,
        "agendas": [one for one in AGENDAS if not one.about_a_goal],
        **about,
        "sealed": effects.sealed(about["goal"], about["effect"]),
        "ways": agreeing.ways(request.ground, about["goal"], "together") if about["goal"] else [],  # type: ignore[attr-defined]
        "alone": agreeing.alone(request.ground, listed, about["goal"]),  # type: ignore[attr-defined]
        "is_about_a_sprint": agenda.matters == "sprint",
        "groups": groups,
        "rules": RULES,
        # Of a vision everyone is asked, whatever is at stake.
        "asks_stakes": suggesting.level_of(agenda, about["goal"]) != Level.VISION,
        "ticked": {name: [str(one) for one in form[name].value() or ()] for name in ("invited", "required")},
        "players": page.players(request.ground),  # type: ignore[attr-defined]
        "may_invite": request.ground.may("invite to product"),  # type: ignore[attr-defined]
        "here_now": request.get_full_path(),
    }
    if pages.is_part(request):
        return pages.part(request, "workshops/convene.html", "whole", context, 422 if form.is_bound else 200)
    return pages.page(request, "workshops/convene.html", context, 422 if form.is_bound else 200)
