"""How a goal is measured: key results set, changed and left. A page of its own, and a dialog on every view of the thread."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.chain import access, crossing, in_pivot
from goldthread.chain.forms.key_result import KeyResultForm, typed
from goldthread.chain.models import Committed, CrossedNumbers, Goal, KeyResult
from goldthread.kit import pages
from goldthread.measures.models import Metric
from goldthread.people import access as people

PAGE = "chain/key_result_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
def key_results(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Measure a goal by one more number."""
    goal = access.goal_to_steer(request, organisation, product, number)
    form = _form(request, goal, None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, goal, form)
    metric = Metric.add(goal.organisation, form.cleaned_data["metric"], by=request.person, **form.metric_traits())  # type: ignore[attr-defined]
    KeyResult.set(goal, metric, by=request.person, **form.numbers())  # type: ignore[attr-defined]
    return _done(request, goal)


@require_http_methods(["GET", "HEAD", "POST"])
def numbers(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """Other numbers, another owner or day, or another metric."""
    of = access.key_result_to_steer(request, organisation, product, number, pk)
    form = _form(request, of.goal, of)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, of.goal, form)
    metric = Metric.add(of.goal.organisation, form.cleaned_data["metric"], by=request.person, **form.metric_traits())  # type: ignore[attr-defined]
    try:
        of.change(by=request.person, metric=metric, base=form.cleaned_data["base"], **form.numbers())  # type: ignore[attr-defined]
    except CrossedNumbers as crossed:
        return _crossed(request, form, crossed.theirs)
    except Committed as refused:
        form.add_error(None, str(refused))
        return _ask(request, of.goal, form)
    return _done(request, of.goal, of)


@require_POST
def leaving(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """Measure the goal by this no longer."""
    of = access.key_result_to_steer(request, organisation, product, number, pk)
    try:
        of.leave(by=request.person)  # type: ignore[attr-defined]
    except Committed:
        return in_pivot.lead(request, in_pivot.of_key_result(request.ground, of)["dropping"])  # type: ignore[attr-defined]
    return _done(request, of.goal, of)


def _form(request: HttpRequest, goal: Goal, of: KeyResult | None) -> KeyResultForm:
    ground = request.ground  # type: ignore[attr-defined]
    initial = {"due": goal.version.due, "owner": goal.version.owner_id} if of is None else {}
    return KeyResultForm(
        request.POST if request.method == "POST" else None,
        metrics=list(access.metrics_in_sight(ground)),
        people=people.people_who_see(ground),
        key_result=of,
        initial=initial,
    )


def _ask(request: HttpRequest, goal: Goal, form: KeyResultForm) -> HttpResponse:
    request.view_name = "map"  # type: ignore[attr-defined]
    context = {
        "goal": goal,
        "form": form,
        "metrics": sorted({one.name for one in form.metrics}),
        "of": form.key_result,
        "leaving": _leaving(goal, form.key_result) if form.key_result else "",
        "pivot": in_pivot.of_key_result(request.ground, form.key_result) if form.key_result else {},  # type: ignore[attr-defined]
        "back": _back(request, goal),
    }
    status = 422 if form.is_bound else 200
    if pages.is_part(request):
        return pages.part(request, PAGE, "inside", {**context, "in_dialog": True}, status)
    return pages.page(request, PAGE, context, status)


def _crossed(request: HttpRequest, form: KeyResultForm, theirs: KeyResult) -> HttpResponse:
    fields = [name for name in form.fields if name != "base"]
    # What does not hold any more, such as a currency without money, is no difference to choose between.
    held = {name: value for name, value in typed(theirs).items() if name in fields}
    labels = {name: str(form.fields[name].label) for name in fields}
    named = {
        name: {str(value): str(label) for value, label in form.fields[name].choices}  # type: ignore[attr-defined]
        for name in ("unit", "currency", "kind", "owner")
    }
    mine = {name: request.POST.get(name, "") for name in fields}
    return crossing.answer(
        request,
        mine=mine,
        theirs={**held, "by": theirs.version.by, "at": theirs.version.at},  # type: ignore[union-attr]
        labels=labels,
        again=request.path,
        base_now=theirs.version_id,  # type: ignore[arg-type]
        named=named,
    )


def _done(request: HttpRequest, goal: Goal, of: KeyResult | None = None) -> HttpResponse:
    """Back to where it was asked for; a page that listens asks for its parts anew."""
    if not pages.is_part(request):
        return HttpResponseRedirect(_back(request, goal))
    told = {
        f"product-{goal.product_id}": {"target": "#live"},
        f"goal-{goal.pk}": {"target": "#live"},
        **({f"keyresult-{of.pk}": {"target": "#live"}} if of else {}),
        "say": {"text": _("Saved."), "tone": "good"},
    }
    return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})


def _leaving(goal: Goal, of: KeyResult) -> str:
    return reverse("chain:key_result_leaving", args=[goal.organisation.slug, goal.product.slug, goal.number, of.pk])


def _back(request: HttpRequest, goal: Goal) -> str:
    """The page somebody came from, or the goal's own."""
    asked = request.POST.get("back") or request.headers.get("Referer", "")
    if asked and url_has_allowed_host_and_scheme(asked, {request.get_host()}) and request.path not in asked:
        return asked
    return reverse("chain:goal", args=(goal.organisation.slug, goal.product.slug, goal.number))


__all__ = ["key_results", "leaving", "numbers"]
