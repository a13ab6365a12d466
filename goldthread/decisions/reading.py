"""An exported agreement, as it stands in JSON, read as a Poll. docs/manual/decide.md says what each field means.

Fields that nobody knows are passed over; what cannot be understood is said in one sentence that names it.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .fields import (
    Fields,
    Unreadable,
    by_of,
    each,
    listed,
    name_of,
    one_of,
    person_of,
    plain,
    share_of,
    text_of,
    time_of,
    truth,
    whole,
)
from .rules import kinds
from .rules.values import (
    ANSWERS,
    CHOICES,
    OBJECTION_STATES,
    POSITIONS,
    Asked,
    Ballot,
    Challenge,
    Choice,
    Concern,
    Decider,
    Handing,
    Objection,
    Party,
    Poll,
    Voter,
)

POSITION_WORDS = {"stand_aside": "aside", "support_with_concern": "reserve"}
RULE_WORDS = {
    "everyone_supports_it": "unanimity",
    "nobody_objects": "consent",
    "i_decide_after_hearing_everyone": "decide_after_hearing",
    "decide_without_discussion": "decide_alone",
    "unanimity_minus_k": "unanimity_minus",
}
HANDING_STATES = ("pending", "accepted", "declined", "absent", "expired")
ASKED_STATES = ("asked", "answered", "timed_out")
NO_FALLBACK = ("", "none", "status_quo", "escalate")
MOST_NESTED = 5


def poll_of(given: Any, nested: int = 0) -> Poll:
    """The poll that is described. Raises Unreadable."""
    if not isinstance(given, dict):
        raise Unreadable("An agreement must be a JSON object.")
    if nested > MOST_NESTED:
        raise Unreadable("Decisions are nested too deeply.")
    handing, rule = given.get("delegation"), rule_of(given.get("rule"), given.get("parameters"))
    shows = isinstance(rule, kinds.FistOfFive)
    return Poll(
        rule=rule,
        electorate=_electorate(given),
        ballots=tuple(each(_ballots(given), "Ballot", lambda one: _ballot(one, shows))),
        objections=tuple(each(listed(given, "objections"), "Objection", _objection)),
        concerns=tuple(each(listed(given, "concerns"), "Concern", _concern)),
        heard=_people(given, "heard"),
        quorum=share_of(given.get("quorum"), "quorum", Fraction(0)),
        round=whole(given, "round", 1, least=1),
        max_rounds=whole(given, "max_rounds", 3, least=1),
        reconfirmations=whole(given, "reconfirmations", 0),
        fallback=_fallback(given.get("fallback")),
        closed=truth(given, "closed", True),
        decision_closed=truth(given, "decision_closed", False),
        closes_at=time_of(given, "closes_at"),
        version=name_of(given.get("version")),
        same_versions=_people(given, "same_versions"),
        proposer=name_of(given.get("proposer")),
        facilitator=name_of(given.get("facilitator")),
        decider=_decider(given, "decider"),
        deputy=_decider(given, "deputy"),
        choice=_choice(given.get("decision")),
        is_low_impact=truth(given, "low_impact", False),
        challenges=tuple(each(listed(given, "challenges"), "Challenge", _challenge)),
        asked=tuple(each(listed(given, "asked"), "Who was asked", _asked)),
        affected_roles=_people(given, "affected_roles"),
        handing=_handing(handing, nested) if handing is not None else None,
        parties=tuple(each(listed(given, "parties"), "Party", lambda one: _party(one, nested))),
    )


def rule_of(given: Any, parameters: Any = None) -> kinds.Rule:
    """A rule from its name alone, or from an object with its name and parameters."""
    fields = given if isinstance(given, dict) else {"name": given}
    for more in (fields.get("parameters"), parameters):
        fields = {**fields, **more} if isinstance(more, dict) else fields
    named = fields.get("name")
    name = plain(named)
    kind = kinds.KINDS.get(RULE_WORDS.get(name, name))
    if kind is None:
        raise Unreadable(f"The rule {named!r} is not known. Use one of: {', '.join(kinds.KINDS)}.")
    return kind(**{name: value for name, value in PARAMETERS.get(kind, _none)(fields).items() if value is not None})


def _none(fields: Fields) -> dict[str, Any]:
    return {}


PARAMETERS: dict[type, Callable[[Fields], dict[str, Any]]] = {
    kinds.UnanimityMinus: lambda given: {"k": whole(given, "k", None)},
    kinds.Consent: lambda given: {"silence": one_of(given, "silence", ("blocks", "ok"))},
    kinds.Consensus: lambda given: {"max_aside": share_of(given.get("max_aside"), "max_aside", None)},
    kinds.Majority: lambda given: {
        "of": one_of(given, "of", ("cast", "present", "eligible")),
        "tie": one_of(given, "tie", ("not_adopted", "another_round", "decider")),
    },
    kinds.Supermajority: lambda given: {
        "share": share_of(given.get("share"), "share", None),
        "of": one_of(given, "of", ("cast", "present", "eligible")),
    },
    kinds.DecideAlone: lambda given: {
        "window_hours": whole(given, "window_hours", None),
        "challenges": whole(given, "challenges", None, least=1),
        "challenge_share": share_of(given.get("challenge_share"), "challenge_share", None),
    },
    kinds.FistOfFive: lambda given: {"descending": truth(given, "descending", False)},
}


def _fallback(given: Any) -> kinds.Rule | None:
    if given is None or (isinstance(given, str) and plain(given) in NO_FALLBACK):
        return None
    return rule_of(given)


# Who.


def _electorate(given: Fields) -> tuple[Voter, ...]:
    recused = _people(given, "recused")
    voters = (_voter(one) for one in listed(given, "electorate"))
    return tuple(Voter(v.person, v.role, v.recused or v.person in recused, v.after_reveal, v.left) for v in voters)


def _voter(given: Any) -> Voter:
    if not isinstance(given, dict):
        return Voter(person_of(given, "Somebody in the electorate"))
    person = person_of(given.get("person"), "Somebody in the electorate")
    joined = one_of(given, "joined", ("before_reveal", "after_reveal"))
    role = given.get("role")
    return Voter(
        person,
        role if isinstance(role, str) else "",
        truth(given, "recused", False),
        joined == "after_reveal",
        truth(given, "left", False),
    )


def _decider(given: Fields, name: str) -> Decider | None:
    said = given.get(name)
    if said in (None, ""):
        return None
    if isinstance(said, dict):
        return Decider(person_of(said.get("person"), f"The {name}"), truth(said, "present", True))
    return Decider(person_of(said, f"The {name}"))


def _people(given: Fields, name: str) -> frozenset[str]:
    people = listed(given, name)
    return frozenset(person_of(one.get("person") if isinstance(one, dict) else one, f'"{name}"') for one in people)


# What they said.


def _ballots(given: Fields) -> list[Any]:
    said = given.get("ballots")
    if isinstance(said, dict):
        name = {True: "fingers", False: "position"}
        return [{"by": person, name[isinstance(one, int)]: one} for person, one in said.items()]
    return listed(given, "ballots")


def _ballot(given: Fields, shows: bool) -> Ballot:
    """shows: under a fist of five, where a ballot shows fingers or abstains."""
    position, fingers = given.get("position"), given.get("fingers")
    if position is not None:
        word = plain(position)
        position = POSITION_WORDS.get(word, word)
        if position not in POSITIONS:
            raise Unreadable(f"has the position {given['position']!r}; use one of: {', '.join(POSITIONS)}")
    if fingers is not None and (type(fingers) is not int or not 0 <= fingers <= 5):
        raise Unreadable(f"shows {fingers!r} fingers; use 0 to 5")
    if (fingers is None and position not in (None, "abstain")) if shows else (fingers is not None and position is None):
        raise Unreadable("shows no fingers" if shows else "shows fingers, which this rule does not count")
    return Ballot(
        by_of(given),
        position,
        fingers,
        name_of(given.get("version")),
        whole(given, "round", None, least=1),
        time_of(given, "at"),
    )


def _objection(given: Fields) -> Objection:
    judges = _people(given, "not_qualified_by") if given.get("not_qualified_by") is not None else None
    return Objection(by_of(given), one_of(given, "state", OBJECTION_STATES) or "open", judges)


def _concern(given: Fields) -> Concern:
    return Concern(by_of(given), one_of(given, "answer", ANSWERS), text_of(given.get("why")))


def _choice(given: Any) -> Choice | None:
    if given is None:
        return None
    fields = given if isinstance(given, dict) else {"choice": given}
    choice = one_of(fields, "choice", CHOICES)
    if choice is None:
        return None
    return Choice(choice, text_of(fields.get("rationale")), name_of(fields.get("by")), time_of(fields, "at"))


def _challenge(given: Fields) -> Challenge:
    return Challenge(by_of(given), time_of(given, "at"))


def _asked(given: Fields) -> Asked:
    return Asked(person_of(given.get("role"), "the role"), one_of(given, "state", ASKED_STATES) or "asked")


def _handing(given: Any, nested: int) -> Handing:
    if not isinstance(given, dict):
        raise Unreadable('"delegation" must be an object.')
    inner = given.get("inner")
    return Handing(
        person_of(given.get("delegate"), "The delegate"),
        name_of(given.get("delegator")),
        one_of(given, "state", HANDING_STATES) or "accepted",
        truth(given, "revoked", False),
        truth(given, "inner_opened", False),
        poll_of(inner, nested + 1) if inner is not None else None,
    )


def _party(given: Fields, nested: int) -> Party:
    inner = given.get("inner")
    version = given.get("version") or (inner.get("version") if isinstance(inner, dict) else None)
    if version is None:
        raise Unreadable("does not say which version it decided on")
    name, ended = person_of(given.get("name"), "its name"), truth(given, "ended", False)
    return Party(name, name_of(version), poll_of(inner, nested + 1), ended)
