"""Putting options in order, reckoned by hand."""

from fractions import Fraction

import pytest

from goldthread.decisions.rules.options import by_dots, by_rank, by_score


def test_dots_are_counted_within_a_budget():
    assert list(by_dots([{"a": 2, "b": 1}, {"b": 3}, {"c": 2}], budget=3, most=3).items()) == [
        ("b", 4),
        ("a", 2),
        ("c", 2),
    ]


@pytest.mark.parametrize("spent", [{"a": 3, "b": 1}, {"a": 4}, {"a": -1}])
def test_nobody_spends_more_dots_than_there_are(spent):
    with pytest.raises(ValueError, match="dots"):
        by_dots([spent], budget=3, most=3)


def test_scores_go_by_mean_then_median_then_fewer_low_ones():
    ballots = [{"a": 5, "b": 3, "c": 4}, {"a": 4, "b": 3, "c": 4}, {"a": 0, "b": 3, "c": 4}]
    ordered = by_score(ballots, most=5)

    assert [one.option for one in ordered] == ["c", "a", "b"]
    assert (ordered[1].mean, ordered[1].median, ordered[1].low) == (Fraction(3), 4, 1)
    with pytest.raises(ValueError, match="0 to 5"):
        by_score([{"a": 6}], most=5)


def test_equal_means_and_medians_leave_it_to_fewer_low_scores():
    ballots = [{"z": 0, "b": 2}, {"z": 3, "b": 2}, {"z": 3, "b": 4}, {"z": 6, "b": 4}]
    ordered = by_score(ballots, most=6)

    assert [(one.option, one.mean, one.median, one.low) for one in ordered] == [("z", 3, 3, 1), ("b", 3, 3, 2)]


def test_ranks_pass_the_ballots_of_the_last_on():
    ballots = [["a"]] * 4 + [["b", "c"]] * 3 + [["c", "b"]] * 2
    ranked = by_rank(ballots, "abc")

    assert ranked.winner == "b"
    assert ranked.rounds == ({"a": 4, "b": 3, "c": 2}, {"a": 4, "b": 5})


def test_tied_last_ones_go_together_only_where_they_could_not_overtake():
    safe = [["a"]] * 5 + [["b"]] * 4 + [["c", "b"], ["d", "b"]]
    close = [["a"]] * 3 + [["b"]] * 2 + [["c", "d"], ["d", "c"]]

    assert by_rank(safe, "abcd").winner == "b"
    assert by_rank(close, "abcd").tied == {"c", "d"}
    assert by_rank(close, "abcd", lots="c").rounds[1] == {"a": 3, "b": 2, "d": 2}


def test_a_dead_heat_is_left_to_lots_and_no_ballots_choose_nothing():
    assert by_rank([["a"], ["b"]], "ab").tied == {"a", "b"}
    assert by_rank([["a"], ["b"]], "ab", lots="ab").winner == "b"
    assert by_rank([], "ab").winner is None
    assert by_rank([["a"]], "").winner is None
