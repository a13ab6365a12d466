"""Which rule to suggest for what is to be agreed, and why: by how far it reaches, and by how fast it must be.

The people choose; the rule is shown before they discuss, and stays once a ballot exists.
"""

from dataclasses import dataclass
from fractions import Fraction

from .kinds import (
    Advice,
    Consent,
    DecideAfterHearing,
    DecideAlone,
    Majority,
    Rule,
    Supermajority,
    TwoParty,
    Unanimity,
    UnanimityMinus,
)
from .values import Poll

FAR_REACHING = frozenset({"vision", "user_goal", "business_goal"})
OF_ONE_TEAM = frozenset({"sprint_goal", "weekly_goal", "contribution"})
MOST_FOR_UNANIMITY = 9
SHORT_HORIZON_WEEKS = 13
ROUNDS = 3
MUCH, LITTLE = 7, 3


@dataclass(frozen=True, slots=True)
class Stakes:
    """What is at stake. The five considerations go from 0 (little) to 2 (much): how important it is, how long it lasts,
    how hard it is, how much depends on everyone's support, how much those who carry it out must decide for themselves.

    horizon_weeks: until it is due, None where it has no date. small_change: of what is agreed already.
    """

    voters: int = 1
    horizon_weeks: int | None = None
    small_change: bool = False
    emergency: bool = False
    two_sides: bool = False
    importance: int = 1
    longevity: int = 1
    difficulty: int = 1
    buy_in: int = 1
    empowerment: int = 1

    @property
    def weight(self) -> int:
        """0 to 10; 5 where nobody said anything."""
        return self.importance + self.longevity + self.difficulty + self.buy_in + self.empowerment


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The rule, what decides when its rounds are used up, and why: a code and a sentence."""

    rule: Rule
    fallback: Rule | None
    reason: str
    max_rounds: int = ROUNDS

    @property
    def why(self) -> str:
        return WHY[self.reason]


def suggest(level: str, stakes: Stakes) -> Suggestion:
    """The rule for a goal of this level; an unknown level goes by the stakes alone."""
    if stakes.two_sides:
        return Suggestion(TwoParty(), None, "two_sides")
    if level == "vision":
        return Suggestion(Unanimity(), DecideAfterHearing(), "far_reaching")
    if stakes.emergency:
        return Suggestion(DecideAfterHearing(), None, "emergency", max_rounds=1)
    if stakes.small_change:
        return Suggestion(Consent(), DecideAfterHearing(), "small_change")
    if level in FAR_REACHING:
        return Suggestion(Unanimity(), DecideAfterHearing(), "far_reaching")
    if level in OF_ONE_TEAM:
        return Suggestion(Consent(), Majority(), "of_one_team")
    return _by_stakes(stakes)


def _by_stakes(stakes: Stakes) -> Suggestion:
    if stakes.voters > MOST_FOR_UNANIMITY:
        return Suggestion(Consent(), DecideAfterHearing(), "many_voters")
    if stakes.weight >= MUCH:
        return Suggestion(Unanimity(), DecideAfterHearing(), "much_at_stake")
    if stakes.weight <= LITTLE:
        return Suggestion(Majority(), None, "little_at_stake", max_rounds=1)
    if stakes.horizon_weeks is not None and stakes.horizon_weeks <= SHORT_HORIZON_WEEKS:
        return Suggestion(Consent(), DecideAfterHearing(), "short_horizon")
    return Suggestion(Unanimity(), DecideAfterHearing(), "much_at_stake")


WHY = {
    "two_sides": "Two sides have to agree, each in its own way; neither can outvote the other.",
    "far_reaching": "Everything below hangs on it, and it is rarely urgent: everyone who is needed should support it.",
    "emergency": "It cannot wait. One person decides, but hears everyone first.",
    "small_change": "A small change is good enough for now if nobody objects; the next review looks at it again.",
    "of_one_team": "It is short and can be taken back, and the team carries it out: nobody in it should object.",
    "many_voters": "With more than nine people, support of all is slow. Ask whether anybody objects.",
    "short_horizon": "It ends within three months. Good enough for now, and safe enough to try, will do.",
    "much_at_stake": "Many depend on it for long: everyone who is needed should support it.",
    "little_at_stake": "Little depends on it. A majority is quick, and it can be changed again.",
}


def refusals(poll: Poll) -> tuple[str, ...]:
    """Why a round must not open like this, each a code of REFUSED; empty where it may."""
    rule, there = poll.rule, any(not one.recused for one in poll.electorate)
    held = {
        "empty_electorate": not there,
        "silence_needs_quorum": isinstance(rule, Consent) and rule.silence == "ok" and not poll.quorum,
        "k_too_large": isinstance(rule, UnanimityMinus) and not 1 <= rule.k <= 2,
        "share_too_small": isinstance(rule, Supermajority) and rule.share <= Fraction(1, 2),
        "decider_missing": _needs_decider(poll) and poll.decider is None,
        "too_much_at_stake": isinstance(rule, DecideAlone) and not poll.is_low_impact,
        "facilitator_decides": poll.decider is not None and poll.decider.person == poll.facilitator,
    }
    return tuple(code for code, holds in held.items() if holds)


def _needs_decider(poll: Poll) -> bool:
    if isinstance(poll.rule, Majority) and poll.rule.tie == "decider":
        return True
    one_decides = (DecideAfterHearing, DecideAlone)
    if isinstance(poll.rule, Advice):
        return poll.proposer is None
    return isinstance(poll.rule, one_decides) or isinstance(poll.fallback, one_decides)


REFUSED = {
    "empty_electorate": "Nobody is there to decide. Name who is asked.",
    "silence_needs_quorum": "Where nobody waits for those who are silent, say how many must take part.",
    "k_too_large": "All but one, or all but two: with more, take a majority.",
    "share_too_small": "A supermajority is more than half.",
    "decider_missing": "Name who decides.",
    "too_much_at_stake": "Too much is at stake to decide this without discussion. Take a rule that hears the others.",
    "facilitator_decides": "Who decides should not lead the discussion. Name somebody else to facilitate.",
}
