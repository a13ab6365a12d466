"""One person decides: after hearing everyone, without discussion, after advice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from goldthread.decisions.rules.kinds import Advice, DecideAfterHearing, DecideAlone
from goldthread.decisions.rules.values import Asked, Challenge, Choice, Concern, Decider, Voter

from .polls import ADA, ADOPT, REJECT, decided, outcome_of

HEARD = {"heard": frozenset("bc")}
MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)


def hear(said="- - -", **frame):
    return decided(DecideAfterHearing(), said, **{"decider": ADA, **frame})


def test_everyone_is_heard_before_one_person_decides():
    assert hear(closed=False, choice=ADOPT) == ("open", "not_everyone_heard")
    assert hear(closed=False, choice=ADOPT, heard=frozenset("b")) == ("open", "not_everyone_heard")
    assert hear("- support -", closed=False, choice=ADOPT, heard=frozenset("c")) == ("adopted", "decider_adopted")
    assert hear(closed=False, **HEARD) == ("open", "decider_awaited")


@pytest.mark.parametrize(
    ("choice", "verdict", "reason"),
    [
        (ADOPT, "adopted", "decider_adopted"),
        (REJECT, "not_adopted", "decider_rejected"),
        (Choice("another_round", "Too many open questions."), "another_round", "decider_asks_again"),
        (Choice("adopt", "  "), "open", "rationale_required"),
        (Choice("reject"), "open", "rationale_required"),
        (None, "no_decision", "decider_silent"),
        (replace(ADOPT, by="b"), "no_decision", "decider_silent"),
    ],
)
def test_the_choice_of_the_one_who_decides_holds_once_the_reason_is_there(choice, verdict, reason):
    assert hear(choice=choice, **HEARD) == (verdict, reason)


def test_an_absent_decider_adopts_nothing_by_being_absent():
    away = Decider("a", is_present=False)

    assert hear(decider=away, choice=ADOPT, **HEARD) == ("no_decision", "decider_absent_escalate")
    assert hear(decider=None, choice=ADOPT, **HEARD) == ("no_decision", "decider_absent_escalate")
    assert hear(decider=away, deputy=Decider("b", is_present=False), choice=ADOPT)[1] == "decider_absent_escalate"


def test_the_deputy_decides_for_an_absent_or_recused_decider():
    deputy, theirs = Decider("b"), replace(ADOPT, by="b")
    recused = (Voter("a", recused=True), Voter("b"), Voter("c"))

    assert hear(decider=Decider("a", is_present=False), deputy=deputy, choice=theirs, **HEARD)[0] == "adopted"
    assert hear(electorate=recused, deputy=deputy, choice=theirs, **HEARD)[0] == "adopted"
    assert hear(electorate=recused, choice=ADOPT, **HEARD)[1] == "decider_absent_escalate"


def test_at_the_close_a_share_of_the_people_must_have_been_heard():
    half = {"quorum": Fraction(1, 2), "choice": ADOPT}

    assert hear("- - - - -", heard=frozenset("b"), **half) == ("another_round", "no_quorum_of_input")
    assert hear("- - - - -", heard=frozenset("bc"), **half)[1] == "no_quorum_of_input", "deciding is no input"
    assert hear("- - - - -", heard=frozenset("abc"), **half) == ("adopted", "decider_adopted")
    assert hear(heard=frozenset("abcxyz"), quorum=Fraction(1), choice=ADOPT)[0] == "adopted"
    assert hear(heard=frozenset("bc"), quorum=Fraction(1), choice=ADOPT, closed=False)[0] == "adopted"


def test_who_heard_nobody_decides_nothing():
    assert hear(choice=ADOPT) == ("no_decision", "zero_votes")
    assert hear("-", choice=ADOPT) == ("no_decision", "zero_votes"), "all others stepped back"
    assert hear("support", choice=ADOPT) == ("adopted", "decider_adopted")
    assert hear("", choice=ADOPT) == ("invalid", "empty_electorate")


def test_nothing_is_adopted_over_a_concern_without_an_answer():
    said = "- reserve object"
    one, both = (Concern("b", "adapted"),), (Concern("b", "accepted"), Concern("c", "declined", "The date is fixed."))

    assert hear(said, choice=ADOPT) == ("open", "concerns_need_an_answer")
    assert hear(said, choice=ADOPT, concerns=one) == ("open", "concerns_need_an_answer")
    assert hear(said, choice=ADOPT, concerns=both) == ("adopted_with_concerns", "decider_adopted")
    assert hear(said, choice=REJECT) == ("not_adopted", "decider_rejected")


def test_a_concern_is_declined_only_with_a_why_and_one_from_outside_counts_too():
    assert hear(choice=ADOPT, concerns=(Concern("x", "declined"),), **HEARD)[1] == "concerns_need_an_answer"
    assert hear(choice=ADOPT, concerns=(Concern("x"),), **HEARD)[1] == "concerns_need_an_answer"


def test_deciding_against_the_room_is_seen_and_not_forbidden():
    answered = (Concern("b", "adapted"), Concern("c", "adapted"))
    against = outcome_of(DecideAfterHearing(), "- object object", decider=ADA, choice=ADOPT, concerns=answered)
    along = outcome_of(DecideAfterHearing(), "- support support", decider=ADA, choice=ADOPT)

    assert (against.verdict, against.notes) == ("adopted_with_concerns", ("against_sense_check",))
    assert along.notes == ()


def alone(said="- - -", **frame):
    return decided(DecideAlone(), said, **{"decider": ADA, "choice": ADOPT, "is_low_impact": True, **frame})


def challenges(people, hours=1):
    return {"challenges": tuple(Challenge(one, MONDAY + timedelta(hours=hours)) for one in people)}


def test_little_things_are_decided_without_discussion_and_no_others():
    assert alone() == ("adopted", "decider_adopted")
    assert alone(is_low_impact=False) == ("invalid", "not_low_impact")
    assert alone(choice=None) == ("no_decision", "decider_silent")
    assert alone(choice=Choice("adopt")) == ("open", "rationale_required")


def test_two_people_or_a_fifth_challenge_it_within_two_days():
    eleven = " ".join("-" * 11)
    on_monday = {"choice": replace(ADOPT, at=MONDAY)}

    assert alone(eleven, **on_monday, **challenges("b")) == ("adopted", "decider_adopted")
    assert alone(eleven, **on_monday, **challenges("bc")) == ("another_round", "challenged")
    assert alone(eleven, **on_monday, **challenges("bb")) == ("adopted", "decider_adopted")
    assert alone(eleven, **on_monday, **challenges("bc", hours=49)) == ("adopted", "decider_adopted")
    assert alone(eleven, **on_monday, **challenges("axyz")) == ("adopted", "decider_adopted")
    assert alone("- - - - -", **on_monday, **challenges("b", hours=48)) == ("another_round", "challenged")


def test_advice_is_taken_from_everyone_it_touches_before_the_proposer_decides():
    def advised(*asked, **frame):
        roles = frozenset({"support", "sales"})
        frame = {"proposer": "a", "affected_roles": roles, "choice": ADOPT, **frame}
        return decided(Advice(), "- -", asked=tuple(Asked(*one) for one in asked), **frame)

    assert advised() == ("open", "not_everyone_asked")
    assert advised(("support", "answered")) == ("open", "not_everyone_asked")
    assert advised(("support", "answered"), ("sales", "asked")) == ("open", "advice_awaited")
    assert advised(("support", "answered"), ("sales", "timed_out")) == ("adopted", "decider_adopted")
    assert advised(("support", "answered"), ("sales", "answered"), choice=Choice("adopt"))[1] == "rationale_required"
    assert advised(("support", "answered"), ("sales", "answered"), choice=None)[1] == "decider_silent"
