import pytest

from goldthread.measures.forecasting.score import FEWEST, Told, naive_chance, score


def test_nothing_said_has_no_score():
    nothing = score([])

    assert (nothing.brier, nothing.naive, nothing.apart, nothing.skill, nothing.bins) == (None, None, None, None, ())
    assert not nothing.is_telling


def test_said_stands_against_happened():
    told = [Told(0.9, True)] * 9 + [Told(0.9, False)] + [Told(0.1, False)] * 5

    found = score(told)
    low, high = found.bins
    assert (low.count, low.said, low.came) == (5, pytest.approx(0.1), 0.0)
    assert (high.lowest, high.count, high.said, high.came) == (0.8, 10, pytest.approx(0.9), 0.9)
    assert found.apart == pytest.approx(5 * 0.1 / 15)
    assert found.brier == pytest.approx((9 * 0.01 + 0.81 + 5 * 0.01) / 15)
    assert (found.count, found.reached) == (15, 9)
    assert found.is_telling
    assert not score(told[: FEWEST - 1]).is_telling


def test_the_naive_rule_is_read_as_what_it_was_worth_elsewhere():
    assert naive_chance(Told(0.5, True, progress=0.5, elapsed=0.5)) == 0.78
    assert naive_chance(Told(0.5, True, progress=0.2, elapsed=0.5)) == 0.38
    assert naive_chance(Told(0.5, True, progress=-0.2, elapsed=0.5)) == 0.17
    assert naive_chance(Told(0.5, True, progress=0.2, elapsed=0)) is None
    assert naive_chance(Told(0.5, True)) is None


def test_both_are_judged_on_the_same_key_results_or_not_compared():
    known = [Told(0.9, True, 0.6, 0.5), Told(0.2, False, 0.4, 0.5)]

    assert score(known).naive == pytest.approx((0.22**2 + 0.78**2) / 2)
    assert score(known).skill == pytest.approx(1 - (0.01 + 0.04) / (0.22**2 + 0.78**2))
    assert score([*known, Told(0.5, True)]).naive is None
    assert score([*known, Told(0.5, True)]).skill is None


def test_certainty_falls_into_the_last_fifth():
    assert score([Told(1.0, True)]).bins[0].highest == 1.0
