"""What is planned of a meeting: when and by whom it is led, each phase, more people, a template of one's own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.words import Day, Line
from goldthread.people.models import GuestLink, Person

from ..models import Workshop
from ..planning.days import MOST_DAYS
from ..planning.rules import LONGEST, OF_THE_MEETING, SHORTEST
from ..rules import OF_AN_ITEM
from ..words import PHASES


class MeetingForm(forms.Form):
    """Name, day, time and who leads. `people` are those who could."""

    title = Line(label=_("What it is called"), max_length=160)
    day = Day(label=_("Day"))
    at = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    facilitator = forms.ChoiceField(label=_("Who facilitates"))

    def __init__(self, *args: Any, of: Workshop, people: Iterable[Person], **options: Any) -> None:
        self.zone = of.organisation.time_zone
        local = of.starts_at.astimezone(ZoneInfo(self.zone))
        initial = {"title": of.title, "day": local.date(), "at": local.time(), "facilitator": str(of.facilitator_id)}
        super().__init__(*args, **{**options, "initial": initial})
        self.people = {str(one.pk): one for one in people}
        self.fields["facilitator"].choices = [(pk, one.name) for pk, one in self.people.items()]  # type: ignore[attr-defined]
        self.fields["day"].required = True

    def said(self) -> Mapping[str, Any]:
        """As the verb wants it."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "starts_at": datetime.combine(given["day"], given["at"], ZoneInfo(self.zone)),
            "facilitator": self.people[given["facilitator"]],
        }


class PhaseForm(forms.Form):
    """The minutes of a phase, and what people are asked in it."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST)
    prompt = Line(label=_("What people are asked"), max_length=400, required=False)


class MorePhasesForm(forms.Form):
    """A phase more: its kind, its minutes, and to what it belongs ("" is the meeting as a whole)."""

    kind = forms.ChoiceField(label=_("One more phase"))
    item = forms.ChoiceField(label=_("About"), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST, initial=5)

    def __init__(self, *args: Any, of: Workshop, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = dict.fromkeys([*OF_AN_ITEM, *OF_THE_MEETING])
        self.items = {str(one.pk): one for one in of.items.order_by("number")}
        self.fields["kind"].choices = [(one.value, PHASES[one][0]) for one in kinds]  # type: ignore[attr-defined]
        items = [(pk, one.title) for pk, one in self.items.items()]
        self.fields["item"].choices = [("", _("The whole meeting")), *items]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        kind, about = given.get("kind"), given.get("item")
        if kind in OF_AN_ITEM and kind not in OF_THE_MEETING and not about:
            self.add_error("item", _("Say what this phase is about."))
        if about and kind not in OF_AN_ITEM:
            self.add_error("item", _("This phase belongs to the whole meeting."))
        return given


class DaysForm(forms.Form):
    """How long what people do for themselves takes; 0: the meeting takes place in one go."""

    days = forms.TypedChoiceField(label=_("How it takes place"), coerce=int)

    def __init__(self, *args: Any, days: int = 0, **options: Any) -> None:
        super().__init__(*args, **{**options, "initial": {"days": days}})
        spans = [
            (n, gettext("over days, %(count)s for each longer phase") % {"count": n}) for n in range(1, MOST_DAYS + 1)
        ]
        self.fields["days"].choices = [(0, gettext("in one go")), *spans]  # type: ignore[attr-defined]


class NameForm(forms.Form):
    name = Line(label=_("Keep this agenda as a template called"), max_length=80)


class GuestsForm(forms.Form):
    """Guests by link: who is invited, and where each is told of changes. `known` as guests.links gives them."""

    links = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, known: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        held = {one["link"]: one["email"] for one in known["invited"]}
        self.every = {str(one.pk): one for one in (*held, *known["others"])}
        self.fields["links"].choices = [(str(one.pk), one.name) for one in known["others"]]  # type: ignore[attr-defined]
        for pk, link in self.every.items():
            label = gettext("Mail of %(name)s, for changes") % {"name": link.name}
            self.fields[f"mail-{pk}"] = forms.EmailField(label=label, required=False, initial=held.get(link, ""))
        self.held = {str(one.pk) for one in held}

    def rows(self) -> list[dict[str, Any]]:
        """Each link with whether it is invited, and its field."""
        return [{"link": one, "is_invited": pk in self.held, "mail": self[f"mail-{pk}"]} for pk, one in self.every.items()]  # fmt: skip

    def said(self) -> dict[GuestLink, str]:
        """Who is invited now, each with the mail that was given."""
        chosen = {*self.held, *self.cleaned_data["links"]}
        return {one: self.cleaned_data[f"mail-{pk}"] for pk, one in self.every.items() if pk in chosen}


class InviteForm(forms.Form):
    """More people. `listed` are those who have no seat yet."""

    people = forms.MultipleChoiceField(label=_("Invite more people"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, listed: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.listed = {str(one.pk): one for one in listed}
        self.fields["people"].choices = [(pk, one.name) for pk, one in self.listed.items()]  # type: ignore[attr-defined]

    def chosen(self) -> list[Person]:
        return [self.listed[pk] for pk in self.cleaned_data["people"]]
