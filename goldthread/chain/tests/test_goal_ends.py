"""How a goal ends on its page, and what the page costs: a fixed number of queries, however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.chain.models import Candidate, Closing, Goal
from goldthread.talk.models import Comment

from .conftest import HTMX, at


@pytest.fixture
def need(crew):
    return crew.goals["need"]


def _page(client, goal, query="", **head):
    answer = client.get(at("goal", goal.number) + query, **head)
    assert answer.status_code == 200
    return answer.content.decode()


# --- it ends ---


def test_a_goal_is_closed_with_what_was_learned_and_opened_again(as_, crew, need):
    client = as_("fay")
    assert (
        client.post(at("closing", need.number), {"result": "partly", "learned": "Evenings are **hard**."}).status_code
        == 302
    )
    html = _page(client, need)
    assert "Partly met." in html
    assert "<strong>hard</strong>" in html
    assert at("closing", need.number) not in html

    assert client.post(at("reopening", need.number)).status_code == 302
    assert 'id="closing"' not in _page(client, need)
    assert Closing.objects.get().taken_back_by == crew.fay


def test_a_closing_without_a_result_is_asked_for_again(as_, need):
    answer = as_("fay").post(at("closing", need.number), {"learned": "Much"}, **HTMX)

    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#dialog-inside")
    assert "Much" in answer.content.decode()
    assert not Closing.objects.exists()


# --- what it costs ---


def _queries(client, path, **head):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path, **head).status_code == 200
    return len(caught)


@pytest.mark.parametrize("head", [{}, HTMX], ids=["page", "part"])
def test_a_goal_costs_the_same_number_of_queries_however_much_there_is(as_, crew, need, head, walls):
    client = as_("ada")
    Comment.say(need, "Hello @Bo Winter", by=crew.ada, mentioned=[crew.bo])
    few = _queries(client, at("goal", need.number), **head)
    for number in range(15):
        goal = Goal.set(crew.product, "product_goal", f"Step {number}", by=crew.ada, owner_id=crew.bo.pk)
        goal.tie(need, by=crew.ada, because="because")
        need.reword(
            by=crew.bo, base=None, statement=f"Words {number}", owner_id=crew.cy.pk, team_id=crew.teams["orion"].pk
        )
        Comment.say(need, f"Hello {number} @Bo Winter", by=crew.bo, mentioned=[crew.bo])

    assert _queries(client, at("goal", need.number), **head) == few
    assert few <= 46 + walls


def test_the_forms_cost_a_fixed_number_of_queries(as_, crew, need):
    client = as_("ada")
    paths = [at("wording", need.number), at("new"), at("propose"), at("candidates")]
    Candidate.propose(crew.product, "One", by=crew.ada, parent=need).take_up(by=crew.ada)
    few = [_queries(client, path) for path in paths]
    for number in range(10):
        Goal.set(crew.product, "product_goal", f"Step {number}", by=crew.ada)
        Candidate.propose(crew.product, f"Idea {number}", by=crew.di, parent=need).take_up(by=crew.ada)

    assert [_queries(client, path) for path in paths] == few
