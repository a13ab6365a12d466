"""Pivots: made on a key result or a goal that runs, told on a page of their own, listed for a product."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.chain import access as chain
from goldthread.chain.models import CrossedNumbers, Goal, KeyResult, Refused
from goldthread.chain.views.agreeing import begin
from goldthread.checkins import agreed, making, pivot_access, pivot_words
from goldthread.checkins.forms.pivot import EvidenceForm, GroundsForm, NumbersForm
from goldthread.checkins.models import Pivot
from goldthread.kit import pages
from goldthread.measures.models import Metric
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.talk.downloads import download

FORM, LIST, ONE = "checkins/pivots/form.html", "checkins/pivots/list.html", "checkins/pivots/one.html"
A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """Agree on other numbers for a key result that runs; `?target=` and `?due=` begin the form."""
    of = pivot_access.key_result_to_pivot(request, organisation, product, number, pk)
    ground: Ground = request.ground  # type: ignore[attr-defined]
    metrics = list(chain.metrics_in_sight(ground))
    typed = request.POST if request.method == "POST" else None
    numbers = NumbersForm(typed, metrics=metrics, key_result=of, initial=making.begun_with(request.GET))
    grounds = _grounds(request, ground, of.goal, of)
    if typed is None or not (numbers.is_valid() & grounds.is_valid()):
        return _ask(request, of.goal, grounds, numbers=numbers, of=of)
    if request.POST.get("ask"):
        return begin(request, of.goal, agreed.other_numbers(of, numbers, grounds, request.POST, by=ground.person))
    given = numbers.cleaned_data
    metric = Metric.add(ground.organisation, given["metric"], by=ground.person, **numbers.metric_traits())
    try:
        made = making.change(of, metric, numbers, grounds, by=ground.person, way=request.POST.get("way", ""))
    except CrossedNumbers as crossed:
        return _ask(request, of.goal, grounds, numbers=numbers, of=of, theirs=crossed.theirs)
    except Refused as refused:
        numbers.add_error(None, str(refused))
        return _ask(request, of.goal, grounds, numbers=numbers, of=of)
    return _made(ground, made)


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, organisation: str, product: str, number: int, pk: int) -> HttpResponse:
    """Measure a goal no longer by a key result that runs."""
    of = pivot_access.key_result_to_pivot(request, organisation, product, number, pk)
    ground: Ground = request.ground  # type: ignore[attr-defined]
    grounds = _grounds(request, ground, of.goal, of)
    if request.method != "POST" or not grounds.is_valid():
        return _ask(request, of.goal, grounds, of=of)
    if request.POST.get("ask"):
        return begin(request, of.goal, agreed.dropping(of, grounds, request.POST, by=ground.person))
    return _made(ground, Pivot.drop(of, by=ground.person, grounds=grounds.grounds()))


@require_http_methods(["GET", "HEAD", "POST"])
def drop_goal(request: HttpRequest, organisation: str, product: str, number: int) -> HttpResponse:
    """Let go of a goal while its key results run."""
    goal = pivot_access.goal_to_drop(request, organisation, product, number)
    ground: Ground = request.ground  # type: ignore[attr-defined]
    grounds = _grounds(request, ground, goal, None)
    if request.method != "POST" or not grounds.is_valid():
        return _ask(request, goal, grounds)
    if request.POST.get("ask"):
        return begin(request, goal, agreed.dropping_goal(goal, grounds, request.POST, by=ground.person))
    return _made(ground, Pivot.drop_goal(goal, by=ground.person, grounds=grounds.grounds()))


@require_safe
def pivots(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """All pivots of a product, the newest first."""
    ground = people.product(request, organisation, product)
    request.view_name = "pivots"  # type: ignore[attr-defined]
    rows = pivot_words.with_all(pivot_access.pivots(ground)).newest_first()
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": [pivot_words.line(ground, one) for one in shown],
        "topics": [f"product-{ground.the_product.pk}"],
    }
    if pages.is_part(request):
        return pages.part(request, LIST, "lines", context)
    return pages.page(request, LIST, context)


@require_safe
def pivot(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """One pivot, with what lies beside it."""
    return _one(request, pivot_access.pivot(request, organisation, product, pk))


@require_POST
def evidence(request: HttpRequest, organisation: str, product: str, pk: int) -> HttpResponse:
    """Lay more beside a pivot."""
    found = pivot_access.pivot_to_add_to(request, organisation, product, pk)
    ground: Ground = request.ground  # type: ignore[attr-defined]
    form = _evidence(request, ground, found)
    beside = form.beside() if form.is_valid() else {}
    if not any(beside.values()):
        if not form.errors:
            form.add_error(None, making.NOTHING_BESIDE)
        return _one(request, found, form)
    found.add(by=ground.person, **beside)
    return _made(ground, found)


@require_safe
def file(request: HttpRequest, organisation: str, product: str, pk: int, evidence: int) -> FileResponse:
    """A file that lies beside a pivot, to keep and never to show."""
    found = pivot_access.file(request, organisation, product, pk, evidence)
    return download(found.stored_as, name=found.words, content_type=found.content_type)


def _grounds(request: HttpRequest, ground: Ground, goal: Goal, of: KeyResult | None) -> GroundsForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    readings = pivot_access.readings_offered(ground, goal, [of.metric_id] if of else [])
    return GroundsForm(*sent, readings=readings, people=pivot_access.people_to_agree(ground, goal))


def _evidence(request: HttpRequest, ground: Ground, found: Pivot) -> EvidenceForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    metrics = [found.key_result.metric_id] if found.key_result else []
    return EvidenceForm(*sent, readings=pivot_access.readings_offered(ground, found.goal, metrics))


def _ask(request: HttpRequest, goal: Goal, grounds: GroundsForm, **about: Any) -> HttpResponse:
    request.view_name = "pivots"  # type: ignore[attr-defined]
    context = making.asked(request.ground, goal, grounds, **about)  # type: ignore[attr-defined]
    status = 409 if about.get("theirs") else 422 if grounds.is_bound else 200
    return pages.page(request, FORM, {**context, "way": request.POST.get("way") or request.GET.get("way", "")}, status)


def _one(request: HttpRequest, found: Pivot, form: EvidenceForm | None = None) -> HttpResponse:
    ground: Ground = request.ground  # type: ignore[attr-defined]
    request.view_name = "pivots"  # type: ignore[attr-defined]
    may = pivot_access.may(ground, found.goal)
    shown_form = form or (_evidence(request, ground, found) if may else None)
    context = {
        "one": pivot_words.whole(ground, found),
        "form": shown_form,
        "offered": [pivot_words.reading(one) for one in shown_form.offered.values()] if shown_form else [],
        "may_add": may,
        "topics": [f"product-{ground.the_product.pk}"],
    }
    return pages.page(request, ONE, context, 422 if form else 200)


def _made(ground: Ground, made: Pivot) -> HttpResponse:
    response = redirect(pivot_words.address(ground, made))
    response.status_code = 303
    return response


__all__ = ["change", "drop", "drop_goal", "evidence", "file", "pivot", "pivots"]
