"""Preparing a meeting: its agenda changed, people invited and answering, mails that carry it into calendars."""

from datetime import timedelta

import pytest
from django.template import engines
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from goldthread.kit import clock
from goldthread.people.models import Involvement
from goldthread.workshops import convening, table
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.models import Card, OwnAgenda, Phase, Refused, Reply, Workshop
from goldthread.workshops.planning import agenda, keeping, lengths, meeting
from goldthread.workshops.planning.rules import against, moved, neighbour
from goldthread.workshops.rules import Kind, Step


@pytest.fixture
def to_come(crew):
    return convening.convene(crew.product, BY_NAME["strategizing"], plan_of(crew), by=crew.ada)


def plan_of(crew):
    return convening.Plan(
        title="Where to next?",
        starts_at=clock.now() + timedelta(days=3),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.cy: True},
        rule={"name": "unanimity"},
    )


def address(of, name, **more):
    return reverse(f"workshops:{name}", kwargs={"organisation": "northwind", "product": "lighter", "pk": of.pk, **more})


def kinds(of):
    return list(of.phases.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([], "empty"),
        ([Step(Kind.ROUND), Step(Kind.ARRIVE)], "arrive_first"),
        ([Step(Kind.AGREE, 1)], "words_before_ballot"),
        ([Step(Kind.DRAFT, 1), Step(Kind.AGREE, 1)], ""),
        ([Step(Kind.DRAFT, 2), Step(Kind.AGREE, 1)], "words_before_ballot"),
        ([Step(Kind.REVEAL, 1), Step(Kind.WRITE, 1)], "write_before_reveal"),
        ([Step(Kind.RECORD), Step(Kind.DRAFT, 1), Step(Kind.AGREE, 1)], "record_after_ballots"),
    ],
)
def test_an_agenda_that_could_not_be_gone_through_is_refused(steps, code):
    assert against(steps) == code


def test_a_goal_that_has_words_can_be_voted_on_without_a_draft():
    assert against([Step(Kind.AGREE, 1)], worded={1}) == ""


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_moving_a_phase_loses_none(places, data):
    one, before = data.draw(st.sampled_from(places)), data.draw(st.sampled_from([*places, None]))
    assert sorted(moved(places, one, before)) == sorted(places)


def test_a_step_up_and_a_step_down_lead_back():
    order = moved([1, 2, 3], 2, neighbour([1, 2, 3], 2, "down"))
    assert order == [1, 3, 2]
    assert moved(order, 2, neighbour(order, 2, "up")) == [1, 2, 3]


def test_phases_are_moved_added_and_left_out_and_the_minutes_follow(crew, to_come):
    record = to_come.phases.get(kind=Kind.RECORD)
    agenda.add(to_come, Kind.DISCUSS, minutes=7, by=crew.ada)
    assert kinds(to_come)[-3:] == ["discuss", "record", "closing"]

    agenda.step(to_come, to_come.phases.get(kind=Kind.CLOSING), "up", by=crew.ada)
    assert kinds(to_come)[-2:] == ["closing", "record"]

    agenda.remove(to_come, record, by=crew.ada)
    to_come.refresh_from_db()
    assert "record" not in kinds(to_come)
    assert to_come.minutes == sum(to_come.phases.values_list("minutes", flat=True))
    assert [one.place for one in to_come.phases.all()] == list(range(to_come.phases.count()))


def test_the_draft_stays_as_long_as_there_is_a_ballot_after_it(crew, to_come):
    with pytest.raises(Refused):
        agenda.remove(to_come, to_come.phases.filter(kind=Kind.DRAFT).first(), by=crew.ada)


def test_an_agenda_stays_as_it_is_once_the_room_is_open(crew, to_come):
    Workshop.objects.filter(pk=to_come.pk).update(began_at=clock.now())
    with pytest.raises(Refused):
        agenda.change(to_come, to_come.phases.first(), minutes=9, prompt="", by=crew.ada)


def test_an_agenda_of_ones_own_gives_the_same_phases_again(crew, to_come):
    agenda.change(to_come, to_come.phases.get(kind=Kind.ROUND), minutes=12, prompt="How are you?", by=crew.ada)
    own = keeping.keep(to_come, "Ours", by=crew.ada)

    found = keeping.find(crew.organisation, f"own-{own.pk}")
    plan = convening.Plan("Again", clock.now(), crew.fay, {crew.ada: True}, {"name": "unanimity"})
    again = convening.convene(crew.product, found, plan, by=crew.ada)

    same = ("kind", "minutes", "prompt")
    assert list(again.phases.values_list(*same)) == list(to_come.phases.values_list(*same))
    assert keeping.keep(to_come, "Ours", by=crew.ada) == own


def test_whoever_is_invited_gets_the_meeting_for_their_calendar_and_is_told_when_it_moves(crew, to_come, mailoutbox):
    meeting.invite(to_come, [crew.di], by=crew.ada)
    later = to_come.starts_at + timedelta(hours=2)
    meeting.change(to_come, title=to_come.title, starts_at=later, facilitator=crew.fay, by=crew.ada)
    meeting.call_off(to_come, by=crew.ada)

    files = [Calendar.from_ical(one.alternatives[0][0]) for one in mailoutbox if one.to == [crew.di.email]]
    events = [one.walk("VEVENT")[0] for one in files]

    assert [str(one["METHOD"]) for one in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(one["UID"]) for one in events}) == 1
    assert [int(one["SEQUENCE"]) for one in events] == sorted({int(one["SEQUENCE"]) for one in events})
    assert events[1].decoded("DTSTART") == later.replace(microsecond=0)
    assert str(events[2]["STATUS"]) == "CANCELLED"


def test_nobody_is_mailed_about_what_they_did_themselves(crew, to_come, mailoutbox):
    meeting.change(to_come, title="Where now?", starts_at=to_come.starts_at, facilitator=crew.fay, by=crew.ada)
    assert {one.to[0] for one in mailoutbox} == {crew.cy.email, crew.fay.email}


def test_an_answer_takes_the_place_of_the_one_before(crew, to_come, as_):
    for word in ("yes", "no"):
        assert as_("cy").post(address(to_come, "reply"), {"comes": word}).status_code == 303
    assert [one.comes for one in Reply.objects.all()] == [False]


def test_a_minute_more_and_a_step_down_on_the_page(crew, to_come, as_):
    first, second = to_come.phases.all()[:2]
    ada = as_("ada")
    ada.post(address(to_come, "phase", phase=second.pk), {"minutes": "9", "prompt": "Ready?"})
    wrong = ada.post(address(to_come, "phase_place", phase=first.pk), {"to": "down"})

    second.refresh_from_db()
    assert (second.minutes, second.prompt) == (9, "Ready?")
    assert wrong.status_code == 409
    assert "People arrive first" in wrong.content.decode()
    assert Phase.objects.get(pk=first.pk).place == 0


def test_minutes_out_of_reason_are_refused_with_what_was_typed(crew, to_come, as_):
    answer = as_("ada").post(address(to_come, "phase", phase=to_come.phases.first().pk), {"minutes": "900"})
    assert answer.status_code == 422
    assert 'value="900"' in answer.content.decode()


def test_a_player_who_is_not_invited_is_named_to_those_who_may_know(crew, to_come, as_):
    crew.product.involvements.filter(person=crew.di).update(power=9, interest=9)
    assert "not invited: Di Marin" in as_("ada").get(address(to_come, "plan")).content.decode()


def test_a_template_of_ones_own_is_kept_and_taken_back(crew, to_come, as_):
    as_("ada").post(address(to_come, "own_agenda"), {"name": "Ours"})
    own = OwnAgenda.objects.kept().get()
    as_("bo").post(reverse("workshops:own_removal", args=["northwind", "lighter", own.pk]))
    assert not OwnAgenda.objects.kept().exists()


def test_the_page_asks_as_many_questions_for_many_phases_as_for_few(crew, to_come, as_, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ada = as_("ada")
    ada.get(address(to_come, "plan"))
    with CaptureQueriesContext(connection) as few:
        ada.get(address(to_come, "plan"))
    for _more in range(6):
        agenda.add(to_come, Kind.ROUND, minutes=2, by=crew.ada)
    convening.seat(to_come, crew.di)
    convening.seat(to_come, crew.bo)
    with django_assert_num_queries(len(few)):
        ada.get(address(to_come, "plan"))


def test_whoever_comes_finds_what_to_read_before(crew, as_):
    plan = convening.Plan(
        title="Does it hold?",
        starts_at=clock.now() + timedelta(days=3),
        facilitator=crew.fay,
        invited={crew.cy: True},
        rule={"name": "unanimity"},
    )
    made = convening.convene(crew.product, BY_NAME["strategy_review"], plan, by=crew.ada)
    page = as_("cy").get(address(made, "room")).content.decode()
    for name in ("vision", "need", "business"):
        assert f'href="/northwind/lighter/goals/{crew.goals[name].number}/"' in page


def test_an_agenda_says_why_each_phase_is_there(to_come, as_):
    page = as_("ada").get(address(to_come, "plan")).content.decode()
    assert "Senior voices come last, so that nobody is led by them." in page


def test_an_invitation_is_taken_back_and_leaves_the_calendar(crew, to_come, as_, mailoutbox):
    meeting.invite(to_come, [crew.di], by=crew.ada)
    seat = to_come.seats.get(person=crew.di)

    as_("ada").post(f"/northwind/lighter/workshops/{to_come.pk}/invitations/{seat.pk}/removal/")

    assert not to_come.seats.filter(person=crew.di).exists()
    first, last = (Calendar.from_ical(one.alternatives[0][0]) for one in mailoutbox if one.to == [crew.di.email])
    assert str(last["METHOD"]) == "CANCEL"
    assert str(last.walk("VEVENT")[0]["STATUS"]) == "CANCELLED"
    assert int(last.walk("VEVENT")[0]["SEQUENCE"]) > int(first.walk("VEVENT")[0]["SEQUENCE"])


def test_who_leads_the_meeting_stays_invited(crew, to_come):
    meeting.uninvite(to_come, to_come.seats.get(person=crew.fay), by=crew.ada)
    assert to_come.seats.filter(person=crew.fay).exists()


def test_calendars_hear_of_another_length_once_the_agenda_is_left_alone(crew, mailoutbox):
    with clock.held(clock.now()) as hands:
        made = convening.convene(crew.product, BY_NAME["strategizing"], plan_of(crew), by=crew.ada)
        for phase in made.phases.filter(kind=Kind.DISCUSS):
            hands.on(minutes=3)
            agenda.change(made, phase, minutes=phase.minutes + 5, prompt=phase.prompt, by=crew.ada)
        lengths.tell(clock.now())
        assert mailoutbox == []

        hands.on(minutes=11)
        lengths.tell(clock.now())
        lengths.tell(clock.now())

    assert sorted(one.to[0] for one in mailoutbox) == ["cy@northwind.example", "fay@northwind.example"]
    event = Calendar.from_ical(mailoutbox[0].alternatives[0][0]).walk("VEVENT")[0]
    made.refresh_from_db()
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=made.minutes)


def test_another_question_of_a_phase_sends_no_mail(crew, mailoutbox):
    with clock.held(clock.now()) as hands:
        made = convening.convene(crew.product, BY_NAME["strategizing"], plan_of(crew), by=crew.ada)
        phase = made.phases.first()
        agenda.change(made, phase, minutes=phase.minutes, prompt="Sit down", by=crew.ada)
        hands.on(minutes=30)
        lengths.tell(clock.now())
    assert mailoutbox == []


def test_a_topic_is_left_out_whole_in_one_go_and_is_none_of_the_record(crew, to_come, as_):
    topic = to_come.items.get(number=2)
    one = to_come.phases.filter(item=topic).first()
    menu = as_("ada").get(address(to_come, "plan")).content.decode()
    assert "Leave out all of “User goal”" in menu

    as_("ada").post(address(to_come, "phase_removal", phase=one.pk), {"topic": "1"})

    assert not to_come.phases.filter(item=topic).exists()
    assert to_come.phases.filter(item__number=3).count() == 5
    assert [one["title"] for one in table.outcomes(to_come)] == ["Vision", "Business goal"]


def test_a_phase_of_the_whole_meeting_is_no_topic(crew, to_come, as_):
    first = to_come.phases.first()
    before = to_come.phases.count()
    as_("ada").post(address(to_come, "phase_removal", phase=first.pk), {"topic": "1"})
    assert to_come.phases.count() == before - 1


@pytest.mark.parametrize(("who", "leads"), [("fay", "fay"), ("ada", "fay")])
def test_a_facilitator_who_convenes_leads_to_begin_with(crew, as_, who, leads):
    page = as_(who).get("/northwind/lighter/workshops/new/?agenda=roadmapping").content.decode()
    assert f'value="{crew.people[leads].pk}" selected' in page


def test_of_two_facilitators_the_one_who_convenes_leads(crew, as_):
    # By name Cy would come before Fay.
    Involvement.objects.filter(person=crew.cy).update(role=Involvement.Role.FACILITATOR)
    page = as_("fay").get("/northwind/lighter/workshops/new/?agenda=roadmapping").content.decode()
    assert f'value="{crew.fay.pk}" selected' in page


def test_who_is_not_invited_is_not_needed(crew, as_):
    said = {
        "title": "Where to?", "day": (clock.now() + timedelta(days=1)).date().isoformat(), "at": "09:30",
        "facilitator": crew.fay.pk, "invited": [crew.cy.pk], "required": [crew.cy.pk, crew.di.pk], "rule": "unanimity",
        "rounds": 2, "fallback": "",
    }  # fmt: skip
    assert as_("ada").post("/northwind/lighter/workshops/new/?agenda=roadmapping", said).status_code == 303
    seats = Workshop.objects.get().seats.values_list("person", "is_required")
    assert set(seats) == {(crew.cy.pk, True), (crew.fay.pk, False)}


def test_what_was_only_talked_about_stands_in_the_record_with_what_its_cards_say(crew):
    of = convening.convene(crew.product, BY_NAME["roadmapping"], plan_of(crew), by=crew.ada)
    left_out = of.items.get(number=3)
    for words in ("A second app", "A third app", "A watch"):
        Card.objects.create(organisation_id=of.organisation_id, item=left_out, words=words)
    first, second, watch = Card.objects.order_by("words")
    second.group_with(first)
    first.refresh_from_db()
    first.cluster.title = "More apps"
    first.cluster.save()

    *_goals, told = table.outcomes(of)
    assert (told["is_asked"], sorted(told["said"])) == (False, ["A watch", "More apps"])
    made = engines["jinja2"].env.get_template("workshops/outcomes.html").render(outcomes=[told])
    assert "talked about" in made
    assert "no words" not in made
    assert watch.words in made
