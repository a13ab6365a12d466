from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.kit.text import tidy

from .first import Answers

WORDS = forms.Textarea(attrs={"rows": 2, "class": "say"})


class FirstForm(forms.Form):
    """Four questions, none of which must be answered; one answer is enough to begin."""

    vision = forms.CharField(
        label=_("Why does this product exist, and what change should it bring?"), max_length=600, required=False, widget=WORDS,
        help_text=_("The vision. It may stretch: no number, no date, no feature."),
    )  # fmt: skip
    need = forms.CharField(
        label=_("Which problem does it solve for its users, or which benefit do they get?"), max_length=600, required=False, widget=WORDS,
        help_text=_("A user goal. Say it the way a user would."),
    )  # fmt: skip
    business = forms.CharField(
        label=_("How does it benefit the company?"), max_length=600, required=False, widget=WORDS,
        help_text=_("A business goal: revenue, a new market, lower cost, a stronger brand."),
    )  # fmt: skip
    next = forms.CharField(
        label=_("What is the next outcome to reach, in the coming two to six months?"), max_length=600, required=False, widget=WORDS,
        help_text=_("A product goal: one step towards the goals above."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said = {name: tidy(words or "") for name, words in said.items()}
        if not self.errors and not any(said.values()):
            raise forms.ValidationError(_("Answer one question to begin; the others can wait."))
        return said

    def answers(self) -> Answers:
        return Answers(**self.cleaned_data)
