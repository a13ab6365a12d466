"""Our functions of statistics give what SciPy gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import special as scipy

from goldthread.measures.forecasting import special

FREEDOM = some.floats(0.3, 20_000)
SHARE = some.floats(1e-12, 1 - 1e-12)


def agrees(ours, theirs, digits=1e-11):
    np.testing.assert_allclose(ours, theirs, rtol=digits, atol=1e-280)


@given(FREEDOM, some.floats(-1e6, 1e6))
def test_the_chance_below_a_t(freedom, t):
    agrees(special.stdtr(freedom, t), scipy.stdtr(freedom, t))


@given(FREEDOM, some.floats(0.01, 0.49).map(lambda off: 0.5 + off) | some.floats(0.01, 0.49))
def test_the_t_of_a_chance(freedom, share):
    agrees(special.stdtrit(freedom, share), scipy.stdtrit(freedom, share))


@given(FREEDOM, some.floats(1e-6, 1 - 1e-6))
def test_the_t_of_a_chance_has_that_chance_below_it(freedom, share):
    assert special.stdtr(freedom, special.stdtrit(freedom, share)) == pytest.approx(share, rel=1e-11)


@given(SHARE)
def test_logits(share):
    agrees(special.logit(share), scipy.logit(share))


@given(some.floats(-600, 600))
def test_shares_of_logits(x):
    agrees(special.expit(x), scipy.expit(x))


def test_ends_and_what_is_not_known():
    ends = [np.inf, -np.inf, 0.0, 1e200, -1e200]

    assert special.stdtr(3.0, ends).tolist() == [1, 0, 0.5, 1, 0]
    assert np.isnan(special.stdtr(3.0, np.nan))
    assert special.logit([0.0, 0.5, 1.0]).tolist() == [-np.inf, 0, np.inf]
    assert special.expit([-np.inf, 0.0, np.inf]).tolist() == [0, 0.5, 1]
    assert special.stdtrit([1.0, 30.0], 0.5).tolist() == [0, 0]


def test_shapes_are_kept_and_joined():
    freedom, t = np.array([1.0, 5.0]), np.array([[0.5], [-0.5], [2.0]])

    agrees(special.stdtr(freedom, t), scipy.stdtr(freedom, t))
    assert special.stdtrit(freedom, 0.9).shape == (2,)
    assert special.stdtrit(4.0, 0.9).shape == ()


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, float("nan")])
def test_no_t_has_a_chance_that_is_none(share):
    with pytest.raises(ValueError, match="share above 0"):
        special.stdtrit(3.0, share)
