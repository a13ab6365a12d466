from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import WallLink


class WallLinkForm(forms.Form):
    """A new link to the wall: where it hangs, what it turns through and how fast, until when it holds."""

    VIEWS = (("thread", _("Vision and thread")), ("board", _("Vision board")), ("roadmap", _("Roadmap")))
    PACES = ((15, _("15 seconds")), (30, _("30 seconds")), (60, _("a minute")), (300, _("5 minutes")))

    name = forms.CharField(
        label=_("Where it hangs"),
        max_length=80,
        required=False,
        help_text=_("So that you know later which screen it is."),
    )
    views = forms.MultipleChoiceField(label=_("Turns through"), choices=VIEWS, widget=forms.CheckboxSelectMultiple)
    seconds = forms.TypedChoiceField(label=_("Each stands for"), choices=PACES, coerce=int)
    theme = forms.ChoiceField(label=_("Colours"), choices=WallLink.Theme.choices, required=False)
    until = forms.DateField(
        label=_("Holds until the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Left empty, until somebody takes it back."),
    )

    def __init__(self, *args: object, today: date, zone: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today, self.zone = today, zone

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and until < self.today:
            raise ValidationError(_("This day is over. Choose a later one."))
        return until

    @property
    def ends_at(self) -> datetime | None:
        """The last moment of the day, where the organisation is."""
        until: date | None = self.cleaned_data["until"]
        return datetime.combine(until, time.max, ZoneInfo(self.zone)) if until else None
