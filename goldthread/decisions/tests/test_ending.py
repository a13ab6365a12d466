"""What ends by itself, and who may end a question: nobody decides in time, a side declines, a delegate gives it back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.decisions import tasks
from goldthread.decisions.models import Agreement, Decision, Vote
from goldthread.decisions.reading import poll_of
from goldthread.decisions.rules.verdict import decide
from goldthread.journal.models import Notice
from goldthread.kit import clock

from .conftest import SLUGS, page_of
from .test_questions import put

TEAM = ("ada", "bo", "cy")


@pytest.fixture
def says(as_):
    """Somebody does something about a question: `says("bo", asked, "casting", position="support")`."""

    def said(short, asked, where="casting", **what):
        answer = as_(short).post(page_of(asked, where), what)
        asked.refresh_from_db()
        return answer

    return said


@pytest.fixture
def hands():
    with clock.held(clock.now()) as held:
        yield held


def yes(says, asked, *people):
    for short in people:
        assert says(short, asked, position="support", confidence="7").status_code == 303


def recorded(asked):
    """The record of it, which recomputes to what it says."""
    made = Agreement.objects.get(decision=asked)
    again = decide(poll_of(made.poll))
    assert (again.verdict, again.reason, again.sentence) == (made.verdict, made.reason, made.sentence)
    return made


def tend(asked):
    done = tasks.end_undecided(clock.now())
    asked.refresh_from_db()
    return done


def test_who_was_to_decide_and_stays_silent_decides_nothing(crew, ask, as_, says, hands):
    asked = ask(TEAM, rule="decide_after_hearing", decider=crew.ada.pk)
    assert "who decides has three days for it once the votes are in" in as_("bo").get(page_of(asked)).content.decode()
    yes(says, asked, "bo", "cy")
    assert "then it ends without a decision" in as_("bo").get(page_of(asked)).content.decode()
    hands.on(days=2)
    assert tend(asked) == 0
    hands.on(days=3)
    assert (tend(asked), tend(asked)) == (1, 0)

    made = recorded(asked)
    assert (made.verdict, made.reason) == ("no_decision", "decider_silent")
    assert made.sentence == "The time was up before the one who decides had chosen. What was agreed before stays."
    assert says("ada", asked, "choosing", choice="adopt", rationale="Late.").status_code == 409
    page = as_("ada").get(page_of(asked)).content.decode()
    assert "Name somebody else who decides" in page
    assert ask(TEAM).is_open, "the same can be asked anew"


def test_before_it_is_swept_the_next_look_ends_it_and_a_late_decision_is_refused(crew, ask, as_, says, hands):
    asked = ask(TEAM, rule="decide_after_hearing", decider=crew.ada.pk)
    yes(says, asked, "bo", "cy")
    hands.on(days=6)
    assert says("ada", asked, "choosing", choice="adopt", rationale="Late.").status_code == 409
    assert asked.ended_at is None
    assert "The time was up before" in as_("cy").get(page_of(asked)).content.decode()
    assert recorded(asked).reason == "decider_silent"


def test_ballots_whose_time_is_up_are_turned_over_at_the_next_look(ask, as_, says, hands):
    asked = ask(TEAM)
    yes(says, asked, "bo")
    hands.on(days=5)
    assert "two people have not voted" in as_("cy").get(page_of(asked)).content.decode().casefold()


def test_the_deputy_has_a_turn_of_their_own_before_nothing_is_decided(crew, ask, says, hands):
    asked = ask(TEAM, rule="decide_after_hearing", decider=crew.ada.pk, deputy=crew.bo.pk)
    yes(says, asked, "bo", "cy")
    hands.on(days=5)
    assert tend(asked) == 1
    assert (asked.acting, asked.ended_at) == (crew.bo, None)
    assert Notice.objects.filter(fact="asked_deputy", person_id=crew.bo.pk).exists()
    hands.on(days=2)
    assert tend(asked) == 0
    assert says("ada", asked, "choosing", choice="adopt", rationale="Yes.").status_code == 403
    hands.on(days=2)
    assert tend(asked) == 1
    assert recorded(asked).reason == "decider_silent"


def test_a_deputy_who_decides_in_time_decides(crew, ask, says, hands):
    asked = ask(TEAM, rule="decide_after_hearing", decider=crew.ada.pk, deputy=crew.bo.pk)
    yes(says, asked, "bo", "cy")
    hands.on(days=5)
    tend(asked)
    assert says("bo", asked, "choosing", choice="adopt", rationale="Both want it.").status_code == 303
    assert recorded(asked).verdict == "adopted"


@pytest.mark.parametrize(("away", "reason"), [(False, "decider_silent"), (True, "decider_absent_escalate")])
def test_who_was_announced_for_after_the_last_round_and_is_silent_or_away_decides_nothing(
    crew, ask, says, hands, away, reason
):
    asked = ask(TEAM, rounds="1", fallback="decide_after_hearing", decider=crew.ada.pk)
    yes(says, asked, "bo", "ada")
    says("cy", asked, position="object", because="No")
    assert asked.awaits_choice
    if away:
        assert says("ada", asked, "standing_in").status_code == 303
    else:
        hands.on(days=6)
        assert tend(asked) == 1
    made = recorded(asked)
    assert (made.verdict, made.reason) == ("no_decision", reason)


def test_a_tie_that_nobody_settles_in_time_is_no_decision(crew, ask, says, hands):
    asked = ask(("ada", "bo"), rule="majority", tie="decider", decider=crew.ada.pk)
    yes(says, asked, "ada")
    says("bo", asked, position="object", because="No")
    hands.on(days=6)
    assert tend(asked) == 1
    assert recorded(asked).reason == "decider_silent"


def test_an_open_objection_after_the_last_round_is_not_waited_for_for_ever(crew, ask, says, hands):
    asked = ask(TEAM, rule="consent", rounds="1", fallback="majority")
    yes(says, asked, "ada", "bo")
    says("cy", asked, position="object", because="Harm")
    assert asked.awaits_objections
    hands.on(days=6)
    assert tend(asked) == 1
    assert recorded(asked).verdict == "adopted"


def test_who_decides_over_an_open_objection_after_the_last_round_has_decided(crew, ask, says):
    asked = ask(TEAM, rule="consent", rounds="1", fallback="decide_after_hearing", decider=crew.ada.pk)
    yes(says, asked, "ada", "bo")
    says("cy", asked, position="object", because="Harm")
    assert asked.awaits_choice
    concern = asked.concerns.get()
    assert concern.answer_with("declined", "It does not.", by=crew.ada)
    asked.choose("adopt", "It helps.", by=crew.ada)
    asked.refresh_from_db()
    assert recorded(asked).verdict == "adopted_with_concerns", "who decided is not waited for once more"


def test_what_is_decided_after_nobody_was_heard_is_no_decision(crew, ask, as_, says):
    asked = ask(("ada", "bo"), rule="decide_after_hearing", decider=crew.ada.pk)
    assert says("bo", asked, "recusal").status_code == 303

    made = recorded(asked)
    assert (made.verdict, made.reason) == ("no_decision", "zero_votes")
    assert made.sentence == "Nobody is left to be heard. What was agreed before stays."
    assert "Ask others" in as_("ada").get(page_of(asked)).content.decode()


def test_advice_can_be_taken_though_the_last_who_was_asked_stepped_back(crew, ask, says):
    asked = ask(("ada", "bo"), rule="advice", decider=crew.ada.pk)
    assert says("bo", asked, "recusal").status_code == 303
    assert asked.awaits_choice
    assert says("ada", asked, "choosing", choice="reject", rationale="Nobody advised.").status_code == 303
    assert recorded(asked).verdict == "not_adopted"


# Two sides.


@pytest.fixture
def sides(crew, ask):
    """A question to both sides, that of the team (Cy) and that of the leaders (Bo)."""
    whole = ask(("bo", "cy"), rule="two_party", rounds="2", side_team="unanimity", side_leaders="majority").inner_of
    return whole, *whole.inners.order_by("side")


def test_when_one_side_ends_without_agreeing_the_whole_ends(sides, as_, says):
    whole, team, leaders = sides
    yes(says, team, "cy")
    assert says("bo", leaders, position="object", because="Too dear").status_code == 303
    whole.refresh_from_db()

    made = recorded(whole)
    assert (made.verdict, made.reason) == ("no_decision", "one_side_declined")
    assert made.sentence == "One of the two sides did not agree to it, and it takes both. What was agreed before stays."
    page = as_("ada").get(page_of(whole)).content.decode()
    assert "Ask anew in words that both can accept" in page
    assert Decision.objects.under_way().count() == 0


def test_the_other_side_is_heard_to_the_end_but_asked_no_further_round(sides, says):
    whole, team, leaders = sides
    says("bo", leaders, position="object", because="Too dear")
    whole.refresh_from_db()
    assert whole.is_open, "the team has not voted yet"
    says("cy", team, position="object", because="Too much")
    whole.refresh_from_db()

    assert recorded(whole).reason == "both_sides_declined"
    assert Decision.objects.under_way().count() == 0


def test_while_a_side_may_ask_once_more_the_whole_waits(sides, says):
    whole, team, leaders = sides
    yes(says, leaders, "bo")
    says("cy", team, position="object", because="Too much")
    whole.refresh_from_db()
    assert whole.is_open
    until = (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()
    assert says("ada", team, "again", until=until).status_code == 303
    yes(says, Decision.objects.latest("pk"), "cy")
    whole.refresh_from_db()
    assert recorded(whole).verdict == "adopted"


# Given to somebody.


@pytest.fixture
def taken_on(crew, ask, says):
    whole = ask(("ada", "cy", "di"), rule="delegation", decider=crew.cy.pk, inner="unanimity")
    assert says("cy", whole, "taking_on").status_code == 303
    return whole, Decision.objects.latest("pk")


def test_whom_it_was_given_to_withdraws_nothing_of_the_others(taken_on, as_, says):
    whole, inner = taken_on
    page = as_("cy").get(page_of(inner)).content.decode()
    assert "Give it back" in page
    assert page_of(inner, "withdrawal") not in page
    for asked in (inner, whole):
        assert says("cy", asked, "withdrawal").status_code == 403
        assert says("di", asked, "withdrawal").status_code == 403
    assert whole.is_open
    assert inner.is_open


def test_who_gave_it_withdraws_it_also_once_it_was_taken_on(taken_on, says):
    whole, inner = taken_on
    assert says("ada", inner, "withdrawal").status_code == 303
    whole.refresh_from_db()
    assert (whole.void, inner.void) == ("withdrawn", "withdrawn")


def test_what_was_taken_on_can_be_given_back_and_nobody_sees_what_was_cast(taken_on, as_, says):
    whole, inner = taken_on
    yes(says, inner, "di")
    assert says("di", whole, "declining", why="Not me").status_code == 403
    assert says("cy", whole, "declining", why="I am not the one.").status_code == 303
    inner.refresh_from_db()

    made = recorded(whole)
    assert (made.verdict, made.reason) == ("no_decision", "delegate_declined")
    assert (inner.void, inner.ballots.count(), inner.secret_ballots) == ("withdrawn", 0, "")
    page = as_("ada").get(page_of(whole)).content.decode()
    assert "I am not the one." in page
    assert "It is yours again" in page


# Who leads the meeting.


def test_who_leads_the_meeting_votes_and_may_decide_and_both_is_seen(crew, as_):
    asked = put(crew, ("ada", "bo"), asked_as=Decision.AskedAs.TOGETHER, fallback="decide_after_hearing", decider=crew.ada)  # fmt: skip
    page = as_("bo").get(page_of(asked)).content.decode()
    assert "leads the meeting" in page
    assert "Let somebody else lead while this is talked about." in page
    for person in (crew.ada, crew.bo):
        asked.cast(asked.voters.get(person=person), Vote("support"))
    asked.refresh_from_db()

    made = recorded(asked)
    assert decide(poll_of(made.poll)).notes == ("facilitator_votes", "facilitator_decides")
    assert "leads the meeting" in as_("bo").get(made_at(made)).content.decode()
    written = put(crew, ("ada", "bo"), goal="need")
    assert "leads the meeting" not in as_("bo").get(page_of(written)).content.decode()


def made_at(made):
    return reverse("decisions:agreement", args=[*SLUGS, made.pk])
