"""The roadmap outside and on slides, and what all its views have in common."""

from datetime import timedelta

import pytest

from goldthread.boards.models import Feature, Note
from goldthread.boards.rules import quarter_of
from goldthread.chain.models import Goal, KeyResult, NamedPerson
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


@pytest.mark.parametrize(("name", "queries"), [("roadmap", 27), ("roadmap_outside", 12), ("roadmap_present", 25)])
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


def test_outside_nothing_that_is_restricted_is_shown_by_mistake(crew, as_):
    need, secret = (
        Goal.set(crew.product, "user_goal", "Trust the new owner", by=crew.ada),
        _goal(crew, "Merge with Southsea"),
    )
    open_goal = _goal(crew, "Reach the second thousand")
    open_goal.tie(need, by=crew.ada)
    for goal in (need, secret):
        NamedPerson.restrict(goal, [], by=crew.ada, because="Not public yet.")
    inside, shown = (as_("ada").get(at(name)).content.decode() for name in ("roadmap", "roadmap_outside"))

    assert "Merge with Southsea" in inside
    assert "Reach the second thousand" in shown
    assert "Merge with Southsea" not in shown
    assert "Trust the new owner" not in shown


def test_a_metric_shows_how_far_it_is_as_a_bar(crew, as_):
    goal, metric = crew.goals["next"], Metric.add(crew.organisation, "Days logged", by=crew.ada)
    due = _today() + timedelta(days=40)
    KeyResult.set(goal, metric, by=crew.ada, baseline=10, target=20, starts=_today() - timedelta(days=30), due=due)
    assert "<progress" not in as_("eve").get(at("roadmap")).content.decode()

    metric.read(14, day=_today(), by=crew.ada)
    assert '<progress value="40" max="100"' in as_("eve").get(at("roadmap")).content.decode()
