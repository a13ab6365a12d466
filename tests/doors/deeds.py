"""The doors of what is done about a question beside voting."""

from datetime import timedelta
from typing import Any

from .table import GROUP, OWNERS, STEERING, TEAM, Door, writing

BO, LED = frozenset({"bo"}), STEERING
UNTIL = "2090-01-01"


def _put(crew: Any, rule: dict[str, Any], level: str = "", **more: Any) -> Any:
    """A question about a goal, asked by the product person of the team member and the stakeholder."""
    from goldthread.decisions.models import Announced, Decision
    from goldthread.kit import clock

    goal = crew.goals["habit"] if "habit" in crew.goals else crew.goals["next"]
    Decision.objects.under_way().about("goal", goal.pk).update(ended_at=clock.now())
    about = {"kind": "goal", "noun_id": goal.pk, "version": 1, "level": level or goal.level, "words": str(goal)}
    announced = Announced(rule, clock.now() + timedelta(days=3), max_rounds=1, decider=more.pop("decider", None))
    voters = [(crew.cy, "team_member"), (crew.di, "stakeholder")]
    return Decision.open(crew.product, about, announced, voters, by=crew.ada, **more)[0]


def asked(crew: Any) -> int:
    return int(_put(crew, {"name": "consent"}).pk)


def given(crew: Any) -> int:
    """Given to the leader, who has not said yet."""
    return int(_put(crew, {"name": "delegation", "inner": {"name": "consent"}}, decider=crew.bo).pk)


def alone(crew: Any) -> int:
    """Decided by the product person without discussion."""
    more = {"choice": "adopt", "rationale": "Only a name.", "level": "sprint_goal"}
    return int(_put(crew, {"name": "decide_alone", "challenges": 5}, decider=crew.ada, **more).pk)


def _objected(crew: Any) -> Any:
    from goldthread.decisions.models import Vote

    made = _put(crew, {"name": "consent"})
    for voter, vote in zip(
        made.voters.order_by("number"), (Vote("object", 5, "Harm."), Vote("support", 5)), strict=True
    ):
        made.cast(voter, vote)
    return made


def objected(crew: Any) -> int:
    return int(_objected(crew).pk)


def objection(crew: Any) -> int:
    from goldthread.decisions.models import Objection

    return int(Objection.objects.latest("pk").pk)


def waiting(crew: Any) -> int:
    """Heard, in which the leader decides."""
    from goldthread.decisions.models import Vote

    made = _put(crew, {"name": "decide_after_hearing"}, decider=crew.bo)
    for voter in made.voters.exclude(person=crew.bo):
        made.cast(voter, Vote("support"))
    return int(made.pk)


DEEDS: dict[str, Door] = {
    "decisions_rules:small_stakes": Door(
        {"organisation": "northwind"}, get=OWNERS, post=OWNERS, said={"levels": "sprint_goal"}
    ),
    "decisions:joining": writing(LED, {"person": lambda crew: crew.fay.pk}, pk=asked),
    "decisions:standing_in": writing(LED, pk=waiting),
    "decisions:mending": writing(LED, {"words": "Understand what I eat!"}, pk=asked),
    "decisions:integrating": writing(LED, {"words": "Other words", "until": UNTIL}, pk=objected),
    "decisions:pressing_on": writing(LED, pk=objected),
    "decisions:objection_withdrawal": writing(TEAM, pk=objected, objection=objection),
    "decisions:objection_judging": writing(GROUP, {"stands": "yes"}, pk=objected, objection=objection),
    "decisions:challenging": writing(TEAM | GROUP, {"why": "More than a name."}, pk=alone),
    "decisions:taking_on": writing(BO, pk=given),
    "decisions:declining": writing(BO, {"why": "Not mine."}, pk=given),
    "decisions:revoking": writing(LED - BO, pk=given),
}
