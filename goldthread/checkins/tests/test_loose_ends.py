"""Loose ends of check-ins: missed ones, and ones that say no value."""

from datetime import timedelta

import pytest

from goldthread.chain.loose_ends import catalogue
from goldthread.chain.loose_ends.shapes import Measured, Seen, Standing
from goldthread.chain.models import KeyResult, NamedPerson
from goldthread.checkins import loose_ends
from goldthread.checkins.models import Grounds, Link, Pivot
from goldthread.decisions.models import Announced, Decision, Vote
from goldthread.kit import clock
from goldthread.measures.models import Metric

NUMBER = Measured(5, "Weekly members")
GOAL = Standing(4, "product_goal", "Acquire members", key_results=(NUMBER,))


NOTHING = {"missed": frozenset(), "silent": frozenset(), "bare": {}, "lowered": {}, "dropped": ()}


def fires(rule, **facts):
    more = {loose_ends.NAME: {**NOTHING, **facts}}
    seen = Seen({4: GOAL}, clock.now().date(), more=more)
    return [(end.goal, end.what, end.at) for end in catalogue.check(seen) if end.rule == rule]


def test_c43_a_check_in_that_was_due_and_did_not_come_is_named():
    assert fires("check_in_missed") == []
    assert fires("check_in_missed", missed={5}) == [(4, ("Weekly members",), "5")]


def test_c44_a_check_in_that_says_no_value_is_named():
    assert fires("check_in_without_value") == []
    assert fires("check_in_without_value", silent={5}) == [(4, ("Weekly members",), "5")]


@pytest.mark.django_db
def test_key_results_without_a_check_in_are_neither(crew):
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    with clock.held(clock.now() - timedelta(days=2)):
        KeyResult.set(crew.goals["next"], metric, by=crew.ada, baseline=0, target=9, owner_id=crew.cy.pk)

    assert loose_ends.load(crew.product.pk) == NOTHING


def test_c41_a_target_that_was_lowered_by_nobodys_decision_is_named():
    assert fires("target_lowered") == []
    assert fires("target_lowered", lowered={4: 8}) == [(4, (), "8")]


def test_c42_a_pivot_without_data_is_named_also_of_a_goal_that_was_let_go():
    assert fires("pivot_without_data") == []
    assert fires("pivot_without_data", bare={4: 8}) == [(4, (), "8")]
    assert fires("pivot_without_data", dropped=((7, "Sell tea"),)) == [(None, ("Sell tea",), "7")]


@pytest.fixture
def running(meals):
    KeyResult.objects.filter(pk=meals.pk).update(set_at=clock.now() - timedelta(days=40))
    return meals


def facts(crew, *names):
    found = loose_ends.load(crew.product.pk)
    return [found[name] for name in names]


@pytest.mark.django_db
def test_a_pivot_is_tied_by_data_beside_it_and_by_who_agreed(crew, running):
    bare = Pivot.change(running, by=crew.ada, grounds=Grounds("Slower than thought."), target=1500)
    assert facts(crew, "bare", "lowered") == [{running.goal_id: bare.pk}] * 2
    bare.add(by=crew.ada, links=[Link("https://example.org/sheet")])
    assert facts(crew, "bare", "lowered") == [{}, {running.goal_id: bare.pk}]

    agree(crew, running.goal)
    assert facts(crew, "bare", "lowered") == [{}, {}]
    agreed = Grounds("Faster.", links=[Link("https://example.org/sheet")], agreed=[crew.bo])
    Pivot.change(running, by=crew.ada, grounds=agreed, target=1400)
    assert facts(crew, "bare", "lowered") == [{}, {}]


@pytest.mark.django_db
def test_a_target_that_was_raised_needs_data_and_no_decision(crew, running):
    made = Pivot.change(running, by=crew.ada, grounds=Grounds("More is in it."), target=2500)
    assert facts(crew, "bare", "lowered") == [{running.goal_id: made.pk}, {}]


@pytest.mark.django_db
def test_a_goal_that_was_let_go_without_data_is_said_of_the_product_unless_only_some_may_see_it(crew, running):
    made = Pivot.drop_goal(running.goal, by=crew.ada, grounds=Grounds("Nobody wants it."))
    assert facts(crew, "bare", "dropped") == [{}, ((made.pk, str(running.goal)),)]
    NamedPerson.restrict(running.goal, [crew.ada], by=crew.ada, because="Not public.")
    assert facts(crew, "dropped") == [()]


def agree(crew, goal):
    version = goal.version
    about = {
        "kind": "goal", "noun_id": goal.pk, "version": version.number, "level": version.level, "words": version.statement, "why": "",
    }  # fmt: skip
    announced = Announced({"name": "unanimity"}, clock.now() + timedelta(days=2))
    asked, _tokens = Decision.open(crew.product, about, announced, [(crew.ada, "team_member")], by=crew.ada)
    asked.cast(asked.voters.get(), Vote("support", 7))
