from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import GuestLink
from ..models.guest_link import HOLDS_FOR
from .fields import NameField


class GuestLinkForm(forms.Form):
    """A new link for somebody without an account: for whom, what they may do, until when."""

    LONGEST = timedelta(days=366)

    name = NameField(label=_("For whom"), max_length=60, help_text=_("Comments made by this link carry the name."))
    scope = forms.ChoiceField(label=_("What they may do"), choices=GuestLink.Scope.choices)
    until = forms.DateField(
        label=_("Holds until the end of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    email = forms.EmailField(
        label=_("Send it to"),
        required=False,
        help_text=_("Left empty, you are shown the link once and pass it on yourself. The address is not kept."),
    )

    def __init__(self, *args: object, today: date, zone: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today, self.zone = today, zone
        self.fields["until"].initial = today + HOLDS_FOR

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today <= until <= self.today + self.LONGEST:
            raise ValidationError(_("Choose a day from today on, within a year."))
        return until

    @property
    def ends_at(self) -> datetime:
        """The last moment of the day, where the organisation is."""
        return datetime.combine(self.cleaned_data["until"], time.max, ZoneInfo(self.zone))


class WhoForm(forms.Form):
    """Who somebody is who opens a link that was made for somebody else."""

    name = NameField(label=_("Your name"), max_length=50)
