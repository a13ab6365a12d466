"""What the log of agreements is looked through for. Whatever cannot be read asks for nothing."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..words import RULES

OUTCOMES = [("", _("whatever came of it")), ("agreed", _("agreed")), ("not_agreed", _("not agreed")), ("due", _("to be looked at again"))]  # fmt: skip
ABOUT = re.compile(r"[a-z]{1,20}-[0-9]{1,15}")
_EMPTY: dict[str, Any] = {
    "q": "", "rule": "", "person": "", "outcome": "", "since": None, "until": None, "about": "",
}  # fmt: skip


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))  # fmt: skip


class LookForm(forms.Form):
    """A form that is sent with GET: every field may be empty. `people`: (id, name) of those who were ever asked here."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=OUTCOMES, required=False)
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    person = forms.ChoiceField(label=_("Somebody who was asked"), required=False)
    since = _day(_("From"))
    until = _day(_("To the end of"))
    q = forms.CharField(required=False, max_length=200)
    about = forms.RegexField(ABOUT, required=False)

    def __init__(self, asked: Any, *, people: Iterable[tuple[int, str]]) -> None:
        super().__init__({name: asked.get(name, "") for name in _EMPTY})
        self.fields["rule"].choices = [("", _("any rule")), *((one.name, one.label) for one in RULES)]  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", _("anybody")), *((str(pk), name) for pk, name in people)]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, by field; empty where nothing was, or it makes no sense."""
        self.is_valid()
        given: dict[str, Any] = {**_EMPTY, **{name: value for name, value in self.cleaned_data.items() if value}}
        return {**given, "q": given["q"].strip()}

    @property
    def is_sifted(self) -> bool:
        """Whether more was asked than words."""
        return any(value for name, value in self.asked.items() if name != "q")
