"""Paste any list: read it, correct what was made of it, save it."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from goldthread.chain.models import Level
from goldthread.kit import clock, pages
from goldthread.people import access
from goldthread.people.access import Ground

from . import pasting, rules, saving
from .models import Paste
from .shapes import Reading

LONGEST_TEXT = 400_000
PAGE = "exchange/paste.html"


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """An empty sheet, the reading of what was pasted, or the thread that came of it."""
    ground = access.product(request, organisation, product)
    ground.must("steer goals")
    if request.method != "POST":
        return _sheet(request, ground, "")
    text = request.POST.get("text", "").replace("\x00", "")
    if "rows" not in request.POST:
        return _read(request, ground, text)
    return _corrected(request, ground, text)


def _read(request: HttpRequest, ground: Ground, text: str) -> HttpResponse:
    if not text.strip():
        return _sheet(request, ground, text, _("Paste a list first: goals, one a line, in any form."))
    if len(text) > LONGEST_TEXT:
        return _sheet(
            request,
            ground,
            text,
            _("That is more than %(most)s characters. Paste it in parts.") % {"most": f"{LONGEST_TEXT:,}"},
        )
    reading = rules.read(text, today=clock.today(ground.organisation.time_zone))
    rows = pasting.rows_of(reading)
    if len(rows) > pasting.MOST_ROWS:
        return _sheet(
            request,
            ground,
            text,
            _("That is more than %(most)s lines. Paste it in parts.") % {"most": f"{pasting.MOST_ROWS:,}"},
        )
    return _preview(request, ground, text, rows, reading)


def _corrected(request: HttpRequest, ground: Ground, text: str) -> HttpResponse:
    try:
        rows = pasting.sent(request.POST)
    except pasting.Unreadable as wrong:
        return _preview(request, ground, text, wrong.rows, None, wrong.sentences)
    deed = request.POST.get("deed", "")
    if deed == "save":
        return _save(request, ground, text, pasting.read_again(rows))
    reading = pasting.read_again(pasting.moved(rows, deed))
    return _preview(request, ground, text, pasting.rows_of(reading), reading)


def _save(request: HttpRequest, ground: Ground, text: str, reading: Reading) -> HttpResponse:
    if not reading.goals:
        return _preview(
            request,
            ground,
            text,
            pasting.rows_of(reading),
            reading,
            {"": _("No goal is left. Turn a line into a goal, or paste another list.")},
        )
    made = saving.save(reading, text, ground.product, access.people_who_see(ground), by=ground.person)  # type: ignore[arg-type]
    messages.success(request, _told(made))
    there = reverse("chain:map", args=[ground.organisation.slug, ground.product.slug])  # type: ignore[union-attr]
    return HttpResponse(headers={"HX-Redirect": there}) if pages.is_part(request) else redirect(there)


def _told(made: Paste) -> str:
    said = ngettext("%(count)s goal is on the thread.", "%(count)s goals are on the thread.", made.goals_made) % {
        "count": made.goals_made
    }
    kept = len(made.kept)
    if kept:
        said += " " + ngettext(
            "%(count)s line was not understood; it is kept on the page for pasting.",
            "%(count)s lines were not understood; they are kept on the page for pasting.",
            kept,
        ) % {"count": kept}
    return said


def _sheet(request: HttpRequest, ground: Ground, text: str, sentence: str = "") -> HttpResponse:
    before = list(
        Paste.objects.filter(organisation=ground.organisation, product=ground.product)
        .select_related("by")
        .order_by("-at")[:10]
    )
    context = {"text": text, "sentence": sentence, "before": before, "rows": None}
    return _answer(request, context, 422 if sentence else 200)


def _preview(
    request: HttpRequest,
    ground: Ground,
    text: str,
    rows: list[dict[str, Any]],
    reading: Reading | None,
    sentences: dict[str, str] | None = None,
) -> HttpResponse:
    hidden = {
        place: json.dumps({name: value for name, value in row.items() if name not in pasting.EDITED})
        for place, row in enumerate(rows)
    }
    context = {
        "text": text,
        "rows": rows,
        "hidden": hidden,
        "places": pasting.places(rows),
        "sentences": sentences or {},
        "findings": reading.findings if reading else (),
        "summary": pasting.summary(reading) if reading else None,
        "levels": [(one.value, one.label) for one in Level],
        "sentence": (sentences or {}).get("", ""),
        "before": [],
    }
    return _answer(request, context, 422 if sentences else 200)


def _answer(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    if pages.is_part(request):
        return pages.part(request, PAGE, "pasting", context, status=status)
    return pages.page(request, PAGE, context, status=status)
