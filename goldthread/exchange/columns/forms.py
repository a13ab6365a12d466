"""A column of readings as it is pasted, and how it is meant."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.words import Day, Line
from goldthread.measures.models import Metric
from goldthread.measures.rules import marks_of
from goldthread.people.access import Ground

from .lines import How

LONGEST_TEXT = 400_000
STEPS = (
    ("day", _("a day")),
    ("workday", _("a working day")),
    ("week", _("a week")),
    ("month", _("a month")),
)
MARKS = (("", _("as in my language")), (".", _("1,212.5")), (",", _("1.212,5")))
ORDERS = (("", _("as in my language")), ("day", _("day first: 31/1")), ("month", _("month first: 1/31")))


class ColumnForm(forms.Form):
    """What was pasted. A file takes the place of the text; `deed` says whether to look or to keep."""

    text = forms.CharField(required=False, strip=False, max_length=LONGEST_TEXT)
    file = forms.FileField(required=False, max_length=400)
    column = Line(label=_("Column with the values"), max_length=200, required=False)
    starts = Day(label=_("First day"))
    step = forms.ChoiceField(label=_("Then every"), choices=STEPS, initial="week", required=False)
    mark = forms.ChoiceField(label=_("Numbers are written"), choices=MARKS, required=False)
    order = forms.ChoiceField(label=_("Days are written"), choices=ORDERS, required=False)
    origin = forms.ChoiceField(choices=(("pasted", ""), ("file", "")), required=False)

    def how(self, ground: Ground, metric: Metric) -> How:
        """How the column is read: what was chosen, else what the language says."""
        said, language = self.cleaned_data, get_language() or "en"
        return How(
            today=ground.today,
            unit=metric.unit,
            currency=metric.currency,
            decimal_mark=said.get("mark") or marks_of(language).decimal,
            day_first=said["order"] == "day" if said.get("order") else language not in ("en", "en-us"),
            is_mark_said=bool(said.get("mark")),
            is_order_said=bool(said.get("order")),
            starts=said.get("starts"),
            step=said.get("step") or "week",
        )


def initial() -> dict[str, Any]:
    return {"step": "week", "origin": "pasted"}
