from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Level
from goldthread.chain.models.candidate import TEAMS_OWN

from .words import Line, Words

Choices = list[tuple[Any, Any]]
# What a team sets by itself is nothing to be taken up by a product person.
LEVELS = [(level.value, level.label) for level in Level if level not in TEAMS_OWN]


class ProposeForm(forms.Form):
    """A goal that somebody proposes, why, and what it would be a step towards. `choices`: goals by level."""

    level = forms.ChoiceField(label=_("Level"), choices=LEVELS, widget=forms.RadioSelect)
    statement = Line(label=_("Goal"), max_length=600, rows=2, say=True)
    why = Words(
        label=_("Why"),
        help_text=_("What would be better for users or for the company?"),
        required=False,
        max_length=8000,
    )
    parent = forms.TypedChoiceField(label=_("A step towards"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["statement"].error_messages["required"] = _("Say which goal you propose.")
        self.fields["parent"].choices = [("", _("Nothing yet")), *choices]  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    because = Words(label=_("Not now, because"), max_length=2000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["because"].error_messages["required"] = _(
            "Give the reason. Who proposed the goal deserves one, and everybody can read it here."
        )
