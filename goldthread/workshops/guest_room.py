"""The room as a guest by link sees it: the same table, without who voted how and without records that they do not see."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from goldthread.kit import pages

from . import parts, table, writing
from .models import Workshop
from .rules import Kind

# What is done in these phases is for those who have a say.
LISTENING = (Kind.DRAFT, Kind.AGREE, Kind.RECORD)


def shown(request: HttpRequest, of: Workshop) -> Markup:
    """Table and own part together, drawn anew with every change: there are few guests, and no stream carries it to them."""
    to = addresses(of)
    listens = of.phase is not None and of.phase.kind in LISTENING
    found = {
        "workshop": of,
        "to": to,
        "listens": listens,
        "topics": topics(of),
        **writing.beside(of),
        "table": table_of(request, of),
        "mine": "" if listens else parts.mine_part(request, of),
    }
    return pages.lean(request, "workshops/room/guest.html", found)


def table_of(request: HttpRequest, of: Workshop) -> Markup:
    """The table for a guest."""
    context = without_names(table.shown(of, int(request.user.pk or 0) % table.ORDERS))
    return pages.lean(request, "workshops/room/table.html", {**context, "to": addresses(of), "topics": topics(of)})


def addresses(of: Workshop) -> dict[str, str]:
    place = reverse("workshops:guest_room", args=[of.organisation.slug, of.product.slug, of.pk])
    return {**parts.addresses(of), "guest_room": place}


def topics(of: Workshop) -> list[str]:
    """What a guest's browser is told of: that something changed, and nothing of what."""
    return [f"workshop-{of.pk}", f"workshop-table-{of.pk}"]


def without_names(context: dict[str, Any]) -> dict[str, Any]:
    """What lies on the table without votes, concerns, and what leads to the record of an agreement."""
    ballot = context.get("ballot")
    if ballot and ballot.get("outcome"):
        said = {"votes": [], "silent": [], "concerns": [], "sentence": ""}
        context = {**context, "ballot": {**ballot, "outcome": {**ballot["outcome"], **said}}}
    if "stood_against" in context:
        context = {**context, "stood_against": []}
    if "outcomes" in context:
        context = {**context, "outcomes": outcomes(context["outcomes"])}
    return context


def outcomes(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**one, "sentence": "", "record": ""} for one in found]
