"""How far the objectives of a period have come, week by week: what was known then, as a line beside the time that was over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from goldthread.chain.models import Forecast, Period
from goldthread.chain.progress import progress, rolled_up
from goldthread.chain.snapshot import Card
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 150, 40, 10, 126
WEEK = timedelta(days=7)
# Of more, the line would hardly differ.
MOST = 800
Known = Mapping[int, Sequence[tuple[date, Decimal]]]


def chart(ground: Ground, period: str, goals: Sequence[Card]) -> dict[str, Any] | None:
    """The drawing for a period, given by its id as it stands in the address; None without one or before two weeks. Two queries."""
    held = Period.objects.filter(organisation=ground.organisation, pk=period).first() if period.isdigit() else None
    measured = [goal for goal in goals if goal["key_results"]]
    if held is None or not measured:
        return None
    known = _known(ground, [one["id"] for goal in measured for one in goal["key_results"]][:MOST])
    days = list(_weeks(held.starts, min(held.ends, ground.today)))
    shares = [(day, share) for day in days if (share := so_far(measured, known, day)) is not None]
    if len(shares) < 2:
        return None
    whole = max((held.ends - held.starts).days, 1)
    points = [(_across((day - held.starts).days / whole), _up(float(share))) for day, share in shares]
    return {
        "points": " ".join(f"{x:g},{y:g}" for x, y in points),
        "dots": points,
        "time": f"{LEFT},{_up(0):g} {WIDTH},{_up(1):g}",
        "levels": [(_up(share), f"{round(share * 100)}%") for share in (0.0, 0.5, 1.0)],
        "ends": [(LEFT, "start", date_format(held.starts, "j M")), (WIDTH, "end", date_format(held.ends, "j M"))],
        "rows": [(date_format(day, "j M"), f"{round(share * 100)}%") for day, share in shares],
        "name": held.name,
    }


def so_far(goals: Iterable[Card], known: Known, day: date) -> Decimal | None:
    """The mean over the objectives of which something was known on that day; each by its key results and their weights."""
    shares = [
        share
        for goal in goals
        if (share := rolled_up((one["weight"], _done(one, known, day)) for one in goal["key_results"]).share)
        is not None
    ]
    return sum(shares, Decimal(0)) / len(shares) if shares else None


def _done(one: Card, known: Known, day: date) -> Decimal | None:
    before = [value for on, value in known.get(one["id"], ()) if on <= day]
    numbers = {name: one[name] for name in ("baseline", "target", "upto")}
    return progress(one["kind"], before[-1], **numbers) if before else None


def _known(ground: Ground, key_results: Sequence[int]) -> Known:
    zone = ZoneInfo(ground.organisation.time_zone)
    rows = Forecast.objects.filter(key_result__in=key_results).order_by("at", "pk")
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    for key_result, at, value in rows.values_list("key_result_id", "at", "value"):
        found[key_result].append((at.astimezone(zone).date(), value))
    return found


def _weeks(first: date, last: date) -> Iterable[date]:
    day = first
    while day < last:
        yield day
        day += WEEK
    yield last


def _across(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT), 1)


def _up(share: float) -> float:
    return round(BOTTOM - min(max(share, 0.0), 1.0) * (BOTTOM - TOP), 1)


__all__ = ["chart", "so_far"]
