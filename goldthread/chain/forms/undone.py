"""Why something that was agreed is left undone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .words import Words


class RestForm(forms.Form):
    because = Words(label=_("Let it rest, because"), max_length=2000, rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["because"].error_messages["required"] = _("Say why it rests. Everybody who agreed reads it here.")
