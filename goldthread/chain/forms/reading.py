"""A value that somebody read, as it is typed beside a key result."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.measures.models import Metric
from goldthread.measures.rules import refusal

from .key_result import AmountField
from .words import Day, Line

WRONG = {
    "other_unit": _("This is written in another unit than the metric is measured in."),
    "no_yes_no": _("Say yes or no."),
    "too_long": _("That is more digits than a reading keeps. Round it."),
}


class ReadingForm(forms.Form):
    """`metric` says the unit; `today` is the last day that can be given."""

    value = AmountField(label=_("Value"))
    day = Day(label=_("On"))
    note = Line(label=_("What changed, and what we learned"), rows=3, max_length=400, required=False)

    def __init__(self, *args: Any, metric: Metric, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.metric, self.today = metric, today
        self.fields["value"].label = metric.name
        self.fields["day"].widget.attrs["max"] = today.isoformat()
        if metric.unit == Metric.Unit.YES_NO:
            self.fields["value"] = forms.TypedChoiceField(
                label=metric.name, choices=[("", "—"), ("1", _("yes")), ("0", _("no"))], coerce=Decimal
            )

    def clean_value(self) -> Decimal:
        said = self.cleaned_data["value"]
        if isinstance(said, Decimal):
            return said
        if wrong := refusal(said, self.metric.unit, self.metric.currency):
            raise forms.ValidationError(WRONG[wrong])
        return Decimal(said.value)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"] or self.today
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. A reading says what was measured."))
        return day


__all__ = ["ReadingForm"]
