"""What pivots add to the page of a key result: marks in its drawing, lines of its story, where its numbers change."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.chain.models import Goal, KeyResult
from goldthread.chain.past import looked_at
from goldthread.people.access import Ground

from . import pivot_words
from .models import Pivot


def marks(ground: Ground, of: KeyResult, shown: dict[str, Any]) -> list[tuple[date, str]]:
    """Upright lines where something was pivoted."""
    return [
        (localtime(one.at).date(), _("pivot: %(what)s") % {"what": pivot_words.what(ground, one)})
        for one in reversed(_pivots(ground, of, shown))
    ]


def story(ground: Ground, of: KeyResult, shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [pivot_words.line(ground, one) for one in _pivots(ground, of, shown)]


def addresses(ground: Ground, of: KeyResult) -> dict[str, str]:
    """Where the numbers of a key result that runs change, and where it is dropped."""
    places = (ground.organisation.slug, ground.the_product.slug, of.goal.number, of.pk)
    return {"numbers": reverse("checkins:pivot", args=places), "dropping": reverse("checkins:dropping", args=places)}


def goal_address(ground: Ground, goal: Goal) -> str:
    return reverse("checkins:goal_dropping", args=[ground.organisation.slug, ground.the_product.slug, goal.number])


def _pivots(ground: Ground, of: KeyResult, shown: dict[str, Any]) -> list[Any]:
    """Read once for the page."""
    if "pivots" not in shown:
        rows = pivot_words.with_all(Pivot.objects.filter(key_result=of)).newest_first()
        moment = looked_at(ground)
        shown["pivots"] = list(rows.filter(at__lte=moment.ends) if moment else rows)
    found: list[Any] = shown["pivots"]
    return found


__all__ = ["addresses", "goal_address", "marks", "story"]
