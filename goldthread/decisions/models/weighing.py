"""Turning ballots over, and what they come to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goldthread.journal.record import record
from goldthread.kit import clock, many, registry
from goldthread.people.models import Person

from ..reading import poll_of
from ..rules.count import Count
from ..rules.sentences import sentence
from ..rules.values import ADOPTING, Outcome, Poll
from ..rules.verdict import decide
from . import polling
from .agreement import Agreement
from .ballot import Ballot, Concern
from .box import Vote
from .objection import Objection

if TYPE_CHECKING:
    from .decision import Decision

# Verdicts after which nothing more is asked.
FINAL = frozenset(Agreement.Verdict.values)


def turn_over(of: "Decision", votes: Mapping[int, Vote]) -> None:
    """Turn all ballots over at once. Nobody did it, so that nobody learns whose was the last."""
    voters = dict(of.voters.values_list("number", "pk"))
    many.insert(
        Ballot,
        ("organisation_id", "decision_id", "voter_id", "place", "position", "fingers", "confidence", "because"),
        (
            (of.organisation_id, of.pk, voters[number], place, one.position, one.fingers, one.confidence, one.because)
            for place, (number, one) in enumerate(votes.items(), start=1)
        ),
    )
    row = {"organisation_id": of.organisation_id, "decision": of}
    if any(one.because for one in votes.values()):
        Concern.objects.bulk_create(Concern(ballot=one, **row) for one in of.ballots.exclude(because="").order_by("pk"))
    if of.rule["name"] == "consent":
        against = of.ballots.filter(position__in=("object", "block")).order_by("pk")
        Objection.objects.bulk_create(Objection(ballot=one, **row) for one in against)
    of.closed_at, of.secret_ballots = clock.now(), ""
    of.save(update_fields=["closed_at", "secret_ballots"])
    weigh(of, by=None, verb="decision.revealed")


def weigh(of: "Decision", *, by: Person | None, verb: str, last: bool = False, time_up: bool = False) -> None:
    """What is so now is the outcome; what is final becomes a record. `last`: objections are not waited for any more.
    `time_up`: nor is whoever was to decide."""
    nobody_decides = time_up or (bool(of.decider_id) and of.acting is None)
    given = polling.poll(of, decision_closed=nobody_decides)
    outcome = _waiting(of, poll_of(given), last=last or bool(of.choice), time_up=time_up)
    of.verdict, of.reason, of.sentence = outcome.verdict, outcome.reason, outcome.sentence
    of.tally = dict(outcome.tally)
    ends = of.verdict in FINAL
    of.ended_at = clock.now() if ends else None
    of.save(update_fields=["verdict", "reason", "sentence", "tally", "ended_at"])
    made = _recorded(of, by, given) if ends and not of.inner_of_id else None
    record(by, verb, of, verdict=of.verdict, **({"agreement": made.pk} if made else {}))
    if made:
        registry.happened("agreed", made)
    if of.inner_of and (ends or of.verdict == "another_round"):
        _tell_outer(of.inner_of)


def _waiting(of: "Decision", poll: Poll, *, last: bool, time_up: bool) -> Outcome:
    """The outcome, but where somebody has their turn first: who decides, or whoever can tie an open objection."""
    outcome = decide(poll)
    if outcome.reason == "decider_silent" and not time_up:
        return replace(outcome, verdict="open", reason="decider_awaited")
    used_up = "open_objection:rounds_exhausted" in (outcome.reason, outcome.after)
    if used_up and outcome.verdict != "open" and of.rule["name"] == "consent" and not last:
        said = sentence("open_objection", "open", {}, Count.of(poll))
        return replace(outcome, verdict="open", reason="open_objection", sentence=said)
    return outcome


def _recorded(of: "Decision", by: Person | None, poll: dict[str, Any]) -> Agreement:
    names = ("kind", "noun_id", "level", "verdict", "reason", "sentence", "tally", "who_acts", "review_on")
    about = {name: getattr(of, name) for name in names}
    # What was asked before the thing was there, as a goal to come is, becomes an agreement about the thing.
    about.update(version=of.version_now, words=of.words_now)
    for becoming in registry.slots("agreement.about"):
        about.update(becoming(of))
    if about["kind"] == "goal" != of.kind:
        of.became_id = about["noun_id"]
        of.save(update_fields=["became_id"])
    return Agreement.objects.create(
        organisation_id=of.organisation_id,
        product_id=of.product_id,
        decision=of,
        poll=poll,
        # What was not agreed takes the place of nothing.
        reverses_id=of.reverses_id if of.verdict in ADOPTING else None,
        by=by or of.opened_by,
        at=clock.now(),
        **about,
    )


def _tell_outer(outer: "Decision") -> None:
    """A decision that rests on others is weighed when the last of them has ended; of two sides also once one has ended
    without agreeing, and the other waits for a round that could change nothing any more."""
    held = outer.held()
    if held.ended_at:
        return
    under_way = list(held.inners.filter(ended_at=None))
    if under_way and not (_has_declined(held) and all(one.awaits_round for one in under_way)):
        return
    held.inners.filter(ended_at=None).update(ended_at=clock.now())
    if held.is_open:
        turn_over(held, {})
    else:
        weigh(held, by=None, verb="decision.decided")


def _has_declined(of: "Decision") -> bool:
    """Whether one of two sides has ended without agreeing."""
    over = of.inners.exclude(ended_at=None).filter(void="", verdict__in=FINAL)
    return of.rule["name"] == "two_party" and over.exclude(verdict__in=ADOPTING).exists()
