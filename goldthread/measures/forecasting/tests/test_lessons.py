import numpy as np
import pytest

from goldthread.measures.forecasting.lessons import (
    Closed,
    Lessons,
    adjusted,
    base_rate_of,
    learned,
    shift_of,
    trust_of,
    width_of,
)


def test_an_organisation_without_closed_key_results_has_learned_nothing():
    assert learned([]) == Lessons(shift=0.0, width=1.0, trust=1.0, base_rate=0.46)


def test_where_more_comes_about_than_was_said_chances_rise():
    """Three of four at 50 % came: (4 - 1 - 2) / (4 x 0.25 + 4)."""
    assert shift_of(np.array([0.5] * 4), np.array([1.0, 1, 1, 0])) == pytest.approx(1 / 5)
    assert adjusted(0.5, 0.2) == pytest.approx(0.55, abs=0.001)
    assert adjusted(1.0, -5) > 0.99


def test_the_fan_grows_a_little_after_an_outcome_outside_and_shrinks_less_after_one_inside():
    assert width_of([False]) == pytest.approx(np.exp(0.08 * 0.8))
    assert width_of([True]) == pytest.approx(np.exp(-0.08 * 0.2))
    assert width_of([True] * 4 + [False]) == pytest.approx(1.0)
    assert width_of([False] * 100) == 4.0
    assert width_of([True] * 1000) == 0.3


def test_the_base_rate_is_drawn_to_what_is_usual():
    assert base_rate_of([]) == pytest.approx(0.46)
    assert base_rate_of([True] * 6) == pytest.approx((4 * 0.46 + 6) / 10)


def test_owners_who_know_better_are_trusted_more_and_others_less():
    knowing = [(0.5, True, 9), (0.5, False, 1)] * 20
    mistaken = [(0.5, False, 9), (0.5, True, 1)] * 20

    assert trust_of([]) == 1.0
    assert trust_of([(0.5, True, 5)]) == pytest.approx(1.0)
    assert trust_of(knowing) > 1.5
    assert trust_of(mistaken) == 0.0


def test_trust_solves_its_own_equation():
    """The slope of the likelihood and of the ridge cancel where trust settles."""
    sure = [(0.3, True, 8), (0.6, False, 3), (0.8, True, 10), (0.2, False, 7), (0.5, True, 2)]
    trust = trust_of(sure)
    lean = np.array([(confidence - 5) / 5 for _, _, confidence in sure])
    said = 1 / (1 + np.exp(-(np.log([c / (1 - c) for c, _, _ in sure]) + trust * lean)))

    assert np.sum((np.array([1, 0, 1, 0, 1]) - said) * lean) == pytest.approx(4 * (trust - 1), abs=1e-9)


def test_key_results_that_nothing_was_said_of_count_for_the_base_rate_alone():
    lessons = learned([Closed(reached=True), Closed(reached=True, chance=0.5, inside=False, confidence=8)])

    assert lessons.base_rate == pytest.approx((4 * 0.46 + 2) / 6)
    assert lessons.shift == pytest.approx(0.5 / 4.25)
    assert lessons.width > 1
    assert lessons.trust > 1
