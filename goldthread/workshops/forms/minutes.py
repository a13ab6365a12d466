"""An action that comes of a meeting."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.words import Day, Line
from goldthread.people.models import Person


class ActionForm(forms.Form):
    """What, who, by when. `people` are those with a seat."""

    words = Line(label=_("What"), max_length=500)
    owner = forms.ChoiceField(label=_("Who"))
    due = Day(label=_("By"))

    def __init__(self, *args: Any, people: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in people}
        self.fields["owner"].choices = [(pk, one.name) for pk, one in self.people.items()]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """As the verb wants it."""
        given = self.cleaned_data
        return {"words": given["words"], "owner": self.people[given["owner"]], "due": given["due"]}
