"""What holds for every rule: who counts, quorum, time, rounds, fallback."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from goldthread.decisions.rules.kinds import Consensus, Consent, DecideAfterHearing, Majority, Supermajority, Unanimity
from goldthread.decisions.rules.values import Ballot, Choice, Voter

from .polls import ADA, ADOPT, decided, outcome_of

BALLOTED = [Unanimity(), Consent(), Consent("ok"), Consensus(), Majority(), Supermajority()]
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def people(*voters):
    return {"electorate": tuple(one if isinstance(one, Voter) else Voter(one) for one in voters)}


def ballots(*cast):
    return {"ballots": tuple(Ballot(*one) for one in cast)}


@pytest.mark.parametrize("rule", BALLOTED)
def test_silence_is_never_agreement(rule):
    assert decided(rule, "- - -") == ("no_decision", "zero_votes")
    assert decided(rule, "") == ("invalid", "empty_electorate")
    assert decided(rule, "support", electorate=(Voter("a", recused=True),)) == ("invalid", "empty_electorate")


@pytest.mark.parametrize("rule", BALLOTED)
def test_before_the_close_nothing_is_said_until_all_have_voted(rule):
    assert decided(rule, "object support -", closed=False) == ("open", "waiting_for_ballots")
    assert decided(rule, "- - -", closed=False) == ("open", "waiting_for_ballots")
    assert decided(rule, "support support", closed=False)[0] == "adopted"


def test_abstaining_counts_for_the_quorum_and_silence_does_not():
    half = {"quorum": Fraction(1, 2)}

    assert decided(Majority(), "support abstain - -", **half) == ("adopted", "majority")
    assert decided(Majority(), "support abstain - - -", **half) == ("another_round", "no_quorum")
    assert decided(Majority(), "support abstain support - -", **half) == ("adopted", "majority")
    assert decided(Majority(), "support support support support - -", quorum=Fraction(2, 3))[0] == "adopted"


def test_too_few_votes_use_up_no_round():
    assert decided(Majority(), "support - - -", quorum=Fraction(1, 2), round=3) == ("another_round", "no_quorum")


def test_the_recused_neither_count_nor_are_waited_for():
    voters = people("a", "b", Voter("c", recused=True))

    assert decided(Unanimity(), **voters, **ballots(("a", "support"), ("b", "support")))[0] == "adopted"
    assert decided(Unanimity(), **voters, **ballots(*zip("abc", ["support", "support", "block"], strict=True)))[0] == (
        "adopted"
    )


def test_a_late_joiner_votes_now_before_the_reveal_and_after_it_in_the_next_round_only():
    both = ballots(("a", "support"), ("b", "object"))

    assert decided(Unanimity(), **people("a", Voter("b", after_reveal=True)), **both)[0] == "adopted"
    assert decided(Unanimity(), **people("a", "b"), **both)[0] == "another_round"


def test_the_ballot_of_somebody_who_left_stays_and_without_one_nobody_waits_for_them():
    gone = people("a", Voter("b", left=True))

    assert decided(Unanimity(), **gone, **ballots(("a", "support")))[0] == "adopted"
    assert decided(Unanimity(), **gone, **ballots(("a", "support"), ("b", "object")))[0] == "another_round"


def test_the_last_ballot_of_each_counts_and_one_taken_back_is_silence():
    changed = ballots(("a", "object"), ("b", "support"), ("a", "support"))
    taken_back = ballots(("a", "support"), ("b", "support"), ("a",))

    assert decided(Unanimity(), **people("a", "b"), **changed)[0] == "adopted"
    assert decided(Unanimity(), **people("a", "b"), **taken_back) == ("another_round", "missing")


def test_a_ballot_after_the_close_does_not_count():
    late = (Ballot("a", "support"), Ballot("b", "support", at=NOON))

    assert decided(Unanimity(), **people("a", "b"), ballots=late, closes_at=NOON) == ("another_round", "missing")
    assert decided(Unanimity(), **people("a", "b"), ballots=late)[0] == "adopted"


def test_a_ballot_on_other_words_or_of_another_round_is_not_carried_over_but_a_typing_mistake_keeps_it():
    old = (Ballot("a", "support", version="v1"), Ballot("b", "support", version="v2"))
    earlier = (Ballot("a", "support", round=1), Ballot("b", "support", round=2))
    two = people("a", "b")

    assert decided(Unanimity(), **two, ballots=old, version="v2") == ("another_round", "missing")
    assert decided(Unanimity(), **two, ballots=old, version="v2", same_versions=frozenset({"v1"}))[0] == "adopted"
    assert decided(Unanimity(), **two, ballots=earlier, round=2) == ("another_round", "missing")


def test_a_facilitator_may_vote_and_it_is_seen_that_they_do_or_even_decide():
    assert outcome_of(Unanimity(), "support support", facilitator="a").notes == ("facilitator_votes",)
    assert outcome_of(Unanimity(), "support support", facilitator="x").notes == ()
    assert "facilitator_decides" in outcome_of(Unanimity(), "support", facilitator="a", decider=ADA).notes


def test_when_the_rounds_are_used_up_nothing_changes_unless_a_fallback_was_announced():
    last = {"said": "support object", "round": 3, "max_rounds": 3}

    assert decided(Unanimity(), "support object", round=2) == ("another_round", "objection")
    assert decided(Unanimity(), **last) == ("no_decision", "objection:rounds_exhausted")
    outcome = outcome_of(Unanimity(), "support support object", round=3, fallback=Majority())
    assert (outcome.verdict, outcome.reason, outcome.rule, outcome.after) == (
        "adopted",
        "majority",
        "majority",
        "objection:rounds_exhausted",
    )
    assert outcome.sentence.startswith(
        "The rounds are used up, so it goes by the rule announced for that. More than half"
    )


def test_a_fallback_to_one_person_waits_for_them_and_asks_the_same_of_them_as_ever():
    last = {
        "rule": Unanimity(),
        "said": "support abstain",
        "round": 3,
        "fallback": DecideAfterHearing(),
        "decider": ADA,
    }

    assert decided(**last) == ("open", "abstention:rounds_exhausted")
    assert decided(**last, choice=ADOPT) == ("adopted", "decider_adopted")
    assert decided(**last, choice=Choice("adopt")) == ("open", "rationale_required")


def test_a_fallback_that_comes_to_nothing_has_no_fallback_itself():
    assert decided(Unanimity(), "support object", round=3, fallback=Consent()) == (
        "no_decision",
        "open_objection:rounds_exhausted",
    )
