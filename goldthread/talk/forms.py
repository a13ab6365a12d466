from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from goldthread.kit.text import tidy

from . import sniffing
from .models import Upload

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024
# A little below what the server takes in one request.
MOST_BYTES_TOGETHER = 24 * 1024 * 1024
MOST_CHARACTERS = 20_000
TOO_LONG = _(
    "This is %(show_value)s characters long, and %(limit_value)s is the most that fits here. Shorten it, or attach it as a file."
)


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files in one field; each is known by its content. Cleans to a list of Upload."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("A comment holds at most %(most)s files.") % {"most": MOST_FILES})
        if sum(one.size for one in given) > MOST_BYTES_TOGETHER:
            raise forms.ValidationError(
                _("Together the files are larger than %(most)s.") % {"most": filesizeformat(MOST_BYTES_TOGETHER)}
            )
        return [self._known(super(Files, self).clean(one, initial)) for one in given]

    def _known(self, file: Any) -> Upload:
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("“%(name)s” is larger than %(most)s.") % {"name": file.name, "most": filesizeformat(MOST_BYTES)}
            )
        kind = sniffing.kind_of(file.file, file.name)
        file.seek(0)
        if kind is None:
            raise forms.ValidationError(
                _(
                    "“%(name)s” is none of the kinds of file that can be attached: pictures, PDF, text, tables and office documents without macros."
                )
                % {"name": file.name}
            )
        return Upload(file, sniffing.fitting_name(file.name, kind), kind)


class Text(forms.CharField):
    """What people write, without what no screen shows."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class CommentForm(forms.Form):
    text = Text(
        label=_("Your comment"),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        error_messages={"max_length": TOO_LONG},
    )
    files = Files(label=_("Files"), required=False, max_length=255)  # type: ignore[assignment]

    def clean(self) -> None:
        nothing = not self.cleaned_data.get("text") and not self.cleaned_data.get("files")
        if nothing and not self.errors:
            self.add_error("text", _("Write something, or attach a file."))
