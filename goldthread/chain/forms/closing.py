"""The end of a goal as it is typed: how it ended, how much of it came about, what was learned, what goes on."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.ending import result_of
from goldthread.chain.models import Closing

from .words import Day, Line, Words

ZERO, ONE = Decimal(0), Decimal(1)


class ScoreField(forms.CharField):
    """A number from 0 to 1 with at most two places, with a point or a comma."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "num", "size": 5}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=8, **options)

    def clean(self, value: Any) -> Decimal | None:
        written = str(super().clean(value) or "").replace(",", ".")
        if not written:
            return None
        try:
            score = Decimal(written)
        except ArithmeticError:
            score = None
        if score is None or not score.is_finite() or not ZERO <= score <= ONE or score != round(score, 2):
            raise forms.ValidationError(_("Write a score from 0 to 1, such as 0.7."))
        return score


class ClosingForm(forms.Form):
    """`reckoned` is the score that the numbers give; another one needs a word why. `statement` is what it says now."""

    result = forms.ChoiceField(label=_("How did it end?"), choices=Closing.Result.choices, widget=forms.RadioSelect)
    score = ScoreField(label=_("Score"), required=False)
    score_because = Line(label=_("Why another score than the numbers say"), required=False, max_length=400)
    learned = Words(label=_("What did we learn?"), required=False, max_length=8000)
    onward = forms.ChoiceField(
        label=_("What goes on?"), choices=Closing.Onward.choices, required=False, widget=forms.RadioSelect
    )
    statement = Line(label=_("In other words"), required=False, max_length=600, rows=2, say=True)
    due = Day(label=_("By"))

    def __init__(self, *args: Any, reckoned: Decimal | None = None, statement: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.reckoned = reckoned
        self.initial = {
            "result": result_of(reckoned),
            "score": "" if reckoned is None else str(reckoned),
            "onward": Closing.Onward.ABANDON,
            "statement": statement,
            **self.initial,
        }

    def clean(self) -> None:
        given = self.cleaned_data
        score = given.get("score")
        if (
            score is not None
            and score != self.reckoned
            and self.reckoned is not None
            and not given.get("score_because")
        ):
            self.add_error("score_because", _("Say why: the numbers give another score."))
        if (
            given.get("onward") == Closing.Onward.MODIFY
            and not given.get("statement")
            and "statement" not in self.errors
        ):
            self.add_error("statement", _("Say what the goal is from now on."))


__all__ = ["ClosingForm"]
