"""Saying that a rule need not hold somewhere, and merging two goals that say the same."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.loose_ends import catalogue, sayings

from .words import Words


class ExemptForm(forms.Form):
    """Which rule, for which goal of the product (none: for the product), and why."""

    rule = forms.ChoiceField(widget=forms.HiddenInput)
    goal = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)
    about = forms.RegexField(r"^[a-z]+-[0-9]{1,18}$", widget=forms.HiddenInput, required=False)
    because = Words(
        label=_("Why need it not hold here?"),
        help_text=_("The reason stays visible to everybody, with your name and the day."),
        max_length=2000,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rule"].choices = [(name, sayings.saying(name).title) for name in catalogue.rules()]  # type: ignore[attr-defined]
        self.fields["because"].error_messages["required"] = _("Say why. The reason is what others will read.")


class MergeForm(forms.Form):
    """The goal that stays."""

    into = forms.TypedChoiceField(label=_("The goal that stays"), coerce=int)

    def __init__(self, *args: Any, choices: list[tuple[Any, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].choices = choices  # type: ignore[attr-defined]


class SeveritiesForm(forms.Form):
    """For each rule how grave it is taken to be; "" is as usual."""

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in catalogue.rules():
            self.fields[name] = forms.ChoiceField(
                label=str(sayings.saying(name).title), choices=choices, required=False
            )
