"""The page of the loose ends; exempting and ending it; looking through what was brought in; merging two goals."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.chain import access
from goldthread.chain.forms.loose_end import ExemptForm, MergeForm, SeveritiesForm
from goldthread.chain.loose_ends import catalogue
from goldthread.chain.loose_ends import page as reading
from goldthread.chain.loose_ends.sentences import gravity
from goldthread.chain.models import Exemption, Goal, Refused, Severity, gathering
from goldthread.kit import pages
from goldthread.people import access as people

PAGE = "chain/loose_ends.html"


@require_safe
def loose_ends(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Five at once, all of them with `?show=all`; `?kind=` and `?owner=` choose among them."""
    ground = people.product(request, organisation, product)
    request.view_name = "map"  # type: ignore[attr-defined]
    context = reading.page(ground, request.GET)
    if pages.is_part(request):
        return pages.part(request, PAGE, "ends", context)
    return pages.page(request, PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
def exempt(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Let a rule not hold for a goal or the product, with a reason."""
    sent = request.method == "POST"
    ground = people.product(request, organisation, product)
    form = ExemptForm(request.POST if sent else None, initial=request.GET.dict())
    asked = request.POST if sent else request.GET
    rule = asked.get("rule", "")
    goal = access.goal_to_exempt(request, organisation, product, _number(asked.get("goal", "")))
    if not sent and rule not in catalogue.rules():
        return redirect("chain:loose_ends", organisation, product)
    if not form.is_valid():
        known = rule in catalogue.rules()
        context = {
            "form": form,
            "goal": goal,
            "title": reading.title(rule) if known else "",
            "holds": reading.holds(rule),
        }
        return _ask(request, "chain/loose_ends/exempting.html", context, 422 if sent else 200)
    given = form.cleaned_data
    Exemption.exempt(
        ground.the_product, given["rule"], by=ground.person, because=given["because"], goal=goal, about=given["about"]
    )
    return _done(request, ground, goal, _("It may stay so. The reason is kept."))


@require_POST
def end(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Let the rule hold again."""
    exemption = access.exemption_to_end(request, organisation, product, pk)
    exemption.end(by=request.person)  # type: ignore[attr-defined]
    return _done(request, request.ground, None, _("The rule holds here again."))  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def severities(request: HttpRequest, organisation: str) -> HttpResponse:
    """How grave the organisation takes each rule to be: as usual, graver, less grave, or off."""
    ground = people.organisation_to_set_up(request, organisation)
    taken = dict(Severity.objects.filter(organisation=ground.organisation).values_list("rule", "choice"))
    choices = [("", _("as usual")), *Severity.Choice.choices]
    form = SeveritiesForm(request.POST if request.method == "POST" else None, choices=choices, initial=taken)
    if not form.is_valid():
        rows = [
            {"field": form[name], "rule": rule, "holds": reading.holds(name), "usual": gravity(rule.severity)}
            for name, rule in catalogue.rules().items()
        ]
        return pages.page(request, "chain/severities.html", {"form": form, "rows": rows}, 422 if form.is_bound else 200)
    for rule, choice in form.cleaned_data.items():
        Severity.take(ground.organisation, rule, choice, by=ground.person)
    messages.success(request, _("Saved."))
    response = redirect("chain_rules:severities", organisation)
    response.status_code = 303
    return response


@require_POST
def look_through(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Say that all goals that were brought in have been looked through."""
    ground = people.product(request, organisation, product)
    ground.must("steer goals")
    gathering.look_through(ground.the_product, by=ground.person, hidden=access.hidden(ground))
    return _done(request, ground, None, _("Looked through. What is loose among them counts from now on."))


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Hand over what hangs on a goal to another that says the same, and let it go. `?into=7` names the other."""
    goal = access.goal_to_steer(request, organisation, product, number)
    ground, sent = request.ground, request.method == "POST"  # type: ignore[attr-defined]
    form = MergeForm(
        request.POST if sent else None, choices=_others(ground, goal), initial={"into": request.GET.get("into", "")}
    )
    if not sent or not form.is_valid():
        return _ask(request, "chain/loose_ends/merging.html", {"form": form, "goal": goal}, 422 if sent else 200)
    into = access.goal_to_steer(request, organisation, product, form.cleaned_data["into"])
    try:
        gathering.merge(goal, into, by=ground.person)
    except Refused as refused:
        form.add_error("into", str(refused))
        return _ask(request, "chain/loose_ends/merging.html", {"form": form, "goal": goal}, 422)
    return _done(request, ground, into, _("The two are one goal now."))


def _number(written: str) -> int | None:
    """A goal's number as an address names it; None where it names none. Raises Http404 for what is no number."""
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise Http404
    return int(written)


def _others(ground: people.Ground, goal: Goal) -> list[tuple[Any, Any]]:
    """The open goals of the product to merge with, those of the same level first."""
    rows = access.goals_of(ground).open().exclude(pk=goal.pk).exclude(version=None).in_order()
    found = list(rows.values_list("number", "version__statement", "version__level"))
    found.sort(key=lambda row: row[2] != goal.version.level)
    return [("", _("Choose a goal")), *((number, statement) for number, statement, _level in found)]


def _ask(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    request.view_name = "map"  # type: ignore[attr-defined]
    if pages.is_part(request):
        return pages.part(request, template, "inside", {**context, "in_dialog": True}, status)
    return pages.page(request, template, context, status)


def _done(request: HttpRequest, ground: people.Ground, goal: Goal | None, words: str) -> HttpResponse:
    """Back to the goal or to the list; a page that listens asks for its parts anew."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    if not pages.is_part(request):
        to = redirect("chain:goal", *slugs, goal.number) if goal else redirect("chain:loose_ends", *slugs)
        to.status_code = 303
        return to
    told: dict[str, Any] = {
        f"product-{ground.the_product.pk}": {"target": "#live"},
        "say": {"text": words, "tone": "good"},
    }
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
