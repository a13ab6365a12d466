"""What Today says of meetings: to one person what waits for them, and to nobody what others have or have not done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.kit import clock
from goldthread.workshops import convening, course, floor, seating, tasks, writing
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.models import Reply
from goldthread.workshops.planning import days
from goldthread.workshops.rules import Kind

TODAY = "/northwind/today/"


@pytest.fixture
def hands():
    with clock.held(clock.now()) as hands:
        yield hands


def convened(crew, name="expectations", over=0, by="ada"):
    plan = convening.Plan(
        title="From afar",
        starts_at=clock.now() + timedelta(days=1),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.cy: True, crew.di: False},
        rule={"name": "unanimity"},
    )
    made = convening.convene(crew.product, BY_NAME[name], plan, by=crew.people[by])
    if over:
        days.spread(made, over, by=crew.ada)
    return made


def at(of, hands, kind):
    """The same meeting over days, in its first phase of this kind."""
    hands.to(of.starts_at + timedelta(minutes=1))
    tasks.go_on(clock.now())
    while of.held().phase.kind != kind:
        hands.to(of.held().ends_at + timedelta(minutes=1))
        tasks.go_on(clock.now())
    return of.held()


def page(as_, who):
    return as_(who).get(TODAY).content.decode()


def asks(as_, who, words="You have not written yet"):
    return words in page(as_, who)


def test_who_has_not_written_in_a_meeting_over_days_is_told_so_and_nobody_else(crew, hands, as_):
    now = at(convened(crew, over=2), hands, Kind.WRITE)
    for short in ("ada", "cy"):
        seating.arrive(now, crew.people[short])
        seating.promise(now, crew.people[short])
    assert {who: asks(as_, who) for who in ("ada", "cy", "di", "bo", "fay")} == {
        "ada": True, "cy": True, "di": True, "bo": False, "fay": False,
    }  # fmt: skip
    before = page(as_, "ada")

    now.seats.get(person=crew.cy).write("Answer me within a day")

    assert not asks(as_, "cy")
    assert asks(as_, "ada")
    assert f'href="/northwind/lighter/workshops/{now.pk}/"' in before


def test_who_spoke_in_writing_or_passed_is_asked_no_more(crew, hands, as_):
    now = at(convened(crew, over=2), hands, Kind.DISCUSS)
    for short in ("ada", "cy"):
        seating.arrive(now, crew.people[short])
        seating.promise(now, crew.people[short])
    writing.write(now, now.seats.get(person=crew.ada), "We promise too much")
    floor.give_up_turn(now, now.seats.get(person=crew.cy))
    assert [who for who in ("ada", "cy", "di") if asks(as_, who)] == ["di"]


def test_ground_rules_and_a_seat_are_asked_for_where_they_are_missing(crew, hands, as_):
    now = at(convened(crew, over=1), hands, Kind.GROUND_RULES)
    seating.arrive(now, crew.ada)
    assert asks(as_, "ada", "the ground rules wait for your promise")
    seating.promise(now, crew.ada)
    assert not asks(as_, "ada", "the ground rules wait for your promise")

    now = at(now, hands, Kind.REVEAL)
    assert asks(as_, "cy", "you are not in it yet")
    assert not asks(as_, "ada", "you are not in it yet")


def test_an_invitation_waits_until_it_is_answered_but_not_for_who_convened_or_leads(crew, as_):
    made = convened(crew)
    assert [who for who in ("ada", "cy", "di", "fay", "bo") if asks(as_, who, "Say whether you come")] == ["cy", "di"]
    Reply.say(made.seats.get(person=crew.cy), comes=False)
    assert not asks(as_, "cy", "Say whether you come")


def test_a_meeting_that_goes_on_calls_who_is_not_there_until_it_is_over(crew, as_):
    made = convened(crew)
    course.begin(made, by=crew.fay)
    seating.arrive(made, crew.cy)
    assert [who for who in ("cy", "di", "bo") if asks(as_, who, "It goes on now")] == ["di"]
    made.abort(by=crew.fay)
    assert not asks(as_, "di", "It goes on now")


def test_meetings_to_come_stand_among_what_comes(crew, as_):
    made = convened(crew)
    assert f'href="/northwind/lighter/workshops/{made.pk}/"' in page(as_, "fay")
    assert "From afar" not in page(as_, "bo")


def test_today_asks_as_many_questions_for_many_meetings_as_for_few(crew, hands, as_):
    client = as_("cy")

    def questions(more):
        for _each in range(more):
            made = convened(crew, over=2)
            convened(crew)
        hands.to(made.starts_at + timedelta(minutes=1))
        tasks.go_on(clock.now())
        client.get(TODAY)
        with CaptureQueriesContext(connection) as asked:
            client.get(TODAY)
        return len(asked)

    assert questions(1) == questions(5)
