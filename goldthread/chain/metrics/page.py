"""One metric: what it is, what was read, which goals it serves, and what makes it doubtful."""

from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from goldthread.chain import access as chain
from goldthread.chain.models import KeyResult
from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.measures import picture, vanity
from goldthread.measures.models import Metric, Reading
from goldthread.measures.rules import marks_of, plain, short, span, with_unit
from goldthread.people.access import Ground

from . import access
from .library import unit_words

A_PAGE = 50
# More than can be told apart on a line; older ones stand in the table.
MOST_DRAWN = 2000
WHY = {
    "grows": _("“%(words)s” only ever adds up: it rises while nobody is better off. How many of them come back, or how many a week?"),
    "attention": _("“%(words)s” counts attention. It tells that somebody looked, not that it helped them. What do they do next?"),
    "activity": _("“%(words)s” counts what you did, not what came of it. What is different for somebody afterwards?"),
    "no_whole": _("“%(words)s” stands alone. Out of how many, or in which time? A share or a pace can fall, and so it can tell."),
}  # fmt: skip


def context(request: Any, ground: Ground, metric: Metric, number: str = "1") -> dict[str, Any]:
    """All that the page of a metric shows, the readings of one page among it. A fixed number of queries."""
    readings = _readings(ground, metric, number)
    drawn = _drawn(metric)
    may_read = access.may_read(ground, metric)
    return {
        "metric": metric,
        "facts": facts(metric),
        "hints": hints(metric),
        "readings": readings,
        "latest": _latest(ground, drawn, metric),
        "drawing": drawing_of(metric, drawn),
        "serves": serves(ground, metric),
        "may_read": may_read,
        "may_change": access.may_keep(ground) or (may_read and metric.owner_id == ground.person.pk),
        "deeds": _added("metric.deeds", request, ground, metric) if may_read else [],
        "parts": _added("metric.page", request, ground, metric),
        "address": reverse("metrics:metric", args=[ground.organisation.slug, metric.pk]),
    }


def facts(metric: Metric) -> list[tuple[Any, Any]]:
    """What is said about a metric, as pairs of word and words."""
    pairs = (
        (_("Unit"), unit_words(metric)),
        (_("Direction"), metric.get_direction_display()),
        (_("Timing"), metric.get_timing_display()),
        (_("Purpose"), metric.get_purpose_display()),
        (_("Where it comes from"), metric.source_as_written),
        (_("Owner"), metric.owner.name if metric.owner else metric.owner_as_written),
    )
    return [(word, words) for word, words in pairs if words]


def hints(metric: Metric) -> list[str]:
    """Why the metric may only look good, as sentences."""
    found = vanity.hints(metric.name, unit=metric.unit, direction=metric.direction, purpose=metric.purpose)
    return [str(WHY[one.code]) % {"words": one.words} for one in found]


def serves(ground: Ground, metric: Metric) -> list[dict[str, Any]]:
    """The goals in sight that it measures: their words, product, numbers and owner. One query."""
    used = KeyResult.objects.standing().filter(metric=metric, goal__in=chain.goals_in_sight(ground).values("pk"))
    rows = used.select_related("goal__version", "goal__product", "version__owner").order_by("goal__number", "rank")
    return [_served(ground, metric, one) for one in rows[:100]]


def _served(ground: Ground, metric: Metric, one: KeyResult) -> dict[str, Any]:
    version, goal = one.version, one.goal
    owner = version.owner.name if version and version.owner else version.owner_as_written if version else ""
    numbers = (version.baseline, version.target) if version else (None, None)
    return {
        "pk": one.pk,
        "statement": str(goal.version.statement),
        "level": goal.version.get_level_display(),
        "product": goal.product.name,
        "url": reverse("chain:goal", args=[ground.organisation.slug, goal.product.slug, goal.number]),
        "span": span(*numbers, metric.unit, metric.currency, marks_of(get_language())),
        "due": date_format(version.due, "j M Y") if version and version.due else "",
        "owner": owner,
    }


def _readings(ground: Ground, metric: Metric, number: str) -> Page[Any]:
    """What stands, and what was struck out, the newest first."""
    rows = Reading.objects.filter(metric=metric, corrected_by=None).select_related("by", "corrects__by")
    page: Page[Any] = Paginator(rows.order_by("-at", "-pk"), A_PAGE).get_page(number)
    page.object_list = [told(ground, metric, one) for one in page.object_list]
    return page


def told(ground: Ground, metric: Metric, one: Reading) -> dict[str, Any]:
    """A reading as the table shows it."""
    marks = marks_of(get_language())
    zone = ZoneInfo(ground.organisation.time_zone)
    was = one.corrects
    return {
        "pk": one.pk,
        "value": with_unit(one.value, metric.unit, metric.currency, marks) if one.value is not None else "",
        "day": date_format(one.day, "j M Y"),
        "hour": "" if one.for_day else one.at.astimezone(zone).strftime("%H:%M"),
        "origin": one.get_origin_display(),
        "by": one.by.name if one.by else "",
        "note": one.note,
        "was": with_unit(was.value, metric.unit, metric.currency, marks) if was and was.value is not None else "",
        "is_struck": one.value is None,
    }


def _drawn(metric: Metric) -> list[tuple[Any, Any]]:
    newest = Reading.objects.in_force().filter(metric=metric).order_by("-at", "-pk")
    return list(newest.values_list("at", "value")[:MOST_DRAWN])[::-1]


def _latest(ground: Ground, drawn: list[tuple[Any, Any]], metric: Metric) -> dict[str, str] | None:
    if not drawn:
        return None
    marks = marks_of(get_language())
    at, value = drawn[-1]
    change = value - drawn[-2][1] if len(drawn) > 1 else None
    return {
        "value": with_unit(value, metric.unit, metric.currency, marks),
        "day": date_format(at.astimezone(ZoneInfo(ground.organisation.time_zone)), "j F Y"),
        "change": "" if change is None else f"{'+' if change > 0 else ''}{plain(change, marks)}",
    }


def drawing_of(metric: Metric, drawn: list[tuple[Any, Any]]) -> dict[str, Any] | None:
    """Readings as (instant, value), the earliest first, as `drawing.html` draws them; None without any."""
    found = picture.drawing(drawn, width=640, height=180)
    if found is None:
        return None
    marks = marks_of(get_language())
    return {
        "points": found.points,
        "dots": found.dots if len(found.dots) <= 60 else found.dots[-1:],
        "levels": [(y, short(value, marks)) for y, value in found.levels],
        "days": [(x, date_format(day, "M Y" if day.month == 1 else "M")) for x, day in found.days],
        "width": found.width,
        "height": found.height,
    }


def _added(slot: str, request: Any, ground: Ground, metric: Metric) -> list[Any]:
    """What packages above add to the page; one that has nothing to add gives None."""
    return [one for add in registry.slots(slot) if (one := add(request, ground=ground, metric=metric)) is not None]


__all__ = ["context", "drawing_of", "facts", "hints", "serves", "told"]
