"""When two people change the same words at once: show both texts, and let the person choose. Nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from goldthread.kit import pages
from goldthread.kit.differences import Change, differences, only

# What a fact's values are called: field -> raw value as the form sends it -> words.
Named = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Crossing:
    """One field in both hands: raw as the form sends it, and as pieces that mark what is only in this text.

    `is_fact`: one of a few values (a person, a level, a day), chosen between rather than edited together.
    """

    name: str
    label: str
    mine: str
    theirs: str
    my_pieces: list[Change]
    their_pieces: list[Change]
    is_fact: bool


def answer(
    request: HttpRequest,
    *,
    mine: Mapping[str, str],
    theirs: Any,
    labels: Mapping[str, str],
    again: str,
    base_now: int,
    hidden: Mapping[str, str] | None = None,
    named: Named | None = None,
    beside: Mapping[str, str] | None = None,
) -> HttpResponse:
    """409 with both texts and three ways on: keep theirs, put mine, edit both together.

    `mine`: field -> what the person sent, raw. `theirs`: what holds now, with these fields as attributes or keys, and
    `by` and `at` if it knows them. `labels`: field -> what it is called. `again`: where to send the words, with
    `base_now` as the new `base` and what is `hidden`. `named`: for fields with few values, what these are called.
    `beside`: what else the person changed and nobody else did; it is kept whichever way is chosen.
    For htmx it is a part in the dialog; what is sent again goes where the first form's answer went.
    """
    crossings = [_crossing(name, words, theirs, labels, named or {}) for name, words in mine.items()]
    context = {
        "crossings": [one for one in crossings if one.mine != one.theirs],
        "agreed": {**{one.name: one.mine for one in crossings if one.mine == one.theirs}, **(beside or {})},
        "beside": beside or {},
        "hidden": {**(hidden or {}), "base": str(base_now)},
        "who": _said(theirs, "by"),
        "when": _said(theirs, "at"),
        "again": again,
        "back": _back(request, again),
        "target": _target(request),
    }
    if not pages.is_part(request):
        return pages.page(request, "chain/crossed.html", context, status=409)
    response = pages.part(request, "chain/crossed.html", "inside", {**context, "in_dialog": True}, status=409)
    response["HX-Retarget"], response["HX-Reswap"] = "#dialog-inside", "innerHTML"
    return response


def _crossing(name: str, mine: str, theirs: Any, labels: Mapping[str, str], named: Named) -> Crossing:
    held = _raw(_said(theirs, name))
    words = named.get(name, {})
    pieces = differences(words.get(held, held), words.get(mine, mine))
    return Crossing(
        name=name,
        label=labels.get(name, name),
        mine=mine,
        theirs=held,
        my_pieces=only("ins", pieces),
        their_pieces=only("del", pieces),
        is_fact=name in named,
    )


def _said(theirs: Any, name: str) -> Any:
    return theirs.get(name) if isinstance(theirs, Mapping) else getattr(theirs, name, None)


def _raw(value: Any) -> str:
    """A value as a form sends it."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _target(request: HttpRequest) -> str:
    """The element that the first form wanted to fill, as a selector; "" where it has no id."""
    _tag, mark, ident = request.headers.get("HX-Target", "").partition("#")
    return f"#{ident}" if mark and ident.replace("-", "").replace("_", "").isalnum() else ""


def _back(request: HttpRequest, again: str) -> str:
    """The page where the person was writing: reading it anew shows what holds now."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return again
    parts = urlsplit(came_from)
    return parts.path + (f"?{parts.query}" if parts.query else "")
