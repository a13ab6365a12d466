"""The rules of the chain: cases worked by hand, and properties."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.chain import rules
from goldthread.chain.rules import Level

# A thread by hand: sprint goal 5 → product goal 4 → user goal 2 and business goal 3 → vision 1.
TIES = [(2, 1), (3, 1), (4, 2), (4, 3), (5, 4)]
LEVELS = {1: "vision", 2: "user_goal", 3: "business_goal", 4: "product_goal", 5: "sprint_goal"}

goals = st.integers(0, 12)
pairs = st.tuples(goals, goals)


@st.composite
def threads(draw):
    """Ties without a ring: a goal only leads to goals with a smaller number."""
    return [(max(a, b), min(a, b)) for a, b in draw(st.lists(pairs, max_size=30)) if a != b]


@pytest.mark.parametrize(("child", "parent"), [(1, 5), (1, 2), (2, 4), (4, 4)])
def test_a_tie_upwards_from_what_is_above_closes_a_ring(child, parent):
    assert rules.would_cycle(child, parent, TIES)


@pytest.mark.parametrize(("child", "parent"), [(5, 1), (2, 3), (6, 5), (5, 6)])
def test_any_other_tie_closes_none(child, parent):
    assert not rules.would_cycle(child, parent, TIES)


@given(threads(), goals, goals)
def test_a_ring_is_what_would_make_a_goal_its_own_ancestor(ties, child, parent):
    made = [*ties, (child, parent)]
    parents = {goal: [above for below, above in made if below == goal] for goal in range(13)}

    assert rules.would_cycle(child, parent, ties) == (child in rules.all_above(parents[child], parents))


def test_the_line_of_a_goal_is_all_above_and_all_below_it():
    assert rules.line_of(2, TIES) == {1, 2, 4, 5}
    assert rules.line_of(1, TIES) == {1, 2, 3, 4, 5}
    assert rules.line_of(9, TIES) == {9}


@given(threads(), goals, goals)
def test_two_goals_stand_on_each_others_lines_or_on_neither(ties, one, other):
    assert (one in rules.line_of(other, ties)) == (other in rules.line_of(one, ties))


def test_the_way_up_takes_the_shortest_line_to_a_vision_by_the_first_tie():
    parents = {2: [1], 3: [1], 4: [3, 2], 5: [4]}

    assert rules.path_up(5, parents, LEVELS) == [5, 4, 3, 1]
    assert rules.path_up(1, parents, LEVELS) == [1]


def test_where_no_vision_is_above_the_way_goes_as_high_as_it_leads():
    assert rules.path_up(5, {5: [4], 4: [2]}, LEVELS) == [5, 4, 2]


@given(threads(), goals)
def test_every_step_of_the_way_up_is_a_tie(ties, goal):
    parents: dict[int, list[int]] = {}
    for below, above in ties:
        parents.setdefault(below, []).append(above)
    way = rules.path_up(goal, parents, {0: "vision"})

    assert way[0] == goal
    assert len(set(way)) == len(way)
    assert all(step in ties for step in pairwise(way))


def test_each_level_stands_in_one_column_and_leads_to_the_one_before():
    for level, parents in rules.PARENTS.items():
        assert {rules.column_of(parent) for parent in parents} <= {rules.column_of(level) - 1}
        assert all(level in rules.levels_below(parent) for parent in parents)
    assert rules.levels_below(Level.VISION) == (Level.USER_GOAL, Level.BUSINESS_GOAL)
    assert rules.levels_below(Level.SPRINT_GOAL) == ()


@pytest.mark.parametrize(
    ("starts", "closed_as", "state"),
    [
        (None, None, "active"),
        (date(2030, 1, 2), None, "planned"),
        (date(2030, 1, 1), None, "active"),
        (date(2030, 1, 2), "met", "closed"),
    ],
)
def test_the_state_follows_from_the_start_and_the_closing(starts, closed_as, state):
    assert rules.state_of(starts=starts, closed_as=closed_as, today=date(2030, 1, 1)) == state
