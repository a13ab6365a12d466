from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Person
from .fields import NameField, ZoneField


class NameForm(forms.Form):
    """What sign-up asks besides the address."""

    name = NameField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Called by sign-up; the adapter has saved the name already."""


class ProfileForm(forms.Form):
    """How somebody is called and served."""

    name = NameField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = ZoneField(empty=_("As the organisation has it"), required=False)
    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[("system", _("As the device has it")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
        help_text=_("Kept in this browser."),
    )
    keys = forms.ChoiceField(
        label=_("Keyboard shortcuts"),
        choices=[("on", _("Single keys do something")), ("off", _("Only keys held with Ctrl, Alt or ⌘ do"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Press ? on any page to see them. Kept in this browser."),
    )

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("As the browser has it")), *languages]  # type: ignore[attr-defined]
