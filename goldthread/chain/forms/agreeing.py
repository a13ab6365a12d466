"""Asking whether people agree on a goal: in which words, under which rule, whom, until when, and what follows the rounds."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from goldthread.decisions.forms.ballot import LAST_MINUTE
from goldthread.decisions.forms.rule import RuleForm
from goldthread.decisions.models import Announced
from goldthread.decisions.rules.kinds import CHALLENGE_WINDOW_HOURS
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person

from .words import Day, Line, Words

LONGEST_DAYS = 90
DAYS = 5
FALLBACKS = [
    ("decide_after_hearing", _("One person decides, with reasons")),
    ("majority", _("More than half decide")),
    ("", _("What was agreed before stays")),
]
BY_ONE = "decide_after_hearing"
DECIDED_BY_ONE = frozenset({BY_ONE, "advice", "delegation"})
HANDED = frozenset({"delegation", "two_party", "decide_alone"})
# Rules that have no last round, so that nothing follows it.
NO_ROUNDS = HANDED | {BY_ONE, "advice"}


def half_filled(sent: QueryDict, suggested: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed so far, to go on with. Where the rule is the one suggested before, it follows the suggestion."""
    known = [name for name in sent if name in AgreeForm.base_fields]
    typed: dict[str, Any] = {name: sent.getlist(name) if name == "voters" else sent[name] for name in known}
    if typed.get("rule") == sent.get("suggested") and typed.get("rule") != suggested["rule"]:
        typed |= {name: suggested[name] for name in ("rule", "rounds", "fallback")}
    return typed


class AgreeForm(RuleForm):
    """`listed`: who could be asked, as agreeing.candidates gives them. `suggested`: rule, rounds and fallback to begin with."""

    statement = Line(label=_("The words that are asked about"), max_length=600, rows=2, say=True)
    voters = forms.MultipleChoiceField(label=_("Who is asked"), widget=forms.CheckboxSelectMultiple)
    until = Day(label=_("Until the evening of"))
    rounds = forms.TypedChoiceField(
        label=_("How many rounds at most"), choices=[(n, n) for n in range(1, 6)], coerce=int, required=False
    )
    fallback = forms.ChoiceField(label=_("And after the last round"), choices=FALLBACKS, required=False)
    decider = forms.ChoiceField(label=_("Who decides then"), required=False)
    deputy = forms.ChoiceField(label=_("Who stands in if they are away"), required=False)
    note = Words(label=_("Why now"), required=False, max_length=2000, rows=2)
    who_acts = Line(label=_("Who acts on it"), required=False, max_length=300)
    review_on = Day(label=_("Look at it again on"))

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        listed: Iterable[Mapping[str, Any]],
        suggested: Mapping[str, Any],
        statement: str,
        **options: Any,
    ) -> None:
        self.zone = organisation.time_zone
        every = list(listed)
        names = [(str(one["person"].pk), one["person"].name) for one in every]
        first = next((str(one["person"].pk) for one in every if one["group"] == "product_person"), "")
        initial = {
            "statement": statement,
            "rule": suggested["rule"],
            "rounds": suggested["rounds"],
            "fallback": suggested["fallback"],
            "decider": first,
            "until": clock.today(self.zone) + timedelta(days=DAYS),
            "voters": [str(one["person"].pk) for one in every if one["needed"]],
        }
        super().__init__(*args, **{**options, "initial": initial | options.get("initial", {})})
        self.fields["voters"].choices = names  # type: ignore[attr-defined]
        for name in ("decider", "deputy"):
            self.fields[name].choices = [("", _("Nobody")), *names]  # type: ignore[attr-defined]
        self.fields["until"].required = True
        self.fields["voters"].error_messages["required"] = _("Choose who is asked.")
        self.fields["until"].error_messages["required"] = _("Choose a day.")

    def clean_until(self) -> Any:
        day, today = self.cleaned_data["until"], clock.today(self.zone)
        if not today <= day <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day within the next three months."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self._names_one(given) and not given.get("decider") and "decider" not in self.errors:
            self.add_error("decider", _("Name who decides."))
        if given.get("deputy") and given.get("deputy") == given.get("decider"):
            self.add_error("deputy", _("Name somebody else: nobody stands in for themselves."))
        return given

    def _names_one(self, given: Mapping[str, Any]) -> bool:
        """Whether somebody has to be named who decides, at once or in the end. Who decides without discussion is who asks."""
        rule = given.get("rule")
        in_the_end = rule not in NO_ROUNDS and BY_ONE in (given.get("fallback"),)
        return rule in DECIDED_BY_ONE or in_the_end or (rule == "majority" and given.get("tie") == "decider")

    def announced(self, chosen: Mapping[str, tuple[Person, str]], *, by: Person) -> Announced:
        """What is announced with the question; `chosen` are the people who could be asked, by id."""
        given = self.cleaned_data
        rule = given["rule"]
        decider = chosen[given["decider"]][0] if self._names_one(given) else None
        closes = datetime.combine(given["until"], LAST_MINUTE, ZoneInfo(self.zone))
        if rule == "decide_alone":
            decider = by
            closes = clock.now() + timedelta(hours=int(given["window_hours"] or CHALLENGE_WINDOW_HOURS))
        return Announced(
            self.value(),
            closes,
            max_rounds=given["rounds"] or 1,
            fallback="" if rule in NO_ROUNDS else given["fallback"],
            decider=decider,
            deputy=chosen[given["deputy"]][0] if given["deputy"] and decider and rule not in HANDED else None,
            quorum="" if rule in HANDED else given["quorum"],
            note=given["note"],
            who_acts=given["who_acts"],
            review_on=given["review_on"],
        )

    def decided(self) -> dict[str, str]:
        """What was decided already, without discussion; nothing under any other rule."""
        given = self.cleaned_data
        if given["rule"] != "decide_alone":
            return {}
        return {"choice": given["choice"] or "adopt", "rationale": given["rationale"]}
