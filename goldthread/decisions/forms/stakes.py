"""How much is at stake, in one line: what the suggested rule comes from, beside the level."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rules.chooser import Stakes

LITTLE, USUAL, MUCH = "little", "usual", "much"
# What each says of the considerations that people are not asked one by one.
_WEIGHTS = {LITTLE: 0, USUAL: 1, MUCH: 2}
_CONSIDERED = ("importance", "longevity", "difficulty", "buy_in", "empowerment")


class StakesForm(forms.Form):
    """Read from a form that is only half filled in, too: what cannot be read is as usual.

    `small`: whether the words differ little from those that were agreed. It is what the box says until somebody says
    otherwise; `recognised` is what it said when they did.
    """

    at_stake = forms.ChoiceField(
        label=_("How much is at stake"),
        choices=[(LITTLE, _("little is at stake")), (USUAL, _("as much as usual is at stake")), (MUCH, _("much is at stake"))],
        required=False,
    )  # fmt: skip
    emergency = forms.BooleanField(label=_("it cannot wait"), required=False)
    small_change = forms.BooleanField(label=_("it is a small change of what was agreed"), required=False)
    recognised = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, sent: Mapping[str, Any] | None = None, *, small: bool = False) -> None:
        super().__init__(sent, initial={"at_stake": USUAL, "small_change": small})
        self.full_clean()
        said = self.cleaned_data if self.is_bound else {}
        as_it_was = said.get("small_change", False) == said.get("recognised", False)
        self.at = said.get("at_stake") or USUAL
        self.cannot_wait = bool(said.get("emergency"))
        self.is_small = small if as_it_was else bool(said.get("small_change"))
        self.was_recognised = small

    def stakes(self, *, voters: int, horizon_weeks: int | None) -> Stakes:
        weights: dict[str, Any] = dict.fromkeys(_CONSIDERED, _WEIGHTS[self.at])
        return Stakes(voters, horizon_weeks, self.is_small, self.cannot_wait, **weights)


__all__ = ["StakesForm"]
