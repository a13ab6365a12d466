from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Person


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class StandInForm(forms.Form):
    """From when to when somebody is away, and who stands in."""

    stand_in = forms.TypedChoiceField(label=_("Who stands in"), coerce=int, empty_value=None)
    starts = forms.DateField(label=_("First day away"), widget=_day())
    ends = forms.DateField(label=_("Last day away"), widget=_day())

    def __init__(self, *args: Any, people: Iterable[Person], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people, self.today = {one.pk: one for one in people}, today
        self.fields["stand_in"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose somebody")),
            *((pk, one.name) for pk, one in self.people.items()),
        ]
        for name in ("starts", "ends"):
            self.fields[name].error_messages.update(
                required=_("Choose a day."), invalid=_("Write the day as year-month-day, such as 2027-01-31.")
            )

    def clean(self) -> None:
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day lies before the first."))
        elif ends and ends < self.today:
            self.add_error("ends", _("That is over already."))

    @property
    def chosen(self) -> Person:
        return self.people[self.cleaned_data["stand_in"]]
