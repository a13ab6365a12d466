"""The doors of pivots and of what to do about a low chance."""

from datetime import date, timedelta
from typing import Any

from .table import MEMBERS, PROPOSING, STEERING, both, reading, writing


def _next(crew: Any) -> int:
    return crew.goals["next"].number


def running(crew: Any) -> int:
    """A key result that has begun."""
    from goldthread.chain.models import KeyResult
    from goldthread.kit import clock
    from goldthread.measures.models import Metric

    metric = Metric.add(crew.organisation, "Meals cooked", by=crew.ada)
    known = KeyResult.objects.filter(metric=metric).first()
    if known:
        return known.pk
    due = clock.now().date() + timedelta(days=60)
    made = KeyResult.set(crew.goals["next"], metric, by=crew.ada, baseline=1, target=9, due=due)
    KeyResult.objects.filter(pk=made.pk).update(set_at=clock.now() - timedelta(days=30))
    return made.pk


def running_goal(crew: Any) -> int:
    running(crew)
    return _next(crew)


def pivot(crew: Any) -> int:
    from goldthread.chain.models import KeyResult
    from goldthread.checkins.models import Grounds, Pivot

    known = Pivot.objects.first()
    return known.pk if known else Pivot.change(KeyResult.objects.get(pk=running(crew)), by=crew.ada, grounds=Grounds("We know more"), target=5).pk  # fmt: skip


def pivot_file(crew: Any) -> int:
    from django.core.files.base import ContentFile

    from goldthread.checkins.models import Evidence, Pivot
    from goldthread.talk.models import Upload

    beside = Pivot.objects.get(pk=pivot(crew))
    beside.add(by=crew.ada, files=[Upload(ContentFile(b"1,2\n", "a.csv"), "a.csv", "text/csv")])
    return Evidence.objects.filter(pivot=beside).latest("pk").pk


WHY = {"reason": "We know more", "metric": "Meals cooked", "unit": "number", "target": "7", "due": date(2090, 1, 1)}
WAY = {"way": "help", "becomes": "candidate", "words": "Cook together"}
PIVOTS = {
    "checkins:pivots": reading(),
    "checkins:one_pivot": reading(pk=pivot),
    "checkins:pivot_evidence": writing(STEERING, {"link": "https://example.org/"}, pk=pivot),
    "checkins:pivot_file": reading(pk=pivot, evidence=pivot_file),
    "checkins:pivot": both(STEERING, STEERING, WHY, pk=running, number=_next),
    "checkins:dropping": both(STEERING, STEERING, WHY, pk=running, number=_next),
    "checkins:goal_dropping": both(STEERING, STEERING, WHY, number=running_goal),
    "checkins:what_now": both(MEMBERS, PROPOSING, WAY, pk=running, number=_next),
}
