"""Readings by hand: one given, one corrected, one struck out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.kit import pages
from goldthread.measures.models import Crossed, Reading
from goldthread.people.access import Ground

from . import access, page
from .forms import CorrectionForm, ReadingForm

CORRECTION = "chain/metrics/correction.html"


@require_POST
def readings(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """One reading of a day. Another value for a day that has one corrects it."""
    ground, metric = access.metric_to_read(request, organisation, pk)
    form = ReadingForm(request.POST, metric=metric, today=ground.today)
    if not form.is_valid():
        context = {**page.context(request, ground, metric), "form": form}
        return pages.page(request, "chain/metrics/one.html", context, 422)
    said = form.cleaned_data
    reading = metric.read(said["value"], by=ground.person, day=said["day"], note=said["note"])
    messages.success(request, _("Corrected: that day had another value.") if reading.corrects_id else _("Kept."))
    return _to(ground, metric.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, organisation: str, pk: int, reading: int) -> HttpResponse:
    """What a reading should have said. The first one stays in the record."""
    ground, one = access.reading_to_correct(request, organisation, pk, reading)
    form = CorrectionForm(request.POST if request.method == "POST" else None, reading=one, today=ground.today)
    if not form.is_valid():
        return _ask(request, ground, one, form, 422 if form.is_bound else 200)
    try:
        one.correct(form.cleaned_data["value"], by=ground.person, note=form.cleaned_data["note"])
    except Crossed as crossed:
        return _ask(request, ground, one, form, 409, crossed.theirs)
    messages.success(request, _("Corrected."))
    return _to(ground, pk)


@require_POST
def striking(request: HttpRequest, organisation: str, pk: int, reading: int) -> HttpResponse:
    """Strike a reading out: it was of another day or another metric. It stays in the record."""
    ground, one = access.reading_to_correct(request, organisation, pk, reading)
    try:
        one.correct(None, by=ground.person)
    except Crossed as crossed:
        return _ask(request, ground, one, CorrectionForm(reading=one, today=ground.today), 409, crossed.theirs)
    messages.success(request, _("Struck out."))
    return _to(ground, pk)


def _ask(request: HttpRequest, ground: Ground, one: Reading, form: CorrectionForm, status: int, theirs: Reading | None = None) -> HttpResponse:  # fmt: skip
    theirs = theirs or Reading.objects.filter(corrects=one).select_related("by").first()
    context = {
        "form": form,
        "metric": one.metric,
        "reading": page.told(ground, one.metric, one),
        "theirs": page.told(ground, one.metric, theirs) if theirs else None,
    }
    return pages.page(request, CORRECTION, context, status)


def _to(ground: Ground, pk: int) -> HttpResponse:
    response = redirect("metrics:metric", ground.organisation.slug, pk)
    response.status_code = 303
    return response
