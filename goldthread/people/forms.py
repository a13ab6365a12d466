from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import Person


class NameForm(forms.Form):
    """What sign-up asks besides the address."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: Person) -> None:
        user.name = self.cleaned_data["name"].strip()
        user.save(update_fields=["name"])
