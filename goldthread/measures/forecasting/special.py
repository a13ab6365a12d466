"""The functions of statistics that forecasts need: logits, and Student's t for any number of degrees of freedom.

They give what SciPy gives to ten digits and more; SciPy itself would cost every installation 20 MB of memory.
"""

from functools import lru_cache
from math import lgamma, log, pi
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from .series import Floats

# What has not settled by then does not settle; ten thousand degrees of freedom take 100 rounds.
MOST_ROUNDS = 500
SETTLED = 1e-15
# After a step as small as this the next would change no digit.
CLOSE = 1e-7
TINY = 1e-300
# From here on a series for the ratio of two gamma functions is the more exact; below, the functions themselves.
MANY = 20.0


def expit(x: ArrayLike) -> Floats:
    """The share that belongs to logits, in the shape of x."""
    x = np.asarray(x, dtype=np.float64)
    grown = np.exp(-np.abs(x))
    share: Floats = np.where(x >= 0, 1.0, grown) / (1.0 + grown)
    return share


def logit(p: ArrayLike) -> Floats:
    """The logits of shares from 0 to 1, in the shape of p; infinite at both ends."""
    p = np.asarray(p, dtype=np.float64)
    off = 2.0 * p - 1.0
    # Around a half, where the logit is 0, the difference of the logarithms alone would lose digits.
    with np.errstate(divide="ignore", invalid="ignore"):
        logits: Floats = np.where(np.abs(off) < 0.5, np.log1p(off) - np.log1p(-off), np.log(p) - np.log1p(-p))
    return logits


def stdtr(freedom: ArrayLike, t: ArrayLike) -> Floats:
    """The chance that a Student-t of so many degrees of freedom, above 0, stays below t; in their common shape."""
    freedom, t = np.broadcast_arrays(np.asarray(freedom, dtype=np.float64), np.asarray(t, dtype=np.float64))
    beyond = _beyond(freedom.ravel(), np.abs(t).ravel()).reshape(t.shape)
    chance: Floats = np.where(t > 0, 1.0 - beyond, beyond)
    return chance


def stdtrit(freedom: ArrayLike, share: float) -> Floats:
    """The t below which a Student-t of so many degrees of freedom stays with this chance, in the shape of freedom.

    Raises ValueError unless the share is above 0 and below 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"a share above 0 and below 1 is needed, not {share}")
    freedom = np.asarray(freedom, dtype=np.float64)
    # Many key results have few different degrees of freedom, and the next page asks for the same.
    known, which = np.unique(freedom.ravel(), return_inverse=True)
    reach = np.array(_reach(tuple(known.tolist()), min(share, 1 - share)))[which].reshape(freedom.shape)
    return reach if share >= 0.5 else -reach


@lru_cache(maxsize=256)
def _reach(freedom: tuple[float, ...], rest: float) -> tuple[float, ...]:
    """The t >= 0 that is passed with the chance `rest`, at most a half; by Halley's way from near it."""
    f = np.array(freedom)
    normal = -NormalDist().inv_cdf(rest)
    t = normal + (normal**3 + normal) / (4 * f)
    is_open = np.full(f.shape, True)
    while is_open.any():
        n, at = f[is_open], t[is_open]
        density = np.exp(-(n + 1) / 2 * np.log1p(at * at / n) - _log_beta(n)) / np.sqrt(n)
        step = (_beyond(n, at) - rest) / density
        step /= 1.0 - np.minimum(0.5, step * (n + 1) * at / (n + at * at) / 2)
        t[is_open] = np.maximum(normal, at + step)
        is_open[is_open] = np.abs(step) > CLOSE * (1 + at)
    return tuple(t.tolist())


def _beyond(freedom: Floats, t: Floats) -> Floats:
    """The chance to be above t >= 0 (rows,): half the incomplete beta function of freedom / 2, 1/2 at f / (f + t²)."""
    half = freedom / 2
    with np.errstate(over="ignore", divide="ignore", invalid="ignore", under="ignore"):
        ratio = t * t / freedom
        below, above = 1.0 / (1.0 + ratio), 1.0 / (1.0 + 1.0 / ratio)
        front = np.exp(-half * np.log1p(ratio) + np.log(above) / 2 - _log_beta(freedom))
        # Of its two continued fractions the one that settles soon.
        is_far = below < (half + 1.0) / (half + 2.5)
        fraction = _fraction(np.where(is_far, half, 0.5), np.where(is_far, 0.5, half), np.where(is_far, below, above))
        beyond: Floats = np.where(is_far, front * fraction / freedom, 0.5 - front * fraction)
    return beyond


def _log_beta(freedom: Floats) -> Floats:
    """The logarithm of the beta function of freedom / 2 and 1/2 (rows,)."""
    known, which = np.unique(freedom, return_inverse=True)
    return np.array([log(pi) / 2 - _log_ratio(one / 2) for one in known.tolist()])[which]


def _log_ratio(a: float) -> float:
    """The logarithm of gamma(a + 1/2) / gamma(a)."""
    if not a > MANY:
        return lgamma(a + 0.5) - lgamma(a)
    return log(a) / 2 - 1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5) + 17 / (14336 * a**7)


def _fraction(a: Floats, b: Floats, x: Floats) -> Floats:
    """The continued fraction of the incomplete beta function, by Lentz' way (Numerical Recipes 6.4)."""
    c = np.ones_like(x)
    d = 1.0 / _kept_from_zero(1.0 - (a + b) / (a + 1.0) * x)
    fraction = d.copy()
    is_open = np.full(x.shape, True)
    for m in range(1, MOST_ROUNDS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        grown = np.ones_like(x)
        for term in (even, odd):
            d = 1.0 / _kept_from_zero(1.0 + term * d)
            c = _kept_from_zero(1.0 + term / c)
            grown = grown * (c * d)
        # What has settled stays, so that a row has the same digits whoever its neighbours are.
        fraction[is_open] *= grown[is_open]
        is_open &= np.abs(grown - 1.0) > SETTLED
        if not is_open.any():
            break
    return fraction


def _kept_from_zero(x: Floats) -> Floats:
    kept: Floats = np.where(np.abs(x) < TINY, TINY, x)
    return kept
