"""What goes into a decision and what comes out of it: frozen, in plain words, people by their id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .kinds import Rule

Verdict = Literal["adopted", "adopted_with_concerns", "not_adopted", "another_round", "no_decision", "open", "invalid"]
ADOPTING: frozenset[Verdict] = frozenset({"adopted", "adopted_with_concerns"})

POSITIONS = ("support", "reserve", "abstain", "aside", "discuss", "object", "block")
"""support · reserve: support, with a concern on record · abstain · aside: will not carry it out, will not stop it ·
discuss: needs to know more · object, block: against it, because. No ballot is silence, and never abstaining."""

OBJECTION_STATES = ("open", "integrated", "withdrawn", "not_qualified")
ANSWERS = ("accepted", "adapted", "declined")
CHOICES = ("adopt", "reject", "another_round")

BY_FINGERS = ("block", "object", "object", "reserve", "support", "support")

Value = int | str


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody who was asked. after_reveal: came when positions were known, and votes in the next round only.

    left: is no longer in the organisation; a ballot they cast stays, without one they are no longer waited for.
    """

    person: str
    role: str = ""
    recused: bool = False
    after_reveal: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class Ballot:
    """What somebody said, of which version, in which round, when. fingers: 0 to 5, of a fist of five. Neither: taken back."""

    by: str
    position: str | None = None
    fingers: int | None = None
    version: str | None = None
    round: int | None = None
    at: datetime | None = None

    @property
    def said(self) -> str | None:
        """The position; of fingers, the one they stand for."""
        return BY_FINGERS[self.fingers] if self.position is None and self.fingers is not None else self.position


@dataclass(frozen=True, slots=True)
class Objection:
    """not_qualified_by: who found that it is none, where that was voted on; None where only the state was kept."""

    by: str
    state: str = "open"
    not_qualified_by: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """answer: accepted, adapted or declined, the last only with a why; None is unanswered."""

    by: str
    answer: str | None = None
    why: str = ""

    @property
    def is_answered(self) -> bool:
        return self.answer in ANSWERS and (self.answer != "declined" or bool(self.why.strip()))


@dataclass(frozen=True, slots=True)
class Decider:
    person: str
    is_present: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """What the one who decides chose, and why. by None: whoever was to decide."""

    choice: str
    rationale: str = ""
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    by: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked for advice, for a role; state: asked, answered or timed_out."""

    role: str
    state: str = "asked"


@dataclass(frozen=True, slots=True)
class Handing:
    """A decision given to others. state: pending, accepted, declined, absent or expired; inner: what they decide on.

    revoked: by the one who gave it; inner_opened: before that, their own ballot had opened, and it can no longer be revoked.
    """

    delegate: str
    delegator: str | None = None
    state: str = "accepted"
    revoked: bool = False
    inner_opened: bool = False
    inner: "Poll | None" = None


@dataclass(frozen=True, slots=True)
class Party:
    """One of two sides, with its own decision under its own rule, on one version. ended: no other round of it follows."""

    name: str
    version: str | None
    inner: "Poll"
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """All that a decision is made of; frozen when the round opens, except what people then say.

    quorum: the share of the electorate that must have voted. closed: the time is up; without it, a ballot counts once
    all have voted. decision_closed: the time of the one who decides after the last round is up, too. same_versions:
    versions that differ from this one by a typing mistake only. reconfirmations: how often the proposal was changed for an
    objection already. rounds: `round` of `max_rounds`, then `fallback` decides.
    """

    rule: "Rule"
    electorate: tuple[Voter, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    objections: tuple[Objection, ...] = ()
    concerns: tuple[Concern, ...] = ()
    heard: frozenset[str] = frozenset()
    quorum: Fraction = Fraction(0)
    round: int = 1
    max_rounds: int = 3
    reconfirmations: int = 0
    fallback: "Rule | None" = None
    closed: bool = True
    decision_closed: bool = False
    closes_at: datetime | None = None
    version: str | None = None
    same_versions: frozenset[str] = frozenset()
    proposer: str | None = None
    facilitator: str | None = None
    decider: Decider | None = None
    deputy: Decider | None = None
    choice: Choice | None = None
    is_low_impact: bool = False
    challenges: tuple[Challenge, ...] = ()
    asked: tuple[Asked, ...] = ()
    affected_roles: frozenset[str] = frozenset()
    handing: Handing | None = None
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds by itself. again: not yet; whether another round follows or the fallback, the rounds say."""

    verdict: Verdict | Literal["again"]
    reason: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided: verdict, reason code with its values, one plain sentence, and how the positions were spread.

    rule: the name of the rule that decided; after: why that was the fallback ("missing:rounds_exhausted"), or None.
    notes: what should be seen beside it (facilitator_votes, facilitator_decides, against_sense_check).
    """

    verdict: Verdict
    reason: str
    sentence: str
    rule: str
    tally: Mapping[str, int]
    values: Mapping[str, Value] = field(default_factory=dict)
    after: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_adopted(self) -> bool:
        return self.verdict in ADOPTING
