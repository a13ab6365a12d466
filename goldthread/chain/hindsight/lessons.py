"""What the key results that are over teach the next forecasts, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from goldthread.measures.forecasting.lessons import Closed, Lessons, adjusted, learned
from goldthread.measures.forecasting.score import FEWEST

from .claims import HALF, said_at
from .gathering import Over

# How many teach, the latest: as `chances.lessons_of` has it.
_TEACHING = 200
_SAME = 0.02


def lessons_in(every: Sequence[Over]) -> list[str]:
    """Sentences on what forecasts take from those that somebody sees; none where fewer than five are over.

    Only of what is in sight: from lessons of goals that are restricted to others one could read off what came of them.
    """
    if len(every) < FEWEST:
        return []
    made = learned([_closed(one) for one in reversed(every[:_TEACHING])])
    return [_base_rate(made), _shift(made), *_width(made)]


def _closed(one: Over) -> Closed:
    """What it teaches: what was said at half time, as `taught.closed` has it."""
    said, reached = said_at(one.claim, HALF), one.claim.is_reached
    if said is None or said.alone is None:
        return Closed(reached)
    inside = None if said.low is None or said.high is None else said.low <= one.claim.value <= said.high
    return Closed(reached, float(said.alone), inside)


def _base_rate(made: Lessons) -> str:
    words = _("Before two values are known, a key result gets %(percent)s%%: so many were reached here, drawn to what is usual elsewhere while there are few.")  # fmt: skip
    return words % {"percent": round(made.base_rate * 100)}


def _shift(made: Lessons) -> str:
    even = adjusted(0.5, made.shift)
    if abs(even - 0.5) < _SAME:
        return _("Chances are told as the numbers alone say them: about as much came about as was said.")
    words = _("More came about here than the numbers alone say: what they call 50%% is told as %(percent)s%%.") if even > 0.5 else _(
        "Less came about here than the numbers alone say: what they call 50%% is told as %(percent)s%%.")  # fmt: skip
    return words % {"percent": round(even * 100)}


def _width(made: Lessons) -> list[str]:
    """How wide fans are drawn, where that differs from usual."""
    if abs(made.width - 1) < _SAME:
        return []
    words = _("Fans are drawn %(percent)s%% wider than usual, since outcomes fell outside more often.") if made.width > 1 else _(
        "Fans are drawn %(percent)s%% narrower than usual, since outcomes fell outside less often.")  # fmt: skip
    return [words % {"percent": round(abs(made.width - 1) * 100)}]


__all__ = ["lessons_in"]
