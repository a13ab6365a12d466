"""Which positions a ballot offers under a rule, and which of them need words beside them."""

from .kinds import (
    Advice,
    Consensus,
    Consent,
    DecideAfterHearing,
    DecideAlone,
    Delegation,
    FistOfFive,
    Majority,
    Supermajority,
    TwoParty,
    Unanimity,
    UnanimityMinus,
)

# Whoever does not support it says what would have to change; a concern is kept and answered.
NEED_WORDS = frozenset({"reserve", "aside", "discuss", "object", "block"})
MIDDLE_FINGERS = 3

_COUNTED = ("support", "reserve", "object", "abstain")
OFFERED: dict[str, tuple[str, ...]] = {
    Unanimity.name: _COUNTED,
    UnanimityMinus.name: ("support", "reserve", "object", "block", "abstain"),
    Consent.name: ("support", "reserve", "object", "discuss", "abstain"),
    Consensus.name: ("support", "reserve", "aside", "object", "block", "abstain"),
    Majority.name: _COUNTED,
    Supermajority.name: _COUNTED,
    DecideAfterHearing.name: _COUNTED,
    Advice.name: _COUNTED,
    FistOfFive.name: ("support", "reserve", "object", "block", "abstain"),
}
# Rules under which nobody casts a ballot: one has decided, or others decide in questions of their own.
WITHOUT_BALLOTS = frozenset({DecideAlone.name, Delegation.name, TwoParty.name})
SPEAKS_LAST = frozenset({DecideAfterHearing.name, Advice.name})


def offered(rule: str) -> tuple[str, ...]:
    """The positions to choose from under a rule of this name; none where nobody casts a ballot."""
    return OFFERED.get(rule, ())


def needs_words(position: str, fingers: int | None) -> bool:
    """Whether words belong to it. Who shows three fingers may say why, and need not."""
    return position in NEED_WORDS and fingers != MIDDLE_FINGERS


def is_asked(rule: str, *, decides: bool) -> bool:
    """Whether somebody casts a ballot: who decides after hearing everyone speaks last, by deciding."""
    return rule not in WITHOUT_BALLOTS and not (decides and rule in SPEAKS_LAST)
