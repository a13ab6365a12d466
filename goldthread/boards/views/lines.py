"""The deeds on a note or a feature: both are lines, fetched by their own access function."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from .. import access, rules
from ..forms.board import LineForm, PlaceForm, sentence
from ..models import CrossedLine, Line
from . import answers

View = Callable[..., HttpResponse]
# What a line is in the address -> how it is fetched, and the page it stands on.
KINDS = {"note": (access.note_to_steer, "board"), "feature": (access.feature_to_steer, "roadmap")}


@require_POST
def reword(request: HttpRequest, organisation: str, product: str, pk: int, kind: str) -> HttpResponse:
    """Say a line in other words."""
    line, on = _line(request, organisation, product, pk, kind)
    form = LineForm(request.POST)
    if not form.is_valid():
        return answers.refused(request, on, sentence(form))
    try:
        edition = line.reword(form.cleaned_data["text"], by=request.person, base=form.cleaned_data["base"])  # type: ignore[attr-defined]
    except CrossedLine as crossed:
        return answers.crossed(request, crossed.theirs, base_now=crossed.theirs.number, text=form.cleaned_data["text"])
    return answers.said(request, on, edition)


@require_POST
def place(request: HttpRequest, organisation: str, product: str, pk: int, kind: str) -> HttpResponse:
    """Put a line before another of its place."""
    line, on = _line(request, organisation, product, pk, kind)
    form = PlaceForm(request.POST)
    order = list(line.beside().standing().in_order().values_list("pk", flat=True))
    if form.is_valid() and line.pk in order:
        before = rules.placed(order, line.pk, **form.cleaned_data)
        line.place(type(line).objects.filter(pk=before).first() if before else None, by=request.person)  # type: ignore[attr-defined]
    return answers.done(request, on)


@require_POST
def remove(request: HttpRequest, organisation: str, product: str, pk: int, kind: str) -> HttpResponse:
    line, on = _line(request, organisation, product, pk, kind)
    line.remove(by=request.person)  # type: ignore[attr-defined]
    back = reverse(f"boards:{kind}_return", args=(organisation, product, pk))
    return answers.removed(request, on, f"{kind}-{pk}", line.text, back)


@require_POST
def bring_back(request: HttpRequest, organisation: str, product: str, pk: int, kind: str) -> HttpResponse:
    line, on = _line(request, organisation, product, pk, kind)
    line.bring_back(by=request.person)  # type: ignore[attr-defined]
    return answers.done(request, on)


def _line(request: HttpRequest, organisation: str, product: str, pk: int, kind: str) -> tuple[Line, str]:
    fetch, on = KINDS[kind]
    return fetch(request, organisation, product, pk), on


__all__ = ["bring_back", "place", "remove", "reword"]
