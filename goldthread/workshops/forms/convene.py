"""Convening a workshop: when, who leads, who is there, and under which rule it will be agreed."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.agreeing import BY_ONE, FALLBACKS
from goldthread.chain.forms.words import Day, Line, Words
from goldthread.decisions.words import BY_NAME, RULES
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person

from ..convening import Plan

LONGEST_AHEAD_DAYS = 370


class ConveneForm(forms.Form):
    """`listed`: who could be invited, as inviting.candidates gives them."""

    title = Line(label=_("What it is called"), max_length=160)
    day = Day(label=_("Day"))
    at = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    facilitator = forms.ChoiceField(label=_("Who facilitates"))
    leading = forms.ChoiceField(label=_("Who takes over if they are cut off"), required=False)
    invited = forms.MultipleChoiceField(label=_("Who is invited"), widget=forms.CheckboxSelectMultiple)
    required = forms.MultipleChoiceField(
        label=_("Whose word is needed"), required=False, widget=forms.CheckboxSelectMultiple
    )
    rule = forms.ChoiceField(
        label=_("When is something agreed?"), choices=[(one.name, one.label) for one in RULES], widget=forms.RadioSelect
    )
    rounds = forms.TypedChoiceField(
        label=_("How many rounds at most"), choices=[(n, n) for n in range(1, 6)], coerce=int, required=False
    )
    fallback = forms.ChoiceField(label=_("And after the last round"), choices=FALLBACKS, required=False)
    decider = forms.ChoiceField(label=_("Who decides then"), required=False)
    ground_rules = Words(label=_("Ground rules"), required=False, max_length=4000, rows=6)

    def __init__(self, *args: Any, organisation: Organisation, listed: Iterable[Mapping[str, Any]], suggested: Mapping[str, Any], **options: Any) -> None:  # fmt: skip
        self.zone, self.people = organisation.time_zone, {str(one["person"].pk): one for one in listed}
        names = [(pk, one["person"].name) for pk, one in self.people.items()]
        needed = [pk for pk, one in self.people.items() if one["needed"]]
        first = next((pk for pk, one in self.people.items() if one["group"] == "product_person"), "")
        tomorrow = clock.today(self.zone) + timedelta(days=1)
        initial = {
            "day": tomorrow,
            "at": time(10),
            "invited": needed,
            "required": needed,
            "decider": first,
            "leading": self._beside(first) if suggested.get("facilitator") == first else "",
            **suggested,
        }
        super().__init__(*args, **{**options, "initial": initial})
        for field in ("facilitator", "invited", "required"):
            self.fields[field].choices = names  # type: ignore[attr-defined]
        for field in ("leading", "decider"):
            self.fields[field].choices = [("", _("Nobody")), *names]  # type: ignore[attr-defined]
        self.fields["day"].required = True
        self.fields["day"].error_messages["required"] = _("Choose a day.")
        self.fields["invited"].error_messages["required"] = _("Choose who is invited.")

    def _beside(self, decider: str) -> str:
        """Who leads where whoever facilitates decides: the first of the others, those who are needed before them."""
        others = [(not one["needed"], pk) for pk, one in self.people.items() if pk != decider]
        return min(others, key=lambda one: one[0], default=(True, ""))[1]

    def clean_day(self) -> Any:
        day, today = self.cleaned_data["day"], clock.today(self.zone)
        if not today <= day <= today + timedelta(days=LONGEST_AHEAD_DAYS):
            raise forms.ValidationError(_("Choose a day within the next year."))
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        needs = given.get("rule") == BY_ONE or given.get("fallback") == BY_ONE
        if needs and not given.get("decider") and "decider" not in self.errors:
            self.add_error("decider", _("Name who decides."))
        if needs:
            self._wants_somebody_beside(given)
        return given

    def _wants_somebody_beside(self, given: dict[str, Any]) -> None:
        """Who facilitates and decides is told so, and names somebody who leads when it comes to that."""
        one = given.get("facilitator")
        if one and one == given.get("decider") and given.get("leading") in ("", one) and len(self.people) > 1:
            says = _("Who facilitates also decides in the end. Name somebody else who leads when it comes to that.")
            self.add_error("leading", says)

    def plan(self, **more: Any) -> Plan:
        """What was said, as the verb wants it."""
        given = self.cleaned_data
        fallback = "" if given["rule"] == BY_ONE else given["fallback"]
        # Who is not invited is not needed, whatever the second tick still says.
        needed = {*given["required"]} & {*given["invited"]}
        starts = datetime.combine(given["day"], given["at"], ZoneInfo(self.zone))
        return Plan(
            title=given["title"],
            starts_at=starts,
            facilitator=self._person(given["facilitator"]),
            leading=[self._person(given["leading"])] if given["leading"] else [],
            invited={self._person(pk): pk in needed for pk in given["invited"]},
            rule=BY_NAME[given["rule"]].value,
            max_rounds=given["rounds"] or 1,
            fallback=fallback,
            decider=self._person(given["decider"]) if BY_ONE in (given["rule"], fallback) else None,
            ground_rules=given["ground_rules"],
            **more,
        )

    def _person(self, pk: str) -> Person:
        person: Person = self.people[pk]["person"]
        return person
