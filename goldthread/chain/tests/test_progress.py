from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.chain.progress import Kind, RollUp, is_met, progress, rolled_up, settled_kind

SHARES = st.one_of(st.none(), st.integers(-9000, 9000).map(lambda thousandths: D(thousandths) / 1000))


@pytest.mark.parametrize(
    ("kind", "baseline", "target", "value", "share"),
    [
        (Kind.INCREASE, D(850), D(1800), D(850), D(0)),
        (Kind.INCREASE, D(800), D(1800), D(1300), D("0.5")),
        (Kind.INCREASE, D(800), D(1800), D(1800), D(1)),
        # It moved away, and it went past.
        (Kind.INCREASE, D(800), D(1800), D(700), D("-0.1")),
        (Kind.INCREASE, D(800), D(1800), D(2050), D("1.25")),
        (Kind.DECREASE, D(12), D(4), D(10), D("0.25")),
        (Kind.DECREASE, D(12), D(4), D(2), D("1.25")),
        (Kind.DECREASE, D(12), D(4), D(14), D("-0.25")),
        # Below nothing and across it: a loss that becomes a gain, a net promoter score that falls.
        (Kind.INCREASE, D(-40), D(10), D(-15), D("0.5")),
        (Kind.INCREASE, D(-40), D(-20), D(-25), D("0.75")),
        (Kind.DECREASE, D(5), D(-5), D(0), D("0.5")),
        (Kind.MILESTONE, D(0), D(1), D(0), D(0)),
        (Kind.MILESTONE, D(0), D(1), D(1), D(1)),
    ],
)
def test_one_formula_serves_what_should_rise_and_what_should_fall(kind, baseline, target, value, share):
    assert progress(kind, value, baseline=baseline, target=target) == share


@pytest.mark.parametrize(
    ("kind", "target", "upto", "value", "kept"),
    [
        (Kind.STAY_ABOVE, D(60), None, D(60), True),
        (Kind.STAY_ABOVE, D(60), None, D("59.9"), False),
        (Kind.STAY_BELOW, D(3), None, D(3), True),
        (Kind.STAY_BELOW, D(3), None, D("3.1"), False),
        (Kind.STAY_BETWEEN, D(18), D(22), D(18), True),
        (Kind.STAY_BETWEEN, D(18), D(22), D(22), True),
        (Kind.STAY_BETWEEN, D(18), D(22), D(23), False),
        (Kind.STAY_BETWEEN, D(18), D(22), D(17), False),
    ],
)
def test_what_should_stay_is_kept_at_its_bounds_and_not_beyond(kind, target, upto, value, kept):
    assert is_met(kind, value, target=target, upto=upto) is kept
    assert progress(kind, value, baseline=None, target=target, upto=upto) == int(kept)


def test_a_target_that_should_be_reached_is_met_at_once_when_the_number_is_there():
    assert is_met(Kind.INCREASE, D(1801), target=D(1800))
    assert is_met(Kind.DECREASE, D(3), target=D(4))
    assert not is_met(Kind.DECREASE, D(5), target=D(4))


def test_without_a_value_a_target_or_a_beginning_nothing_is_said_about_the_way():
    assert progress(Kind.INCREASE, None, baseline=D(0), target=D(1)) is None
    assert progress(Kind.INCREASE, D(5), baseline=D(0), target=None) is None
    assert progress(Kind.INCREASE, D(5), baseline=None, target=D(9)) is None
    # That it is there can be said.
    assert progress(Kind.INCREASE, D(9), baseline=None, target=D(9)) == 1


def test_a_target_at_the_baseline_is_held_or_not():
    assert progress(Kind.INCREASE, D(5), baseline=D(5), target=D(5)) == 1
    assert progress(Kind.INCREASE, D(4), baseline=D(5), target=D(5)) == 0


@pytest.mark.parametrize(
    ("said", "unit", "baseline", "target", "kind"),
    [
        ("", "count", D(850), D(1800), Kind.INCREASE),
        ("", "duration", D(12), D(4), Kind.DECREASE),
        ("", "number", None, D(4), Kind.INCREASE),
        ("increase", "number", D(5), D(-5), Kind.DECREASE),
        ("stay_below", "number", D(5), D(9), Kind.STAY_BELOW),
        ("stay_below", "yes_no", D(0), D(1), Kind.MILESTONE),
        ("milestone", "number", D(0), D(9), Kind.INCREASE),
    ],
)
def test_the_numbers_tell_whether_it_should_rise_or_fall(said, unit, baseline, target, kind):
    assert settled_kind(said, unit, baseline, target) == kind


def test_a_goal_is_as_far_as_its_key_results_each_by_its_weight():
    # (3 × 0.5 + 1 × 0.9) / 4
    assert rolled_up([(3, D("0.5")), (1, D("0.9"))]) == RollUp(D("0.6"), 2, 0, 0)


def test_no_data_is_something_else_than_nothing_done():
    assert rolled_up([(1, D("0.8")), (1, None)]) == RollUp(D("0.8"), 1, 1, 0)
    assert rolled_up([(1, D("0.8")), (1, D(0))]) == RollUp(D("0.4"), 2, 0, 0)
    assert rolled_up([(1, None)]) == RollUp(None, 0, 1, 0)
    assert rolled_up([]) == RollUp(None, 0, 0, 0)


def test_what_went_past_its_target_does_not_make_up_for_what_is_missing_elsewhere():
    assert rolled_up([(1, D("1.5")), (1, D("0.5"))]) == RollUp(D("0.75"), 2, 0, 1)
    assert rolled_up([(1, D("-0.5")), (1, D(1))]) == RollUp(D("0.5"), 2, 0, 1)


def test_what_has_no_weight_is_counted_and_moves_nothing():
    assert rolled_up([(0, D(0)), (2, D("0.5"))]) == RollUp(D("0.5"), 2, 0, 0)
    assert rolled_up([(0, D("0.5"))]) == RollUp(None, 1, 0, 0)


@given(st.lists(st.tuples(st.integers(0, 9), SHARES), max_size=8))
def test_a_roll_up_lies_between_nothing_and_the_whole(parts):
    made = rolled_up(parts)

    assert made.share is None or 0 <= made.share <= 1
    assert made.counted + made.silent == len(parts)
