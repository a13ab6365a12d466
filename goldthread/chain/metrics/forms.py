"""A metric and a reading as they are typed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.key_result import FURTHER_CURRENCIES, AmountField
from goldthread.chain.forms.words import Day, Line, Words
from goldthread.measures.models import Metric, Reading
from goldthread.measures.rules import CURRENCIES, marks_of, refusal, with_unit
from goldthread.people.models import Person

REFUSED = {
    "other_unit": _("This is written in another unit than the metric has. Write the number alone, or in its unit."),
    "no_yes_no": _("This metric is answered by yes or no."),
    "too_long": _("This number has more than 15 digits. Round it."),
}
EARLIEST = date(1990, 1, 1)


class MetricForm(forms.Form):
    """`people` are those who can own a metric; `metric` the one that is changed, None for a new one."""

    name = Line(label=_("What is measured"), help_text=_("Such as “Weekly active members”."), max_length=400)
    unit = forms.ChoiceField(label=_("Unit"), choices=Metric.Unit.choices, initial=Metric.Unit.NUMBER)
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=Metric.Direction.choices, initial=Metric.Direction.UP)
    timing = forms.ChoiceField(
        label=_("Leading or lagging"), choices=[("", _("Not said")), *Metric.Timing.choices], required=False
    )
    purpose = forms.ChoiceField(
        label=_("What it is for"), choices=[("", _("Not said")), *Metric.Purpose.choices], required=False
    )
    description = Words(
        label=_("How it is counted"), help_text=_("So exactly that two people get the same number."), max_length=4000, required=False, rows=3,
    )  # fmt: skip
    source_as_written = Line(
        label=_("Where it comes from"), help_text=_("Such as “Billing, report 12” or “We ask ten members each month”."), max_length=400, required=False,
    )  # fmt: skip
    owner = forms.TypedChoiceField(
        label=_("Owner"), help_text=_("Who knows how it is counted."), coerce=int, empty_value=None, required=False
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Iterable[Person], metric: Metric | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.metric = metric
        codes = dict.fromkeys(
            (*CURRENCIES, *FURTHER_CURRENCIES, *([metric.currency] if metric and metric.currency else []))
        )
        self.fields["currency"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]
        self.as_written = metric.owner_as_written if metric and not metric.owner_id else ""
        named = {one.pk: one.name for one in people}
        if metric and metric.owner:
            named.setdefault(metric.owner.pk, metric.owner.name)
        nobody = _("%(name)s, as written") % {"name": self.as_written} if self.as_written else _("Nobody yet")
        self.fields["owner"].choices = [("", nobody), *named.items()]  # type: ignore[attr-defined]
        if metric is not None:
            self.initial = {**typed(metric), **self.initial}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("unit") != Metric.Unit.MONEY:
            said["currency"] = ""
        return said

    def traits(self) -> dict[str, Any]:
        """What is said about the metric, for `Metric.add` and `Metric.change`."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("owner", "base")}
        owner = self.cleaned_data["owner"]
        return {**said, "owner_id": owner, "owner_as_written": "" if owner else self.as_written}


def typed(metric: Metric) -> dict[str, Any]:
    """A metric as the form shows it."""
    names = ("name", "unit", "currency", "direction", "timing", "purpose", "description", "source_as_written")
    return {**{name: getattr(metric, name) for name in names}, "owner": metric.owner_id, "base": metric.edition}


class ReadingForm(forms.Form):
    """One reading by hand. `today` is the organisation's day: nothing is read of a time to come."""

    value = AmountField(label=_("Value"))
    day = Day(label=_("On"))
    note = Line(label=_("Note"), max_length=400, required=False)

    def __init__(self, *args: Any, metric: Metric, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.metric, self.today = metric, today
        self.initial = {"day": today, **self.initial}
        self.fields["value"].widget.attrs.update(inputmode="decimal", placeholder=_example(metric))

    def clean_value(self) -> Any:
        said = self.cleaned_data["value"]
        if wrong := refusal(said, self.metric.unit, self.metric.currency):
            raise forms.ValidationError(REFUSED[wrong])
        return said.value

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"] or self.today
        if day > self.today:
            raise forms.ValidationError(_("That day is still to come. A reading says what was measured."))
        if day < EARLIEST:
            raise forms.ValidationError(_("Readings begin in 1990."))
        return day


class CorrectionForm(ReadingForm):
    """What a reading should have said; why stands in the note."""

    day = None  # type: ignore[assignment]

    def __init__(self, *args: Any, reading: Reading, today: date, **options: Any) -> None:
        super().__init__(*args, metric=reading.metric, today=today, **options)
        marks = marks_of(get_language())
        if reading.value is not None:
            self.initial["value"] = with_unit(reading.value, self.metric.unit, self.metric.currency, marks)
        self.fields["note"].label = _("Why")


def _example(metric: Metric) -> str:
    return {"percent": "12 %", "yes_no": str(_("yes or no"))}.get(metric.unit, "")
