"""Polls in one line: `poll(Consent(), "support support object -")`, the voters being a, b, c, d, and "-" silence."""

from string import ascii_lowercase
from typing import Any

from goldthread.decisions.rules.kinds import Rule
from goldthread.decisions.rules.values import Ballot, Choice, Decider, Objection, Outcome, Poll, Voter
from goldthread.decisions.rules.verdict import decide

ADA = Decider("a")
ADOPT = Choice("adopt", "It helps most users soonest.")
REJECT = Choice("reject", "It costs more than it brings.")


def ballot(by: str, said: str) -> Ballot:
    return Ballot(by, fingers=int(said)) if said.isdigit() else Ballot(by, said)


def poll(rule: Rule, said: str = "", **frame: Any) -> Poll:
    spoken = dict(zip(ascii_lowercase, said.split(), strict=False))
    voters = tuple(Voter(one) for one in spoken)
    ballots = tuple(ballot(by, one) for by, one in spoken.items() if one != "-")
    return Poll(**{"rule": rule, "electorate": voters, "ballots": ballots, **frame})


def decided(rule: Rule, said: str = "", **frame: Any) -> tuple[str, str]:
    outcome = outcome_of(rule, said, **frame)
    return outcome.verdict, outcome.reason


def outcome_of(rule: Rule, said: str = "", **frame: Any) -> Outcome:
    return decide(poll(rule, said, **frame))


def objections(**states: str) -> tuple[Objection, ...]:
    return tuple(Objection(by, state) for by, state in states.items())
