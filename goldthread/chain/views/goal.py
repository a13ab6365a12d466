"""One goal: its page, a change of its words, its end, what it said before."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.chain import access, closing_page, crossing, differences, effects, in_pivot, past, wording
from goldthread.chain.forms.closing import ClosingForm
from goldthread.chain.forms.goal import WordingForm
from goldthread.chain.goal_page import addresses, goal_page
from goldthread.chain.models import Closing, Committed, Crossed, Goal, GoalVersion, Refused
from goldthread.kit import pages, registry
from goldthread.kit.days import date_format
from goldthread.talk import said

from . import agreeing


@require_safe
def goal(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """The page of a goal; asked by htmx, what follows changes. `?said=3` shows what version 3 changed."""
    found = access.goal(request, organisation, product, number)
    request.looks_back = True  # type: ignore[attr-defined]
    moment = past.looked_at(request.ground)  # type: ignore[attr-defined]
    if moment and not past.turn_back(found, moment):
        return pages.page(
            request, "chain/goal/not_yet.html", {"goal": found, "set": date_format(localtime(found.set_at), "j F Y")}
        )
    return _page(request, found, changed=request.GET.get("said", ""))


@require_http_methods(["GET", "HEAD", "POST"])
def reword(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """All words and facts to change, and the change; what is not sent stays as it is."""
    found = access.goal_to_steer(request, organisation, product, number)
    if request.method != "POST":
        return _form(request, found, wording.form(request, found))
    form = wording.form(request, found, request.POST)
    if not form.is_valid():
        return _refused(request, found, form)
    given, changed, before = form.cleaned_data, wording.said(found, form), found.version_id
    try:
        told = {"because": given["because"], "typing": given["typing"]}
        after = found.reword(by=request.person, base=given["base"], **told, **changed)  # type: ignore[attr-defined]
    except Crossed as crossed:
        hands = wording.in_hand(form, changed, crossed.theirs)
        return crossing.answer(
            request, theirs=crossed.theirs, again=request.get_full_path(), base_now=crossed.theirs.pk, **hands
        )
    if after.pk != before:
        registry.happened("goal.worded", request, after)
    return _reworded(request, found, after if after.pk != before else None)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """How the goal ended by its numbers, what was known when, what was learned, and what goes on."""
    found = access.goal_to_steer(request, organisation, product, number)
    if request.method != "POST" and found.closing_id:
        return redirect("chain:goal", organisation, product, number)
    ground, ended = request.ground, closing_page.Ended(found)  # type: ignore[attr-defined]
    form = ClosingForm(request.POST or None, reckoned=ended.scored.score, statement=found.version.statement)
    if request.method == "POST" and form.is_valid() and request.POST.get("ask"):
        # What only a pivot may end is not asked about as a closing: agreed on, it could not happen.
        if form.cleaned_data["result"] == Closing.Result.LET_GO and (pivot := in_pivot.of_goal(ground, found)):
            return in_pivot.lead(request, pivot)
        return agreeing.begin(request, found, effects.closing(found, form, request.POST, by=ground.person))
    if request.method == "POST" and form.is_valid():
        try:
            closing_page.close(ground, found, ended, form)
        except Committed:
            return in_pivot.lead(request, in_pivot.of_goal(ground, found))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, found)
    return _in_dialog_or_alone(
        request, "chain/goal/closing.html", found, closing_page.asked(ground, found, ended, form)
    )


@require_POST
def reopen(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Take the closing back."""
    found = access.goal_to_steer(request, organisation, product, number)
    found.reopen(by=request.person)  # type: ignore[attr-defined]
    return _done(request, found)


@require_safe
def version(request: HttpRequest, organisation: str, product: str, number: int, version: int) -> HttpResponse:
    """What a version said, and how it differs from the one before."""
    found = access.goal(request, organisation, product, number)
    after = access.version(found, version)
    context = {
        "goal": found,
        "after": after,
        "when": date_format(localtime(after.at), "j F Y, H:i"),
        "changes": wording.changes(found, after),
        "told": differences.told(after),
    }
    return _in_dialog_or_alone(request, "chain/goal/version.html", found, context)


def _page(
    request: HttpRequest, found: Goal, *, changed: str = "", form: WordingForm | None = None, status: int = 200
) -> HttpResponse:
    ground = request.ground  # type: ignore[attr-defined]
    context: dict[str, Any] = {**goal_page(ground, found, request.GET.get("page", "1")), "form": form}
    if pages.is_part(request):
        return pages.part(request, "chain/goal.html", "whole", context, status)
    context["talk"] = said.about(ground, found)
    context["difference"] = wording.difference(found, changed)
    return pages.page(request, "chain/goal.html", context, status)


def _form(request: HttpRequest, found: Goal, form: WordingForm, status: int = 200) -> HttpResponse:
    return pages.page(request, "chain/goal/wording.html", wording.context(request, found, form), status)


def _refused(request: HttpRequest, found: Goal, form: WordingForm) -> HttpResponse:
    """The form as typed: in place for htmx, else the page of all fields."""
    if pages.is_part(request):
        return _page(request, found, form=form, status=422)
    return _form(request, found, form, status=422)


def _reworded(request: HttpRequest, found: Goal, after: GoalVersion | None) -> HttpResponse:
    """Show what a new version changed; None where nothing was changed."""
    number = str(after.number) if after else ""
    if not pages.is_part(request):
        return redirect(wording.address(found) + (f"?said={number}" if after else ""))
    response = _done(request, found)
    told = pages.part(request, "chain/goal.html", "told", {"difference": wording.difference(found, number)})
    response.content += told.content
    return response


def _done(request: HttpRequest, found: Goal) -> HttpResponse:
    if not pages.is_part(request):
        return redirect(wording.address(found))
    return _page(request, access.goal(request, found.organisation.slug, found.product.slug, found.number))


def _in_dialog_or_alone(request: HttpRequest, template: str, found: Goal, context: dict[str, Any]) -> HttpResponse:
    context["to"] = addresses(request.ground, found)  # type: ignore[attr-defined]
    form = context.get("form")
    status = 422 if form is not None and form.is_bound else 200
    if pages.is_part(request):
        response = pages.part(request, template, "inside", {**context, "in_dialog": True}, status)
        # A form that was refused comes back into the dialog, wherever its good answer would have gone.
        response["HX-Retarget"], response["HX-Reswap"] = "#dialog-inside", "innerHTML"
        return response
    return pages.page(request, template, context, status)
