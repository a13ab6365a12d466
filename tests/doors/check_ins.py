"""The doors of check-ins: who passes which, and the rows that stand behind them."""

from typing import Any

from .table import MEMBERS, SPEAKING, STEERING, TEAM, both, reading, writing


def owned(crew: Any) -> int:
    """A key result of the team member's, the same each time."""
    from goldthread.chain.models import KeyResult
    from goldthread.measures.models import Metric

    metric = Metric.add(crew.organisation, "Meals checked in on", by=crew.ada)
    known = KeyResult.objects.filter(metric=metric).first()
    return (known or KeyResult.set(crew.goals["next"], metric, by=crew.ada, owner_id=crew.cy.pk)).pk


def made(crew: Any) -> int:
    """A check-in of the team member's on it."""
    from goldthread.chain.models import KeyResult
    from goldthread.checkins.models import CheckIn, Words

    of = KeyResult.objects.get(pk=owned(crew))
    return CheckIn.check_in(of, by=crew.cy, by_owner=True, words=Words(7, "More of them cook.")).pk


AT = {"number": lambda crew: crew.goals["next"].number, "pk": owned}
CHECK_INS = {
    "checkins:check_in": both(STEERING | TEAM, STEERING | TEAM, {"confidence": "7"}, **AT),
    "checkins:one": reading(MEMBERS, made=made, **AT),
    "checkins:correction": both(TEAM, TEAM, {"confidence": "6"}, made=made, **AT),
    "talk:reactions": writing(SPEAKING, {"mark": "thanks"}, kind="checkin", noun_id=made),
}
