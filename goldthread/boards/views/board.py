"""The Product Vision Board, and lines written into its sections."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from goldthread.chain import access as chain
from goldthread.kit import pages
from goldthread.people import access as people
from goldthread.people.access import Ground

from .. import vision_board
from ..forms.board import NoteForm, sentence
from ..models import Feature, Note
from . import answers

PAGE = "boards/board.html"
LARGEST = 2**63


@require_safe
def board(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """The whole board; for htmx the part that follows changes."""
    ground = people.product(request, organisation, product)
    request.view_name = "board"  # type: ignore[attr-defined]
    context = {
        "board": vision_board.shown(ground, ground.today),
        "undo": undo(ground, "board", request.GET.get("removed", "")),
    }
    if pages.is_part(request):
        return pages.part(request, PAGE, "board", context)
    return pages.page(request, PAGE, context)


@require_POST
def write(request: HttpRequest, organisation: str, product: str) -> HttpResponse:
    """Put a line into a section."""
    ground = people.product(request, organisation, product)
    ground.must("steer goals")
    form = NoteForm(request.POST)
    if not form.is_valid():
        return answers.refused(request, "board", sentence(form))
    Note.write(ground.product, form.cleaned_data["section"], form.cleaned_data["text"], by=ground.person)  # type: ignore[arg-type]
    return answers.done(request, "board")


def undo(ground: Ground, on: str, line: str) -> dict[str, Any] | None:
    """For pages without scripts: what was just removed ("note-5"), and where it is brought back."""
    kind, _dash, pk = line.partition("-")
    if not ground.may("steer goals") or not (pk.isascii() and pk.isdigit() and int(pk) < LARGEST):
        return None
    slugs = (ground.organisation.slug, ground.product.slug)  # type: ignore[union-attr]
    words = _words_removed(ground, kind, int(pk))
    if not words:
        return None
    name = f"boards:{on}_goal_return" if kind == "goal" else f"boards:{kind}_return"
    return {"words": answers.gone(words), "url": reverse(name, args=(*slugs, int(pk)))}


def _words_removed(ground: Ground, kind: str, pk: int) -> str:
    if kind == "goal":
        goal = chain.goals_of(ground).filter(number=pk, closing__isnull=False).select_related("version").first()
        return str(goal or "")
    if kind == "note":
        return str(Note.objects.filter(product=ground.product, pk=pk, removed_at__isnull=False).first() or "")
    return (
        str(Feature.objects.filter(goal__in=chain.goals_of(ground), pk=pk, removed_at__isnull=False).first() or "")
        if kind == "feature"
        else ""
    )


__all__ = ["board", "undo", "write"]
