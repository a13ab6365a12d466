"""What is being asked of many, and what was asked lately, for the place Together."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from ..models import Canvass
from . import access, words

MOST_OPEN, MOST_OVER = 30, 12


def shown(ground: Ground) -> dict[str, Any]:
    """canvasses: open ones and those turned over lately; deeds: the ways to ask. Three queries."""
    rows = access.canvasses_in_sight(ground).filter(product=ground.the_product).select_related("opened_by")
    mine = set(access.waiting_for(ground).values_list("canvass_id", flat=True))
    open_now = rows.filter(ended_at=None).order_by("closes_at", "pk")[:MOST_OPEN]
    over = rows.exclude(closed_at=None).order_by("-closed_at", "-pk")[:MOST_OVER]
    return {
        "canvasses": [_line(ground, one, mine) for one in (*open_now, *over)],
        "deeds": [deed for some in registry.slots("together.deeds") for deed in some(ground)],
    }


def _line(ground: Ground, one: Canvass, mine: set[int]) -> dict[str, Any]:
    return {
        "id": one.pk,
        "title": one.title,
        "way": words.WAYS[one.way][0],
        "by": one.opened_by.name,
        "is_open": one.is_open,
        "mine": one.is_open and one.pk in mine,
        "day": date_format(localtime(one.closes_at if one.is_open else one.closed_at), "j F Y"),
        "url": reverse("decisions:canvass", args=[ground.organisation.slug, ground.the_product.slug, one.pk]),
    }
