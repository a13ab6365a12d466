"""What is said claims no more than what was decided."""

from fractions import Fraction

import pytest

from goldthread.decisions.rules import verdict
from goldthread.decisions.rules.kinds import (
    Consensus,
    Consent,
    DecideAfterHearing,
    FistOfFive,
    Majority,
    Supermajority,
    Unanimity,
    UnanimityMinus,
)
from goldthread.decisions.rules.sentences import REASONS

from .polls import ADA, ADOPT, objections, outcome_of

CASES = [
    (Unanimity(), "support", {}, "The one person who was asked supports it."),
    (Unanimity(), "support support", {}, "Both support it."),
    (Unanimity(), "support reserve support reserve support", {}, "All five support it, two with a concern."),
    (Unanimity(), "reserve reserve", {}, "Both support it, all with a concern."),
    (
        Unanimity(),
        "support abstain",
        {},
        "One of two supports it, one abstains; nobody is against it, but this rule needs the support of all. "
        "Another round follows.",
    ),
    (
        Unanimity(),
        "support -",
        {"round": 3},
        "One person has not voted, and this rule needs everyone's word. All three rounds are used up. "
        "What was agreed before stays.",
    ),
    (UnanimityMinus(), "support support object", {}, "Two of three support it, one is against it."),
    (Consent(), "support aside", {}, "Nobody objects: one of two supports it, one stands aside."),
    (
        Consent(),
        "support object",
        {"objections": objections(b="withdrawn")},
        "No objection stands; one objection was answered: one of two supports it, one is against it.",
    ),
    (Consent(), "support object", {}, "One objection is open. Another round follows."),
    (Consensus(), "abstain", {}, "Nobody supports it. What was agreed before stays."),
    (
        Majority(),
        "support support object -",
        {},
        "More than half of the votes for and against, 2 of 3, are for it: two of four support it, one is against it, "
        "one did not vote.",
    ),
    (Majority(), "support object", {}, "As many are for it as against it. What was agreed before stays."),
    (
        Supermajority(Fraction(2, 3), "eligible"),
        "support support object",
        {},
        "At least 2/3 of the people who were asked, 2 of 3, are for it: two of three support it, one is against it.",
    ),
    (FistOfFive(), "5 3", {}, "Both show three fingers or more, one of them just three: support with a concern."),
    (FistOfFive(), "3 3 3", {}, "All three show three fingers, which is support with a concern."),
    (FistOfFive(), "5 4 4", {}, "All three show four fingers or more."),
    (FistOfFive(), "5", {}, "The one person who was asked shows five fingers."),
    (
        DecideAfterHearing(),
        "- support",
        {"decider": ADA, "choice": ADOPT},
        "It is adopted by the one who decides, who said why. Of those who were asked, one of two supports it, "
        "one did not vote.",
    ),
]


@pytest.mark.parametrize(("rule", "said", "frame", "sentence"), CASES, ids=[case[3][:40] for case in CASES])
def test_an_outcome_is_said_as_it_is(rule, said, frame, sentence):
    assert outcome_of(rule, said, **frame).sentence == sentence


def test_every_reason_that_a_rule_gives_has_a_sentence():
    """Read from the rules' own text, so that a new reason cannot be forgotten."""
    import re
    from pathlib import Path

    folder = Path(verdict.__file__).parent
    code = "".join(
        (folder / f"{name}.py").read_text() for name in ("verdict", "everyone", "counted", "decider", "handed")
    )
    verdicts = "not_adopted|another_round|no_decision|open|invalid"
    given = set(re.findall(rf'Finding\(\s*"(?:{verdicts})", "(\w+)"', code)) | set(
        re.findall(r'again\(\s*"(\w+)"', code)
    )
    given |= set(re.findall(r'adopting\(count, "(\w+)"', code))

    assert len(given) > 40
    assert given <= REASONS
