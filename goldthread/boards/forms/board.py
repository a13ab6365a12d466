"""What is written in place on the vision board and the roadmap: single lines, and where they are put."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.words import Line
from goldthread.chain.models import Level

from ..vision_board import NOTED, SET_HERE

LARGEST = 2**63 - 1
LONGEST_LINE = 600


class LineForm(forms.Form):
    """The words of a line; `base` is the edition or version the writer started from."""

    text = Line(max_length=LONGEST_LINE)
    base = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].error_messages["required"] = _("Write something, or remove the line.")


class NoteForm(LineForm):
    """A new line of a section."""

    section = forms.ChoiceField(choices=[(name, name) for name in NOTED])


class GoalForm(LineForm):
    """A new goal on the board."""

    level = forms.ChoiceField(choices=[(level, level) for level in (*SET_HERE, Level.PRODUCT_GOAL)])


class PlaceForm(forms.Form):
    """Where to: "up" or "down" by one, or before another line by its id (none: last)."""

    to = forms.ChoiceField(choices=[("up", "up"), ("down", "down")], required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)


def sentence(form: forms.Form) -> str:
    """What is wrong with a form, as one text."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


__all__ = ["GoalForm", "LineForm", "NoteForm", "PlaceForm", "sentence"]
