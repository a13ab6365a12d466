"""A pivot as it is typed: what changes, why, what lies beside it, who agreed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.key_result import KeyResultForm
from goldthread.chain.forms.words import Line, Words
from goldthread.chain.models import KeyResult
from goldthread.checkins.models import Grounds, Link
from goldthread.measures.models import Reading
from goldthread.people.models import Person
from goldthread.talk.forms import Files

MOST_LINKS, MOST_READINGS = 5, 20
WEB = ["http", "https"]


class EvidenceForm(forms.Form):
    """What can lie beside a pivot: values that were read, addresses, files."""

    readings = forms.TypedMultipleChoiceField(
        label=_("Readings"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    link = Line(
        label=_("Link"),
        help_text=_("Where the data can be seen, such as a sheet or a page."),
        required=False,
        max_length=1000,
    )
    link_words = Line(label=_("What the link shows"), required=False, max_length=400)
    files = Files(label=_("Files"), required=False, max_length=255)  # type: ignore[assignment]

    def __init__(self, *args: Any, readings: Iterable[Reading], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {one.pk: one for one in readings}
        self.fields["readings"].choices = [(pk, str(one)) for pk, one in self.offered.items()]  # type: ignore[attr-defined]
        self.fields["readings"].error_messages["invalid_choice"] = _("That value does not belong to this goal.")
        self.fields["link"].widget.attrs["inputmode"] = "url"

    def clean_readings(self) -> list[Reading]:
        chosen = self.cleaned_data["readings"]
        if len(chosen) > MOST_READINGS:
            raise forms.ValidationError(_("Choose at most %(most)s values.") % {"most": MOST_READINGS})
        return [self.offered[pk] for pk in chosen]

    def clean_link(self) -> str:
        written: str = self.cleaned_data["link"]
        if written:
            try:
                URLValidator(schemes=WEB)(written)
            except forms.ValidationError:
                raise forms.ValidationError(_("Write the whole address, such as https://example.org/sheet.")) from None
        return written

    def beside(self) -> dict[str, Any]:
        """What was laid beside, as `Pivot.add` takes it."""
        given = self.cleaned_data
        links = [Link(given["link"], given.get("link_words", ""))] if given.get("link") else []
        return {"readings": given.get("readings", []), "links": links, "files": given.get("files", [])}


class GroundsForm(EvidenceForm):
    """Why, with what beside it, and who agreed. `people` are those who can have agreed."""

    reason = Words(label=_("Why, and what did we learn?"), max_length=4000, rows=4)
    agreed = forms.TypedMultipleChoiceField(
        label=_("Who agreed"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("reason", "readings", "link", "link_words", "files", "agreed")

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.pk: one for one in people}
        self.fields["agreed"].choices = [(pk, one.name) for pk, one in self.people.items()]  # type: ignore[attr-defined]
        self.fields["reason"].error_messages["required"] = _(
            "Say why: what do we know now that we did not know when we agreed?"
        )

    def grounds(self) -> Grounds:
        agreed = [self.people[pk] for pk in self.cleaned_data["agreed"]]
        return Grounds(self.cleaned_data["reason"], agreed=agreed, **self.beside())


class NumbersForm(KeyResultForm):
    """The numbers of a key result that runs, as they are from now on. Whose it is stays, and what was not sent."""

    OPEN = ("metric", "unit", "currency", "kind", "baseline", "target", "upto", "due", "starts", "reach", "base")

    def __init__(self, *args: Any, key_result: KeyResult, **options: Any) -> None:
        super().__init__(*args, people=(), key_result=key_result, **options)
        for name in [name for name in self.fields if name not in self.OPEN]:
            del self.fields[name]
        self.fields["due"].label, self.fields["target"].label = _("New day"), _("New target")
        self.version = key_result.version

    def numbers(self) -> dict[str, Any]:
        self.cleaned_data.update(weight=self.version.weight, owner=None)  # type: ignore[union-attr]
        said = super().numbers()
        return {name: value for name, value in said.items() if name not in ("weight", "owner_id", "owner_as_written")}


__all__ = ["EvidenceForm", "GroundsForm", "NumbersForm"]
