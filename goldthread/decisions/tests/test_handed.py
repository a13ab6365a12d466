"""What others decide: the delegate's own decision, and that of two sides."""

import pytest

from goldthread.decisions.rules.kinds import Consent, Delegation, TwoParty, Unanimity
from goldthread.decisions.rules.values import Handing, Party

from .polls import decided, outcome_of, poll

YES, NO = poll(Consent(), "support support"), poll(Consent(), "support object")


@pytest.mark.parametrize(
    ("handing", "verdict", "reason"),
    [
        (Handing("team", inner=YES), "adopted", "no_open_objection"),
        (Handing("team", inner=NO), "another_round", "open_objection"),
        (Handing("team"), "open", "delegate_awaited"),
        (Handing("team", state="pending", inner=YES), "open", "delegate_awaited"),
        (Handing("team", state="declined"), "no_decision", "delegate_declined"),
        (Handing("team", state="absent"), "no_decision", "delegate_absent"),
        (Handing("team", state="expired"), "no_decision", "delegate_expired"),
        (Handing("team", revoked=True, inner=YES), "no_decision", "delegation_revoked"),
        (Handing("team", revoked=True, inner_opened=True, inner=YES), "adopted", "no_open_objection"),
        (Handing("a", delegator="a", inner=YES), "invalid", "delegation_cycle"),
        (Handing("team", inner=poll(Delegation(), handing=Handing("b", inner=YES))), "invalid", "delegation_depth"),
        (None, "invalid", "no_delegate"),
    ],
)
def test_a_delegated_decision_is_that_of_the_delegate(handing, verdict, reason):
    assert decided(Delegation(), handing=handing) == (verdict, reason)


def test_the_sentence_says_what_the_delegates_decided():
    said = outcome_of(Delegation(), handing=Handing("team", inner=YES)).sentence
    assert said == "Those it was given to decided: Nobody objects: both support it."


def sides(first, second, versions=("v2", "v2"), **frame):
    parties = (Party("team", versions[0], first), Party("leaders", versions[1], second))
    return decided(TwoParty(), parties=parties, **frame)


def test_two_sides_agree_by_accepting_the_same_version_each_under_its_own_rule():
    reserved = poll(Unanimity(), "support reserve")

    assert sides(YES, YES) == ("adopted", "both_sides_accepted")
    assert sides(YES, reserved) == ("adopted_with_concerns", "both_sides_accepted")
    assert sides(YES, NO) == ("open", "one_side_accepted")
    assert sides(NO, NO) == ("open", "no_side_accepted")
    assert sides(YES, YES, versions=("v1", "v2")) == ("open", "different_versions")
    assert sides(YES, YES, version="v3") == ("open", "different_versions")


def test_what_one_side_ended_without_agreeing_is_open_no_longer():
    def ended(first, second, *over):
        inners = (("team", first), ("leaders", second))
        parties = tuple(Party(name, "v2", inner, name in over) for name, inner in inners)
        return decided(TwoParty(), parties=parties)

    assert ended(YES, NO, "leaders") == ("no_decision", "one_side_declined")
    assert ended(YES, NO, "team") == ("open", "one_side_accepted")
    assert ended(NO, NO, "team") == ("no_decision", "one_side_declined")
    assert ended(NO, NO, "team", "leaders") == ("no_decision", "both_sides_declined")
    assert ended(YES, YES, "team", "leaders") == ("adopted", "both_sides_accepted")


def test_one_side_is_no_two_sides():
    one = Party("team", "v1", YES)

    assert decided(TwoParty(), parties=(one,)) == ("invalid", "not_two_parties")
    assert decided(TwoParty(), parties=(one, one)) == ("invalid", "not_two_parties")
