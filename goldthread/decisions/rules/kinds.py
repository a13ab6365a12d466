"""The rules as values: a name and the parameters that are announced with it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

Share = Literal["cast", "present", "eligible"]
Tie = Literal["not_adopted", "another_round", "decider"]
Silence = Literal["blocks", "ok"]

MOST_RECONFIRMATIONS = 5
CHALLENGE_WINDOW_HOURS = 48


@dataclass(frozen=True, slots=True)
class Unanimity:
    """Everyone supports it."""

    name: ClassVar[str] = "unanimity"


@dataclass(frozen=True, slots=True)
class UnanimityMinus:
    """Everyone but k supports it, and nobody blocks it. Usual are 1 and 2."""

    name: ClassVar[str] = "unanimity_minus"
    k: int = 1


@dataclass(frozen=True, slots=True)
class Consent:
    """Nobody objects. silence ok: those who do not vote are not waited for; then a quorum should be asked for."""

    name: ClassVar[str] = "consent"
    silence: Silence = "blocks"


@dataclass(frozen=True, slots=True)
class Consensus:
    """Nobody is against it, and no more than max_aside of those who voted stand aside."""

    name: ClassVar[str] = "consensus"
    max_aside: Fraction = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Majority:
    """More than half of: cast (for and against), present (all who voted), eligible (all who were asked)."""

    name: ClassVar[str] = "majority"
    of: Share = "cast"
    tie: Tie = "not_adopted"


@dataclass(frozen=True, slots=True)
class Supermajority:
    """At least this share of cast, present or eligible."""

    name: ClassVar[str] = "supermajority"
    share: Fraction = Fraction(2, 3)
    of: Share = "cast"


@dataclass(frozen=True, slots=True)
class DecideAfterHearing:
    """I decide after hearing everyone."""

    name: ClassVar[str] = "decide_after_hearing"


@dataclass(frozen=True, slots=True)
class DecideAlone:
    """Decided without discussion, only where little is at stake; so many people or such a share of them reopen it."""

    name: ClassVar[str] = "decide_alone"
    window_hours: int = CHALLENGE_WINDOW_HOURS
    challenges: int = 2
    challenge_share: Fraction = Fraction(1, 5)


@dataclass(frozen=True, slots=True)
class Delegation:
    """Others decide, under a rule of their own."""

    name: ClassVar[str] = "delegation"


@dataclass(frozen=True, slots=True)
class Advice:
    """Who proposes decides, after asking everyone it touches and those who know."""

    name: ClassVar[str] = "advice"


@dataclass(frozen=True, slots=True)
class FistOfFive:
    """Everyone shows three fingers or more. descending: two suffice in round 2, a majority of threes in round 3."""

    name: ClassVar[str] = "fist_of_five"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class TwoParty:
    """Both sides accept the same version, each under its own rule."""

    name: ClassVar[str] = "two_party"


Rule = (
    Unanimity
    | UnanimityMinus
    | Consent
    | Consensus
    | Majority
    | Supermajority
    | DecideAfterHearing
    | DecideAlone
    | Delegation
    | Advice
    | FistOfFive
    | TwoParty
)
KINDS: dict[str, type[Rule]] = {
    kind.name: kind
    for kind in (
        Unanimity,
        Consent,
        DecideAfterHearing,
        Majority,
        Supermajority,
        Consensus,
        UnanimityMinus,
        DecideAlone,
        Delegation,
        Advice,
        FistOfFive,
        TwoParty,
    )
}
OFFERED_FIRST = (Unanimity, Consent, DecideAfterHearing)
