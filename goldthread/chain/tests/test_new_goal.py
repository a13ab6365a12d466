"""Setting a new goal: what is offered to whom, and what comes of it."""

import json
import re
from decimal import Decimal

import pytest

from goldthread.chain.models import Goal, KeyResult

from .conftest import HTMX, at


def _set(client, **said):
    return client.post(at("new"), {"level": "product_goal", "statement": "Acquire a first thousand users", **said})


def _newest():
    return Goal.objects.order_by("-pk").first()


def test_a_goal_is_set_with_its_tie_its_owner_and_its_first_number(as_, crew):
    said = {
        "parent": crew.goals["need"].number,
        "because": "More data",
        "why": "To learn",
        "owner": crew.cy.pk,
        "due": "2031-01-31",
        "metric": "Weekly members",
        "baseline": "0%",
        "target": "45%",
    }
    answer = _set(as_("bo"), **said)
    goal, measured = _newest(), KeyResult.objects.get()

    assert answer["Location"] == at("goal", goal.number)
    assert (goal.version.statement, goal.version.why, goal.version.owner, goal.set_by) == (
        "Acquire a first thousand users",
        "To learn",
        crew.cy,
        crew.bo,
    )
    assert (goal.ties.get().parent, goal.ties.get().because) == (crew.goals["need"], "More data")
    assert (measured.goal, measured.metric.unit, measured.version.target, measured.version.owner) == (
        goal,
        "percent",
        Decimal(45),
        crew.cy,
    )


def test_a_goal_alone_is_enough(as_, crew):
    _set(as_("bo"))

    assert not _newest().ties.exists()
    assert not KeyResult.objects.exists()


def test_the_address_begins_the_form(as_, crew):
    html = as_("cy").get(at("new") + f"?level=sprint_goal&parent={crew.goals['next'].number}").content.decode()

    assert re.search(r'name="level" value="sprint_goal" checked', html)
    assert re.search(rf'<option value="{crew.goals["next"].number}" selected', html)


def test_below_a_goal_the_level_that_follows_is_chosen(as_, crew):
    html = as_("ada").get(at("new") + f"?parent={crew.goals['vision'].number}").content.decode()
    below = as_("cy").get(at("new") + f"?parent={crew.goals['next'].number}").content.decode()

    assert re.search(r'name="level" value="user_goal" checked', html)
    assert re.search(r'name="level" value="sprint_goal" checked', below)


def test_without_a_wish_a_product_goal_is_chosen_where_nothing_is_missing_above(as_, crew):
    html = as_("ada").get(at("new")).content.decode()

    assert re.search(r'name="level" value="product_goal" checked', html)


def test_the_goals_that_the_level_foresees_are_offered_first(as_, crew):
    html = as_("ada").get(at("new") + "?level=product_goal").content.decode()
    groups = re.findall(r'<optgroup label="([^"]+)"', html)

    assert groups == ["User goal", "Business goal", "Not foreseen by the method"]


def test_each_level_is_asked_for_with_its_own_question_beside_the_field(as_):
    html = as_("ada").get(at("new")).content.decode()

    assert html.count('class="guide"') == 4
    assert "Which problem do people want solved" in html
    assert 'aria-describedby="guide"' in html


@pytest.mark.parametrize(
    ("who", "levels"),
    [
        ("ada", ["vision", "user_goal", "business_goal", "product_goal"]),
        ("cy", ["sprint_goal"]),
        ("di", ["contribution"]),
    ],
)
def test_everybody_is_offered_the_levels_they_may_set(as_, who, levels):
    html = as_(who).get(at("new")).content.decode()

    assert re.findall(r'type="radio" name="level" value="([a-z_]+)"', html) == levels


def test_a_team_sets_its_own_sprint_goal_and_a_group_its_contribution(as_, crew):
    assert _set(as_("cy"), level="sprint_goal", team=crew.teams["orion"].pk).status_code == 302
    assert _newest().version.team == crew.teams["orion"]
    assert _set(as_("di"), level="contribution", team=crew.teams["marketing"].pk).status_code == 302
    assert _newest().version.team == crew.teams["marketing"]


def test_nobody_sets_the_goal_of_a_team_without_a_seat_in_it(as_, crew):
    before = Goal.objects.count()

    assert _set(as_("ada"), level="sprint_goal", team=crew.teams["orion"].pk).status_code == 422
    assert _set(as_("cy"), level="sprint_goal", team=crew.teams["marketing"].pk).status_code == 422
    assert _set(as_("cy"), level="sprint_goal").status_code == 422
    assert _set(as_("ada"), level="sprint_goal").status_code == 422
    assert _set(as_("bo"), level="contribution").status_code == 422
    assert _set(as_("cy"), level="vision").status_code == 422
    assert Goal.objects.count() == before


def test_a_product_goal_has_no_team_even_where_one_was_sent(as_, crew):
    crew.teams["orion"].seat(crew.bo, by=crew.ada)
    _set(as_("bo"), team=crew.teams["orion"].pk)

    assert _newest().version.team is None


def test_who_may_only_propose_is_led_there_and_who_may_neither_is_told(as_, crew):
    crew.teams["marketing"].unseat(crew.di, by=crew.ada)
    answer = as_("di").get(at("new") + "?level=user_goal&parent=1")

    assert answer["Location"] == at("propose") + "?level=user_goal&parent=1"
    assert _set(as_("di")).status_code == 403
    assert as_("eve").get(at("new")).status_code == 403
    assert as_("gus").get(at("new")).status_code == 403
    assert as_("hal").get(at("new")).status_code == 404


def test_in_the_dialog_of_the_map_it_closes_and_the_map_asks_again(as_, crew):
    client = as_("bo")
    form = client.get(at("new"), **HTMX).content.decode()
    answer = client.post(at("new"), {"level": "vision", "statement": "See"}, **HTMX)

    assert "<html" not in form
    assert 'hx-target="#dialog-inside"' in form
    assert answer.status_code == 204
    assert json.loads(answer["HX-Trigger"])["tied"] == {"goal": _newest().number}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"statement": ""}, "Say what the goal is."),
        ({"statement": "w" * 100_000}, "100000 characters long"),
        ({"target": "45"}, "Say what the number measures."),
        ({"metric": "M", "baseline": "1%", "target": "€5"}, "different units"),
        ({"metric": "M", "target": "many"}, "“many” is not a number"),
        ({"parent": "4711"}, "Select a valid choice"),
        ({"parent": "x"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_set_comes_back_as_typed(as_, said, sentence):
    before = Goal.objects.count()
    answer = _set(as_("bo"), **{"why": "kept words", **said})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "kept words" in answer.content.decode()
    assert Goal.objects.count() == before


def test_a_form_sent_twice_sets_one_goal(as_):
    client, before = as_("bo"), Goal.objects.count()
    first, second = (_set(client, once="a-key") for _time in range(2))

    assert first["Location"] == second["Location"]
    assert Goal.objects.count() == before + 1
