"""From a poll to its outcome: first what holds for every rule, then the rule, then rounds and fallback."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from . import counted, decider, everyone, handed, kinds
from .count import Count
from .sentences import sentence
from .values import Finding, Outcome, Poll, Verdict

BALLOTED: dict[type, Callable[[Any, Count], Finding]] = {
    kinds.Unanimity: everyone.unanimity,
    kinds.UnanimityMinus: everyone.unanimity_minus,
    kinds.Consent: everyone.consent,
    kinds.Consensus: everyone.consensus,
    kinds.FistOfFive: everyone.fist_of_five,
    kinds.Majority: counted.majority,
    kinds.Supermajority: counted.supermajority,
}
BY_ONE: dict[type, Callable[[Any, Count], Finding]] = {
    kinds.DecideAfterHearing: decider.decide_after_hearing,
    kinds.DecideAlone: decider.decide_alone,
    kinds.Advice: decider.advice,
}
HANDED: dict[type, Callable[[Poll, handed.Decide], Finding]] = {
    kinds.Delegation: handed.delegation,
    kinds.TwoParty: handed.two_party,
}

BY_FALLBACK = "The rounds are used up, so it goes by the rule announced for that."


def decide(poll: Poll) -> Outcome:
    """What is decided, by the poll's rule and, when its rounds are used up, by the fallback announced with it.

    Knows no clock: whether the time is up is `poll.closed`. Never raises for a poll of known rules and positions.
    """
    count = Count.of(poll)
    found = _found(poll, count)
    if found.verdict != "again":
        return _outcome(found, found.verdict, count)
    if poll.round < poll.max_rounds:
        return _outcome(found, "another_round", count)
    return _fallback(found, count)


def _found(poll: Poll, count: Count) -> Finding:
    rule = type(poll.rule)
    if rule in HANDED:
        return HANDED[rule](poll, decide)
    if rule in BALLOTED:
        return _preflight(count) or BALLOTED[rule](poll.rule, count)
    if rule is kinds.DecideAfterHearing and not count.electorate:
        return Finding("invalid", "empty_electorate")
    return BY_ONE[rule](poll.rule, count)


def _preflight(count: Count) -> Finding | None:
    """In this order: somebody to ask, time left, somebody who voted, enough who voted. Abstaining is voting."""
    if not count.electorate:
        return Finding("invalid", "empty_electorate")
    if not count.poll.closed and count.silent:
        return Finding("open", "waiting_for_ballots")
    if not count.cast:
        return Finding("no_decision", "zero_votes")
    if not count.reaches(count.poll.quorum, len(count.cast)):
        return Finding("another_round", "no_quorum")
    return None


def _fallback(found: Finding, count: Count) -> Outcome:
    """The rounds are used up: the announced fallback decides on the same ballots; without one, nothing changes."""
    poll, after = count.poll, f"{found.reason}:rounds_exhausted"
    ended = Finding("no_decision", after, found.values)
    if poll.fallback is None:
        return _outcome(ended, "no_decision", count)
    if type(poll.fallback) in BY_ONE and poll.choice is None and not poll.decision_closed:
        return replace(_outcome(replace(ended, verdict="open"), "open", count), after=after)
    then = decide(replace(poll, rule=poll.fallback, fallback=None))
    return replace(then, after=after, sentence=f"{BY_FALLBACK} {then.sentence}")


def _outcome(found: Finding, verdict: Verdict, count: Count) -> Outcome:
    poll = count.poll
    said = sentence(found.reason, verdict, found.values, count)
    return Outcome(verdict, found.reason, said, poll.rule.name, count.tally, dict(found.values), notes=_notes(count))


def _notes(count: Count) -> tuple[str, ...]:
    poll = count.poll
    facilitates = poll.facilitator is not None
    told = {
        "facilitator_votes": facilitates and poll.facilitator in count.electorate,
        "facilitator_decides": facilitates and poll.decider is not None and poll.decider.person == poll.facilitator,
        "against_sense_check": type(poll.rule) in BY_ONE and decider.is_against_the_room(count),
    }
    return tuple(name for name, holds in told.items() if holds)
