"""The outline of a thread: each goal once, lists that close."""

from hypothesis import given
from hypothesis import strategies as st

from goldthread.chain.outline import DEEPEST, Line, below, homes, lines

# By hand: vision 1; user goal 2 and business goal 3 below it; product goal 4 below both; 9 leads nowhere.
PARENTS = {1: [], 2: [1], 3: [1], 4: [2, 3], 5: [4], 9: []}


goals = st.integers(0, 12)
ties = st.lists(st.tuples(goals, goals), max_size=25)


def thread(ties):
    """Goals by parents with smaller numbers, so that there is no ring; ties to themselves lead out of the thread."""
    parents = {goal: [] for goal in range(13)}
    for one, other in ties:
        parents[max(one, other)].append(min(one, other) if one != other else 99)
    return parents


def test_a_goal_stands_under_its_first_parent():
    assert homes(PARENTS) == {1: None, 2: 1, 3: 1, 4: 2, 5: 4, 9: None}


def test_a_parent_that_is_not_shown_is_no_home():
    assert homes({2: [99], 4: [99, 2]}) == {2: None, 4: 2}


def test_lines_open_and_close_lists():
    assert lines([1, 9], below(homes(PARENTS))) == [
        Line(1, 0, opens=True, closes=0),
        Line(2, 1, opens=True, closes=0),
        Line(4, 2, opens=True, closes=0),
        Line(5, 3, opens=False, closes=2),
        Line(3, 1, opens=False, closes=1),
        Line(9, 0, opens=False, closes=0),
    ]


@given(ties)
def test_every_goal_stands_on_one_line_and_every_list_is_closed(ties):
    parents = thread(ties)
    home = homes(parents)
    found = lines([goal for goal, parent in home.items() if parent is None], below(home))

    assert sorted(line.goal for line in found) == sorted(parents)
    assert sum(line.opens for line in found) == sum(line.closes for line in found)
    assert all(line.depth <= DEEPEST for line in found)


def test_a_chain_of_any_length_is_walked():
    parents = {1: [], **{goal: [goal - 1] for goal in range(2, 5001)}}

    assert len(lines([1], below(homes(parents)))) == 5000
