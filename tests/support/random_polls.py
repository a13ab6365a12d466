"""Polls by chance, in the form that `goldthread decide` reads: every rule, and everything that can be odd about a round."""

from collections.abc import Iterator
from random import Random
from typing import Any

POSITIONS = ("support", "reserve", "abstain", "aside", "discuss", "object", "block")
STATES = ("open", "integrated", "withdrawn", "not_qualified")
SHARES = ("0", "1/4", "1/3", "1/2", "3/5", "2/3", "3/4", "1")
ROLES = ("product_person", "leader", "team_member", "stakeholder")
WITH_BALLOTS = ("unanimity", "unanimity_minus", "consent", "consensus", "majority", "supermajority", "fist_of_five")
BY_ONE = ("decide_after_hearing", "decide_alone", "advice")
ALL = (*WITH_BALLOTS, *BY_ONE, "delegation", "two_party")


def polls(how_many: int, seed: int) -> Iterator[dict[str, Any]]:
    """So many polls, the same for the same seed, each with its number as id."""
    chance = Random(seed)
    for number in range(how_many):
        yield {"id": number, **_poll(chance, chance.choice(ALL))}


def _poll(chance: Random, name: str, nested: bool = False) -> dict[str, Any]:
    names = [f"p{n}" for n in range(chance.choice((0, 1, 2, 2, 3, 3, 4, 4, 5, 7, 9, 12)))]
    spoken = chance.choice((0.0, 0.3, 0.9, 1.0))
    rounds = chance.randint(1, 4)
    poll: dict[str, Any] = {
        "rule": _rule(chance, name),
        "version": "v2",
        "same_versions": chance.choice(([], ["v1"])),
        "electorate": [_voter(chance, one) for one in names],
        "recused": [one for one in names if chance.random() < 0.03],
        "quorum": chance.choice((None, None, *SHARES)),
        "round": chance.randint(1, rounds),
        "max_rounds": rounds,
        "reconfirmations": chance.choice((0, 1, 4, 5, 6)),
        "closed": chance.random() < 0.8,
        "decision_closed": chance.random() < 0.3,
        "closes_at": "2027-03-03T12:00:00+00:00",
        "fallback": _fallback(chance, name),
        "proposer": chance.choice((None, "p0", "p1")),
        "facilitator": chance.choice((None, "p2")),
        "decider": chance.choice((None, "p0", "p0", {"person": "p0"}, {"person": "p1", "present": False}, "apart")),
        "deputy": chance.choice((None, "p2", {"person": "p2", "present": False})),
        "heard": [one for one in [*names, "stranger"] if chance.random() < spoken],
        "decision": chance.choice((None, _decision(chance), _decision(chance))),
        "low_impact": chance.random() < 0.8,
        "challenges": [{"by": one, "at": f"2027-03-0{chance.randint(1, 6)}T10:00:00+00:00"} for one in [*names, "stranger"] if chance.random() < 0.15],
        "asked": [{"role": role, "state": chance.choice(("answered", "answered", "timed_out", "asked"))} for role in ROLES if chance.random() < 0.7],
        "affected_roles": [role for role in ROLES if chance.random() < 0.3],
    }  # fmt: skip
    poll["ballots"] = _ballots(chance, [*names, "stranger"], name)
    poll["objections"] = [
        _objection(chance, one["by"], names) for one in poll["ballots"] if one.get("position") in ("object", "block")
    ]
    poll["concerns"] = [_concern(chance, one) for one in names if chance.random() < 0.2]
    if name == "delegation" and chance.random() < 0.95:
        poll["delegation"] = _delegation(chance, nested)
    if name == "two_party":
        poll["parties"] = [_party(chance, one) for one in chance.choice((("a", "b"), ("a", "b"), ("a", "a"), ("a",)))]
    return _short(poll) if chance.random() < 0.05 else poll


def _short(poll: dict[str, Any]) -> dict[str, Any]:
    """The same with less written down: names alone, and one ballot each."""
    said = {one["by"]: one.get("fingers", one.get("position")) for one in poll["ballots"]}
    return {**poll, "electorate": [one["person"] for one in poll["electorate"]], "ballots": said}


def _fallback(chance: Random, name: str) -> dict[str, Any] | None:
    """A hand shown counts under no other rule."""
    if name == "fist_of_five" or chance.random() < 0.4:
        return None
    return _rule(chance, chance.choice(("decide_after_hearing", "majority", "consent", "supermajority", "decide_alone", "unanimity_minus")))  # fmt: skip


def _rule(chance: Random, name: str) -> dict[str, Any]:
    more: dict[str, dict[str, Any]] = {
        "unanimity_minus": {"k": chance.randint(0, 3)},
        "consent": {"silence": chance.choice(("blocks", "ok"))},
        "consensus": {"max_aside": chance.choice(SHARES)},
        "majority": {
            "of": chance.choice(("cast", "present", "eligible")),
            "tie": chance.choice(("not_adopted", "another_round", "decider")),
        },
        "supermajority": {"share": chance.choice(SHARES), "of": chance.choice(("cast", "present", "eligible"))},
        "fist_of_five": {"descending": chance.random() < 0.5},
        "decide_alone": {"challenges": chance.randint(1, 3), "window_hours": chance.choice((24, 48))},
    }
    return {"name": name, **more.get(name, {})} if chance.random() < 0.9 else {"name": name}


def _voter(chance: Random, name: str) -> dict[str, Any]:
    voter: dict[str, Any] = {"person": name, "role": chance.choice(ROLES)}
    for mark in ("recused", "left"):
        if chance.random() < 0.1:
            voter[mark] = True
    if chance.random() < 0.1:
        voter["joined"] = chance.choice(("before_reveal", "after_reveal"))
    return voter


def _ballots(chance: Random, names: list[str], rule: str) -> list[dict[str, Any]]:
    glad = chance.random()
    cast = []
    for name in names * 2:
        if chance.random() < 0.6:
            ballot: dict[str, Any] = {"by": name}
            position = "support" if chance.random() < glad else chance.choice(POSITIONS)
            if rule == "fist_of_five" and position != "abstain":
                ballot["fingers"] = chance.randint(3, 5) if chance.random() < glad else chance.randint(0, 5)
            else:
                ballot["position"] = position if chance.random() < 0.97 else None
            ballot |= chance.choice(({}, {}, {"version": "v1"}, {"version": "v2"}, {"round": 1}, {"at": "2027-03-03T11:00:00+00:00"}, {"at": "2027-03-03T12:00:00+00:00"}))  # fmt: skip
            cast.append(ballot)
    chance.shuffle(cast)
    return cast


def _objection(chance: Random, by: str, names: list[str]) -> dict[str, Any]:
    state = chance.choice(STATES)
    if state == "not_qualified" and chance.random() < 0.7:
        return {"by": by, "state": state, "not_qualified_by": [one for one in names if chance.random() < 0.6]}
    return {"by": by, "state": state}


def _concern(chance: Random, by: str) -> dict[str, Any]:
    return {"by": by, "answer": chance.choice((None, "accepted", "adapted", "declined")), "why": chance.choice(("", "So."))}  # fmt: skip


def _decision(chance: Random) -> dict[str, Any]:
    made = {"choice": chance.choice(("adopt", "adopt", "reject", "another_round")), "rationale": chance.choice(("", "It helps.", "It helps."))}  # fmt: skip
    return made | chance.choice(({}, {"by": "p0"}, {"by": "p2"}, {"at": "2027-03-01T10:00:00+00:00"}))


def _delegation(chance: Random, nested: bool) -> dict[str, Any]:
    inner = chance.choice((None, *WITH_BALLOTS, *BY_ONE, *(() if nested else ("delegation", "two_party"))))
    return {
        "delegate": "team",
        "delegator": chance.choice((None, "p0", "team")),
        "state": chance.choice(("accepted", "accepted", "accepted", "pending", "declined", "absent", "expired")),
        "revoked": chance.random() < 0.2,
        "inner_opened": chance.random() < 0.5,
        "inner": _poll(chance, inner, nested=True) if inner else None,
    }


def _party(chance: Random, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "version": chance.choice(("v2", "v2", "v3")),
        "ended": chance.random() < 0.3,
        "inner": _poll(chance, chance.choice((*WITH_BALLOTS, "decide_after_hearing"))),
    }
