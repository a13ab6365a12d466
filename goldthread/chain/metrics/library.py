"""The library: the metrics in sight with what was read last, as plain rows."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from goldthread.chain import access as chain
from goldthread.chain.models import KeyResult
from goldthread.kit.days import date_format
from goldthread.measures import picture, vanity
from goldthread.measures.models import Metric, Reading
from goldthread.measures.rules import marks_of, with_unit
from goldthread.people.access import Ground

A_PAGE = 50
SPARKED = 24
LONGEST_QUESTION = 100
# What the library can be narrowed to: name -> words.
NARROWED = (
    ("", _("All")),
    ("mine", _("Mine")),
    ("unread", _("Without readings")),
    ("unused", _("Serving no goal")),
    ("health", _("Watched for health")),
)


def asked(said: QueryDict) -> dict[str, str]:
    """What somebody looks for: words of the name, and one of NARROWED."""
    narrowed = said.get("only", "")
    words = " ".join(said.get("q", "").replace("\0", "").split())[:LONGEST_QUESTION]
    return {"q": words, "only": narrowed if narrowed in dict(NARROWED) else ""}


def page_of(ground: Ground, wanted: dict[str, str], number: str) -> Page[Any]:
    """One page of the library by name; its rows as `rows` gives them. Four queries."""
    page: Page[Any] = Paginator(_found(ground, wanted), A_PAGE).get_page(number)
    page.object_list = rows(ground, list(page.object_list))
    return page


def rows(ground: Ground, metrics: list[Metric]) -> list[dict[str, Any]]:
    """Metrics as the library shows them, with the last readings as a small line. One query for all."""
    read = _last_readings([one.pk for one in metrics])
    return [_row(ground, one, read.get(one.pk, [])) for one in metrics]


def _found(ground: Ground, wanted: dict[str, str]) -> QuerySet[Metric]:
    found = _serving(ground, chain.metrics_in_sight(ground)).select_related("owner")
    for word in wanted["q"].split():
        found = found.filter(Q(name__icontains=word) | Q(description__icontains=word))
    narrowed = {
        "mine": Q(owner=ground.person) | Q(Exists(_standing(ground).filter(version__owner=ground.person))),
        "unread": ~Exists(Reading.objects.filter(metric=OuterRef("pk"))),
        "unused": Q(serves=0),
        "health": Q(purpose=Metric.Purpose.HEALTH),
    }
    return found.filter(narrowed[wanted["only"]]) if wanted["only"] else found


def _standing(ground: Ground) -> QuerySet[KeyResult]:
    """The key results of one metric that measure goals in sight."""
    used = KeyResult.objects.standing().filter(metric=OuterRef("pk"))
    return used if ground.sees_everything else used.filter(goal__in=chain.goals_in_sight(ground).values("pk"))


def _serving(ground: Ground, metrics: QuerySet[Metric]) -> QuerySet[Metric]:
    count = _standing(ground).order_by().values("metric").annotate(goals=Count("goal", distinct=True)).values("goals")
    return metrics.annotate(serves=Coalesce(Subquery(count), Value(0)))


def _last_readings(ids: list[int]) -> dict[int, list[tuple[Any, Any]]]:
    """The last readings in force of each, the earliest first, as (day, value)."""
    newest = Window(RowNumber(), partition_by=F("metric_id"), order_by=(F("at").desc(), F("pk").desc()))
    rows = Reading.objects.in_force().filter(metric__in=ids).annotate(place=newest).filter(place__lte=SPARKED)
    found: dict[int, list[tuple[Any, Any]]] = {}
    for metric_id, day, value in rows.order_by("metric_id", "-place").values_list("metric_id", "day", "value"):
        found.setdefault(metric_id, []).append((day, value))
    return found


def _row(ground: Ground, one: Metric, read: list[tuple[Any, Any]]) -> dict[str, Any]:
    day, value = read[-1] if read else (None, None)
    return {
        "pk": one.pk,
        "name": one.name,
        "url": reverse("metrics:metric", args=[ground.organisation.slug, one.pk]),
        "unit": unit_words(one),
        "direction": one.direction,
        "direction_words": one.get_direction_display(),
        "timing": one.timing,
        "is_health": one.purpose == Metric.Purpose.HEALTH,
        "owner": one.owner.name if one.owner else one.owner_as_written,
        "serves": one.serves,  # type: ignore[attr-defined]
        "value": with_unit(value, one.unit, one.currency, marks_of(get_language())) if read else "",
        "day": date_format(day, "j M Y") if day else "",
        "spark": picture.spark([value for _day, value in read], width=92, height=22),
        "is_doubtful": _is_doubtful(one),
    }


def _is_doubtful(one: Metric) -> bool:
    """Whether the row says so: that a number stands alone is said on its page only."""
    found = vanity.hints(one.name, unit=one.unit, direction=one.direction, purpose=one.purpose)
    return any(hint.code != "no_whole" for hint in found)


def unit_words(one: Metric) -> str:
    """The unit as people say it: the currency for money."""
    return one.currency if one.unit == Metric.Unit.MONEY and one.currency else str(one.get_unit_display())


__all__ = ["NARROWED", "asked", "page_of", "rows", "unit_words"]
