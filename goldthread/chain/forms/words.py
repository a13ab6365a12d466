"""Fields for what people write: tidied, and with a sentence where it is too long."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.kit.text import tidy

TOO_LONG = _(
    "This is %(show_value)s characters long, and %(limit_value)s is the most that fits here. Shorten it; nothing of it was lost."
)


class Words(forms.CharField):
    """Text without what no screen shows. `rows` is the height of its field; 0 makes it one line."""

    def __init__(self, *, rows: int = 3, words: str = "", say: bool = False, **options: Any) -> None:
        look = {"dir": "auto", **({"placeholder": words} if words else {}), **({"class": "say"} if say else {})}
        widget = forms.Textarea(attrs={"rows": rows, **look}) if rows else forms.TextInput(attrs=look)
        super().__init__(widget=widget, strip=False, error_messages={"max_length": TOO_LONG}, **options)

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # No maxlength: a browser would cut off silently what somebody pastes.
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class Line(Words):
    """Words on one line: breaks become blanks."""

    def __init__(self, **options: Any) -> None:
        super().__init__(rows=options.pop("rows", 0), **options)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class Day(forms.DateField):
    """A local date."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1990-01-01", "max": "2199-12-31"})
        super().__init__(widget=widget, required=False, **options)

    def to_python(self, value: Any) -> date | None:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            words = _("“%(value)s” is not a date. Write it as year-month-day, such as 2027-01-31.")
            raise forms.ValidationError(words, params={"value": str(value)[:40]}) from None
