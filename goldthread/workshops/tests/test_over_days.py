"""The same meeting over days, for people in other time zones."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from goldthread.kit import clock
from goldthread.workshops import convening, reminding, seating, tasks, writing
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.models import Card, LastMoment, Remark, Turn, Workshop
from goldthread.workshops.planning import agenda, days, meeting
from goldthread.workshops.rules import Kind


@pytest.fixture
def held_clock():
    with clock.held(clock.now()) as hands:
        yield hands


@pytest.fixture
def spread(crew, held_clock):
    plan = convening.Plan(
        title="From afar",
        starts_at=clock.now() + timedelta(days=1),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.cy: True},
        rule={"name": "unanimity"},
    )
    made = convening.convene(crew.product, BY_NAME["expectations"], plan, by=crew.ada)
    days.spread(made, 2, by=crew.ada)
    return made


def moments(of):
    return list(LastMoment.objects.filter(phase__workshop=of).order_by("phase__place").values_list("at", flat=True))


def test_each_phase_gets_its_time_and_keeps_it_when_the_agenda_or_the_day_changes(crew, spread):
    assert days.length_of(spread) == 2
    assert len(moments(spread)) == spread.phases.count()
    assert moments(spread)[0] == spread.starts_at + timedelta(days=1)

    agenda.add(spread, Kind.ROUND, minutes=5, by=crew.ada)
    assert len(moments(spread)) == spread.phases.count()

    later = spread.starts_at + timedelta(days=7)
    meeting.change(spread, title=spread.title, starts_at=later, facilitator=crew.fay, by=crew.ada)
    assert moments(spread)[0] == later + timedelta(days=1)

    days.spread(spread, 0, by=crew.ada)
    assert moments(spread) == []


def test_it_begins_and_goes_on_by_itself_and_shows_nothing_that_is_written_before_its_time(crew, spread, held_clock):
    held_clock.to(spread.starts_at + timedelta(minutes=1))
    tasks.go_on(clock.now())
    seating.arrive(spread, crew.cy)
    for _phase in (Kind.ARRIVE, Kind.GROUND_RULES):
        held_clock.to(spread.held().ends_at + timedelta(minutes=1))
        tasks.go_on(clock.now())
    now = spread.held()
    assert now.phase.kind == Kind.WRITE
    now.seats.get(person=crew.cy).write("Answer me within a day")

    held_clock.to(now.ends_at - timedelta(minutes=1))
    tasks.go_on(clock.now())
    assert not Card.objects.exists()

    held_clock.to(now.ends_at + timedelta(minutes=1))
    tasks.go_on(clock.now())
    assert spread.held().phase.kind == Kind.REVEAL
    assert [one.words for one in Card.objects.all()] == ["Answer me within a day"]


def test_nobody_is_missed_in_a_meeting_over_days(spread, held_clock):
    held_clock.to(spread.starts_at + timedelta(minutes=1))
    tasks.go_on(clock.now())
    held_clock.to(spread.starts_at + timedelta(hours=5))
    tasks.look_after(clock.now())
    assert spread.held().paused == ""


def discussed(crew, spread, held_clock):
    """The same while people discuss the first item: Ada and Cy are there."""
    held_clock.to(spread.starts_at + timedelta(minutes=1))
    tasks.go_on(clock.now())
    for person in (crew.ada, crew.cy):
        seating.arrive(spread, person)
        seating.promise(spread, person)
    while spread.held().phase.kind != Kind.DISCUSS:
        held_clock.to(spread.held().ends_at + timedelta(minutes=1))
        tasks.go_on(clock.now())
    return spread.held()


def test_people_discuss_in_writing_answer_each_other_and_are_heard_by_it(crew, spread, held_clock, as_):
    now = discussed(crew, spread, held_clock)
    place = f"/northwind/lighter/workshops/{now.pk}/written/"

    assert as_("cy").post(place, {"words": "We promise too much"}).status_code == 303
    first = Remark.objects.get()
    as_("ada").post(place, {"words": "Which one would you drop?", "answers": first.pk})
    as_("cy").post(place, {"words": "The second", "answers": Remark.objects.latest("pk").pk})
    as_("cy").post(place, {"words": ""})

    found = writing.shown(now.held())["threads"]
    assert [one["words"] for one in found] == ["We promise too much"]
    assert [one["words"] for one in found[0]["answers"]] == ["Which one would you drop?", "The second"]
    assert Turn.objects.over().filter(phase=now.phase).count() == 2
    page = as_("ada").get(f"/northwind/lighter/workshops/{now.pk}/").content.decode()
    assert "We promise too much" in page
    assert "Cy Okafor" in page


def test_nothing_is_written_where_nobody_may_see_it_yet_nor_after_the_phase(crew, spread, held_clock, as_):
    now = discussed(crew, spread, held_clock)
    place = f"/northwind/lighter/workshops/{now.pk}/written/"
    held_clock.to(now.ends_at + timedelta(minutes=1))
    tasks.go_on(clock.now())
    assert now.held().phase.kind == Kind.WRITE
    assert as_("cy").post(place, {"words": "Too late"}).status_code == 404
    assert not Remark.objects.exists()


def test_there_is_no_written_discussion_in_a_meeting_in_one_go(crew, as_):
    from goldthread.workshops.tests.test_carrying import at, meeting

    now = at(crew, meeting(crew, "retrospective"), Kind.DISCUSS)
    assert as_("cy").get(f"/northwind/lighter/workshops/{now.pk}/written/").status_code == 404


def test_only_who_has_not_written_is_reminded_and_once(crew, spread, held_clock, mailoutbox):
    now = discussed(crew, spread, held_clock)
    writing.write(now, now.seats.get(person=crew.cy), "We promise too much")
    mailoutbox.clear()

    reminding.remind(clock.now())
    assert mailoutbox == []
    held_clock.to(now.ends_at - timedelta(hours=20))
    reminding.remind(clock.now())
    reminding.remind(clock.now())

    assert sorted(one.to[0] for one in mailoutbox) == ["ada@northwind.example"]
    assert "Europe/Berlin" in mailoutbox[0].body
    assert "Cy" not in mailoutbox[0].body


def test_a_ballot_over_days_is_open_as_long_as_its_phase(crew, held_clock):
    plan = convening.Plan(
        title="From afar",
        starts_at=clock.now() + timedelta(days=1),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.cy: True},
        rule={"name": "unanimity"},
        goal=crew.goals["next"],
    )
    made = convening.convene(crew.product, BY_NAME["one_goal"], plan, by=crew.ada)
    days.spread(made, 3, by=crew.ada)
    held_clock.to(made.starts_at + timedelta(minutes=1))
    tasks.go_on(clock.now())
    for person in (crew.ada, crew.cy):
        seating.arrive(made, person)
        seating.promise(made, person)
    while made.held().phase.kind != Kind.AGREE:
        held_clock.to(made.held().ends_at + timedelta(minutes=1))
        tasks.go_on(clock.now())
    assert made.held().item.decision.closes_at == made.held().ends_at


def test_calendars_hear_that_a_meeting_takes_place_over_days_and_until_when(crew, spread, mailoutbox):
    days.spread(spread, 3, by=crew.ada)
    event = Calendar.from_ical(mailoutbox[-1].alternatives[0][0]).walk("VEVENT")[0]
    assert event.decoded("DTEND") == moments(spread)[-1].replace(microsecond=0)
    before = int(event["SEQUENCE"])
    days.spread(spread, 0, by=crew.ada)
    event = Calendar.from_ical(mailoutbox[-1].alternatives[0][0]).walk("VEVENT")[0]
    assert int(event["SEQUENCE"]) > before
    assert event.decoded("DTEND") == (spread.starts_at + timedelta(minutes=spread.minutes)).replace(microsecond=0)


def test_what_was_written_stands_in_the_minutes(crew, spread, held_clock, as_):
    now = discussed(crew, spread, held_clock)
    writing.write(now, now.seats.get(person=crew.cy), "We promise too much")
    Workshop.objects.filter(pk=now.pk).update(closed_at=clock.now())
    page = as_("ada").get(f"/northwind/lighter/workshops/{now.pk}/minutes/").content.decode()
    assert "We promise too much" in page
