"""Saying that what was agreed still holds, and when to look at it again."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.kit import clock
from goldthread.people.models import Organisation

from .ballot import Words

LONGEST_DAYS = 5 * 366
QUARTER = timedelta(days=91)


class ReviewForm(forms.Form):
    """A remark, and another day; without a day it is not looked at again."""

    note = Words(label=_("What did you look at?"), required=False, max_length=2000)
    next_on = forms.DateField(
        label=_("Look at it again on"), required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), error_messages={"invalid": _("Choose a day.")},
    )  # fmt: skip

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        self.today = clock.today(organisation.time_zone)
        super().__init__(*args, **{"initial": {"next_on": self.today + QUARTER}, **options})

    def clean_next_on(self) -> Any:
        day = self.cleaned_data["next_on"]
        if day and not self.today < day <= self.today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day to come, within five years."))
        return day
