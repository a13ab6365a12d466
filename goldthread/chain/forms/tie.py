from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from goldthread.chain import access
from goldthread.chain.models import Goal
from goldthread.people.access import Ground

Choices = list[tuple[str, list[tuple[int, str]]]]
LARGEST = 2**31 - 1


class TieForm(forms.Form):
    """To which goal, by its number, and why it helps. `choices` are the goals to pick from, by level."""

    to = forms.IntegerField(
        label=_("A step towards"), min_value=1, max_value=LARGEST, widget=forms.Select(attrs={"data-search": True})
    )
    because = forms.CharField(
        label=_("Why does it help?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, ground: Ground, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground = ground
        self.fields["to"].widget.choices = [("", _("Choose a goal")), *choices]

    def clean_to(self) -> Goal:
        try:
            return access.parent(self.ground, self.cleaned_data["to"])
        except Http404:
            raise forms.ValidationError(_("This goal is not there any more. Choose another.")) from None
