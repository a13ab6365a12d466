"""Dates in words, as the reader's language writes them."""

from datetime import date, datetime

from django.utils import formats
from django.utils.translation import get_language

# Languages that write a point behind the number of the day: "31. Januar".
_POINTED = ("de",)


def date_format(day: date | datetime, form: str) -> str:
    """A day or moment in Django's letters for dates ("j M Y"), in the language of the page."""
    if (get_language() or "").partition("-")[0] in _POINTED:
        form = form.replace("j", "j.")
    return formats.date_format(day, form)
