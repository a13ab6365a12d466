"""Loose ends about numbers: what was read, and what a key result tells. Each rule with cases worked by hand."""

from datetime import timedelta
from decimal import Decimal

import pytest

from goldthread.chain.loose_ends import catalogue, sentences
from goldthread.chain.loose_ends.shapes import Measured, Read
from goldthread.chain.models import KeyResult
from goldthread.kit import clock
from goldthread.measures.models import Metric, Source

from .test_loose_ends import STEP, TODAY, USER, VISION, fires, goal, seen, severities

BEGAN = TODAY - timedelta(days=60)
DUE = TODAY + timedelta(days=60)


def number(pk=1, name="Weekly active members", **said):
    full = Measured(pk, name, "count", "up", Decimal(850), Decimal(1800), DUE, 7, "Mia Jansen")
    return full._replace(**said)


def days_ago(days):
    return TODAY - timedelta(days=days)


def known(**said):
    return {1: Read(**{"day": days_ago(3), "begins": BEGAN, **said})}


def step(*numbers, **said):
    return goal(4, key_results=numbers or (number(),), **{"due": DUE, **said})


def test_after_two_weeks_something_was_measured():
    assert fires("no_value", step(), read=known(day=None)) == [4]
    assert fires("no_value", step(), read=known(day=days_ago(61))) == [4]
    assert fires("no_value", step(), read=known(day=days_ago(60))) == []
    assert fires("no_value", step(), read=known(day=None, begins=days_ago(14))) == []
    assert fires("no_value", step(), read=known(day=None, begins=days_ago(15))) == [4]
    assert fires("no_value", step(state="planned"), read=known(day=None)) == []
    assert fires("no_value", step(number(due=days_ago(1))), read=known(day=None)) == []


def test_what_is_known_is_no_older_than_a_month():
    assert fires("stale_value", step(), read=known(day=days_ago(31))) == []
    assert fires("stale_value", step(), read=known(day=days_ago(32))) == [4]
    # What was never read in its time is missing, not old.
    assert fires("stale_value", step(), read=known(day=days_ago(70))) == []
    assert fires("stale_value", step(number(unit="yes_no")), read=known(day=days_ago(40))) == []


def test_a_source_that_failed_three_times_in_a_row_is_named():
    assert fires("source_fails", step(), read=known(failures=2)) == []
    assert fires("source_fails", step(), read=known(failures=3)) == [4]


def test_a_metric_says_where_its_number_comes_from():
    assert fires("no_source", step(), read=known(has_source=False)) == [4]
    assert severities("no_source", step(), read=known(has_source=False)) == ["hint"]
    assert fires("no_source", step(), read=known()) == []


def test_a_total_that_only_grows_may_only_look_good():
    assert fires("only_looks_good", step(number(name="Total downloads")), read=known()) == [4]
    assert fires("only_looks_good", step(number(name="Total downloads")), read=known(purpose="health")) == []
    assert fires("only_looks_good", step(), read=known()) == []


def test_a_long_goal_has_a_number_that_moves_before_the_result_does():
    long = {"starts": TODAY, "due": TODAY + timedelta(days=93)}
    assert fires("only_lagging", step(**long), read=known(timing="lagging")) == [4]
    assert fires("only_lagging", step(**long), read=known(timing="leading")) == []
    assert fires("only_lagging", step(**long), read=known(timing="")) == []
    assert (
        fires("only_lagging", step(**{**long, "due": TODAY + timedelta(days=92)}), read=known(timing="lagging")) == []
    )


def test_a_goal_whose_numbers_are_all_there_weeks_before_its_day_is_closed_or_asks_for_more():
    there, half = number(1, done=Decimal(1)), number(2, done=Decimal("0.5"))
    assert fires("met_early", step(there)) == [4]
    assert fires("met_early", step(there, half)) == []
    assert fires("met_early", step(there, half._replace(weight=0))) == [4]
    assert fires("met_early", step(there._replace(due=TODAY + timedelta(days=14)))) == []
    # What should stay is there from the first day.
    assert fires("met_early", step(there._replace(stays=True))) == []


def test_a_key_result_is_due_no_later_than_its_goal():
    assert fires("key_result_late", step(number(due=DUE + timedelta(days=1)))) == [4]
    assert fires("key_result_late", step()) == []
    assert fires("key_result_late", step(due=None)) == []


def test_a_goal_whose_day_is_two_weeks_over_is_closed():
    assert fires("still_open", step(due=days_ago(15))) == [4]
    assert fires("still_open", step(due=days_ago(14))) == []
    assert fires("still_open", goal(6, "sprint_goal", due=days_ago(40))) == []


def test_c53_a_goal_is_about_as_far_as_its_steps():
    def apart(own, *steps):
        above = USER._replace(key_results=(number(1, done=Decimal(own)),))
        below = [
            goal(10 + place, parents=(2,), key_results=(number(10 + place, done=share and Decimal(share)),))
            for place, share in enumerate(steps)
        ]
        return severities("apart_from_steps", VISION, above, *below)

    assert apart("0.5", "0.6") == []
    assert apart("0.5", "0.65") == ["hint"]
    assert apart("0.5", "0.35") == ["hint"]
    assert apart("0.2", "0.9", "0.5") == ["warning"]
    assert apart("0.2", "0.9", None) == ["warning"]
    # Where most steps have no data nothing can be said.
    assert apart("0.2", "0.9", None, None) == []
    assert apart("0.5") == []


def test_c55_a_metric_that_served_a_goal_and_serves_none_is_named_once_for_the_product():
    found = [
        end for end in catalogue.check(seen(VISION, USER, idle=((9, "Page views"),))) if end.rule == "serves_nothing"
    ]

    assert [(end.goal, end.about) for end in found] == [(None, "metric-9")]
    assert sentences.sentence(found[0], {}.get)["words"] == "“Page views” serves no goal any more."


def test_steps_far_ahead_are_asked_whether_they_lead_there():
    above = USER._replace(key_results=(number(1, done=Decimal("0.1")),))
    below = goal(10, parents=(2,), key_results=(number(2, done=Decimal(1)),))
    (end,) = [end for end in catalogue.check(seen(VISION, above, below)) if end.rule == "apart_from_steps"]
    words = sentences.sentence(end, {2: {"statement": "Eat well", "level": "user_goal", "number": 2}}.get)["words"]

    assert words == "The steps of “Eat well” are further than the goal itself. Do they lead there?"


def test_without_facts_about_readings_nothing_is_said_of_them():
    loose = {end.rule for end in catalogue.check(seen(VISION, USER, STEP))}

    assert loose.isdisjoint({"no_value", "stale_value", "source_fails", "no_source", "only_looks_good", "only_lagging"})


@pytest.mark.django_db
def test_the_page_names_what_was_never_read_and_whose_source_fails(crew, as_):
    with clock.held(clock.now() - timedelta(days=40)):
        silent = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
        broken = Metric.add(crew.organisation, "Minutes cooked", by=crew.ada)
        for metric in (silent, broken):
            KeyResult.set(crew.goals["next"], metric, by=crew.ada, baseline=0, target=9, owner_id=crew.cy.pk)
        Source.connect(broken, by=crew.ada, kind="json", settings={"path": "$"}, address="https://nobody.invalid/")
    Source.objects.update(failures=4, failure="refused")

    page = as_("ada").get("/northwind/lighter/loose-ends/", {"show": "all"}).content.decode()
    assert "Nothing was measured yet of “Meals logged”, “Minutes cooked”" in page.replace("&#34;", '"')
    assert "The source of “Minutes cooked”" in page


@pytest.mark.django_db
def test_the_deed_of_an_idle_metric_leads_to_the_metric(crew, as_):
    metric = Metric.add(crew.organisation, "Page opens", by=crew.ada)
    KeyResult.set(crew.goals["next"], metric, by=crew.ada, baseline=0, target=9, owner_id=crew.cy.pk).leave(by=crew.ada)

    page = as_("ada").get("/northwind/lighter/loose-ends/", {"show": "all"}).content.decode()
    assert "“Page opens” serves no goal any more." in page
    assert f'href="/northwind/metrics/{metric.pk}/"' in page
    KeyResult.set(crew.goals["need"], metric, by=crew.ada, baseline=0, target=9, owner_id=crew.cy.pk)
    assert (
        "serves no goal any more"
        not in as_("ada").get("/northwind/lighter/loose-ends/", {"show": "all"}).content.decode()
    )
