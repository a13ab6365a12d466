"""How the boards answer a deed: pages ask for their part anew, browsers without scripts are sent back."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.chain import crossing
from goldthread.chain.models import GoalVersion
from goldthread.kit import pages
from goldthread.people.access import Ground

PAGES = {"board": "boards:board", "roadmap": "boards:roadmap"}


def done(request: HttpRequest, on: str, **events: Any) -> HttpResponse:
    """The deed is done. `on` names the page it was done on; `events` are told to its scripts.

    Nothing is sent back but the word to ask again: the page hears it at once, others through the record's signal.
    """
    ground: Ground = request.ground  # type: ignore[attr-defined]
    if not pages.is_part(request):
        return redirect(page_url(ground, on))
    return _told(204, {f"product-{ground.product.pk}": {"target": "#live"}, **events})  # type: ignore[union-attr]


def said(request: HttpRequest, on: str, edition: int) -> HttpResponse:
    """Words are saved, as this edition: what their writer types next starts from it, and crosses nobody's."""
    return done(request, on, saved={"base": edition})


def removed(request: HttpRequest, on: str, line: str, words: str, back: str) -> HttpResponse:
    """A line is gone, and can be brought back: `line` is its id on the page, `back` the address that does it."""
    if not pages.is_part(request):
        return redirect(f"{page_url(request.ground, on)}?removed={line}")  # type: ignore[attr-defined]
    return done(request, on, removed={"words": gone(words), "url": back})


def gone(words: str) -> str:
    return _("“%(line)s” was removed.") % {"line": words}


def refused(request: HttpRequest, on: str, sentence: str) -> HttpResponse:
    """Why it cannot be done; what was typed stays where it is."""
    if pages.is_part(request):
        response = _told(
            422,
            {"say": {"text": sentence, "tone": "warn"}, f"product-{request.ground.product.pk}": {"target": "#live"}},  # type: ignore[attr-defined]
        )
        response["HX-Reswap"] = "none"
        return response
    messages.warning(request, sentence)
    return redirect(page_url(request.ground, on))  # type: ignore[attr-defined]


def crossed(request: HttpRequest, theirs: Any, *, base_now: int, field: str = "text", **mine: str) -> HttpResponse:
    """Both texts and a choice. `field` is what the words are called on their version; the forms call them text."""
    held = {"text": getattr(theirs, field), "by": theirs.by, "at": theirs.at}
    return crossing.answer(
        request, mine=mine, theirs=held, labels={"text": _("This line")}, again=request.path, base_now=base_now
    )


def crossed_over(
    request: HttpRequest, theirs: GoalVersion, *, mine: dict[str, str], labels: dict[str, str]
) -> HttpResponse:
    """The same for several fields that are called the same on the form and on the version."""
    return crossing.answer(request, mine=mine, theirs=theirs, labels=labels, again=request.path, base_now=theirs.pk)


def page_url(ground: Ground, on: str) -> str:
    return reverse(PAGES[on], args=(ground.organisation.slug, ground.product.slug))  # type: ignore[union-attr]


def _told(status: int, events: dict[str, Any]) -> HttpResponse:
    return HttpResponse(status=status, headers={"HX-Trigger": json.dumps(events)})


__all__ = ["crossed", "crossed_over", "done", "gone", "page_url", "refused", "removed"]
