from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Closing
from goldthread.kit.text import tidy

from ..models import Sprint

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SprintForm(forms.Form):
    """Name and dates of a sprint or a week."""

    name = forms.CharField(label=_("Name"), max_length=80)
    starts = forms.DateField(label=_("Starts"), widget=DAY)
    ends = forms.DateField(label=_("Ends"), widget=DAY)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        starts, ends = said.get("starts"), said.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("It ends before it starts. Choose a day from %(day)s on.") % {"day": starts})
        if starts and ends and ends - starts > timedelta(days=62):
            self.add_error("ends", _("That is more than two months: a sprint lasts a month at the most."))
        return said


class SprintGoalForm(forms.Form):
    """The one goal of a sprint: why it is run, how it is met, how the team will know."""

    statement = forms.CharField(
        label=_("Sprint goal"), max_length=600, widget=forms.Textarea(attrs={"rows": 2, "class": "say"}),
        help_text=_("Which one outcome is this sprint for?"),
    )  # fmt: skip
    method = forms.CharField(
        label=_("Method"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("How will you get there?"),
    )
    how_we_know = forms.CharField(
        label=_("How we know"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What will have happened when it is met?"),
    )
    parent = forms.TypedChoiceField(label=_("A step towards"), required=False, coerce=int, empty_value=None)
    because = forms.CharField(
        label=_("Because"), max_length=2000, required=False, widget=forms.TextInput(), help_text=_("Why does it help?")
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, product_goals: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "parent", _("Choose a product goal"), [(one["number"], one["statement"]) for one in product_goals])

    def words(self) -> dict[str, str]:
        """What goes into the version."""
        return {name: tidy(self.cleaned_data[name]) for name in ("statement", "method", "how_we_know")}

    def clean_statement(self) -> str:
        said = tidy(self.cleaned_data["statement"])
        if not said:
            raise forms.ValidationError(_("Say in one sentence what this sprint is for."))
        return said


class EndingForm(forms.Form):
    """How a sprint ended, and what was learned."""

    result = forms.ChoiceField(
        label=_("The goal was"),
        choices=[(one.value, one.label) for one in (Closing.Result.MET, Closing.Result.PARTLY, Closing.Result.MISSED)],
        widget=forms.RadioSelect(),
    )
    learned = forms.CharField(
        label=_("What we learned"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, has_goal: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].required = has_goal


class TaskForm(forms.Form):
    text = forms.CharField(label=_("New task"), max_length=300)


class TrackerForm(forms.Form):
    label = forms.CharField(label=_("Name of the board"), max_length=80)
    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Where the team keeps its work, beginning with https://."),
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if not url.startswith(("http://", "https://")):
            raise forms.ValidationError(_("Only addresses that begin with https:// or http:// can be linked."))
        return url


class ContributionForm(forms.Form):
    """The next outcome of a group of stakeholders."""

    statement = forms.CharField(
        label=_("Our next outcome"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2, "class": "say"}),
        help_text=_("What will be different for the product when you are done?"),
    )
    owner = forms.TypedChoiceField(label=_("Owner"), required=False, coerce=int, empty_value=None)
    due = forms.DateField(label=_("By"), required=False, widget=DAY)
    parent = forms.TypedChoiceField(label=_("A step towards"), required=False, coerce=int, empty_value=None)
    because = forms.CharField(label=_("Because"), max_length=2000, required=False, help_text=_("Why does it help?"))

    def __init__(
        self, *args: Any, product_goals: list[dict[str, Any]], people: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "parent", _("Choose a product goal"), [(one["number"], one["statement"]) for one in product_goals])
        _offer(self, "owner", _("Nobody yet"), people)


def _offer(form: forms.Form, name: str, nothing: Any, choices: list[tuple[int, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", nothing), *choices]


def next_sprint(last: Sprint | None, *, weekly: bool, weeks: int, today: date) -> dict[str, Any]:
    """What a form for the next sprint begins with: the name counted on, the dates that follow."""
    if last is not None and last.ends >= today - timedelta(days=14):
        starts, ends = last.next_dates()
    else:
        starts = today - timedelta(days=today.weekday())
        ends = starts + timedelta(days=7 * (1 if weekly else weeks) - 1)
    if weekly:
        return {"name": _("Week %(number)s") % {"number": starts.isocalendar().week}, "starts": starts, "ends": ends}
    return {"name": _counted_on(last.name) if last else _("Sprint 1"), "starts": starts, "ends": ends}


def _counted_on(name: str) -> str:
    """ "Sprint 14" becomes "Sprint 15"; a name without a number stays."""
    head, _space, number = name.rpartition(" ")
    return f"{head} {int(number) + 1}" if head and number.isascii() and number.isdigit() and len(number) < 9 else name


__all__ = ["ContributionForm", "EndingForm", "SprintForm", "SprintGoalForm", "TaskForm", "TrackerForm", "next_sprint"]
