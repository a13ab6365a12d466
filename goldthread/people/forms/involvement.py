from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Involvement, Person

SCALE = 10


class InvolvementForm(forms.Form):
    """What somebody is in a product; power and interest are for stakeholders."""

    role = forms.ChoiceField(label=_("Is here"), choices=Involvement.Role.choices)
    power = forms.IntegerField(
        label=_("Power"),
        min_value=0,
        max_value=SCALE,
        required=False,
        help_text=_("For a stakeholder, 0 to 10: how much they can move or stop."),
    )
    interest = forms.IntegerField(
        label=_("Interest"),
        min_value=0,
        max_value=SCALE,
        required=False,
        help_text=_("For a stakeholder, 0 to 10: how much it touches them."),
    )

    def __init__(self, *args: Any, places: bool = True, **kwargs: Any) -> None:
        """`places`: whether who fills it in may say where a stakeholder stands."""
        super().__init__(*args, **kwargs)
        if not places:
            del self.fields["power"], self.fields["interest"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("role") != Involvement.Role.STAKEHOLDER:
            said["power"] = said["interest"] = None
        return said


class NewInvolvementForm(InvolvementForm):
    person = forms.TypedChoiceField(label=_("Person"), coerce=int)
    field_order = ["person"]

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]
