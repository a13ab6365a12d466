"""Majority and supermajority, in whole numbers."""

from fractions import Fraction

import pytest

from goldthread.decisions.rules.kinds import Majority, Supermajority

from .polls import ADA, ADOPT, REJECT, decided, objections


@pytest.mark.parametrize(
    ("of", "said", "verdict", "reason"),
    [
        ("cast", "support support object", "adopted", "majority"),
        ("cast", "support reserve object", "adopted_with_concerns", "majority"),
        ("cast", "support abstain abstain", "adopted", "majority"),
        ("cast", "support - - -", "adopted", "majority"),
        ("cast", "support aside", "adopted_with_concerns", "majority"),
        ("cast", "support object", "not_adopted", "tie"),
        ("cast", "support object block", "not_adopted", "no_majority"),
        ("cast", "abstain discuss aside", "no_decision", "all_abstained"),
        ("present", "support support abstain", "adopted", "majority"),
        ("present", "support abstain", "not_adopted", "no_majority"),
        ("present", "support support object abstain", "not_adopted", "no_majority"),
        ("eligible", "support support - -", "not_adopted", "no_majority"),
        ("eligible", "support support support - -", "adopted", "majority"),
    ],
)
def test_a_majority_is_more_than_half_of_what_was_announced(of, said, verdict, reason):
    assert decided(Majority(of), said) == (verdict, reason)


def test_a_tie_keeps_what_was_unless_something_else_was_announced():
    assert decided(Majority(), "support object") == ("not_adopted", "tie")
    assert decided(Majority(tie="another_round"), "support object") == ("another_round", "tie")
    assert decided(Majority(tie="another_round"), "support object", round=3) == ("no_decision", "tie:rounds_exhausted")


def test_a_tie_left_to_the_decider_still_needs_answers_and_a_reason():
    tied = {"rule": Majority(tie="decider"), "said": "support object"}

    assert decided(**tied) == ("no_decision", "decider_absent_escalate")
    assert decided(**tied, decider=ADA) == ("no_decision", "decider_silent")
    assert decided(**tied, decider=ADA, choice=ADOPT) == ("open", "concerns_need_an_answer")
    assert decided(**tied, decider=ADA, choice=REJECT) == ("not_adopted", "decider_rejected")
    withdrawn = objections(b="withdrawn")
    assert decided(**tied, decider=ADA, choice=ADOPT, objections=withdrawn) == (
        "adopted_with_concerns",
        "decider_adopted",
    )


@pytest.mark.parametrize(
    ("share", "of", "said", "verdict", "reason"),
    [
        ("2/3", "eligible", "support support support support - -", "adopted", "supermajority"),
        ("2/3", "eligible", "support support support - - -", "not_adopted", "no_supermajority"),
        ("2/3", "cast", "support support object", "adopted", "supermajority"),
        ("2/3", "cast", "support support object abstain", "adopted", "supermajority"),
        ("2/3", "present", "support support object abstain", "not_adopted", "no_supermajority"),
        ("3/4", "cast", "support reserve support object", "adopted_with_concerns", "supermajority"),
        ("1", "cast", "support support abstain", "adopted", "supermajority"),
        ("2/3", "cast", "abstain abstain", "no_decision", "all_abstained"),
        ("0", "cast", "object", "not_adopted", "no_supermajority"),
    ],
)
def test_a_supermajority_is_at_least_its_share_to_the_vote(share, of, said, verdict, reason):
    assert decided(Supermajority(Fraction(share), of), said) == (verdict, reason)
