from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.membership import Spot
from ..power_interest import SCALE


def _number(said: str) -> int | None:
    return int(said) if said else None


class SpotForm(forms.Form):
    """Where a stakeholder stands; both empty is nowhere yet. `base` is the spot that the page showed: "7,9"."""

    _CHOICES = [("", _("not yet")), *((str(one), str(one)) for one in range(SCALE + 1))]
    power = forms.TypedChoiceField(label=_("Power"), choices=_CHOICES, coerce=_number, empty_value=None, required=False)
    interest = forms.TypedChoiceField(
        label=_("Interest"), choices=_CHOICES, coerce=_number, empty_value=None, required=False
    )
    base = forms.RegexField(r"^(10|[0-9])?,(10|[0-9])?$", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and (said["power"] is None) != (said["interest"] is None):
            raise forms.ValidationError(_("Say both power and interest, or neither."))
        return said

    @property
    def spot(self) -> Spot:
        return (self.cleaned_data["power"], self.cleaned_data["interest"])

    @property
    def base_spot(self) -> Spot | None:
        said = self.cleaned_data["base"]
        if not said:
            return None
        power, _comma, interest = said.partition(",")
        return (_number(power), _number(interest))
