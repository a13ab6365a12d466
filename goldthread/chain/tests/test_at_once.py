"""Changing several goals of the list at once, through HTTP."""

from datetime import date

import pytest

from goldthread.chain.models import Goal, Level, Period
from goldthread.chain.tests.conftest import at


def tick(*goals):
    return [f"{goal.number}-{goal.version_id}" for goal in goals]


def now(goal):
    return Goal.objects.select_related("version", "closing").get(pk=goal.pk)


@pytest.fixture
def change(as_):
    """Send the bar of the list as somebody, and read the page that follows."""
    clients = {}

    def changing(short, goals, deed="change", **said):
        client = clients.setdefault(short, as_(short))
        answer = client.post(at("at_once"), {"goal": goals, deed: "1", **said}, follow=True)
        return answer.content.decode()

    changing.clients = clients
    return changing


def test_only_goals_that_somebody_may_set_can_be_ticked(crew, as_):
    mine = {short: as_(short).get(at("list")).content.decode() for short in ("ada", "cy", "eve")}

    assert 'id="tick-4"' in mine["ada"]
    assert 'id="tick-5"' not in mine["ada"]
    assert 'id="tick-5"' in mine["cy"]
    assert 'id="tick-4"' not in mine["cy"]
    assert 'id="tick-' not in mine["eve"]
    assert 'id="at-once"' not in mine["eve"]


def test_on_another_day_nothing_can_be_ticked(crew, as_):
    html = as_("ada").get(f"{at('list')}?on=2020-01-01").content.decode()

    assert 'id="at-once"' not in html


def test_owner_due_day_and_period_of_several_goals_change_at_once(crew, change):
    period = Period.plan(crew.organisation, "Q1", date(2030, 1, 1), date(2030, 3, 31), by=crew.ada)
    goals = [crew.goals["need"], crew.goals["next"]]

    html = change("ada", tick(*goals), owner=crew.bo.pk, due="2030-02-01", period=period.pk, because="New year.")

    assert "2 goals are changed." in html
    for goal in goals:
        version = now(goal).version
        assert (version.owner, version.due, version.period, version.because) == (
            crew.bo,
            date(2030, 2, 1),
            period,
            "New year.",
        )


def test_several_goals_are_let_go_at_once(crew, change):
    html = change("ada", tick(crew.goals["need"], crew.goals["next"]), "let_go", because="Another product.")

    assert "2 goals are let go." in html
    assert now(crew.goals["next"]).closing.learned == "Another product."


def test_a_goal_whose_owner_was_changed_meanwhile_stays_and_is_named(crew, change):
    read = tick(crew.goals["need"], crew.goals["next"])
    crew.goals["next"].reword(by=crew.bo, base=None, owner_id=crew.cy.pk)

    html = change("ada", read, owner=crew.ada.pk)

    assert "1 goal is changed." in html
    assert "“Understand what I eat and how it affects me”: Bo Winter changed it meanwhile." in html
    assert now(crew.goals["next"]).version.owner == crew.cy


def test_a_change_beside_what_others_changed_meanwhile_stands_with_it(crew, change):
    read = tick(crew.goals["next"])
    crew.goals["next"].reword(by=crew.bo, base=None, statement="Know my breakfast")

    change("ada", read, owner=crew.ada.pk)

    version = now(crew.goals["next"]).version
    assert (version.statement, version.owner) == ("Know my breakfast", crew.ada)


def test_goals_of_others_and_goals_that_are_closed_stay_as_they_are(crew, change):
    crew.goals["need"].close("met", by=crew.ada)
    goals = [crew.goals[name] for name in ("sprint", "need", "next")]

    html = change("ada", tick(*goals), owner=crew.ada.pk)

    assert "1 goal is changed." in html
    assert "2 goals stayed as they were:" in html
    assert "Only the team sets its sprint goal." in html
    assert "It is closed." in html
    assert now(crew.goals["sprint"]).version.owner is None


def test_only_goals_of_teams_get_a_team(crew, change):
    html = change("cy", tick(crew.goals["sprint"]), team=crew.teams["orion"].pk)
    assert "1 said so already." in html
    wrong = tick(crew.goals["next"])
    crew.teams["orion"].seat(crew.ada, by=crew.ada)

    assert "Only sprint goals and contributions belong to a team." in change("ada", wrong, team=crew.teams["orion"].pk)


def test_a_goal_is_not_due_before_it_starts(crew, change):
    crew.goals["next"].reword(by=crew.ada, base=None, starts=date(2030, 2, 1))

    assert "It would be due before it starts." in change("ada", tick(now(crew.goals["next"])), due="2030-01-01")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"goal": []}, "Tick the goals that change first."),
        ({"goal": [f"{number}-1" for number in range(1, 202)]}, "At most 200 goals are changed at once."),
        ({"goal": ["4-1"]}, "Choose what changes"),
    ],
)
def test_what_is_no_change_is_said_and_the_ticks_stay(crew, as_, said, words):
    more = {} if said["goal"] == ["4-1"] else {"due": "2030-01-01"}
    answer = as_("ada").post(at("at_once"), {**said, **more, "change": "1"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert ("checked" in html[html.index('id="tick-4"') :][:200]) == bool(said["goal"])


def test_what_is_restricted_to_others_is_passed_over_without_a_word(crew, change):
    from goldthread.chain.models import NamedPerson

    NamedPerson.restrict(crew.goals["next"], [crew.ada], by=crew.ada, because="A merger.")

    html = change("bo", tick(crew.goals["next"], crew.goals["need"]), owner=crew.bo.pk)

    assert "1 goal is changed." in html
    assert "Understand what I eat" not in html
    assert now(crew.goals["next"]).version.owner is None


def test_the_last_change_is_taken_back_but_for_goals_that_changed_again(crew, change):
    goals = [crew.goals["need"], crew.goals["next"]]
    assert "Take the last change of 2 goals back" in change("ada", tick(*goals), owner=crew.bo.pk)
    now(goals[1]).reword(by=crew.bo, base=None, statement="Know my breakfast")

    answer = change.clients["ada"].post(at("at_once_back"), follow=True).content.decode()

    assert "Taken back." in answer
    assert "it was changed again since." in answer
    assert (now(goals[0]).version.owner, now(goals[1]).version.owner) == (None, crew.bo)
    assert "Take the last change" not in answer


def test_goals_that_were_let_go_at_once_are_opened_again(crew, change):
    change("ada", tick(crew.goals["need"], crew.goals["next"]), "let_go")
    change.clients["ada"].post(at("at_once_back"))

    assert now(crew.goals["need"]).closing is None
    assert now(crew.goals["next"]).closing is None


def test_the_list_costs_the_same_however_many_goals_it_has(crew, as_):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = as_("ada"), []
    for _size in range(2):
        client.get(at("list"))
        with CaptureQueriesContext(connection) as seen:
            client.get(at("list"))
        counts.append(len(seen))
        for number in range(15):
            Goal.set(crew.product, Level.PRODUCT_GOAL, f"Step {number}", by=crew.ada, owner_id=crew.bo.pk)
    assert counts[0] == counts[1]
