"""What a poll decides, worked out a second time: from the description of the rules alone, over the exported form itself.

Shares nothing with the product. Sets and plain branches; slow and plain on purpose.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

Poll = dict[str, Any]
Found = tuple[str, str]
AGAIN = "again"


class Room:
    """E, and who of it says what."""

    def __init__(self, poll: Poll) -> None:
        self.poll = poll
        every = [one if isinstance(one, dict) else {"person": one} for one in poll["electorate"]]
        recused = set(map(str, poll.get("recused", []))) | {str(v["person"]) for v in every if v.get("recused")}
        people = [v for v in every if str(v["person"]) not in recused and v.get("joined") != "after_reveal"]
        names = {str(v["person"]) for v in people}
        self.recused, self.said, self.fingers = recused, {}, {}
        for ballot in listed(poll.get("ballots", [])):
            if str(ballot["by"]) in names and self.counts(ballot):
                self.say(str(ballot["by"]), ballot)
        gone = {str(v["person"]) for v in people if v.get("left")} - set(self.said)
        self.all = names - gone

    def say(self, name: str, ballot: Poll) -> None:
        fingers = ballot.get("fingers") if ballot.get("position") is None else None
        position = ballot.get("position")
        if fingers is not None:
            position = {0: "block", 1: "object", 2: "object", 3: "reserve", 4: "support", 5: "support"}[fingers]
        self.said.pop(name, None)
        self.fingers.pop(name, None)
        if position is not None:
            self.said[name] = position
            if fingers is not None:
                self.fingers[name] = fingers

    def counts(self, ballot: Poll) -> bool:
        at, closes = ballot.get("at"), self.poll.get("closes_at")
        if at and closes and datetime.fromisoformat(at) >= datetime.fromisoformat(closes):
            return False
        if ballot.get("round") not in (None, self.poll.get("round", 1)):
            return False
        of, asked = ballot.get("version"), self.poll.get("version")
        return of is None or asked is None or of == asked or of in self.poll.get("same_versions", [])

    def who(self, *positions: str) -> set[str]:
        return {name for name, position in self.said.items() if position in positions}

    @property
    def yes(self) -> set[str]:
        return self.who("support", "reserve")

    @property
    def no(self) -> set[str]:
        return self.who("object", "block")

    @property
    def silent(self) -> set[str]:
        return self.all - set(self.said)

    def objection(self, name: str) -> str:
        states = {self.state(one) for one in self.poll.get("objections", []) if str(one["by"]) == name}
        for state in ("open", "integrated", "not_qualified", "withdrawn"):
            if state in states or not states:
                return state
        return "open"

    def state(self, one: Poll) -> str:
        judged = one.get("not_qualified_by")
        if one["state"] == "not_qualified" and judged is not None:
            judges = set(self.said) - {str(one["by"]), str(self.poll.get("proposer"))}
            return "not_qualified" if len(judges & set(map(str, judged))) > Fraction(len(judges), 2) else "open"
        return str(one["state"])

    def adopted(self) -> str:
        answered = any(self.objection(name) != "open" for name in self.no)
        return "adopted_with_concerns" if self.who("reserve", "aside") or answered else "adopted"


def listed(ballots: Any) -> list[Poll]:
    """Ballots, also where they are written as {"ada": "support", "bo": 4}."""
    if isinstance(ballots, list):
        return ballots
    return [{"by": by, "fingers" if isinstance(one, int) else "position": one} for by, one in ballots.items()]


def decided(poll: Poll) -> Found:
    """Verdict and reason."""
    room, name = Room(poll), poll["rule"]["name"]
    found = before(room) if name in BALLOTS else None
    if found is None:
        found = RULES[name](room, poll["rule"])
    if found[0] != AGAIN:
        return found
    if poll.get("round", 1) < poll.get("max_rounds", 3):
        return "another_round", found[1]
    why, then = f"{found[1]}:rounds_exhausted", poll.get("fallback")
    if then is None:
        return "no_decision", why
    one_decides = then["name"] in ("decide_after_hearing", "decide_alone", "advice")
    if one_decides and not poll.get("decision") and not poll.get("decision_closed"):
        return "open", why
    return decided({**poll, "rule": then, "fallback": None})


def before(room: Room) -> Found | None:
    if not room.all:
        return "invalid", "empty_electorate"
    if not room.poll.get("closed", True) and room.silent:
        return "open", "waiting_for_ballots"
    if not room.said:
        return "no_decision", "zero_votes"
    if len(room.said) < ceil(quorum(room) * len(room.all)):
        return "another_round", "no_quorum"
    return None


def quorum(room: Room) -> Fraction:
    return Fraction(room.poll.get("quorum") or 0)


def unanimity(room: Room, rule: Poll) -> Found:
    k = rule.get("k", 1) if rule["name"] == "unanimity_minus" else 0
    if room.silent:
        return AGAIN, "missing"
    if room.yes == room.all:
        return room.adopted(), "all_support"
    if room.yes and len(room.all - room.yes) <= k and not room.who("block"):
        return room.adopted(), "all_but_k_support"
    return AGAIN, "abstention" if room.yes | room.who("abstain") == room.all else "objection"


def consent(room: Room, rule: Poll) -> Found:
    if any(room.objection(name) == "open" for name in room.no):
        return AGAIN, "open_objection"
    if any(one["state"] == "integrated" and str(one["by"]) in room.all for one in room.poll.get("objections", [])):
        spent = room.poll.get("reconfirmations", 0) >= 5
        return (AGAIN, "changed_too_often") if spent else ("another_round", "proposal_changed_reconfirm")
    if room.who("discuss"):
        return AGAIN, "needs_discussion"
    if rule.get("silence", "blocks") == "blocks" and room.silent:
        return AGAIN, "missing"
    if room.who("abstain") == set(room.said):
        return "no_decision", "all_abstained"
    return room.adopted(), "no_open_objection"


def consensus(room: Room, rule: Poll) -> Found:
    if room.who("block"):
        return AGAIN, "block"
    if room.who("object", "discuss"):
        return AGAIN, "disagreement"
    if not room.yes:
        return "no_decision", "no_support"
    if Fraction(len(room.who("aside")), len(room.said)) > Fraction(rule.get("max_aside", "1/4")):
        return AGAIN, "too_many_stand_aside"
    return room.adopted(), "nobody_against"


def of(room: Room, rule: Poll) -> int:
    return len({"cast": room.yes | room.no, "present": set(room.said), "eligible": room.all}[rule.get("of", "cast")])


def majority(room: Room, rule: Poll) -> Found:
    if not room.yes | room.no:
        return "no_decision", "all_abstained"
    part = Fraction(len(room.yes), of(room, rule))
    if part > Fraction(1, 2):
        return room.adopted(), "majority"
    if part == Fraction(1, 2) and rule.get("of", "cast") == "cast":
        tie = rule.get("tie", "not_adopted")
        return chosen(room) if tie == "decider" else (AGAIN if tie == "another_round" else "not_adopted", "tie")
    return "not_adopted", "no_majority"


def supermajority(room: Room, rule: Poll) -> Found:
    if not room.yes | room.no:
        return "no_decision", "all_abstained"
    if room.yes and Fraction(len(room.yes), of(room, rule)) >= Fraction(rule.get("share", "2/3")):
        return room.adopted(), "supermajority"
    return "not_adopted", "no_supermajority"


def fist(room: Room, rule: Poll) -> Found:
    shown = sorted(room.fingers.values())
    if not shown:
        return "no_decision", "all_abstained"
    level = min(room.poll.get("round", 1), 3) if rule.get("descending") else 1
    high = sum(count >= 3 for count in shown)
    enough = {1: shown[0] >= 3, 2: shown[0] >= 2, 3: 2 * high > len(shown)}[level]
    if not enough:
        return AGAIN, "low_fingers"
    return "adopted" if shown[0] > 3 else "adopted_with_concerns", "fingers"


# One decides.


def who_decides(room: Room) -> str | None:
    poll = room.poll
    named = [poll.get("decider"), poll.get("deputy")]
    if named[0] is None and poll["rule"]["name"] == "advice" and poll.get("proposer"):
        named[0] = poll["proposer"]
    for one in named:
        there = one if isinstance(one, dict) else {"person": one}
        if there["person"] is not None and there.get("present", True) and str(there["person"]) not in room.recused:
            return str(there["person"])
    return None


def choice(room: Room, decider: str | None) -> Poll | None:
    made = room.poll.get("decision")
    return made if made and str(made.get("by", decider)) == decider else None


def chosen(room: Room) -> Found:
    decider = who_decides(room)
    if decider is None:
        return "no_decision", "decider_absent_escalate"
    made = choice(room, decider)
    if made is None:
        return ("no_decision", "decider_silent") if room.poll.get("closed", True) else ("open", "decider_awaited")
    if made["choice"] == "adopt" and unanswered(room) - {decider}:
        return "open", "concerns_need_an_answer"
    if not made.get("rationale", "").strip():
        return "open", "rationale_required"
    if made["choice"] == "another_round":
        return "another_round", "decider_asks_again"
    if made["choice"] == "reject":
        return "not_adopted", "decider_rejected"
    stands = room.poll.get("concerns") or room.no or room.who("reserve", "aside")
    return "adopted_with_concerns" if stands else "adopted", "decider_adopted"


def unanswered(room: Room) -> set[str]:
    written, answered = set(), set()
    for one in room.poll.get("concerns", []):
        full = one.get("answer") and (one["answer"] != "declined" or one.get("why", "").strip())
        (answered if full else written).add(str(one["by"]))
    spoken = {name for name in room.no | room.who("reserve") if room.objection(name) == "open"}
    return written | (spoken - answered)


def after_hearing(room: Room, rule: Poll) -> Found:
    if not room.all:
        return "invalid", "empty_electorate"
    decider = who_decides(room)
    if decider is None:
        return "no_decision", "decider_absent_escalate"
    heard = room.all & (set(map(str, room.poll.get("heard", []))) | set(room.said))
    others = room.all - {decider}
    if not room.poll.get("closed", True) and others - heard:
        return "open", "not_everyone_heard"
    if not (others & heard if others else room.said):
        return "no_decision", "zero_votes"
    if room.poll.get("closed", True) and len(heard) < ceil(quorum(room) * len(room.all)):
        return "another_round", "no_quorum_of_input"
    return chosen(room)


def alone(room: Room, rule: Poll) -> Found:
    if not room.poll.get("low_impact"):
        return "invalid", "not_low_impact"
    found, made = chosen(room), room.poll.get("decision") or {}
    if found[0] not in ("adopted", "adopted_with_concerns", "not_adopted"):
        return found
    by = {str(one["by"]) for one in room.poll.get("challenges", []) if in_window(one.get("at"), made.get("at"), rule)}
    by = (by & room.all) - {who_decides(room)}
    share = Fraction(rule.get("challenge_share", "1/5"))
    if by and (len(by) >= rule.get("challenges", 2) or len(by) >= ceil(share * len(room.all))):
        return "another_round", "challenged"
    return found


def in_window(at: str | None, decided_at: str | None, rule: Poll) -> bool:
    if not at or not decided_at:
        return True
    hours = timedelta(hours=rule.get("window_hours", 48))
    return datetime.fromisoformat(at) - datetime.fromisoformat(decided_at) <= hours


def advice(room: Room, rule: Poll) -> Found:
    asked = room.poll.get("asked", [])
    if not asked or set(room.poll.get("affected_roles", [])) - {one["role"] for one in asked}:
        return "open", "not_everyone_asked"
    if any(one["state"] == "asked" for one in asked):
        return "open", "advice_awaited"
    return chosen(room)


# Others decide.


def delegation(room: Room, rule: Poll) -> Found:
    given = room.poll.get("delegation")
    if given is None:
        return "invalid", "no_delegate"
    inner = given.get("inner")
    if given["delegate"] == given.get("delegator"):
        return "invalid", "delegation_cycle"
    if inner and inner["rule"]["name"] == "delegation":
        return "invalid", "delegation_depth"
    if given.get("revoked") and not given.get("inner_opened"):
        return "no_decision", "delegation_revoked"
    state = given.get("state", "accepted")
    if state in ("declined", "absent", "expired"):
        return "no_decision", f"delegate_{state}"
    return ("open", "delegate_awaited") if state == "pending" or inner is None else decided(inner)


def two_party(room: Room, rule: Poll) -> Found:
    sides = room.poll.get("parties", [])
    if len(sides) != 2 or sides[0]["name"] == sides[1]["name"]:
        return "invalid", "not_two_parties"
    verdicts = [decided(one["inner"])[0] for one in sides]
    agreed = [one.startswith("adopted") for one in verdicts]
    if not all(agreed):
        declined = [one for one, has in zip(sides, agreed, strict=True) if one.get("ended") and not has]
        if declined:
            return "no_decision", "one_side_declined" if len(declined) == 1 else "both_sides_declined"
        return "open", "one_side_accepted" if any(agreed) else "no_side_accepted"
    versions = {one["version"] for one in sides}
    if len(versions) > 1 or room.poll.get("version") not in (None, *versions):
        return "open", "different_versions"
    return "adopted_with_concerns" if "adopted_with_concerns" in verdicts else "adopted", "both_sides_accepted"


RULES: dict[str, Callable[[Room, Poll], Found]] = {
    "unanimity": unanimity,
    "unanimity_minus": unanimity,
    "consent": consent,
    "consensus": consensus,
    "majority": majority,
    "supermajority": supermajority,
    "fist_of_five": fist,
    "decide_after_hearing": after_hearing,
    "decide_alone": alone,
    "advice": advice,
    "delegation": delegation,
    "two_party": two_party,
}
BALLOTS = frozenset(
    {"unanimity", "unanimity_minus", "consent", "consensus", "majority", "supermajority", "fist_of_five"}
)
