"""What is changed for several goals of the list at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Period
from goldthread.people.models import Person, Team

from .goal import Choices
from .words import Day, Line

# As it is: nothing is chosen. Nobody and none: chosen, and empty.
NONE = "0"
MOST = 200


class AtOnceForm(forms.Form):
    """New values for the goals that are ticked; a field left alone leaves each goal as it is."""

    owner = forms.ChoiceField(label=_("Owner"), required=False)
    team = forms.ChoiceField(label=_("Team or group"), required=False)
    due = Day(label=_("Due"))
    period = forms.ChoiceField(label=_("Period"), required=False)
    because = Line(label=_("Why?"), required=False, max_length=2000)

    def __init__(
        self, *args: Any, people: Iterable[Person], teams: Sequence[Team], periods: Iterable[Period], **options: Any
    ) -> None:
        super().__init__(*args, **{**options, "auto_id": "at-once-%s"})
        self._choose("owner", _("Nobody"), [(one.pk, one.name) for one in people])
        self._choose("team", "", [(one.pk, one.name) for one in teams])
        self._choose("period", _("No period"), [(one.pk, one.name) for one in periods])

    def _choose(self, name: str, none: Any, found: Choices) -> None:
        empty = [(NONE, none)] if none else []
        self.fields[name].choices = [("", _("As it is")), *empty, *found] if found else [("", _("As it is"))]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if "change" in self.data and not self.errors and not self.said():
            raise forms.ValidationError(_("Choose what changes: an owner, a team, a date or a period."))

    def said(self) -> dict[str, Any]:
        """What changes, by the names of a version's fields."""
        given = self.cleaned_data
        said: dict[str, Any] = {}
        for name in ("owner", "team", "period"):
            if given.get(name):
                said[f"{name}_id"] = None if given[name] == NONE else int(given[name])
        # An owner chosen here takes the place of one who was only written down.
        if "owner_id" in said:
            said["owner_as_written"] = ""
        if given.get("due"):
            said["due"] = given["due"]
        return said


def ticked(values: Iterable[str]) -> dict[int, int]:
    """Goals as the list sends them, "42-107": the number, and the id of the version that was read. Others are left out."""
    found = {}
    for value in values:
        number, dash, base = value.partition("-")
        if dash and all(part.isascii() and part.isdigit() and len(part) < 10 for part in (number, base)):
            found[int(number)] = int(base)
    return found
