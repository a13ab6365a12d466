"""Everybody supports the same words: the agreement that a sounding ends in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from goldthread.chain import agreeing, effects
from goldthread.chain.models import Goal
from goldthread.decisions.models import Announced, Decision, Vote
from goldthread.journal.record import record

from .. import rules
from .box import Inside, Turn
from .parts import Draft, Participant

if TYPE_CHECKING:
    from .sounding import Sounding


def settle(of: "Sounding", inside: Inside, people: Sequence[Participant]) -> None:
    """End it in a record of its own, in which those whose support it took stand with their names."""
    draft = of.drafts.select_related("version").get(number=of.draft)
    goal = Goal.objects.select_related("version").get(pk=of.goal_id)
    version = draft.version
    sure = draft.confidence if version.level != "vision" else None
    votes = [
        (of.organiser, of.organiser_role, Vote("support", sure)),
        *(
            (one.person, one.role, _vote(inside.turn(one.number, of.draft), version.level))
            for one in people
            if one.is_needed
        ),
    ]
    about = effects.about(goal, draft.effect) if draft.effect else _words(goal, draft)
    rule = {"name": "unanimity"}
    announced = Announced(rule, of.closes_at, max_rounds=1, note=of.note, who_acts=of.who_acts, review_on=of.review_on)
    # Ended before: other words come into force by it, which would end a sounding under way.
    of.close(of.Ended.AGREED)
    how: dict[str, Any] = {"asked_as": Decision.AskedAs.ONE_BY_ONE}
    how |= {"effect": draft.effect} if draft.effect else {"reverses": agreeing.newest(goal)}
    decision = Decision.settle(of.product, about, announced, votes, by=of.organiser, **how)
    of.agreement = decision.agreement
    of.save(update_fields=["agreement"])
    record(None, "sounding.ended", of, because=str(of.ended_as), agreement=of.agreement_id)


def _words(goal: Goal, draft: Draft) -> dict[str, Any]:
    version, before = draft.version, goal.version.statement
    return {
        "kind": "goal",
        "noun_id": goal.pk,
        "version": version.number,
        "level": version.level,
        "words": version.statement,
        "words_before": before if before != version.statement else "",
        "why": version.why,
    }


def _vote(turn: Turn | None, level: str) -> Vote:
    assert turn is not None
    assert turn.position is not None
    position, because = rules.vote_of(turn.position, turn.reservation)
    return Vote(position, None if level == "vision" else turn.confidence, because)
