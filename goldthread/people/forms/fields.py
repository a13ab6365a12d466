"""Fields that several forms have."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.kit.text import tidy

SELECTED = format_html("{}", " selected")


class NameField(forms.CharField):
    """A name on one line, with something in it that can be seen."""

    def __init__(self, **ways: Any) -> None:
        super().__init__(**{"max_length": 120, **ways})

    def to_python(self, value: Any) -> str:
        return " ".join(tidy(str(value or "")).split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(mark.isprintable() and not mark.isspace() for mark in value):
            raise ValidationError(_("Write a name that can be seen."))


# The largest id of a row has nineteen digits; SQLite fails at more.
LONGEST_ID = 18


class SeveralField(forms.ModelMultipleChoiceField):
    """Several rows by their ids; a number too large for any row is an id of none."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if len(str(one)) > LONGEST_ID:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": one})
        return super().clean(value)


class Zones(forms.Select):
    """Five hundred lines, written at once: a template for each line made these pages four times as dear."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value or "")
        lines = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((zone, SELECTED if zone == chosen else "", words) for zone, words in self.choices),
        )
        said = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        return format_html("<select{}>{}</select>", said, lines)


class ZoneField(forms.ChoiceField):
    """A time zone; `data-browser-zone` lets the page choose the browser's where nothing is chosen yet."""

    widget = Zones

    def __init__(self, *, empty: Any = None, **ways: Any) -> None:
        super().__init__(label=_("Time zone"), choices=lambda: [*([("", empty)] if empty else []), *_zones()], **ways)


def addresses_in(written: str) -> list[str]:
    """E-mail addresses in any list of them: by comma, semicolon, blank or line, bare or like "Mia <mia@example.org>".

    Small letters, each once, in their order. Raises ValidationError that names what is no address.
    """
    found: dict[str, None] = {}
    for piece in written.replace(";", ",").replace("\n", ",").split(","):
        inside = piece[piece.rfind("<") + 1 : piece.rfind(">")] if "<" in piece and ">" in piece else ""
        for word in [inside] if inside else piece.split():
            try:
                validate_email(word.strip())
            except ValidationError:
                raise ValidationError(
                    gettext(
                        "“%(word)s” is not an e-mail address. Correct it or take it out; nobody has been invited yet."
                    )
                    % {"word": word.strip()[:80]}
                ) from None
            found[word.strip().lower()] = None
    return list(found)


@cache
def _zones() -> list[tuple[str, str]]:
    named = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/"))
    )
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in named)]
