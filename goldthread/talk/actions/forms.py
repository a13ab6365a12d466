from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from goldthread.people.models import Person

from ..forms import Text
from . import access

MOST_CHARACTERS = 500
TOO_LONG = _("At most %(limit_value)s characters fit here, and this has %(show_value)s. Say the rest in a comment.")


class Line(Text):
    """Words on one line."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class ActionForm(forms.Form):
    """What is to be done, whose name is on it, by when."""

    words = Line(
        label=_("What is to be done"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG, "required": _("Say what is to be done.")},
    )
    owner = forms.TypedChoiceField(
        label=_("Who"), coerce=int, error_messages={"required": _("Choose whose name is on it.")}
    )
    due = forms.DateField(
        label=_("By"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as year-month-day, such as 2027-01-31.")},
    )

    def __init__(self, *args: Any, people: Iterable[Person], about: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.about = {one.pk: one for one in people}, about
        self.fields["owner"].choices = [(pk, one.name) for pk, one in self.people.items()]  # type: ignore[attr-defined]

    def clean_owner(self) -> Person:
        person = self.people[self.cleaned_data["owner"]]
        if self.about is not None and not access.sees(person, self.about):
            raise ValidationError(
                _("%(name)s cannot see this goal. Name them there first."), params={"name": person.name}
            )
        return person


class EndingForm(forms.Form):
    """How an action ended, and a word about it."""

    words = Line(
        label=_("In a line"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )
    how = forms.ChoiceField(choices=(("done", _("done")), ("dropped", _("dropped"))))
