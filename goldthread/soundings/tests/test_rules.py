"""What a sounding reckons with, checked by hand and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.soundings import rules


@given(st.lists(st.tuples(st.integers(), st.booleans()), max_size=12))
def test_the_senior_ones_are_last_and_nobody_is_lost(drawn):
    order = rules.seniors_last(drawn)

    assert sorted(order) == sorted(one for one, _senior in drawn)
    assert order[: sum(not senior for _one, senior in drawn)] == [one for one, senior in drawn if not senior]


@pytest.mark.parametrize(
    ("position", "reservation", "is_support"),
    [(1, "", True), (2, "", True), (3, "", True), (4, "", False), (5, "x", False), (6, "", False), (6, "x", True), (7, "x", False), (8, "x", False), (None, "", False)],
)  # fmt: skip
def test_what_counts_as_support(position, reservation, is_support):
    assert rules.supports(position, reservation) is is_support


def test_a_reservation_stands_in_the_record_and_small_things_do_not():
    assert rules.vote_of(1, "x") == rules.vote_of(2, "x") == rules.vote_of(3, "") == ("support", "")
    assert rules.vote_of(3, "x") == rules.vote_of(6, "x") == ("reserve", "x")
    with pytest.raises(ValueError):
        rules.vote_of(7, "x")


@given(st.integers(0, 20), st.integers(0, 20))
def test_nothing_is_passed_on_of_fewer_than_three_nor_leaves_fewer_than_three_behind(heard, to_come):
    if rules.may_pass_on(heard, to_come):
        assert heard >= 3
        assert to_come == 0 or to_come >= 3


@pytest.mark.parametrize(
    ("worsts", "is_stuck"),
    [([], False), ([7], False), ([7, 7], False), ([7, 7, 7], True), ([8, 7, 7], False), ([5, 7, 5], True), ([7, 5, 7], False), ([8, 8, 8, 5], False), ([3, 3, 3], False)],
)  # fmt: skip
def test_three_versions_that_bring_the_farthest_no_closer_are_stuck(worsts, is_stuck):
    assert rules.is_stalled(worsts) is is_stuck


def test_who_will_support_it_is_as_near_as_who_does():
    assert rules.worst_of([(6, "x"), (2, "")]) == 3
    assert rules.worst_of([(6, ""), (2, "")]) == 6
    assert rules.worst_of([]) == 0
