"""What somebody expects of a way on, and what it becomes, as they are typed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.chances import Course
from goldthread.chain.forms.key_result import AmountField
from goldthread.chain.forms.reading import WRONG
from goldthread.chain.forms.words import Day, Line
from goldthread.checkins.ways import WAYS, Way, Wish
from goldthread.measures.models import Metric
from goldthread.measures.rules import refusal
from goldthread.people.models import Person

LATEST = date(2199, 12, 31)
USUAL_DAYS = 14


class WishesForm(forms.Form):
    """What would be, if: a pace on top for help and for what is dropped, a later day, another target."""

    help = AmountField(label=_("More a week, with help"), required=False)
    drop = AmountField(label=_("More a week, without something else"), required=False)
    later = Day(label=_("By"))
    target = AmountField(label=_("Target"), required=False)
    # Another target may come with another day.
    due = Day(label=_("By"))

    def __init__(self, *args: Any, metric: Metric, course: Course, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.metric, self.course, self.today = metric, course, today

    def clean_help(self) -> Any:
        return self._amount("help")

    def clean_drop(self) -> Any:
        return self._amount("drop")

    def clean_target(self) -> Any:
        return self._amount("target")

    def clean_later(self) -> date | None:
        day: date | None = self.cleaned_data["later"]
        if day is not None and not self.today <= day <= LATEST:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    def wish(self, way: Way) -> Wish:
        """What was typed for a way; nothing where it holds no sense."""
        said = self.cleaned_data.get(way)
        if said is None:
            return Wish()
        return {
            "help": lambda: Wish(pace=said),
            "drop": lambda: Wish(pace=said),
            "later": lambda: Wish(due=said),
            "target": lambda: Wish(target=said, due=self.cleaned_data.get("due")),
        }[way]()

    def _amount(self, name: str) -> Any:
        said = self.cleaned_data[name]
        if said is None:
            return None
        if wrong := refusal(said, self.metric.unit, self.metric.currency):
            raise forms.ValidationError(WRONG[wrong])
        return said.value


class DeedForm(forms.Form):
    """What a way on becomes: something that somebody takes on, a goal that is proposed, or nothing but the word."""

    ACTION, CANDIDATE = "action", "candidate"

    way = forms.ChoiceField(choices=[(way, way) for way in (*WAYS[:2], "go_on")])
    becomes = forms.ChoiceField(choices=[(ACTION, ACTION), (CANDIDATE, CANDIDATE)], required=False)
    words = Line(label=_("What exactly"), max_length=500, required=False, rows=2)
    owner = forms.TypedChoiceField(label=_("Who"), coerce=int, empty_value=None, required=False)
    due = Day(label=_("By"))

    def __init__(self, *args: Any, people: Iterable[Person], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people, self.today = {one.pk: one for one in people}, today
        named = [(pk, one.name) for pk, one in self.people.items()]
        self.fields["owner"].choices = [("", _("Choose somebody")), *named]  # type: ignore[attr-defined]

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("way") == "go_on":
            return
        if not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say what is to be done, so that somebody can do it."))
        if given.get("becomes") != self.CANDIDATE and not given.get("owner") and "owner" not in self.errors:
            self.add_error("owner", _("Put one name on it."))

    @property
    def whose(self) -> Person:
        return self.people[self.cleaned_data["owner"]]


def usual_day(today: date) -> date:
    """By when help is asked for where nobody says."""
    return today + timedelta(days=USUAL_DAYS)


__all__ = ["DeedForm", "WishesForm", "usual_day"]
