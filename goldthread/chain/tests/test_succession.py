"""What goes on when a goal ends: the next goal, its ties, and the key results that were not reached."""

from datetime import date
from decimal import Decimal

import pytest

from goldthread.chain.models import Closing, Goal, KeyResult, NamedPerson, Period
from goldthread.chain.models.goal import Refused
from goldthread.chain.models.succession import end
from goldthread.measures.models import Metric


def measured(crew, name, target):
    metric = Metric.add(crew.organisation, name, by=crew.ada, unit="count")
    numbers = {"baseline": Decimal(0), "target": Decimal(target), "owner_id": crew.cy.pk, "weight": 2}
    return KeyResult.set(crew.goals["next"], metric, by=crew.ada, **numbers)


def test_what_was_not_reached_goes_on_from_where_it_stands(crew):
    near, there = measured(crew, "Meals logged", 10), measured(crew, "Meals shared", 5)
    closing = end(
        crew.goals["next"], "partly", by=crew.ada, onward="keep", values={near.pk: Decimal(6), there.pk: Decimal(5)}
    )
    (goes_on,) = closing.successor.key_results.standing()
    assert (goes_on.metric.name, goes_on.version.baseline, goes_on.version.target) == ("Meals logged", 6, 10)
    assert (goes_on.version.owner, goes_on.version.weight) == (crew.cy, 2)


def test_the_next_goal_stands_where_the_ended_one_stood(crew):
    ended = crew.goals["next"]
    crew.goals["sprint"].tie(ended, by=crew.ada, because="It makes logging quick.")
    closing = end(ended, "missed", by=crew.ada, onward="modify", statement="Log a meal by its picture")
    following = closing.successor
    assert following.version.statement == "Log a meal by its picture"
    above = {tie.parent_id for tie in ended.ties.standing()}
    assert above
    assert {tie.parent_id for tie in following.ties.standing()} == above
    assert [tie.parent for tie in crew.goals["sprint"].ties.standing()] == [following]


def test_ended_twice_it_is_followed_by_one_goal(crew):
    first = end(crew.goals["next"], "partly", by=crew.ada, onward="keep")
    assert end(crew.goals["next"], "met", by=crew.ada, onward="keep") == first
    assert Goal.objects.filter(version__statement=crew.goals["next"].version.statement).count() == 2


def test_a_goal_that_ends_here_is_followed_by_none(crew):
    goals = Goal.objects.count()
    assert end(crew.goals["next"], "met", by=crew.ada, onward="abandon").successor is None
    assert Goal.objects.count() == goals


def test_carried_over_it_belongs_to_the_next_period_with_its_days(crew):
    with pytest.raises(Refused):
        end(crew.goals["next"], "partly", by=crew.ada, onward="carry_over")
    assert crew.goals["next"].closing is None
    Period.plan(crew.organisation, "Far", date(2090, 4, 1), date(2090, 6, 30), by=crew.ada)
    Period.plan(crew.organisation, "Near", date(2090, 1, 1), date(2090, 3, 31), by=crew.ada)
    following = end(crew.goals["next"], "partly", by=crew.ada, onward=Closing.Onward.CARRY_OVER).successor
    assert following.version.period.name == "Near"
    assert (following.version.starts, following.version.due) == (date(2090, 1, 1), date(2090, 3, 31))


def test_what_only_some_may_see_goes_on_among_them(crew):
    NamedPerson.restrict(crew.goals["next"], [crew.cy], by=crew.ada, because="A merger")
    following = end(crew.goals["next"], "partly", by=crew.ada, onward="keep").successor
    assert {one.person for one in following.named.all()} == {crew.ada, crew.cy}
