"""The course of a meeting, as pure rules."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.workshops.agendas import AGENDAS
from goldthread.workshops.rules import (
    Answer,
    Ballot,
    Kind,
    Room,
    Speaker,
    Step,
    coverage,
    evenness,
    guard,
    led,
    next_place,
    order_for,
    order_of_round,
    previous_place,
    seconds_left,
    summed_up,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
ITEM = [Step(kind, 1) for kind in (Kind.WRITE, Kind.REVEAL, Kind.DISCUSS, Kind.DRAFT, Kind.AGREE)]
STEPS = [
    Step(Kind.ARRIVE),
    Step(Kind.GROUND_RULES),
    *ITEM,
    *[Step(one.kind, 2) for one in ITEM],
    Step(Kind.RECORD),
    Step(Kind.CLOSING),
]
steps = st.sampled_from(AGENDAS).map(
    lambda one: [
        *(Step(phase.kind) for phase in one.opening),
        *(Step(phase.kind, number) for number, topic in enumerate(one.topics) for phase in topic.phases),
        *(Step(phase.kind) for phase in one.ending),
    ]
)


@given(steps)
def test_a_meeting_in_which_all_is_agreed_passes_each_phase_once_and_ends(agenda):
    place, walked = 0, [0]
    while (following := next_place(agenda, place, Ballot.DONE)) is not None:
        place = following
        walked.append(place)
    assert walked == list(range(len(agenda)))


@given(steps.filter(lambda agenda: any(step.kind == Kind.AGREE for step in agenda)), st.data())
def test_another_round_leads_back_within_the_same_item_and_never_before_its_reveal(agenda, data):
    asking = [at for at, step in enumerate(agenda) if step.kind == Kind.AGREE]
    place = data.draw(st.sampled_from(asking))

    back = next_place(agenda, place, Ballot.AWAITS_ROUND)

    assert back is not None
    assert back < place
    assert agenda[back].item == agenda[place].item
    assert agenda[back].kind in (Kind.DISCUSS, Kind.DRAFT)


@given(steps, st.data())
def test_nobody_goes_back_to_before_something_was_turned_over(agenda, data):
    place = data.draw(st.integers(0, len(agenda) - 1))
    back = previous_place(agenda, place)
    if back is not None:
        assert agenda[back].kind not in (Kind.WRITE, Kind.AGREE)
        assert agenda[back].item == agenda[place].item


@pytest.mark.parametrize(
    ("kind", "room", "code"),
    [
        (Kind.ARRIVE, Room(present=3, required_missing=1), "required_missing"),
        (Kind.ARRIVE, Room(present=3), None),
        (Kind.GROUND_RULES, Room(present=3, promised=2), "not_all_promised"),
        (Kind.ROUND, Room(present=3, heard=2), "not_all_heard"),
        (Kind.WRITE, Room(present=3, ready=2), "still_writing"),
        (Kind.WRITE, Room(present=3, ready=2, time_is_up=True), None),
        (Kind.WRITE, Room(present=3, ready=3), None),
        (Kind.DISCUSS, Room(present=3, heard=2, time_is_up=True), "not_all_heard"),
        (Kind.DRAFT, Room(wordings=0), "no_wording"),
        (Kind.AGREE, Room(ballot=Ballot.OPEN), "ballot_open"),
        (Kind.AGREE, Room(ballot=Ballot.AWAITS_CHOICE), "ballot_awaits_choice"),
        (Kind.AGREE, Room(ballot=Ballot.AWAITS_ROUND), None),
        (Kind.AGREE, Room(ballot=Ballot.DONE), None),
        (Kind.RECORD, Room(confirmations=1), "not_confirmed"),
        (Kind.CLOSING, Room(), None),
    ],
)
def test_a_phase_is_left_when_its_work_is_done(kind, room, code):
    found = guard(kind, room)
    assert (found.code if found else None) == code


def test_an_open_ballot_and_a_missing_wording_cannot_be_passed_over():
    assert not guard(Kind.AGREE, Room(ballot=Ballot.OPEN)).may_be_passed
    assert not guard(Kind.DRAFT, Room()).may_be_passed
    assert guard(Kind.DISCUSS, Room(present=1)).may_be_passed


speakers = st.lists(
    st.builds(Speaker, st.integers(1, 500), st.booleans(), st.booleans()), unique_by=lambda one: one.seat, max_size=30
)


@given(speakers, st.text(max_size=8))
def test_in_a_round_everybody_speaks_once_and_senior_voices_last(some, seed):
    order = order_of_round(some, seed)
    by_seat = {one.seat: one for one in some}
    late = [(by_seat[seat].decides, by_seat[seat].is_senior) for seat in order]

    assert sorted(order) == sorted(by_seat)
    assert late == sorted(late)
    assert order == order_of_round(reversed(some), seed)


def test_the_lot_of_another_round_is_another():
    some = [Speaker(number) for number in range(12)]
    assert len({tuple(order_of_round(some, str(seed))) for seed in range(20)}) > 15


def test_not_everybody_reads_the_same_card_first():
    cards = [str(number) for number in range(20)]
    first = {order_for(8, viewer, cards, "seed")[0] for viewer in range(8)}
    assert len(first) > 3
    assert order_for(8, 3, cards, "seed") == order_for(8, 11, cards, "seed")


def test_who_is_cut_off_for_a_minute_hands_over_to_a_co_facilitator_who_is_there():
    ago = lambda seconds: NOW - timedelta(seconds=seconds)  # noqa: E731
    assert led(NOW, ago(60), {}).what == "stays"
    assert led(NOW, ago(61), {}).what == "pauses"
    assert led(NOW, None, {7: ago(90)}).what == "pauses"
    assert led(NOW, ago(61), {7: ago(20), 8: ago(5)}).to == 8


def test_time_stands_still_in_a_pause():
    assert seconds_left(NOW, NOW + timedelta(seconds=90), None) == 90
    assert seconds_left(NOW, NOW - timedelta(seconds=5), None) == -5
    assert seconds_left(NOW, None, 42) == 42
    assert seconds_left(NOW, None, None) is None


def test_evenness_is_a_hundred_when_all_speak_alike_and_nothing_when_one_does():
    assert evenness([3, 3, 3, 3]) == 100
    assert evenness([17, 1, 1, 1]) == 42
    assert evenness([5, 0, 0]) == 0
    assert evenness([0, 0]) is None
    assert evenness([4]) is None
    assert coverage([1, 0, 7, 0]) == 50
    assert coverage([]) is None


@given(st.lists(st.integers(0, 50), min_size=2, max_size=40))
def test_evenness_does_not_care_who_it_was(times):
    assert evenness(times) == evenness(sorted(times))
    assert evenness(times) is None or 0 <= evenness(times) <= 100


def test_fewer_than_five_answers_say_nothing_and_never_fewer_than_three():
    some = [Answer(4, 5)] * 4
    assert summed_up(some) is None
    assert summed_up([*some, Answer(2, 1)]) == {"answers": 5, "heard": 3.6, "worth": 4.2}
    assert summed_up(some[:3], least=1) == {"answers": 3, "heard": 4.0, "worth": 5.0}
    assert summed_up(some[:2], least=1) is None


def test_twelve_people_strategize_in_ninety_minutes_and_agree_on_one_goal_in_less_than_half_an_hour():
    minutes = {one.name: one.minutes for one in AGENDAS}
    assert minutes["strategizing"] <= 90
    assert minutes["one_goal"] <= 25
