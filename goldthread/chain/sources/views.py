"""Connecting a source, trying it, pausing it, letting go of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.journal.middleware import asks
from goldthread.kit import limits, locked, pages
from goldthread.measures.models import Connected, CrossedSource, Metric, Source
from goldthread.measures.pulling.says import sentence
from goldthread.measures.rules import marks_of, with_unit
from goldthread.measures.tasks import answered
from goldthread.people import access as people
from goldthread.people.access import Ground

from . import access
from .forms import FORMS, SourceForm

FORM = "chain/sources/form.html"
TRIALS_AN_HOUR = 60


@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Choose a kind, then say where and when; or say otherwise about the source that is there."""
    ground, metric, connected = access.metric(request, organisation, pk)
    form = _form(request, connected)
    if form is None:
        return pages.page(request, "chain/sources/kinds.html", {"metric": metric, "kinds": Source.Kind.choices})
    if not form.is_valid():
        return _shown(request, metric, form, 422 if form.is_bound else 200)
    try:
        _save(ground, metric, form)
    except (Connected, CrossedSource):
        form.add_error(None, _("Somebody else changed the source meanwhile. Look at the metric, then say it again."))
        return _shown(request, metric, form, 422)
    messages.success(request, _("Saved. The first value comes within a minute."))
    return _to(ground, metric)


@asks
@require_POST
def trial(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """What it would read, before anything is saved."""
    ground, metric, connected = access.metric(request, organisation, pk)
    form = _form(request, connected)
    if form is None or not form.is_valid():
        return _shown(request, metric, form or FORMS["json"](request.POST), 422)
    if not limits.within("source-trial", ground.person.pk, most=TRIALS_AN_HOUR, seconds=3600):
        return _shown(request, metric, form, 429, fails=people.TOO_MANY)
    try:
        outcome = answered(form.question())
    except locked.Unreadable:
        return _shown(request, metric, form, fails=sentence("locked"))
    if outcome.value is None:
        return _shown(request, metric, form, fails=sentence(outcome.word, outcome.status))
    value = with_unit(outcome.value, metric.unit, metric.currency, marks_of(get_language()))
    return _shown(request, metric, form, value=value)


@require_POST
def pausing(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Ask no more for now."""
    ground, metric, connected = access.source(request, organisation, pk)
    connected.pause(by=ground.person)
    messages.success(request, _("Paused. What was read stays."))
    return _to(ground, metric)


@require_POST
def resuming(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Ask again."""
    ground, metric, connected = access.source(request, organisation, pk)
    connected.resume(by=ground.person)
    messages.success(request, _("It is asked again."))
    return _to(ground, metric)


@require_POST
def removal(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Let go of it, with its address and token."""
    ground, metric, connected = access.source(request, organisation, pk)
    connected.remove(by=ground.person)
    messages.success(request, _("Removed. What was read stays."))
    return _to(ground, metric)


def _form(request: HttpRequest, connected: Source | None) -> SourceForm | None:
    """The form of the kind that is there or asked for; None where none was chosen yet."""
    sent = request.POST if request.method == "POST" else None
    kind = connected.kind if connected else str((sent or request.GET).get("kind", ""))
    return FORMS[kind](sent, source=connected) if kind in FORMS else None


def _save(ground: Ground, metric: Metric, form: SourceForm) -> None:
    traits, base = form.traits(), form.cleaned_data["base"]
    if form.source is None:
        Source.connect(metric, by=ground.person, kind=form.kind, **traits)
    else:
        form.source.change(by=ground.person, base=base or 0, **traits)


def _shown(request: HttpRequest, metric: Metric, form: SourceForm, status: int = 200, **told: object) -> HttpResponse:
    context = {"metric": metric, "form": form, "kind": Source.Kind(form.kind).label, "is_tried": bool(told), **told}
    return pages.page(request, FORM, context, status)


def _to(ground: Ground, metric: Metric) -> HttpResponse:
    response = redirect("metrics:metric", ground.organisation.slug, metric.pk)
    response.status_code = 303
    return response
