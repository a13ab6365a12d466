"""The bell in the frame of every page. The number in it is counted by a query that the frame asks anyway."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from goldthread.people.access import Ground

from . import sight

# Nobody reads a larger number than this one.
MOST = 99


def counted(rows: QuerySet[Any], ground: Ground) -> QuerySet[Any]:
    """Organisations, each with how many notices wait unread (`waiting`); only those of the ground's own are counted."""
    waiting = sight.unread(ground).order_by().filter(organisation_id=OuterRef("pk")).values("organisation_id")
    number = Subquery(waiting.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    return rows.annotate(waiting=Coalesce(number, Value(0)))


def around(request: HttpRequest) -> dict[str, Any]:
    """The value `bell` of every page of somebody who stands in an organisation; None elsewhere.

    Its number is the one that the organisation of the page carries in `here`.
    """
    ground: Ground | None = getattr(request, "ground", None)
    return {"bell": _ways(ground) if ground is not None and ground.may("see people") else None}


def alone(ground: Ground) -> dict[str, Any]:
    """The bell for the part that follows new notices. One query."""
    return {"bell": {**_ways(ground), "number": sight.unread(ground)[: MOST + 1].count()}}


def _ways(ground: Ground) -> dict[str, Any]:
    slug = ground.organisation.slug
    return {
        "template": "home/bell.html",
        "topic": f"person-{ground.person.pk}",
        "url": reverse("home:notices", args=[slug]),
        "part_url": reverse("home:notices_bell", args=[slug]),
    }
