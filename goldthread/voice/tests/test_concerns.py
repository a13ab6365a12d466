"""What the verbs do, and whom they tell."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from goldthread.chain.models import Goal
from goldthread.journal.models import Entry, Notice
from goldthread.kit import clock
from goldthread.voice import tasks
from goldthread.voice.models import Concern, Promise, Reply, Writer


@pytest.fixture
def hands(crew):
    with clock.held(clock.now()) as hands:
        yield hands


def told():
    return list(Notice.objects.filter(kind="concern").order_by("pk").values_list("person_id", "verb"))


def test_a_concern_with_a_name_is_put_at_once_to_who_owns_the_goal(crew, speak):
    crew.goals["next"].reword(by=crew.ada, base=None, owner_id=crew.bo.pk)
    made = speak()

    assert (made.by, made.answerer, made.version) == (crew.cy, crew.bo, 2)
    assert Entry.objects.get(verb="concern.raised").by_id == crew.cy.pk
    assert told() == [(crew.bo.pk, "concern.raised")]


def test_without_an_owner_the_product_person_answers(crew, speak):
    assert speak().answerer == crew.ada
    assert speak("The whole of it", kind="product", thing=crew.product).answerer == crew.ada


def test_said_again_in_the_same_words_it_stands_once(crew, speak):
    assert speak().pk == speak().pk
    assert speak(nameless=True).pk == speak(nameless=True).pk
    assert Concern.objects.count() == 2


def test_the_day_of_the_answer_is_that_of_the_promise_and_stays(crew, speak):
    made = speak()
    Promise.make(crew.organisation, 3, by=crew.ada)
    assert made.due == clock.today("Europe/Berlin") + timedelta(days=7)
    assert speak("Another").due == clock.today("Europe/Berlin") + timedelta(days=3)


def test_without_name_nothing_but_the_writers_own_row_says_who(crew, speak, hands):
    before = set(Entry.objects.values_list("pk", flat=True))
    made = speak(nameless=True)

    assert made.by is None
    assert Writer.objects.get(concern=made).person == crew.cy
    assert set(Entry.objects.values_list("pk", flat=True)) <= before
    assert told() == []
    hands.to(made.at)
    tasks.sweep(clock.now())
    entry = Entry.objects.get(verb="concern.raised")
    assert (entry.by_id, entry.facts) == (None, {"about": "goal", "nameless": True})
    assert told() == [(crew.ada.pk, "concern.raised")]


def test_before_its_moment_nobody_is_told_of_it_and_afterwards_once(crew, speak, hands):
    made = speak(nameless=True)
    hands.to(made.at - timedelta(seconds=1))
    assert tasks.show(clock.now()) == 0
    hands.to(made.at)
    assert tasks.show(clock.now()) == 1
    assert tasks.show(clock.now()) == 0


def test_an_answer_is_given_once_and_its_writer_is_told(crew, speak):
    made = speak()
    assert made.answer_with("declined", "It is measured by the clinics.", by=crew.ada)
    assert not Concern.objects.get(pk=made.pk).answer_with("accepted", "Yes", by=crew.ada)

    made.refresh_from_db()
    assert (made.answer, made.answered_by) == ("declined", crew.ada)
    assert told()[-1] == (crew.cy.pk, "concern.answered")


@pytest.mark.parametrize(("answer", "why"), [("declined", " "), ("perhaps", "Why not")])
def test_a_no_without_a_reason_is_none(crew, speak, answer, why):
    with pytest.raises(ValueError, match="not an answer"):
        speak().answer_with(answer, why, by=crew.ada)


def test_whoever_raised_it_without_name_is_told_by_the_sweep(crew, speak, hands):
    made = speak(nameless=True)
    hands.to(made.at)
    tasks.sweep(clock.now())
    made.refresh_from_db()
    made.answer_with("adapted", "We ask the clinics.", by=crew.ada)
    assert (crew.cy.pk, "concern.answered") not in told()

    assert tasks.tell_writers() == 1
    assert told()[-1] == (crew.cy.pk, "concern.answered")
    assert tasks.tell_writers() == 0


def test_new_words_because_of_a_concern_take_it_up_and_name_it(crew, speak):
    made = speak()
    version = crew.goals["next"].reword(by=crew.ada, base=None, statement="Understand what I eat, by number")
    assert made.changed(version, by=crew.ada)
    assert not made.changed(crew.goals["next"].reword(by=crew.ada, base=None, why="More"), by=crew.bo)

    assert (made.answer, made.changed_version, made.state) == ("accepted", version, "changed")
    assert told()[-1] == (crew.cy.pk, "concern.changed")


def test_replies_of_who_raised_it_without_name_have_none_and_come_later(crew, speak, hands):
    made = speak(nameless=True)
    hands.to(made.at)
    tasks.sweep(clock.now())
    made.refresh_from_db()
    Reply.say(made, "Which number do you miss?", by=crew.ada)
    mine = Reply.say(made, "The one of people who stop.", by=crew.cy, nameless=True)

    assert mine.by is None
    assert Reply.say(made, "The one of people who stop.", by=crew.cy, nameless=True) == mine
    tasks.sweep(clock.now())
    assert told()[-1] == (crew.cy.pk, "concern.replied")
    hands.to(mine.at)
    tasks.sweep(clock.now())
    assert told()[-1] == (crew.ada.pk, "concern.replied")
    assert {entry.by_id for entry in Entry.objects.filter(verb="concern.replied")} == {crew.ada.pk, None}
    with pytest.raises(ValueError, match="only who raised it"):
        Reply.say(made, "Me too", by=crew.di, nameless=True)


def test_stepping_forward_puts_the_name_on_it_and_is_for_the_writer_alone(crew, speak, hands):
    made = speak(nameless=True)
    with pytest.raises(ValueError, match="somebody else"):
        made.step_forward(by=crew.di)
    hands.to(made.at)
    tasks.sweep(clock.now())
    made.refresh_from_db()
    made.step_forward(by=crew.cy)

    assert made.by == crew.cy
    assert Entry.objects.get(verb="concern.stepped_forward").by_id == crew.cy.pk
    assert told()[-1] == (crew.ada.pk, "concern.stepped_forward")


def test_stepping_forward_before_its_moment_shows_it_at_once(crew, speak):
    made = speak(nameless=True)
    made.step_forward(by=crew.cy)
    assert made.told_at is not None
    assert Entry.objects.get(verb="concern.raised").by_id == crew.cy.pk


def test_late_is_told_once_and_not_once_it_is_answered(crew, speak, hands):
    made, other = speak(), speak("Another")
    other.answer_with("accepted", "", by=crew.ada)
    hands.on(days=8)
    assert tasks.tell_late(clock.now()) == 1
    assert tasks.tell_late(clock.now()) == 0
    assert told()[-1] == (crew.ada.pk, "concern.late")
    assert made.due < clock.today("Europe/Berlin")


def test_another_owner_of_the_goal_answers_what_is_open(crew, speak):
    made, answered = speak(), speak("Another")
    answered.answer_with("accepted", "", by=crew.ada)
    Goal.objects.get(pk=crew.goals["next"].pk).reword(by=crew.ada, base=None, owner_id=crew.di.pk)

    assert [Concern.objects.get(pk=one.pk).answerer for one in (made, answered)] == [crew.di, crew.ada]


def test_what_somebody_who_leaves_would_have_answered_goes_to_the_product_person(crew, speak):
    crew.goals["next"].reword(by=crew.ada, base=None, owner_id=crew.bo.pk)
    made = speak()
    crew.organisation.memberships.get(person=crew.bo).end(by=crew.ada)
    assert Concern.objects.get(pk=made.pk).answerer == crew.ada


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE voice_concern SET text = 'Other words'",
        "UPDATE voice_concern SET answer = 'accepted'",
        "UPDATE voice_concern SET by_id = NULL",
        "DELETE FROM voice_concern",
    ],
)
def test_neither_words_nor_name_nor_answer_change_or_go(crew, speak, statement):
    speak().answer_with("declined", "No", by=crew.ada)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.postgres
def test_on_postgresql_a_request_reads_no_writer_but_its_own(crew, speak):
    from goldthread.kit import walls

    made = speak(nameless=True)
    with transaction.atomic():
        walls.confine(crew.organisation.pk, crew.ada.pk)
        assert not Writer.objects.filter(concern=made).exists()
        assert Concern.objects.filter(pk=made.pk).exists()
        walls.confine(crew.organisation.pk, crew.cy.pk)
        assert Writer.objects.filter(concern=made).exists()


def test_the_numbers_of_concerns_and_replies_tell_nothing_of_when_they_were_written(crew, speak):
    made = [speak(f"Concern {n}", nameless=n % 2 == 1).pk for n in range(12)]
    replies = [Reply.say(speak(), f"Reply {n}", by=crew.ada).pk for n in range(12)]

    for numbers in (made, replies):
        assert numbers != sorted(numbers)
        assert min(abs(one - other) for one in numbers for other in numbers if one != other) > 12
        assert max(numbers) < 2**53


def test_what_was_written_without_name_in_one_moment_keeps_its_order(crew, speak, hands):
    made = speak(nameless=True)
    said = [Reply.say(made, f"{n}.", by=crew.cy, nameless=True) for n in range(6)]
    assert [one.text for one in made.replies.order_by("at", "pk")] == [one.text for one in said]


def test_what_is_said_by_name_twice_stands_once_though_something_is_still_to_be_shown(crew, speak, hands):
    made = speak(nameless=True)
    Reply.say(made, "Later.", by=crew.cy, nameless=True)
    assert Reply.say(made, "Which number?", by=crew.ada) == Reply.say(made, "Which number?", by=crew.ada)


def test_on_the_day_before_the_promised_one_whoever_answers_is_told_once_more(crew, speak, hands):
    speak()
    speak("Another").answer_with("accepted", "", by=crew.ada)
    hands.on(days=5)
    assert tasks.remind(clock.now()) == 0
    hands.on(days=1)
    assert [tasks.remind(clock.now()) for _time in range(2)] == [1, 0]
    assert told()[-1] == (crew.ada.pk, "concern.due_soon")


def test_whoever_just_read_of_it_is_not_told_of_a_promise_for_tomorrow(crew, speak, hands):
    Promise.make(crew.organisation, 1, by=crew.ada)
    speak()
    tasks.remind(clock.now())

    assert told() == [(crew.ada.pk, "concern.raised")]
