"""The functions of statistics that forecasts need, from SciPy.

It is loaded with the first forecast: what nobody has asked for yet does not keep the first page waiting.
"""

from functools import cache
from typing import Any


@cache
def _scipy() -> Any:
    from scipy import special

    return special


def expit(x: Any) -> Any:
    """The share that belongs to logits."""
    return _scipy().expit(x)


def logit(p: Any) -> Any:
    """The logits of shares in (0, 1)."""
    return _scipy().logit(p)


def stdtr(freedom: Any, t: Any) -> Any:
    """The chance that a Student-t of so many degrees of freedom stays below t."""
    return _scipy().stdtr(freedom, t)


def stdtrit(freedom: Any, share: Any) -> Any:
    """The t below which a Student-t of so many degrees of freedom stays with this chance."""
    return _scipy().stdtrit(freedom, share)
