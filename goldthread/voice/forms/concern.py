"""A concern as it is written, what is said about it, its answer, and the change that came of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.kit.text import tidy

from .. import rules
from ..models import Concern
from ..models.concern import MOST_CHARACTERS

NAMED, NAMELESS = "named", "nameless"
TOO_LONG = _("This is %(show_value)s characters long, and %(limit_value)s is the most that fits here.")


class Words(forms.CharField):
    """Several lines, without what no screen shows."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("max_length", MOST_CHARACTERS)
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(widget=widget, strip=False, **options)
        self.error_messages["max_length"] = TOO_LONG

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class SpeakForm(forms.Form):
    text = Words(
        label=_("What concerns you?"),
        rows=5,
        error_messages={"required": _("Say what concerns you. A sentence is enough.")},
    )
    how = forms.ChoiceField(
        label=_("With your name?"),
        choices=((NAMED, _("With my name")), (NAMELESS, _("Without name to other people"))),
        error_messages={"required": _("Say whether your name stands on it.")},
    )

    @property
    def is_nameless(self) -> bool:
        return bool(self.cleaned_data["how"] == NAMELESS)


class ReplyForm(forms.Form):
    text = Words(label=_("Your reply"), rows=3, error_messages={"required": _("Write something first.")})
    # Only whoever raised it without name has this choice.
    how = forms.ChoiceField(choices=((NAMED, ""), (NAMELESS, "")), required=False)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=Concern.Answer.choices,
        error_messages={"required": _("Choose one of the three answers.")},
    )
    why = Words(label=_("Why, and what follows"), rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if given.get("answer") == Concern.Answer.DECLINED and not given.get("why") and "why" not in self.errors:
            self.add_error(
                "why", _("Say why. A no with its reason stays beside the concern, for whoever raised it to read.")
            )
        return given


class ChangeForm(forms.Form):
    version = forms.TypedChoiceField(
        label=_("The new words"),
        coerce=int,
        error_messages={
            "required": _("Choose the words that came of it."),
            "invalid_choice": _("Choose the words that came of it."),
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["version"].choices = choices  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    days = forms.IntegerField(
        label=_("Days"),
        min_value=1,
        max_value=rules.MOST_DAYS,
        error_messages={
            "required": _("Say a number of days."),
            "invalid": _("Say a whole number of days."),
            "min_value": _("One day is the least that can be promised."),
            "max_value": _("Sixty days are the most: who waits longer has not been heard."),
        },
    )
