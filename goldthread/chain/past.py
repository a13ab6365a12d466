"""The thread as it was: the same rows as of today's thread, read from versions, adoptions and closings up to a moment.

As of a day means at its end, in the organisation's time zone. The order of goals keeps no versions: goals stand in
today's order. Names of people and teams are today's names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery

from goldthread.people.access import Ground

from .models import Adoption, Closing, Forecast, Goal, GoalVersion, KeyResultVersion, Tie

Row = dict[str, Any]


@dataclass(frozen=True)
class Moment:
    """The end of a local day that somebody asked for."""

    day: date
    ends: datetime

    @classmethod
    def of(cls, day: date, zone: str) -> "Moment":
        """The last microsecond of a day in a time zone such as "Europe/Berlin"."""
        following = datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZoneInfo(zone))
        return cls(day, following - timedelta(microseconds=1))


def looked_at(ground: Ground) -> Moment | None:
    """The moment of the day that a page looks back at; None for today."""
    return Moment.of(ground.on, ground.organisation.time_zone) if ground.on else None


def turn_back(goal: Goal, moment: Moment) -> bool:
    """Give a goal in hand the version and closing that it had then; says whether it was there. Nothing is written."""
    held = goal.adoptions.filter(at__lte=moment.ends).order_by("-at", "-pk").first()
    if held is None:
        return False
    goal.version = GoalVersion.objects.select_related("by", "owner", "team", "period").get(pk=held.version_id)
    goal.closing = _closings(goal.product_id, moment).filter(goal=goal).select_related("by").order_by("-at").first()
    return True


def goals(product: int, moment: Moment, names: Iterable[str], *, closed: bool = False) -> list[Row]:
    """The goals of a product as they stood, as rows of `Goal.objects.values(*names)`; closed ones if asked for.

    Two queries.
    """
    results = dict(_closings(product, moment).values_list("goal_id", "result"))
    places = {name: _place(name) for name in names}
    rows = _versions(product, moment).values(*{place for place in places.values() if place})
    found = [{name: row[place] if place else None for name, place in places.items()} for row in rows]
    for row in found:
        row["closing__result"] = results.get(row["id"] or 0)
    return found if closed else [row for row in found if row["closing__result"] is None]


def key_results(product: int, moment: Moment, names: Iterable[str]) -> list[Row]:
    """The key results that stood then, as rows of `KeyResult.objects.values(*names)`. One query."""
    newest = KeyResultVersion.objects.filter(key_result=OuterRef("key_result"), at__lte=moment.ends)
    rows = (
        KeyResultVersion.objects.filter(
            key_result__goal__product=product, pk=Subquery(newest.order_by("-at", "-pk").values("pk")[:1])
        )
        .filter(Q(key_result__left_at=None) | Q(key_result__left_at__gt=moment.ends))
        .order_by("key_result__rank", "key_result_id")
    )
    places = {name: _measured_place(name) for name in names}
    said = Forecast.objects.filter(key_result=OuterRef("key_result"), at__lte=moment.ends).order_by("-at", "-pk")
    then = {
        place: Subquery(said.values(place.removeprefix("said_"))[:1])
        for place in places.values()
        if place.startswith("said_")
    }
    found = rows.annotate(**then).values(*set(places.values()))
    return [{name: row[place] for name, place in places.items()} for row in found]


def ties(product: int, moment: Moment, names: Iterable[str], *, closed: bool = False) -> list[Row]:
    """The ties that stood then, up from the goals of a product and to it from others; of closed goals if asked for.

    One query.
    """
    inside = Goal.objects.filter(product=product)
    if not closed:
        inside = inside.exclude(pk__in=_closings(product, moment).values("goal"))
    standing = Tie.objects.filter(tied_at__lte=moment.ends).filter(
        Q(untied_at=None) | Q(untied_at__gt=moment.ends),
        Q(child__in=inside.values("pk")) | Q(parent__in=inside.values("pk")),
    )
    return list(standing.order_by("tied_at", "id").values(*names))


def _versions(product: int, moment: Moment) -> QuerySet[GoalVersion]:
    newest = Adoption.objects.filter(goal=OuterRef("goal"), at__lte=moment.ends).order_by("-at", "-pk")
    return GoalVersion.objects.filter(goal__product=product, pk=Subquery(newest.values("version")[:1])).order_by(
        "goal__rank", "goal__number"
    )


def _closings(product: int, moment: Moment) -> QuerySet[Closing]:
    return Closing.objects.filter(goal__product=product, at__lte=moment.ends).filter(
        Q(taken_back_at=None) | Q(taken_back_at__gt=moment.ends)
    )


def _place(name: str) -> str:
    """Where a field of a goal's row stands, seen from the version that was in force; "" where it keeps no past."""
    if name == "version_id":
        return "pk"
    if name.startswith("version__"):
        return name.removeprefix("version__")
    if name in ("closing__result", "brought_in_at", "looked_through_at"):
        return ""
    return f"goal__{name}" if name != "id" else "goal_id"


def _measured_place(name: str) -> str:
    if name == "version_id":
        return "pk"
    if name.startswith("version__"):
        return name.removeprefix("version__")
    if name.startswith("metric__"):
        return name
    if name.startswith("forecast__"):
        return f"said_{name.removeprefix('forecast__')}"
    return "key_result_id" if name == "id" else f"key_result__{name}"


__all__ = ["Moment", "goals", "key_results", "looked_at", "ties", "turn_back"]
