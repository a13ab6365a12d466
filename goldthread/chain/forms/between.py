"""The two days that somebody compares."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

USUAL_DAYS = 30


class BetweenForm(forms.Form):
    """From the evening of one day to that of another; a month back to today where nothing is said."""

    since = forms.DateField(label=_("From the evening of"), required=False)
    until = forms.DateField(label=_("to the evening of"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        until = min(said.get("until") or self.today, self.today)
        since = said.get("since") or until - timedelta(days=USUAL_DAYS)
        if since >= until and not self.errors:
            self.add_error("since", _("The first day has to be before the second, and before today."))
        return {"since": since, "until": until}
