"""How far the chances of goals moved in a time: of each goal, that of the key result which moved most. One query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.html import format_html

from goldthread.chain.cards import STATES
from goldthread.chain.models import Forecast, KeyResult
from goldthread.measures.forecasting.colours import state_of
from goldthread.measures.forecasting.saying import as_percent

# From so many points on a move of the chance is news by itself; below, it goes along with other news.
NEWS = 5


@dataclass(frozen=True)
class Move:
    """How the chance of a goal moved, in whole percent, by which of its key results, and when it was said last."""

    metric: str
    was: int
    now: int
    at: datetime
    mark: Any

    @property
    def points(self) -> int:
        """Below 0 it fell."""
        return self.now - self.was

    @property
    def is_news(self) -> bool:
        return abs(self.points) >= NEWS


def since(moment: datetime, goals: Collection[int]) -> dict[int, Move]:
    """By goal, from what chance to what chance, with the state it has now; only where it is another whole percent."""
    before = Forecast.objects.filter(key_result=OuterRef("pk"), alone__isnull=False, at__lt=moment)
    rows = KeyResult.objects.standing().filter(goal__in=goals, forecast__alone__isnull=False)
    rows = rows.annotate(was=Subquery(before.order_by("-at", "-pk").values("probability")[:1])).exclude(was=None)
    found: dict[int, Move] = {}
    for one in rows.order_by("pk").values(
        "goal", "metric__name", "was", "forecast__probability", "forecast__is_missed", "forecast__at"
    ):
        was, now = (as_percent(float(one[name])) for name in ("was", "forecast__probability"))
        known = found.get(one["goal"])
        if abs(now - was) > (abs(known.points) if known else 0):
            found[one["goal"]] = Move(one["metric__name"], was, now, one["forecast__at"], _mark(one, was, now))
    return found


def _mark(one: Mapping[str, Any], was: int, now: int) -> str:
    missed = one["forecast__is_missed"] and one["forecast__probability"] < 1
    state = STATES[state_of(float(one["forecast__probability"]), missed=missed)]
    return format_html(
        '<span class="chip {tone}" title="{name}"><span aria-hidden="true">{sign}</span> <span class="unseen">{name}: {words},</span> {was} → {now}%</span>',
        tone=state["tone"], sign=state["sign"], words=state["words"], name=one["metric__name"], was=was, now=now,
    )  # fmt: skip


__all__ = ["Move", "since"]
