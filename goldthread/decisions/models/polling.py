"""A question as `goldthread decide` reads it (docs/manual/decide.md). People are their numbers in the electorate."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from goldthread.kit.prepared import PreparedModels

from ..rules.offered import SPEAKS_LAST
from .ballot import Ballot, Concern
from .voter import Voter

if TYPE_CHECKING:
    from .decision import Decision

Row = dict[str, Any]

# A whole room waits for these, in the instant in which its ballots are turned over.
_VOTERS = PreparedModels(lambda of: Voter.objects.filter(decision=of).order_by("number"))
_BALLOTS = PreparedModels(lambda of: Ballot.objects.filter(decision=of).order_by("place"))
_WITH_OBJECTIONS = PreparedModels(
    lambda of: Ballot.objects.filter(decision=of).order_by("place").select_related("objection")
)
_CONCERNS = PreparedModels(
    lambda of: Concern.objects.filter(decision=of).order_by("pk").select_related("ballot__voter")
)


def poll(decision: "Decision", *, decision_closed: bool = False) -> Row:
    """All that the verdict of a revealed question comes from, in a fixed number of queries. `decision_closed`: whoever was
    to decide is not waited for any more."""
    voters: list[Voter] = _VOTERS.all(decision.pk)
    is_consent = decision.rule["name"] == "consent"
    ballots = _ballots(decision, voters, is_consent=is_consent)
    concerns = _CONCERNS.all(decision.pk)
    return {
        **announced(decision, voters),
        "ballots": [_said(one) for one in ballots],
        "objections": [
            _objection(one, is_consent=is_consent) for one in ballots if one.position in ("object", "block")
        ],
        "concerns": [{"by": one.ballot.voter.number, "answer": one.answer or None, "why": one.why} for one in concerns],
        **_BY_RULE.get(decision.rule["name"], _chosen)(decision, voters, ballots),
        # Who leads the meeting may vote and decide; both is seen beside the outcome.
        **({"facilitator": _asker(decision, voters)} if decision.asked_as == "together" else {}),
        **({"decision_closed": True} if decision_closed and not decision.choice else {}),
    }


def _ballots(decision: "Decision", voters: Iterable[Voter], *, is_consent: bool) -> list[Ballot]:
    """With who cast each; under consent, where objections are kept, with those."""
    by_pk = {one.pk: one for one in voters}
    found: list[Ballot] = (_WITH_OBJECTIONS if is_consent else _BALLOTS).all(decision.pk)
    for one in found:
        one.voter = by_pk[one.voter_id]
    return found


def _said(one: Ballot) -> Row:
    fingers = {} if one.fingers is None else {"fingers": one.fingers}
    return {"by": one.voter.number, "position": one.position, **fingers}


def _objection(one: Ballot, *, is_consent: bool) -> Row:
    """Its state, and where it was found to be none, by whom; open where nothing else is on record."""
    found = getattr(one, "objection", None) if is_consent else None
    if found is None or found.state == "open":
        return {"by": one.voter.number, "state": "open"}
    judges = found.judgings.filter(stands=False).order_by("voter__number").values_list("voter__number", flat=True)
    more = {"not_qualified_by": list(judges)} if found.state == "not_qualified" else {}
    return {"by": one.voter.number, "state": found.state, **more}


def announced(decision: "Decision", voters: Iterable[Voter]) -> Row:
    """What was fixed when the question opened, and who of those asked came late, stepped back or left."""
    every = list(voters)
    decider = next((one for one in every if one.decides), None)
    deputy = next((one for one in every if decision.deputy_id and one.person_id == decision.deputy_id), None)
    away = decision.decider_away_at is not None
    return {
        "id": decision.pk,
        "version": f"v{decision.version}",
        "same_versions": [f"v{one['version']}" for one in decision.corrections or ()],
        "rule": decision.rule,
        "round": decision.round,
        "max_rounds": decision.max_rounds,
        "reconfirmations": decision.reconfirmations,
        "quorum": decision.quorum or None,
        "fallback": {"name": decision.fallback} if decision.fallback else None,
        "closed": True,
        "proposer": _asker(decision, every),
        "low_impact": bool(decision.rule.get("low_impact")),
        "decider": {"person": decider.number, "present": decider.left_at is None and not away} if decider else None,
        "deputy": {"person": deputy.number, "present": deputy.left_at is None} if deputy else None,
        # Who decides after hearing everyone is heard by deciding.
        "heard": [decider.number] if decider and decision.rule["name"] in SPEAKS_LAST else [],
        "electorate": [_asked(decision, one) for one in every],
    }


def _asker(decision: "Decision", voters: Iterable[Voter]) -> int | None:
    return next((one.number for one in voters if one.person_id and one.person_id == decision.opened_by_id), None)


def _asked(decision: "Decision", one: Voter) -> Row:
    said = {"person": one.number, "role": one.role, "recused": bool(one.recused_at), "left": bool(one.left_at)}
    if one.joined_at is None:
        return said
    after = decision.closed_at is not None and one.joined_at >= decision.closed_at
    return {**said, "joined": "after_reveal" if after else "before_reveal"}


# What some rules rest on besides.


def _chosen(decision: "Decision", voters: list[Voter], ballots: list[Ballot]) -> Row:
    chosen = {"choice": decision.choice, "rationale": decision.rationale}
    return {"decision": chosen if decision.choice else None}


def _alone(decision: "Decision", voters: list[Voter], ballots: list[Ballot]) -> Row:
    chosen = {"choice": decision.choice, "rationale": decision.rationale, "at": decision.opened_at.isoformat()}
    rows = decision.challenges.select_related("voter").order_by("voter__number")
    return {
        "decision": chosen,
        "challenges": [{"by": one.voter.number, "at": one.at.isoformat()} for one in rows],
    }


def _advice(decision: "Decision", voters: list[Voter], ballots: list[Ballot]) -> Row:
    """Each who was asked for advice has answered, or let the time pass."""
    answered = {one.voter_id for one in ballots}
    # Who steps back was asked, too, and lets it be.
    asked = [one for one in voters if not one.decides]
    return {
        **_chosen(decision, voters, ballots),
        "asked": [{"role": one.role, "state": "answered" if one.pk in answered else "timed_out"} for one in asked],
        "affected_roles": sorted({one.role for one in asked}),
    }


def _delegation(decision: "Decision", voters: list[Voter], ballots: list[Ballot]) -> Row:
    inner = decision.inners.filter(void="").order_by("-pk").first()
    delegate = next(one for one in voters if one.decides)
    gone = "absent" if delegate.left_at else decision.choice
    handed: Row = {
        "delegate": delegate.number,
        "delegator": next((one.number for one in voters if one.person_id == decision.opened_by_id), None),
        "state": _state(decision, inner, gone),
        "revoked": decision.choice == "revoked",
        "inner_opened": inner is not None,
        "inner": poll(inner) if inner else None,
    }
    return {"delegation": handed}


def _state(decision: "Decision", inner: "Decision | None", gone: str) -> str:
    """Taken on and then given back it is declined, whatever was asked meanwhile."""
    if decision.choice == "declined" or inner is None:
        return gone if gone in ("declined", "absent") else "pending" if gone else "expired"
    return "accepted"


def _two_party(decision: "Decision", voters: list[Voter], ballots: list[Ballot]) -> Row:
    sides = {one.side: one for one in decision.inners.filter(void="").order_by("pk")}
    named = enumerate(decision.rule["sides"])
    return {
        "parties": [
            {
                "name": side["name"],
                "version": f"v{decision.version}",
                "ended": sides[number].ended_at is not None,
                "inner": poll(sides[number]),
            }
            for number, side in named
            if number in sides
        ]
    }


_BY_RULE = {
    "decide_alone": _alone,
    "advice": _advice,
    "delegation": _delegation,
    "two_party": _two_party,
}
