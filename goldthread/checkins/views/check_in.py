"""Checking in on a key result, one check-in by itself, and correcting it."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldthread.chain.models import KeyResult
from goldthread.checkins import access, checking_in, owed, story
from goldthread.checkins.forms.check_in import CheckInForm
from goldthread.checkins.models import CheckIn, Corrected
from goldthread.kit import pages
from goldthread.talk import said

Places = tuple[str, str, int, int]
FORM, PAGE, ONE = "checkins/aside.html", "checkins/check_in.html", "checkins/one.html"


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """The form by itself, as for a phone; and what was said in it, there or beside the story."""
    of = access.key_result_to_check_in(request, organisation, product, number, pk)
    ground = request.ground  # type: ignore[attr-defined]
    request.view_name = "okr"  # type: ignore[attr-defined]
    if request.method != "POST":
        return pages.page(request, PAGE, {"of": of, "part": checking_in.card(ground, of)})
    form = checking_in.asked(of, request.POST)
    if not _is_whole(form):
        return _form(request, of, form, 422)
    made = checking_in.take(ground, of, form)
    if not pages.is_part(request):
        return _see_other(story.address(ground, of, made) + "?saved=1")
    response = pages.page(request, FORM, {"part": checking_in.card(ground, _again(of), saved=made)})
    told = {f"keyresult-{of.pk}": {"target": "#live"}, "say": {"text": _("Saved."), "tone": "good"}}
    response["HX-Trigger"] = json.dumps(told)
    return response


@require_safe
def one(request: HttpRequest, organisation: str, product: str, number: int, pk: int, made: int) -> HttpResponse:
    """One check-in, with what people left at it and say about it. After saving, what waits next stands above."""
    found = access.check_in(request, organisation, product, number, pk, made)
    ground, of = request.ground, found.key_result  # type: ignore[attr-defined]
    request.view_name = "okr"  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "of": of,
        "one": story.told(ground, of, [found])[0],
        "corrected_by": CheckIn.objects.filter(corrects=found).first(),
        "topics": [] if ground.on else [f"keyresult-{of.pk}", f"checkin-{found.pk}"],
    }
    if later := context["corrected_by"]:
        context["corrected_at"] = story.address(ground, of, later)
    if pages.is_part(request):
        return pages.part(request, ONE, "whole", context)
    context["talk"] = said.about(ground, found)
    if request.GET.get("saved") and found.by_id == ground.person.pk:
        context["saved"], context["then"] = True, owed.next_after(ground, of)
    return pages.page(request, ONE, context)


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, organisation: str, product: str, number: int, pk: int, made: int) -> HttpResponse:
    """Say what a check-in of one's own should have been."""
    found = access.check_in_to_correct(request, organisation, product, number, pk, made)
    ground, of = request.ground, found.key_result  # type: ignore[attr-defined]
    request.view_name = "okr"  # type: ignore[attr-defined]
    initial = {
        name: getattr(found, name) for name in ("confidence", "learned", "blocker", "next_step", "state", "because")
    }
    initial["value"] = checking_in.typed(of, found.reading)
    if request.method != "POST":
        return _correction(request, found, CheckInForm(metric=of.metric, initial=initial))
    form = CheckInForm(request.POST, metric=of.metric, initial=initial)
    if not form.is_valid():
        return _correction(request, found, form, 422)
    by_owner = access.speaks_for_owner(ground, of)
    try:
        made_now = found.correct(
            by=ground.person, value=form.cleaned_data["value"], words=form.words(), by_owner=by_owner
        )
    except Corrected as crossed:
        form.add_error(None, _("This check-in was corrected meanwhile. Look at the correction, and correct that one."))
        return _correction(request, found, form, 409, crossed.theirs)
    return _see_other(story.address(ground, of, made_now))


def _is_whole(form: CheckInForm) -> bool:
    if not form.is_valid():
        return False
    if form.data.get("kind") != "unchanged" and form.says_nothing:
        form.add_error(
            None, _("Say one thing at least: a value, how sure you are, or what changed. Or nothing changed.")
        )
        return False
    return True


def _form(request: HttpRequest, of: KeyResult, form: CheckInForm, status: int) -> HttpResponse:
    card = checking_in.card(request.ground, of, form)  # type: ignore[attr-defined]
    if pages.is_part(request):
        return pages.page(request, FORM, {"part": card}, status)
    return pages.page(request, PAGE, {"of": of, "part": card}, status)


def _correction(
    request: HttpRequest, found: CheckIn, form: CheckInForm, status: int = 200, theirs: CheckIn | None = None
) -> HttpResponse:
    ground, of = request.ground, found.key_result  # type: ignore[attr-defined]
    context = {
        "of": of,
        "form": form,
        "back": story.address(ground, of, theirs or found),
        "sure_of": checking_in.card(ground, of)["sure_of"],
        "address": story.address(ground, of, found, "correction"),
    }
    return pages.page(request, "checkins/correction.html", context, status)


def _again(of: KeyResult) -> KeyResult:
    """The key result as it stands after what was said, with what was known of it."""
    of.forecast = KeyResult.objects.select_related("forecast").get(pk=of.pk).forecast
    return of


def _see_other(path: str) -> HttpResponse:
    response = redirect(path)
    response.status_code = 303
    return response


__all__ = ["check_in", "correction", "one"]
