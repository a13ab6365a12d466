from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.kit.text import tidy

from ..models import Person


class RestrictingForm(forms.Form):
    """Who is named to see something restricted, and why it is."""

    people = forms.MultipleChoiceField(
        label=_("Who else sees it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "You are named yourself. Everybody else sees that nothing is there: owners and administrators too."
        ),
    )
    because = forms.CharField(
        label=_("Because"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only the people who are named read it."),
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in people}
        self.fields["people"].choices = [(pk, one.name) for pk, one in self.known.items()]  # type: ignore[attr-defined]

    def clean_people(self) -> list[Person]:
        return [self.known[pk] for pk in self.cleaned_data["people"]]

    def clean_because(self) -> str:
        return tidy(self.cleaned_data["because"])
