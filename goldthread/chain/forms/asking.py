"""Asking many at once: about which lines, in which way, whom, until when."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.decisions.canvassing.words import ORDERINGS, THERMOMETERS
from goldthread.decisions.forms.ballot import LAST_MINUTE
from goldthread.decisions.rules import many
from goldthread.kit import clock
from goldthread.people.models import Organisation

from .agreeing import DAYS, LONGEST_DAYS
from .words import Day, Line, Words

# Lines that somebody writes here, and characters of one.
MOST_WRITTEN, LONGEST = 30, 600
# In percent of those who are asked.
QUORUMS = ((0, _("as many as do by then")), (50, _("half of them at least")), (75, _("three quarters of them at least")), (100, _("all of them")))  # fmt: skip


class AskingForm(forms.Form):
    """Whom, until when, and why. `listed`: who could be asked, as agreeing.everybody gives them."""

    voters = forms.MultipleChoiceField(label=_("Who is asked"), widget=forms.CheckboxSelectMultiple)
    until = Day(label=_("Until the evening of"))
    note = Words(label=_("Why now"), required=False, max_length=2000, rows=2)

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        listed: Iterable[Mapping[str, Any]],
        begun: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> None:
        self.zone, every = organisation.time_zone, list(listed)
        needed = [str(one["person"].pk) for one in every if one["needed"]]
        later = clock.today(self.zone) + timedelta(days=DAYS)
        super().__init__(*args, **{**more, "initial": {"voters": needed, "until": later, **(begun or {})}})
        self.fields["voters"].choices = [(str(one["person"].pk), one["person"].name) for one in every]  # type: ignore[attr-defined]
        self.fields["voters"].error_messages["required"] = _("Choose who is asked.")
        self.fields["until"].required = True
        self.fields["until"].error_messages["required"] = _("Choose a day.")

    def clean_until(self) -> Any:
        day, today = self.cleaned_data["until"], clock.today(self.zone)
        if not today <= day <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day within the next three months."))
        return day

    @property
    def closes_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["until"], LAST_MINUTE, ZoneInfo(self.zone))


class AsOneForm(AskingForm):
    """Which of the lines; those that cannot be asked about are no choices."""

    lines = forms.MultipleChoiceField(label=_("Lines"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, found: Iterable[Mapping[str, Any]], **more: Any) -> None:
        free = [one for one in found if not one["why_not"]]
        begun = {"lines": [one["key"] for one in free], **(more.pop("begun", None) or {})}
        super().__init__(*args, begun=begun, **more)
        self.fields["lines"].choices = [(one["key"], one["words"]) for one in free]  # type: ignore[attr-defined]
        self.fields["lines"].error_messages["required"] = _("Choose at least one line.")


class ReadForm(forms.Form):
    """How many have to answer for something to be read from it."""

    quorum = forms.TypedChoiceField(
        label=_("How many have to answer"), choices=QUORUMS, coerce=int, required=False, initial=0
    )


class FeelingForm(ReadForm, AskingForm):
    """How people feel about a goal, in the words in force or others."""

    statement = Line(label=_("The words that are asked about"), max_length=600, rows=2, say=True)
    way = forms.ChoiceField(
        label=_("How"), choices=[(name, label) for name, label, _says in THERMOMETERS], initial=many.GRADIENT
    )


class OrderingForm(ReadForm, AsOneForm):
    """Which lines are put in order: those of a list, and more that are written here, one a row."""

    title = Line(label=_("The question"), max_length=200)
    written = Words(label=_("Lines of your own, one a row"), required=False, max_length=20_000, rows=4)
    way = forms.ChoiceField(
        label=_("How"), choices=[(name, label) for name, label, _says in ORDERINGS], initial=many.DOTS
    )
    budget = forms.TypedChoiceField(
        label=_("Dots for each person"), choices=[(n, n) for n in range(1, many.MOST_BUDGET + 1)], coerce=int, required=False, initial=5
    )  # fmt: skip
    most = forms.TypedChoiceField(
        label=_("At most for one line"), choices=[(n, n) for n in range(1, 6)], coerce=int, required=False, initial=3
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lines"].required = False

    def clean_written(self) -> list[str]:
        rows = [" ".join(row.split()) for row in self.cleaned_data["written"].splitlines()]
        said = list(dict.fromkeys(row for row in rows if row))
        if len(said) > MOST_WRITTEN or any(len(row) > LONGEST for row in said):
            raise forms.ValidationError(_("Write 30 lines at most, each of 600 characters at most."))
        return said

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        count = len(given.get("lines", ())) + len(given.get("written", ()))
        if count < 2 and not self.errors:
            self.add_error("written", _("Choose or write at least two lines."))
        return given

    @property
    def limits(self) -> many.Limits:
        given = self.cleaned_data
        return many.limits_of(given["way"], budget=given["budget"] or 5, most=given["most"] or 3)
