"""Paste a column of readings, or choose a table: look at every line, then keep what is right."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from goldthread.chain.metrics import access
from goldthread.exchange.files.items import Unreadable
from goldthread.kit import pages
from goldthread.measures.models import Metric, Said, Told
from goldthread.people.access import Ground

from . import sheets
from .forms import ColumnForm, initial
from .lines import Column, read
from .preview import preview

PAGE = "exchange/column.html"


@require_http_methods(["GET", "HEAD", "POST"])
def column(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """An empty field, what was made of a column, or what is left of it once the rest was kept."""
    ground, metric = access.metric_to_read(request, organisation, pk)
    if request.method != "POST":
        return _page(request, metric, ColumnForm(initial=initial()))
    form = ColumnForm(_text_of(request), request.FILES)
    if not form.is_valid():
        return _page(request, metric, form, status=422, sentence=_wrong(form))
    if form.cleaned_data["file"] is not None:
        return _opened(request, ground, metric, form)
    found = read(form.cleaned_data["text"], form.how(ground, metric))
    if not found.lines:
        words = _("Paste a day and a value in each line first, or values alone with the day of the first.")
        return _page(request, metric, form, status=422, sentence=words)
    if request.POST.get("deed") != "keep":
        return _page(request, metric, form, found)
    return _keep(request, ground, metric, form, found)


def _opened(request: HttpRequest, ground: Ground, metric: Metric, form: ColumnForm) -> HttpResponse:
    """What a file holds, put into the field as if it had been pasted. The file itself is not kept."""
    said, file = form.cleaned_data, form.cleaned_data["file"]
    how = form.how(ground, metric)
    try:
        if file.size > sheets.MOST_BYTES:
            raise Unreadable(sheets.TOO_LARGE)
        taken = sheets.taken(file.name, file.read(), how, said["column"], metric.name)
    except Unreadable as refused:
        return _page(request, metric, form, status=422, file_sentence=_(str(refused)))
    again = _with(request, text=taken.text, origin="file", column=taken.name)
    form = ColumnForm(again)
    form.is_valid()
    return _page(request, metric, form, read(taken.text, how), taken=taken)


def _keep(request: HttpRequest, ground: Ground, metric: Metric, form: ColumnForm, found: Column) -> HttpResponse:
    said = [Said(line.value, day=line.day, note=line.note) for line in found.good if line.value is not None]
    told = metric.read_many(said, by=ground.person, origin=form.cleaned_data["origin"] or "pasted")
    left = found.left_over()
    if not left:
        messages.success(request, _told(told))
        response = redirect("metrics:metric", ground.organisation.slug, metric.pk)
        response.status_code = 303
        return response
    rest = ColumnForm(_with(request, text=left))
    rest.is_valid()
    # Kept is kept: an answer of 4xx would take the good lines back.
    return _page(request, metric, rest, read(left, rest.how(ground, metric)), kept=_told(told) if said else "")


def _told(told: Told) -> str:
    sentences = [
        (told.added, ngettext("%(num)s reading is kept.", "%(num)s readings are kept.", told.added)),
        (told.corrected, ngettext("%(num)s corrects what was read.", "%(num)s correct what was read.", told.corrected)),
        (told.known, ngettext("%(num)s was known.", "%(num)s were known.", told.known)),
    ]
    return " ".join(words % {"num": count} for count, words in sentences if count)


def _text_of(request: HttpRequest) -> QueryDict:
    return _with(request, text=request.POST.get("text", "").replace("\0", ""))


def _with(request: HttpRequest, **said: str) -> QueryDict:
    sent = request.POST.copy()
    for name, value in said.items():
        sent[name] = value
    return sent


def _wrong(form: ColumnForm) -> str:
    if "text" in form.errors:
        return _("That is more than 400,000 characters. Paste it in parts; nothing of it was lost.")
    return " ".join(str(words) for words in next(iter(form.errors.values())))


def _page(request: HttpRequest, metric: Metric, form: ColumnForm, found: Column | None = None, *, status: int = 200, **more: Any) -> HttpResponse:  # fmt: skip
    context = {"sentence": "", "file_sentence": "", "kept": "", "taken": None, **more}
    context |= {"metric": metric, "form": form, "look": preview(metric, found) if found else None}
    return pages.page(request, PAGE, context, status)
