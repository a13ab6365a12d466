"""What is written in place in a column of the roadmap, besides its lines."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.words import Day, Line, Words

from .board import LARGEST

LONGEST_NAME, LONGEST_TIMEFRAME = 120, 80


class NameForm(forms.Form):
    """The name of the release or version; may be left empty."""

    text = Line(max_length=LONGEST_NAME, required=False)
    base = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)


class DateForm(forms.Form):
    """By which day, or in which timeframe; both may be left open."""

    due = Day(label=_("By this day"))
    timeframe = Line(label=_("Or in this timeframe"), max_length=LONGEST_TIMEFRAME, required=False)
    base = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        if due is not None and not 2000 <= due.year <= 2100:
            raise forms.ValidationError(_("That is a day of another century. Write the year in four digits."))
        return due


class LettingGoForm(forms.Form):
    """Why a goal is let go."""

    learned = Words(label=_("What did you learn?"), required=False, max_length=8000)


def words_of(form: DateForm) -> dict[str, Any]:
    """The fields of a version: a day takes the place of a timeframe."""
    due = form.cleaned_data["due"]
    return {"due": due, "timeframe": "" if due else form.cleaned_data["timeframe"]}


__all__ = ["DateForm", "LettingGoForm", "NameForm", "words_of"]
