"""Which rule is suggested, and what keeps a round from opening."""

from fractions import Fraction

import pytest

from goldthread.decisions.rules.chooser import REFUSED, WHY, Stakes, refusals, suggest
from goldthread.decisions.rules.kinds import (
    Advice,
    Consent,
    DecideAfterHearing,
    DecideAlone,
    Majority,
    Supermajority,
    TwoParty,
    Unanimity,
    UnanimityMinus,
)

from .polls import ADA, poll

CASES = [
    ("vision", Stakes(), Unanimity, DecideAfterHearing, "far_reaching"),
    ("vision", Stakes(emergency=True, small_change=True), Unanimity, DecideAfterHearing, "far_reaching"),
    ("user_goal", Stakes(voters=20), Unanimity, DecideAfterHearing, "far_reaching"),
    ("business_goal", Stakes(), Unanimity, DecideAfterHearing, "far_reaching"),
    ("business_goal", Stakes(small_change=True), Consent, DecideAfterHearing, "small_change"),
    ("product_goal", Stakes(voters=9), Unanimity, DecideAfterHearing, "much_at_stake"),
    ("product_goal", Stakes(voters=10), Consent, DecideAfterHearing, "many_voters"),
    ("product_goal", Stakes(horizon_weeks=13), Consent, DecideAfterHearing, "short_horizon"),
    ("product_goal", Stakes(horizon_weeks=14), Unanimity, DecideAfterHearing, "much_at_stake"),
    ("product_goal", Stakes(2, 4, importance=2, buy_in=2), Unanimity, DecideAfterHearing, "much_at_stake"),
    ("product_goal", Stakes(emergency=True), DecideAfterHearing, None, "emergency"),
    ("sprint_goal", Stakes(), Consent, Majority, "of_one_team"),
    ("contribution", Stakes(), Consent, Majority, "of_one_team"),
    ("product_goal", Stakes(two_sides=True), TwoParty, None, "two_sides"),
    ("format", Stakes(importance=0, longevity=0), Majority, None, "little_at_stake"),
]


@pytest.mark.parametrize(("level", "stakes", "rule", "fallback", "reason"), CASES)
def test_level_and_stakes_suggest_a_rule_and_say_why(level, stakes, rule, fallback, reason):
    suggested = suggest(level, stakes)

    assert type(suggested.rule) is rule
    assert type(suggested.fallback) is (fallback or type(None))
    assert suggested.reason == reason
    assert suggested.why.endswith(".")


def test_every_reason_to_suggest_is_given_somewhere():
    assert {case[4] for case in CASES} == set(WHY)


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        (poll(Unanimity(), "- -"), ()),
        (poll(Unanimity()), ("empty_electorate",)),
        (poll(Consent("ok"), "-"), ("silence_needs_quorum",)),
        (poll(Consent("ok"), "-", quorum=Fraction(1, 2)), ()),
        (poll(UnanimityMinus(3), "-"), ("k_too_large",)),
        (poll(Supermajority(Fraction(1, 2)), "-"), ("share_too_small",)),
        (poll(Majority(tie="decider"), "-"), ("decider_missing",)),
        (poll(Unanimity(), "-", fallback=DecideAfterHearing()), ("decider_missing",)),
        (poll(DecideAlone(), "-", decider=ADA), ("too_much_at_stake",)),
        (poll(Advice(), "-"), ("decider_missing",)),
        (poll(Advice(), "-", proposer="a"), ()),
        (poll(DecideAfterHearing(), "-", decider=ADA, facilitator="a"), ("facilitator_decides",)),
    ],
)
def test_a_round_that_could_not_end_well_does_not_open(asked, refused):
    assert refusals(asked) == refused
    assert set(refused) <= set(REFUSED)
