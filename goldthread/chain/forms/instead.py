"""Naming an agreement about something else that a new one contradicts, and so takes the place of."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from goldthread.decisions.models import Agreement


class InsteadForm(forms.Form):
    """`offered`: the agreements that hold, of those that whoever asks may see."""

    instead = forms.TypedChoiceField(label=_("It takes the place of another agreement"), coerce=int, required=False, empty_value=None)  # fmt: skip

    def __init__(self, *args: Any, offered: Iterable[Agreement], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {one.pk: one for one in offered}
        lines = [(pk, Truncator(one.words).chars(80)) for pk, one in self.offered.items()]
        self.fields["instead"].choices = [("", _("No")), *lines]  # type: ignore[attr-defined]

    @property
    def agreement(self) -> Agreement | None:
        return self.offered.get(self.cleaned_data["instead"])
