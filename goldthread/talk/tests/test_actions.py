"""Taking something on, changing, ending and finding it again; through the pages."""

from datetime import date, timedelta

import pytest

from goldthread.chain.models import KeyResult, NamedPerson
from goldthread.journal.models import Entry
from goldthread.measures.models import Metric
from goldthread.talk.actions import page
from goldthread.talk.models import Action, Comment

from .conftest import HTMX, at


@pytest.fixture
def today(crew):
    from goldthread.kit import clock

    return clock.today(crew.organisation.time_zone)


def take_on(client, goal, words="Ask two clinics", head=None, **said):
    return client.post(at("taking_on", "goal", goal.pk), {"words": words, **said}, **(head or {}))


# --- taken on ---


def test_what_somebody_took_on_stands_at_the_goal_and_in_the_list_with_name_and_day(as_, crew, goal):
    answer = take_on(as_("cy"), goal, owner=crew.di.pk, due="2030-01-31")
    made = Action.objects.get()

    assert answer.status_code == 303
    assert answer["Location"] == f"/northwind/lighter/goals/{goal.number}/#actions"
    assert (made.owner, made.by, made.due, made.first_due) == (crew.di, crew.cy, date(2030, 1, 31), date(2030, 1, 31))
    for address in (f"/northwind/lighter/goals/{goal.number}/", at("actions")):
        html = as_("eve").get(address).content.decode()
        assert "Ask two clinics" in html
        assert "Di Marin" in html
        assert "due 31 Jan 2030" in html
    assert Entry.objects.get(verb="action.taken_on").facts == {"owner": crew.di.pk, "goal": goal.pk}


def test_a_comment_becomes_an_action_that_leads_back_to_it(as_, crew, goal):
    said = Comment.say(goal, "Somebody should **ask** two clinics.", by=crew.di)
    form = as_("cy").get(at("taking_on", "goal", goal.pk), {"comment": said.pk}, **HTMX).content.decode()
    answer = take_on(as_("cy"), goal, owner=crew.cy.pk, comment=said.pk, head=HTMX)
    made = Action.objects.get()

    assert "Somebody should ask two clinics.</textarea>" in form
    assert answer.status_code == 204
    assert made.comment == said
    assert as_("ada").get(at("action_origin", made.pk))["Location"].endswith(f"#comment-{said.pk}")


def test_a_comment_about_something_else_is_no_beginning(as_, crew, goal):
    other = Comment.say(crew.goals["business"], "Ask a bank.", by=crew.di)

    assert as_("cy").get(at("taking_on", "goal", goal.pk), {"comment": other.pk}).status_code == 404
    assert as_("cy").get(at("taking_on", "goal", goal.pk), {"comment": "x"}).status_code == 404


def test_taken_on_twice_from_one_place_it_stands_once(crew, goal):
    first = Action.take_on(goal, "Ask", owner=crew.cy, by=crew.cy)

    assert Action.take_on(goal, "Ask", owner=crew.cy, by=crew.di) == first
    first.end("done", by=crew.cy)
    assert Action.take_on(goal, "Ask", owner=crew.cy, by=crew.cy) != first


@pytest.mark.parametrize(
    ("said", "words"),
    [({"words": " "}, "Say what is to be done."), ({"words": "w" * 501}, "501"), ({"due": "soon"}, "year-month-day"), ({"owner": "0"}, "Select a valid choice")],
)  # fmt: skip
def test_what_does_not_fit_comes_back_as_typed(as_, crew, goal, said, words):
    answer = take_on(as_("cy"), goal, **{"words": "Ask", "owner": crew.cy.pk, **said})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Action.objects.exists()


def test_a_name_is_put_only_on_what_its_bearer_sees(as_, crew, goal):
    NamedPerson.restrict(goal, [crew.cy], by=crew.ada, because="A merger.")

    answer = take_on(as_("cy"), goal, owner=crew.di.pk)

    assert answer.status_code == 422
    assert "Di Marin cannot see this goal" in answer.content.decode()


@pytest.mark.parametrize("who", ["ada", "bo", "cy", "di", "eve", "fay", "gus", "hal"])
def test_who_may_take_something_on(as_, crew, goal, who):
    expected = {"eve": 403, "hal": 404}.get(who, 303)

    assert take_on(as_(who), goal, owner=crew.cy.pk).status_code == expected


# --- changed and ended ---


def test_another_day_keeps_the_one_that_was_said_first(as_, crew, goal):
    made = Action.take_on(goal, "Ask", owner=crew.cy, by=crew.cy, due=date(2030, 1, 31))
    as_("cy").post(at("action", made.pk), {"words": "Ask", "owner": crew.cy.pk, "due": "2030-02-28"})
    made.refresh_from_db()

    assert (made.due, made.first_due) == (date(2030, 2, 28), date(2030, 1, 31))
    assert "first said for 31 Jan 2030" in as_("eve").get(at("actions")).content.decode()


def test_who_has_no_part_in_an_action_does_not_change_it(as_, crew, goal):
    made = Action.take_on(goal, "Ask", owner=crew.cy, by=crew.cy)

    assert as_("di").post(at("action_ending", made.pk), {"how": "done"}).status_code == 403
    assert as_("fay").post(at("action_ending", made.pk), {"how": "done"}).status_code == 303


def test_an_action_is_done_or_dropped_with_a_word_and_can_be_opened_again(as_, crew, goal):
    made = Action.take_on(goal, "Ask", owner=crew.cy, by=crew.di)
    as_("cy").post(at("action_ending", made.pk), {"how": "dropped", "words": "Both are closed."})
    html = as_("eve").get(at("actions") + "?show=ended").content.decode()

    assert "dropped on" in html
    assert "Both are closed." in html
    made.end("done", by=crew.di)
    made.refresh_from_db()
    assert made.ending == "dropped"
    as_("cy").post(at("action_reopening", made.pk))
    made.refresh_from_db()
    assert (made.ended_at, made.ending, made.ended_words) == (None, "", "")


def test_an_action_ends_in_a_known_way_only(crew, goal):
    with pytest.raises(ValueError, match="forgotten"):
        Action.take_on(goal, "Ask", owner=crew.cy, by=crew.cy).end("forgotten", by=crew.cy)


# --- found again ---


def test_what_belongs_to_a_restricted_goal_is_not_there_for_others(as_, crew, goal, today):
    made = Action.take_on(goal, "Ask the other bank", owner=crew.cy, by=crew.cy, due=today)
    NamedPerson.restrict(goal, [crew.cy], by=crew.ada, because="A merger.")

    assert "Ask the other bank" in as_("cy").get(at("actions")).content.decode()
    assert "Ask the other bank" not in as_("di").get(at("actions")).content.decode()
    assert as_("bo").get(at("action", made.pk)).status_code == 404
    assert as_("bo").get(at("action_origin", made.pk)).status_code == 404


def test_it_waits_on_today_for_its_owner_until_it_has_ended(as_, crew, goal, today):
    made = Action.take_on(goal, "Ask two clinics", owner=crew.cy, by=crew.di, due=today - timedelta(days=1))
    waits = as_("cy").get("/northwind/today/").content.decode()

    assert "Ask two clinics" in waits
    assert "due yesterday" in waits
    assert "Ask two clinics" not in as_("di").get("/northwind/today/").content.decode()
    made.end("done", by=crew.cy)
    assert f'id="action-{made.pk}"' not in as_("cy").get("/northwind/today/").content.decode()


def test_what_was_taken_on_at_a_key_result_stands_at_its_goal_too(as_, crew):
    goal = crew.goals["next"]
    measure = KeyResult.set(goal, Metric.add(crew.organisation, "Meals", by=crew.ada), by=crew.ada)
    made = Action.take_on(measure, "Count again", owner=crew.cy, by=crew.cy)

    assert (made.goal_id, made.key_result_id) == (goal.pk, measure.pk)
    for address in (f"/northwind/lighter/goals/{goal.number}/", f"/northwind/lighter/goals/{goal.number}/key-results/{measure.pk}/"):  # fmt: skip
        assert "Count again" in as_("eve").get(address).content.decode()


def test_the_list_and_the_part_cost_the_same_for_few_and_many(as_, crew, goal, django_assert_num_queries, rf):
    def counted():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            assert as_("cy").get(at("actions")).status_code == 200
            assert as_("cy").get("/northwind/today/").status_code == 200
        return len(queries)

    Action.take_on(goal, "First", owner=crew.cy, by=crew.cy)
    few = counted()
    for number in range(12):
        Action.take_on(crew.goals["next"], f"Number {number}", owner=crew.cy, by=crew.cy)
    assert counted() == few


def test_what_is_overdue_is_told_apart(crew, goal, today):
    late = Action.take_on(goal, "Late", owner=crew.cy, by=crew.cy, due=today - timedelta(days=1))
    Action.take_on(goal, "Today", owner=crew.cy, by=crew.cy, due=today)
    Action.take_on(goal, "Some day", owner=crew.cy, by=crew.cy)

    assert list(Action.objects.overdue(today)) == [late]
    assert page.due_words(today + timedelta(days=1), today) == "due tomorrow"
