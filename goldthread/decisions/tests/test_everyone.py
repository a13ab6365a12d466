"""Rules under which one person can hold it up. Each case is reckoned by hand from what the rule says."""

from fractions import Fraction

import pytest

from goldthread.decisions.rules.kinds import Consensus, Consent, FistOfFive, Unanimity, UnanimityMinus
from goldthread.decisions.rules.values import Objection

from .polls import decided, objections, outcome_of


@pytest.mark.parametrize(
    ("said", "verdict", "reason"),
    [
        ("support support support", "adopted", "all_support"),
        ("support reserve reserve", "adopted_with_concerns", "all_support"),
        ("support", "adopted", "all_support"),
        ("support support -", "another_round", "missing"),
        ("support object -", "another_round", "missing"),
        ("support support abstain", "another_round", "abstention"),
        ("abstain abstain", "another_round", "abstention"),
        ("support abstain object", "another_round", "objection"),
        ("support support aside", "another_round", "objection"),
        ("support support discuss", "another_round", "objection"),
        ("support support block", "another_round", "objection"),
        ("- - -", "no_decision", "zero_votes"),
    ],
)
def test_unanimity_is_the_support_of_everyone_asked(said, verdict, reason):
    assert decided(Unanimity(), said) == (verdict, reason)


@pytest.mark.parametrize(
    ("k", "said", "verdict", "reason"),
    [
        (1, "support support object", "adopted", "all_but_k_support"),
        (1, "support support aside", "adopted_with_concerns", "all_but_k_support"),
        (1, "support support block", "another_round", "objection"),
        (1, "support support abstain", "adopted", "all_but_k_support"),
        (1, "support object object", "another_round", "objection"),
        (2, "support object object", "adopted", "all_but_k_support"),
        (2, "support abstain abstain abstain", "another_round", "abstention"),
        (1, "support support -", "another_round", "missing"),
        (1, "support support support", "adopted", "all_support"),
        (0, "support support object", "another_round", "objection"),
    ],
)
def test_unanimity_minus_k_bears_k_who_do_not_support_it_but_no_block(k, said, verdict, reason):
    assert decided(UnanimityMinus(k), said) == (verdict, reason)


@pytest.mark.parametrize("said", ["abstain", "object", "abstain abstain", "aside discuss"])
def test_k_people_of_whom_none_supports_it_adopt_nothing(said):
    assert not outcome_of(UnanimityMinus(2), said).is_adopted


@pytest.mark.parametrize(
    ("said", "states", "verdict", "reason"),
    [
        ("support support support", {}, "adopted", "no_open_objection"),
        ("support reserve abstain", {}, "adopted_with_concerns", "no_open_objection"),
        ("support aside", {}, "adopted_with_concerns", "no_open_objection"),
        ("support abstain", {}, "adopted", "no_open_objection"),
        ("support object", {}, "another_round", "open_objection"),
        ("support block", {}, "another_round", "open_objection"),
        ("support object", {"b": "withdrawn"}, "adopted_with_concerns", "no_open_objection"),
        ("support object", {"b": "not_qualified"}, "adopted_with_concerns", "no_open_objection"),
        ("support object", {"b": "integrated"}, "another_round", "proposal_changed_reconfirm"),
        ("support object object", {"b": "integrated", "c": "open"}, "another_round", "open_objection"),
        ("support support", {"b": "open"}, "adopted", "no_open_objection"),
        ("support discuss", {}, "another_round", "needs_discussion"),
        ("support discuss -", {}, "another_round", "needs_discussion"),
        ("support support -", {}, "another_round", "missing"),
        ("abstain abstain", {}, "no_decision", "all_abstained"),
    ],
)
def test_consent_is_that_no_objection_stays_open(said, states, verdict, reason):
    assert decided(Consent(), said, objections=objections(**states)) == (verdict, reason)


def test_consent_waits_for_nobody_only_where_that_was_announced():
    assert decided(Consent("ok"), "support support -", quorum=Fraction(1, 2)) == ("adopted", "no_open_objection")
    assert decided(Consent("ok"), "support - - -", quorum=Fraction(1, 2)) == ("another_round", "no_quorum")


def test_of_two_objections_of_one_person_one_open_is_enough():
    both = (Objection("b", "withdrawn"), Objection("b", "open"))
    assert decided(Consent(), "support object", objections=both) == ("another_round", "open_objection")


def test_asking_again_about_a_changed_proposal_uses_up_no_round_but_ends_after_five_times():
    changed = {"objections": objections(b="integrated"), "round": 3, "max_rounds": 3}

    assert decided(Consent(), "support object", **changed, reconfirmations=4)[1] == "proposal_changed_reconfirm"
    assert decided(Consent(), "support object", **changed, reconfirmations=5) == (
        "no_decision",
        "changed_too_often:rounds_exhausted",
    )


def test_only_the_group_finds_that_an_objection_is_none():
    """Five voted; b objects, a proposes: of c, d and e two must say so."""

    def judged_by(*people):
        found = (Objection("b", "not_qualified", frozenset(people)),)
        return decided(Consent(), "support object support support support", objections=found, proposer="a")[1]

    assert judged_by("c", "d") == "no_open_objection"
    assert judged_by("c") == "open_objection"
    assert judged_by("a", "c") == "open_objection"
    assert judged_by("c", "b", "stranger") == "open_objection"
    assert judged_by() == "open_objection"


@pytest.mark.parametrize(
    ("said", "verdict", "reason"),
    [
        ("support support abstain", "adopted", "nobody_against"),
        ("support support support aside", "adopted_with_concerns", "nobody_against"),
        ("support support aside", "another_round", "too_many_stand_aside"),
        ("support support support aside -", "adopted_with_concerns", "nobody_against"),
        ("support object", "another_round", "disagreement"),
        ("support discuss", "another_round", "disagreement"),
        ("support object block", "another_round", "block"),
        ("abstain aside", "no_decision", "no_support"),
        ("abstain", "no_decision", "no_support"),
    ],
)
def test_consensus_bears_a_quarter_who_stand_aside(said, verdict, reason):
    assert decided(Consensus(), said) == (verdict, reason)


def test_how_many_may_stand_aside_can_be_announced():
    assert decided(Consensus(Fraction(1, 3)), "support support aside")[0] == "adopted_with_concerns"


@pytest.mark.parametrize(
    ("said", "round", "descending", "verdict", "reason"),
    [
        ("5 4 4", 1, False, "adopted", "fingers"),
        ("5 4 3", 1, False, "adopted_with_concerns", "fingers"),
        ("5 5 2", 1, False, "another_round", "low_fingers"),
        ("5 5 0", 1, False, "another_round", "low_fingers"),
        ("5 4 abstain", 1, False, "adopted", "fingers"),
        ("5 4 -", 1, False, "adopted", "fingers"),
        ("abstain abstain", 1, False, "no_decision", "all_abstained"),
        ("5 5 2", 2, False, "another_round", "low_fingers"),
        ("5 5 2", 2, True, "adopted_with_concerns", "fingers"),
        ("5 5 1", 2, True, "another_round", "low_fingers"),
        ("5 5 0", 3, True, "adopted_with_concerns", "fingers"),
        ("5 5 0 1", 3, True, "no_decision", "low_fingers:rounds_exhausted"),
    ],
)
def test_a_fist_of_five_asks_for_three_fingers_of_everyone(said, round, descending, verdict, reason):
    assert decided(FistOfFive(descending), said, round=round) == (verdict, reason)
