"""The doors of what was agreed and not carried out."""

from typing import Any

from .table import STEERING, writing


def undone(crew: Any) -> int:
    """That the product goal is closed was agreed, and could not be done."""
    from datetime import timedelta

    from goldthread.chain.models import Undone
    from goldthread.decisions.models import Announced, Decision, Vote
    from goldthread.kit import clock

    goal = crew.goals["next"]
    Decision.objects.under_way().about("goal", goal.pk).update(ended_at=clock.now())
    about = {"kind": "goal", "noun_id": goal.pk, "version": 1, "level": goal.level, "words": f"Close “{goal}”."}
    effect = {"do": "close", "words": f"Close “{goal}”.", "why": "", "said": {}, "more": {}, "by": None, "form": ""}
    announced = Announced({"name": "unanimity"}, clock.now() + timedelta(days=3))
    made, _tokens = Decision.open(
        crew.product, about, announced, [(crew.cy, "team_member")], by=crew.ada, effect=effect
    )
    made.cast(made.voters.get(), Vote("support", 7))
    return Undone.objects.get(agreement__decision=made).pk


NEXT = {"number": lambda crew: crew.goals["next"].number}

UNDONE = {
    "chain:undone_doing": writing(STEERING, pk=undone, **NEXT),
    "chain:undone_resting": writing(STEERING, {"because": "It is enough."}, pk=undone, **NEXT),
}
