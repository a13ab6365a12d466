"""What is said in writing, where people meet over days."""

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.words import Words

from ..models import LONGEST_REMARK


class RemarkForm(forms.Form):
    words = Words(label=_("What you say"), max_length=LONGEST_REMARK, rows=3)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["words"].error_messages["required"] = _("Write something first.")
