"""The check-ins that wait for one person: on Today, and one after the other on the phone."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.chain.models import KeyResult
from goldthread.kit.days import date_format
from goldthread.kit.registry import Owed
from goldthread.people import access as people
from goldthread.people.access import Ground

from .owner import Waits, who_waits

# More than this nobody does on one morning; the page of the goal shows all.
MOST = 20


def check_ins(ground: Ground) -> list[Owed]:
    """Key results on which a check-in waits for their owner, or for whoever stands in."""
    return [_owed(ground, one) for one in waiting_for(ground)]


def waiting_for(ground: Ground) -> list[Waits]:
    """The same as rows, what is due first before what is due later."""
    waits = who_waits(_mine(ground)[:MOST])
    return sorted(waits, key=lambda one: (one.due.day, one.key_result.pk))


def next_after(ground: Ground, done: KeyResult) -> dict[str, Any] | None:
    """What waits when this one is done: how many more, and the first of them."""
    rest = [one for one in waiting_for(ground) if one.key_result.pk != done.pk]
    if not rest:
        return None
    first = rest[0].key_result
    return {"count": len(rest), "name": first.metric.name, "url": address(ground, first)}


def address(ground: Ground, of: KeyResult) -> str:
    slugs = (ground.organisation.slug, of.goal.product.slug, of.goal.number, of.pk)
    return reverse("checkins:check_in", args=slugs)


def _mine(ground: Ground) -> QuerySet[KeyResult]:
    owners = [ground.person.pk, *people.standing_in_for(ground)]
    seen = chain.goals_in_sight(ground).order_by().values("pk")
    rows = KeyResult.objects.standing().filter(version__owner__in=owners, goal__closing=None, goal__in=seen)
    return rows.order_by("version__due", "goal", "rank", "pk")


def _owed(ground: Ground, one: Waits) -> Owed:
    of = one.key_result
    last = (
        _("nobody has checked in on it yet")
        if one.last is None
        else _("last on %(day)s") % {"day": date_format(one.last, "j F")}
    )
    return Owed(
        f"check-in-{of.pk}",
        of.metric.name,
        _("a key result of “%(goal)s”, %(last)s") % {"goal": of.goal, "last": last},
        _("Check in"),
        address(ground, of),
        minutes=1,
        due=one.due.day if one.due.is_missed else None,
    )


__all__ = ["address", "check_ins", "next_after", "waiting_for"]
