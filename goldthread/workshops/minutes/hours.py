"""How many hours meetings take, by month: one's own to oneself, of all others a figure of the group."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.formats import number_format

from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from ..models import LastMoment, Seat
from ..rules import LEAST_ANSWERS

MONTHS = 6


def shown(ground: Ground) -> list[dict[str, Any]]:
    """The last months, the newest first: own hours, hours of all together, and how many each spent on average. One query.

    Of a month in which fewer than five people met, nothing is said of the group. Meetings over days are not among them:
    nobody is there all the while.
    """
    zone = ZoneInfo(ground.organisation.time_zone)
    months = _months(ground.today)
    since = datetime(months[-1].year, months[-1].month, 1, tzinfo=zone)
    spent: dict[date, dict[int, float]] = {month: {} for month in months}
    for one in _rows(ground, since):
        month = one["ended"].astimezone(zone).date().replace(day=1)
        if month in spent:
            people = spent[month]
            people[one["person_id"]] = people.get(one["person_id"], 0) + hours(one)
    return [_line(month, spent[month], ground.person.pk) for month in months]


def _rows(ground: Ground, since: datetime) -> Any:
    """Of meetings in one go that are over, those that were broken off too."""
    over_days = LastMoment.objects.filter(phase__workshop=OuterRef("workshop"))
    rows = Seat.objects.annotate(ended=Coalesce("workshop__closed_at", "workshop__aborted_at"))
    rows = rows.filter(~Exists(over_days), organisation=ground.organisation, ended__gte=since)
    return rows.exclude(arrived_at=None).values("person_id", "arrived_at", "left_at", "workshop__began_at", "ended")


def hours(row: dict[str, Any]) -> float:
    """How long somebody was in a meeting, from when it began or they came to when they left or it closed."""
    begun = max(row["arrived_at"], row["workshop__began_at"])
    ended = min(row["left_at"] or row["ended"], row["ended"])
    return max((ended - begun).total_seconds(), 0) / 3600


def _months(today: date) -> list[date]:
    first = today.year * 12 + today.month - 1
    return [date((first - back) // 12, (first - back) % 12 + 1, 1) for back in range(MONTHS)]


def _line(month: date, people: dict[int, float], own: int) -> dict[str, Any]:
    is_shown = len(people) >= LEAST_ANSWERS
    total = sum(people.values())
    return {
        "month": date_format(month, "F Y"),
        "own": number_format(people.get(own, 0), 1),
        "people": str(len(people)) if is_shown else "–",
        "total": number_format(total, 1) if is_shown else "–",
        "mean": number_format(total / len(people), 1) if is_shown else "–",
    }
