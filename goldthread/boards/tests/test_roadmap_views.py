"""The roadmap outside and on slides, and what all its views have in common."""

from datetime import timedelta

import pytest

from goldthread.boards.models import Feature, Note
from goldthread.boards.rules import quarter_of
from goldthread.chain.models import Goal, KeyResult
from goldthread.kit import clock
from goldthread.measures.models import Metric

from .conftest import at

HOSTILE = "<img src=x onerror=alert(1)> {% raw %} \"'</textarea> \u202e 文字"


def _today():
    return clock.today("Europe/Berlin")


def _goal(crew, statement, **said):
    return Goal.set(crew.product, "product_goal", statement, by=crew.ada, **said)


def _order(page, *statements):
    """The statements in the order in which they stand on the page."""
    places = {words: page.index(f">{words}<") for words in statements}
    return sorted(places, key=lambda words: places[words])


def test_outside_there_are_no_dates_no_names_and_no_numbers(crew, as_):
    goal = crew.goals["next"]
    due = quarter_of(_today()).last_day
    goal.reword(by=crew.ada, base=None, due=due, owner_id=crew.cy.pk, why="Because the board wants it")
    Feature.add(goal, "Meal photo log", by=crew.ada)
    KeyResult.set(
        goal,
        Metric.add(crew.organisation, "Days logged", by=crew.ada),
        by=crew.ada,
        baseline=417,
        target=533,
        due=due,
        owner_id=crew.cy.pk,
    )
    page = as_("cy").get(at("roadmap_outside")).content.decode()
    shown = page[page.index('id="outside"') : page.index('id="messages"')]

    for words in (
        "This quarter",
        "Understand what I eat",
        "Meal photo log",
        "Days logged",
        "Lose weight and keep it off",
    ):
        assert words in shown
    for words in (
        due.strftime("%d"),
        "31 Dec",
        "Cy",
        "Okafor",
        "417",
        "533",
        "Open a new source of revenue",
        "Because the board wants it",
    ):
        assert words not in shown.replace('id="outside"', "").split("horizons")[1], words


def test_outside_goals_stand_by_this_quarter_next_quarter_and_later(crew, as_):
    this = quarter_of(_today())
    _goal(crew, "Soon", due=this.last_day)
    _goal(crew, "Then", due=this.after().last_day)
    _goal(crew, "Some day", due=this.after(4).last_day)
    page = as_("cy").get(at("roadmap_outside")).content.decode()

    assert _order(page, "Soon", "Then", "Some day") == ["Soon", "Then", "Some day"]
    assert (
        page.index('id="horizon-this"')
        < page.index("Soon")
        < page.index('id="horizon-next"')
        < page.index("Then")
        < page.index('id="horizon-later"')
        < page.index("Some day")
    )


def test_the_presentation_has_a_slide_for_each_product_goal(crew, as_):
    _goal(crew, "Members weigh in most days")
    page = as_("eve").get(at("roadmap_present")).content.decode()

    assert page.count('<li class="slide') == 3
    assert f'id="slide-{crew.goals["next"].number}"' in page


@pytest.mark.parametrize("name", ["roadmap", "roadmap_outside", "roadmap_present"])
def test_words_from_people_are_shown_as_words(crew, as_, name):
    goal = _goal(crew, HOSTILE, name=HOSTILE, timeframe=HOSTILE[:80])
    goal.tie(Goal.set(crew.product, "user_goal", HOSTILE, by=crew.ada), by=crew.ada)
    Feature.add(goal, HOSTILE, by=crew.ada)
    Note.write(crew.product, "roadmap_title", HOSTILE, by=crew.ada)
    KeyResult.set(
        goal, Metric.add(crew.organisation, HOSTILE, by=crew.ada), by=crew.ada, target=1, owner_as_written=HOSTILE
    )
    for who in ("ada", "cy"):
        page = as_(who).get(at(name)).content.decode()
        assert "<img src=x" not in page
        assert "&lt;img src=x onerror=alert(1)&gt; {% raw %}" in page


@pytest.mark.parametrize(("name", "queries"), [("roadmap", 18), ("roadmap_outside", 12), ("roadmap_present", 16)])
def test_a_roadmap_costs_the_same_queries_whatever_stands_on_it(
    crew, as_, walls, django_assert_num_queries, name, queries
):
    client = as_("ada")
    with django_assert_num_queries(queries + walls):
        client.get(at(name))
    for number in range(12):
        goal = _goal(crew, f"Goal {number}", due=_today() + timedelta(days=30 * number))
        goal.tie(crew.goals["need"], by=crew.ada)
        Feature.add(goal, f"Feature {number}", by=crew.ada)
        KeyResult.set(
            goal,
            Metric.add(crew.organisation, f"Metric {number}", by=crew.ada),
            by=crew.ada,
            target=1,
            owner_id=crew.bo.pk,
        )
    with django_assert_num_queries(queries + walls):
        client.get(at(name))
