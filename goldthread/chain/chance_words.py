"""What can be said of a key result, as one plain sentence in two halves: how likely, and where it would land."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from goldthread.measures.forecasting.forecast import Forecast
from goldthread.measures.forecasting.saying import as_percent
from goldthread.measures.rules import Marks, plain

from .progress import STAYS, Kind


class Sentence(NamedTuple):
    """`likely` stands in bold before `rest`; one of them may be empty."""

    likely: str
    rest: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, self))


def sentence(
    said: Forecast | None, kind: str, value: Callable[[Decimal], str], marks: Marks, *, is_over: bool = False
) -> Sentence:
    """`value` writes a number of the metric. Once its time is over the outcome is told elsewhere: nothing is likely any more."""
    if said is None:
        return Sentence("", _("Nothing can be said yet: no value has been entered in its time."))
    percent = said.saying.chance_percent
    if said.basis == "done":
        return Sentence(_("Done."))
    if is_over:
        return Sentence("", _("Its time is over."))
    if said.basis != "numbers":
        return Sentence(
            "",
            _(
                "Too early to say from its own numbers: that takes two values. Usually %(percent)s of 100 key results are reached."
            )
            % {"percent": percent},
        )
    return Sentence(_("%(percent)s%% likely.") % {"percent": percent}, _rest(said, kind, value, marks))


# From so many points of difference on, the page says what lies between the numbers alone and the chance.
_APART = 3


def beside(said: Forecast | None, sure: int | None) -> str:
    """What made the chance another than the numbers alone say; "" where that is little. `sure`: the owner's 0 to 10."""
    if said is None or said.basis != "numbers" or said.alone is None:
        return ""
    alone, percent = as_percent(said.alone), said.saying.chance_percent
    if abs(alone - percent) < _APART:
        return ""
    words = {"alone": alone, "percent": percent, "sure": sure}
    if sure is None:
        return (
            _("The numbers alone say %(alone)s%%; how earlier key results here ended makes it %(percent)s%%.") % words
        )
    return (
        _("The numbers alone say %(alone)s%%; how earlier key results here ended, and the owner’s %(sure)s of 10, make it %(percent)s%%.")
        % words
    )  # fmt: skip


def _rest(said: Forecast, kind: str, value: Callable[[Decimal], str], marks: Marks) -> str:
    landing, low, high = (_written(one, value) for one in (said.saying.landing, said.saying.low, said.saying.high))
    words = {"landing": landing, "low": low, "high": high}
    if kind in STAYS:
        return _("At the end it would stand near %(landing)s (8 in 10: %(low)s to %(high)s).") % words
    lands = _("At the pace so far it lands near %(landing)s (8 in 10: %(low)s to %(high)s).") % words
    needed = said.saying.pace_needed
    if needed is None or kind == Kind.MILESTONE or not Decimal("1.05") <= Decimal(repr(needed)) <= 20:
        return lands
    times = plain(Decimal(repr(needed)).quantize(Decimal("0.1")), marks)
    return lands + " " + _("The rest needs %(times)s times that pace.") % {"times": times}


def _written(number: float | None, value: Callable[[Decimal], str]) -> str:
    return value(Decimal(repr(number))) if number is not None else ""


__all__ = ["Sentence", "beside", "sentence"]
