"""What is said in the room: a card, a title, a wording, two answers at the end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.words import Line

from ..models import LONGEST_CARD


class CardForm(forms.Form):
    words = Line(max_length=LONGEST_CARD)
    signed = forms.BooleanField(required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["words"].error_messages["required"] = _("Write a thought first.")


class TitleForm(forms.Form):
    cluster = forms.IntegerField(min_value=1)
    title = Line(max_length=120, required=False)


class WordingForm(forms.Form):
    words = Line(max_length=600)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["words"].error_messages["required"] = _("Write the words first.")


class ClosingForm(forms.Form):
    """1 to 5: was I heard, was it worth the time."""

    heard = forms.IntegerField(min_value=1, max_value=5, error_messages={"required": _("Answer both questions.")})
    worth = forms.IntegerField(min_value=1, max_value=5, error_messages={"required": _("Answer both questions.")})
