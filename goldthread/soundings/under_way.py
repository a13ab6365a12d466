"""That a draft goes round, on the pages of packages below: the way to begin, the goal, the log of agreements."""

from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.chain.models import Goal
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from . import access
from .models import Draft, Sounding
from .models.held import hold

MOST = 50


def way(ground: Ground, goal: Goal) -> dict[str, Any]:
    """One of the ways to agree on a goal. Where its organiser proposes otherwise what becomes of it, the next version. One query."""
    slugs = (ground.organisation.slug, ground.the_product.slug)
    led = Draft.objects.filter(goal=goal, sounding__ended_at=None, sounding__organiser=ground.person)
    going_round = led.filter(number=F("sounding__draft"), effect__isnull=False).first()
    if going_round:
        hint = _("It goes round already: send this round as its next version.")
        url = reverse("soundings:version", args=[*slugs, going_round.sounding_id])
    else:
        hint = _("A draft goes round, person by person, until everybody supports the same words.")
        url = reverse("soundings:begin", args=[*slugs, goal.number])
    return {"name": "one_by_one", "rank": 20, "label": _("One by one"), "hint": hint, "icon": "user-round", "url": url}


def against(kind: str, noun_id: int) -> str:
    """Why no ballot about it opens now: a sentence, or "" where nothing stands against it. Three queries, for a goal.

    A ballot ends a draft that goes round; one that began at the very same moment whoever asks cannot have known of.
    """
    if kind != "goal":
        return ""
    going_round = Sounding.objects.under_way().filter(goal=noun_id)
    known = set(going_round.values_list("pk", flat=True))
    hold(noun_id)
    begun_now = going_round.exclude(pk__in=known).exists()
    return _("A draft of this goal began to go round just now. Look at it, then ask again.") if begun_now else ""


def of_goal(ground: Ground, goal: Goal) -> dict[str, Any] | None:
    """For the page of a goal: that its draft goes round. One query."""
    found = Sounding.objects.under_way().filter(goal=goal).select_related("organiser").first()
    return None if found is None else {"by": found.organiser.name, "until": _day(found), "url": _address(ground, found)}


def of_product(ground: Ground) -> list[dict[str, Any]]:
    """For the log of agreements: the drafts that go round in the product. One query."""
    rows = access.in_sight(ground).filter(product=ground.the_product, ended_at=None)
    asked = Draft.objects.filter(sounding=OuterRef("pk"), number=OuterRef("draft")).values("effect")
    rows = (
        rows.select_related("organiser", "goal__version").annotate(effect=Subquery(asked)).order_by("closes_at", "pk")
    )
    return [
        {
            "id": one.pk,
            "words": one.effect["words"] if one.effect else str(one.goal),
            "must": _("A draft goes round, one by one"),
            "by": one.organiser.name,
            "until": _day(one),
            "url": _address(ground, one),
        }
        for one in rows[:MOST]
    ]


def _day(of: Sounding) -> str:
    return date_format(localtime(of.closes_at), "j F Y")


def _address(ground: Ground, of: Sounding) -> str:
    return reverse("soundings:sounding", args=[ground.organisation.slug, ground.the_product.slug, of.pk])
