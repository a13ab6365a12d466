from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from goldthread.kit.text import tidy
from goldthread.people.forms.fields import ZoneField

from ..models import Rhythm

WEEKDAYS = (
    (0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday")), (5, _("Saturday")),
    (6, _("Sunday")),
)  # fmt: skip
NTH = ((1, _("first")), (2, _("second")), (3, _("third")), (4, _("fourth")), (-1, _("last")))
REMIND = (
    ("", _("not at all")), (0, _("when it is due")), (2, _("two hours before")), (24, _("a day before")),
    (48, _("two days before")), (72, _("three days before")),
)  # fmt: skip
DIGEST = (
    ("", _("not at all")), (1, _("an hour before")), (2, _("two hours before")), (4, _("four hours before")),
    (24, _("a day before")), (48, _("two days before")),
)  # fmt: skip
# Farther away nobody plans when to look at numbers.
FARTHEST = timedelta(days=400)


class RhythmForm(forms.Form):
    """How often, when, and from when on check-ins are due."""

    every = forms.ChoiceField(label=_("How often"), choices=Rhythm.Every.choices)
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=WEEKDAYS, coerce=int, required=False)
    nth = forms.TypedChoiceField(label=_("Which one"), choices=NTH, coerce=int, required=False)
    day = forms.IntegerField(
        label=_("Day of the month"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=_("A month that has no such day has its last."),
    )
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    zone = ZoneField()
    moves = forms.ChoiceField(label=_("On a holiday it moves to"), choices=Rhythm.Moves.choices)
    working = forms.TypedMultipleChoiceField(
        label=_("Working days"), choices=WEEKDAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("What was due before stays as it was."),
    )
    remind_hours = forms.TypedChoiceField(
        label=_("People are asked"), choices=REMIND, coerce=int, required=False, empty_value=None
    )
    digest_hours = forms.TypedChoiceField(
        label=_("What moved is told"), choices=DIGEST, coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest

    def clean_starts(self) -> date:
        starts: date = self.cleaned_data["starts"]
        if starts < self.earliest:
            raise ValidationError(
                _("What was due stays as it was: choose %(day)s or later."), params={"day": self.earliest}
            )
        if starts > self.earliest + FARTHEST:
            raise ValidationError(_("That is more than a year away. Choose a nearer day."))
        return starts

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("every") == Rhythm.Every.MONTH_DAY and said.get("day") is None and "day" not in self.errors:
            self.add_error("day", _("Say on which day of the month."))
        return said

    def what(self) -> dict[str, Any]:
        """The values by the names of Rhythm.set."""
        said = dict(self.cleaned_data)
        working = "".join(str(one) for one in sorted(said.pop("working")))
        left_out = {"day": said["day"] or 1, "weekday": said["weekday"] or 0, "nth": said["nth"] or 1}
        return {**said, **left_out, "working": working}


class HolidaysForm(forms.Form):
    """Holidays, one to a line, each with its name."""

    days = forms.CharField(
        label=_("Days"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "placeholder": "2027-01-01 New Year"}),
        help_text=_("One to a line: the day as year-month-day, then what it is called."),
    )

    def clean_days(self) -> dict[date, str]:
        found: dict[date, str] = {}
        for line in tidy(self.cleaned_data["days"]).splitlines():
            written, _blank, name = line.strip().partition(" ")
            if not written:
                continue
            try:
                found[date.fromisoformat(written.rstrip(",;:"))] = " ".join(name.split())[:120]
            except ValueError:
                raise ValidationError(
                    _("“%(line)s” does not begin with a day such as 2027-01-31. Nothing has been saved yet."),
                    params={"line": line.strip()[:80]},
                ) from None
        return found
