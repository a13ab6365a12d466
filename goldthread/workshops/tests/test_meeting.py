"""A whole meeting, told with its own verbs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.chain.models import NamedPerson
from goldthread.decisions import access
from goldthread.decisions.models import Agreement, Vote
from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.live.models import Signal
from goldthread.workshops import asking, closing, convening, course, floor, seating
from goldthread.workshops.agendas import ONE_GOAL, STRATEGIZING
from goldthread.workshops.models import Card, Refused, Seat, Turn, Workshop, box
from goldthread.workshops.rules import Kind

TAKING_PART = ("ada", "bo", "cy", "di")


@pytest.fixture
def meeting(crew):
    """A strategizing workshop in which all four have arrived; Fay facilitates and has no say."""
    plan = convening.Plan(
        title="Where to next?",
        starts_at=clock.now(),
        facilitator=crew.fay,
        leading=[crew.bo],
        invited={crew.people[one]: one in ("ada", "cy") for one in TAKING_PART},
        rule={"name": "unanimity"},
        fallback="decide_after_hearing",
        decider=crew.ada,
    )
    made = convening.convene(crew.product, STRATEGIZING, plan, by=crew.ada)
    course.begin(made, by=crew.fay)
    for one in ("fay", *TAKING_PART):
        seating.arrive(made, crew.people[one])
    return made.held()


def seat(meeting, person):
    return meeting.seats.get(person=person)


def go(meeting, crew, kind, item=1):
    """On to a phase of an item, over whatever stands against it."""
    for _step in range(30):
        now = meeting.held()
        if now.phase.kind == kind and (now.item is None or now.item.number == item):
            return now
        if now.phase.kind == Kind.DRAFT and not now.item.wordings.exists():
            convening.draft(now.item, f"Words for item {now.item.number}", by=crew.ada)
        if now.phase.kind == Kind.AGREE:
            vote(now, crew, *TAKING_PART)
        course.advance(now, by=crew.fay, leaving=now.phase_id, passing_over=True)
    raise AssertionError(kind)


def vote(meeting, crew, *names, position="support", because=""):
    for name in names:
        now = meeting.held()
        if now.item.decision.is_open:
            now.item.decision.cast(asking.voter_of(now.item, crew.people[name]), Vote(position, None, because))


def test_a_meeting_from_arriving_to_closing_sets_goals_and_ties_them(crew, meeting):
    go(meeting, crew, Kind.CLOSING)
    course.advance(meeting, by=crew.fay, leaving=meeting.held().phase_id)

    held = meeting.held()
    items = list(held.items.order_by("number"))
    assert held.closed_at
    assert [one.goal.level for one in items] == ["vision", "user_goal", "business_goal"]
    assert [str(one.goal) for one in items][1] == "Words for item 2"
    assert [one.parent.level for one in items[1].goal.ties.all()] == ["vision"]
    for one in items:
        agreement = Agreement.objects.get(decision=one.decision)
        assert (agreement.kind, agreement.noun_id, agreement.version) == ("goal", one.goal_id, 1)
        assert one.goal.adoptions.filter(agreement=agreement).exists()
        assert one.decision.asked_as == "together"


def test_the_question_about_what_became_a_goal_for_few_is_there_for_them_only(crew, as_, meeting):
    go(meeting, crew, Kind.CLOSING)
    item = meeting.held().items.get(number=2)
    address = reverse("decisions:ballot", args=["northwind", "lighter", item.decision_id])
    assert as_("eve").get(address).status_code == 200
    NamedPerson.restrict(item.goal, [crew.bo], by=crew.ada, because="A merger.")

    assert as_("eve").get(address).status_code == 404
    assert not access.hears(crew.eve, item.decision_id)
    assert as_("bo").get(address).status_code == 200


def test_a_goal_that_is_there_gets_a_new_version_when_the_room_agrees_on_other_words(crew):
    goal = crew.goals["need"]
    plan = convening.Plan(
        title="Sharper",
        starts_at=clock.now(),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.cy: True},
        rule={"name": "consent"},
        goal=goal,
    )
    made = convening.convene(crew.product, ONE_GOAL, plan, by=crew.ada)
    course.begin(made, by=crew.fay)
    for one in (crew.fay, crew.ada, crew.cy):
        seating.arrive(made, one)
    now = go(made, crew, Kind.DRAFT)
    assert now.item.wordings.get().words == str(goal)
    convening.draft(now.item, "Lose weight and keep it off for years", by=crew.cy)
    go(made, crew, Kind.AGREE)
    vote(made, crew, "ada", "cy")

    goal.refresh_from_db()
    assert str(goal.version) == "Lose weight and keep it off for years"
    assert Agreement.objects.about("goal", goal.pk).get().is_adopted


def test_cards_written_in_silence_tell_nothing_to_anybody_before_all_are_turned_over(crew, meeting):
    now = go(meeting, crew, Kind.WRITE)
    before = list(now.seats.order_by("pk").values("ready_in", "cards", "seen_at"))
    boxes = {len(one) for one in now.seats.values_list("secret_cards", flat=True)}
    signals, edition = Signal.objects.count(), now.edition
    mine = seat(now, crew.cy)
    for words in ("Sleep better", ("Ünïcødé " * 20).strip(), "Third"):
        mine.write(words)
    for _twice in range(2):
        mine.take_back(1, ("Ünïcødé " * 20).strip())

    assert [one["words"] for one in mine.own_cards()] == ["Sleep better", "Third"]
    assert not Card.objects.exists()
    assert Signal.objects.count() == signals
    assert now.held().edition == edition
    assert list(now.seats.order_by("pk").values("ready_in", "cards", "seen_at")) == before
    assert {len(one) for one in now.seats.values_list("secret_cards", flat=True)} == boxes
    assert not any("Sleep" in one for one in now.seats.values_list("secret_cards", flat=True))


def test_all_cards_are_turned_over_at_once_without_names_but_where_signed(crew, meeting):
    now = go(meeting, crew, Kind.WRITE)
    seat(now, crew.cy).write("Sleep better")
    seat(now, crew.di).write("Sell more", signed=True)
    course.advance(now, by=crew.fay, leaving=now.phase_id, passing_over=True)

    assert {(one.words, one.signed_by) for one in Card.objects.all()} == {
        ("Sleep better", None),
        ("Sell more", crew.di),
    }
    assert all(box.look_into(one, box.CARDS) == [] for one in now.seats.values_list("secret_cards", flat=True))
    assert now.held().phase.passed_over == ""
    assert now.phases.get(place=now.phase.place).passed_over == "still_writing"


def test_who_comes_late_writes_in_what_time_is_left_and_is_asked_in_the_next_ballot(crew, meeting):
    now = go(meeting, crew, Kind.AGREE)
    late = seating.arrive(now, crew.ivy if "ivy" in crew.people else crew.gus)

    assert asking.voter_of(now.held().item, late.person) is None
    late.write("Late but heard")
    assert late.own_cards()


def test_a_round_is_spoken_by_everybody_with_the_decider_last(crew, meeting):
    now = go(meeting, crew, Kind.ROUND)
    order = [one.seat.person for one in floor.in_line(now)]
    assert order[-1] == crew.ada
    assert order[-2] == crew.bo
    assert {one.pk for one in order} == {crew.people[one].pk for one in TAKING_PART}

    with pytest.raises(Refused):
        course.advance(now, by=crew.fay, leaving=now.phase_id)
    for _one in order:
        floor.next_speaker(now)
    floor.next_speaker(now)
    assert now.held().room().heard == 4
    course.advance(now, by=crew.fay, leaving=now.phase_id)
    assert now.held().phase.kind == Kind.WRITE


def test_who_has_spoken_comes_behind_who_has_not_and_passing_is_being_heard(crew, meeting):
    now = go(meeting, crew, Kind.DISCUSS)
    ada, bo = seat(now, crew.ada), seat(now, crew.bo)
    floor.ask_for_it(now, ada)
    floor.next_speaker(now)
    floor.ask_for_it(now.held(), bo)
    floor.next_speaker(now)
    floor.ask_for_it(now.held(), ada)
    floor.ask_for_it(now.held(), seat(now, crew.cy))
    assert [one.seat.person for one in floor.in_line(now.held())] == [crew.cy, crew.ada]
    floor.give_up_turn(now.held(), seat(now, crew.di))
    assert now.held().room().heard == 2  # Ada has spoken, Di passed; Bo speaks.


def test_an_open_ballot_is_not_left_and_another_round_leads_back_to_talking(crew, meeting):
    now = go(meeting, crew, Kind.AGREE)
    with pytest.raises(Refused) as refused:
        course.advance(now, by=crew.fay, leaving=now.phase_id, passing_over=True)
    assert refused.value.code == "ballot_open"
    vote(now, crew, "ada", "bo", "cy")
    vote(now, crew, "di", position="object", because="Too vague")
    now = now.held()
    assert now.item.ballot == "awaits_round"
    course.advance(now, by=crew.fay, leaving=now.phase_id)

    again = now.held()
    assert again.phase.kind == Kind.DISCUSS
    convening.draft(again.item, "Sharper words", by=crew.di)
    go(again, crew, Kind.AGREE)
    second = again.held().item.decision
    assert (second.round, second.earlier_id, second.words) == (2, now.item.decision_id, "Sharper words")
    vote(again, crew, *TAKING_PART)
    assert again.held().item.ballot == "done"


def test_the_room_goes_on_without_who_left_in_mid_vote(crew, meeting):
    now = go(meeting, crew, Kind.AGREE)
    vote(now, crew, "ada", "bo", "cy")
    assert now.held().item.decision.is_open
    seating.leave(now, seat(now, crew.di), by=crew.di)

    assert now.held().item.ballot == "done"


def test_whoever_leads_cannot_take_a_voice_out_of_an_open_ballot(crew, meeting):
    now = go(meeting, crew, Kind.AGREE)
    vote(now, crew, "ada", "bo", "cy")
    seating.leave(now, seat(now, crew.di), by=crew.fay)
    assert now.held().item.decision.is_open
    asking.turn_over_now(now.held())

    ended = now.held().item
    assert (ended.ballot, ended.decision.verdict, ended.decision.reason) == ("awaits_round", "another_round", "missing")


def test_pressed_twice_it_moves_on_once(crew, meeting):
    first = meeting.held()
    course.advance(first, by=crew.fay, leaving=first.phase_id, passing_over=True)
    course.advance(first, by=crew.fay, leaving=first.phase_id, passing_over=True)
    assert first.held().phase.place == 1


def test_time_stands_still_while_it_pauses(crew):
    with clock.held(clock.now()) as hands:
        plan = convening.Plan("T", clock.now(), crew.fay, {crew.ada: True}, {"name": "consent"})
        made = convening.convene(crew.product, STRATEGIZING, plan, by=crew.ada)
        course.begin(made, by=crew.fay)
        left = made.held().seconds_to_go()
        made.pause(by=crew.fay)
        hands.on(minutes=10)
        assert made.held().seconds_to_go() == left
        made.resume(by=crew.fay)
        made.extend(2, by=crew.fay)
        assert made.held().seconds_to_go() == left + 120


def test_a_meeting_is_not_paused_while_whoever_began_it_takes_a_seat(crew):
    with clock.held(clock.now()) as hands:
        plan = convening.Plan("T", clock.now(), crew.fay, {crew.ada: True}, {"name": "consent"})
        made = convening.convene(crew.product, STRATEGIZING, plan, by=crew.ada)
        course.begin(made, by=crew.fay)
        assert made.look_after().what == "stays"
        hands.on(seconds=90)
        assert made.look_after().what == "pauses"


def test_a_facilitator_who_is_cut_off_hands_over_to_a_co_facilitator_or_it_pauses(crew):
    with clock.held(clock.now()) as hands:
        plan = convening.Plan("T", clock.now(), crew.fay, {crew.ada: True}, {"name": "consent"}, leading=[crew.bo])
        made = convening.convene(crew.product, STRATEGIZING, plan, by=crew.ada)
        course.begin(made, by=crew.fay)
        for one in (crew.fay, crew.bo):
            seating.arrive(made, one)
        hands.on(seconds=50)
        seat(made, crew.bo).is_heard_of()
        assert made.look_after().what == "stays"
        hands.on(seconds=20)
        made.look_after()
        assert made.held().facilitator == crew.bo
        hands.on(seconds=90)
        made.look_after()
        assert made.held().paused == Workshop.Pause.AWAY
        with pytest.raises(Refused):
            made.hand_over(crew.ada, by=crew.ada)


def test_whoever_may_lead_too_takes_over_and_nobody_else(crew, meeting):
    with pytest.raises(Refused):
        meeting.hand_over(crew.cy, by=crew.cy)
    seating.let_lead(meeting, seat(meeting, crew.cy), by=crew.fay)
    seating.let_lead(meeting, seat(meeting, crew.cy), by=crew.fay)
    meeting.hand_over(crew.cy, by=crew.cy)
    assert meeting.held().facilitator == crew.cy
    assert Entry.objects.filter(verb="workshop.let_lead").count() == 1


def test_people_vote_on_while_nobody_leads(crew, as_, meeting):
    now = go(meeting, crew, Kind.AGREE)
    vote(now, crew, "ada", "bo", "cy")
    now.held().pause(by=None, because=Workshop.Pause.AWAY)
    seating.promise(now, crew.di)
    address = f"/northwind/lighter/workshops/{now.pk}/"
    assert "Do you support this wording?" in as_("di").get(address).content.decode()
    assert as_("di").post(f"{address}ballot/", {"position": "support"}).status_code == 303
    assert now.held().item.ballot == "done"


def test_a_ballot_whose_time_is_up_is_turned_over_as_it_is(crew, meeting):
    from goldthread.workshops.tasks import turn_over_due

    now = go(meeting, crew, Kind.AGREE)
    vote(now, crew, "ada")
    assert turn_over_due(clock.now()) == 0
    Workshop.objects.filter(pk=now.pk).update(ends_at=clock.now() - timedelta(seconds=1))
    assert turn_over_due(clock.now()) == 1
    assert now.held().item.ballot == "awaits_round"


def test_closing_keeps_figures_of_the_group_and_forgets_those_of_people(crew, meeting):
    now = go(meeting, crew, Kind.WRITE)
    for one in ("cy", "di"):
        seat(now, crew.people[one]).write("A thought")
    now = go(now, crew, Kind.CLOSING)
    for one in ("fay", *TAKING_PART):
        seat(now, crew.people[one]).answer_at_the_end(4, 5)
    course.advance(now, by=crew.fay, leaving=now.phase_id)

    held = now.held()
    assert held.closing_answers == {"answers": 5, "heard": 4.0, "worth": 5.0}
    assert (held.coverage, held.evenness) == (50, 50)
    assert not Turn.objects.exists()
    assert set(held.seats.values_list("cards", "secret_cards", "secret_closing", "seen_at")) == {(0, "", "", None)}


def test_four_answers_at_the_end_are_shown_to_nobody(crew, meeting):
    now = go(meeting, crew, Kind.CLOSING)
    for one in TAKING_PART:
        seat(now, crew.people[one]).answer_at_the_end(1, 1)
    course.advance(now, by=crew.fay, leaving=now.phase_id)
    assert now.held().closing_answers == {}


def test_the_record_is_confirmed_by_the_facilitator_and_one_other(crew, meeting):
    now = go(meeting, crew, Kind.RECORD)
    with pytest.raises(Refused):
        closing.confirm(now, by=crew.ada)
    closing.confirm(now, by=crew.fay)
    assert now.held().room().confirmations == 1
    closing.confirm(now, by=crew.fay)
    closing.confirm(now, by=crew.cy)
    assert now.held().room().confirmations == 2


def test_breaking_off_turns_nothing_over(crew, meeting):
    now = go(meeting, crew, Kind.AGREE)
    vote(now, crew, "ada")
    now.held().abort(by=crew.fay)
    held = now.held()
    assert held.aborted_at
    assert held.item.decision.void
    assert not held.item.decision.ballots.exists()


def test_one_more_goal_of_the_same_kind_is_drafted_from_the_same_cards(crew, meeting):
    now = go(meeting, crew, Kind.WRITE, item=2)
    seat(now, crew.cy).write("Sleep better")
    now = go(now, crew, Kind.AGREE, item=2)
    vote(now, crew, *TAKING_PART)
    course.once_more(now, by=crew.fay)
    now = now.held()
    assert (now.phase.kind, now.item.level) == (Kind.DRAFT, "user_goal")
    assert [one.words for one in Card.objects.filter(item=now.item.root)] == ["Sleep better"]
    go(now, crew, Kind.CLOSING)
    assert crew.product.goals.at_level("user_goal").count() == 3


def test_seats_are_few_queries_however_many_there_are(crew, meeting, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        meeting.held().room()
    assert Seat.objects.count() == 5
