"""A goal's words and facts as they are typed: a new goal, a change of wording, a closing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain import access
from goldthread.chain.models import Goal, Level, Period
from goldthread.measures.rules import Amount
from goldthread.people.access import REFUSALS, Ground
from goldthread.people.models import Person, Team

from .key_result import AmountField
from .words import Day, Line, Words

Choices = list[tuple[Any, Any]]
EMPTY_STATEMENT = _("Say what the goal is.")
CHOOSE_TEAM = _("Choose the team or group whose goal it is.")


class GoalForm(forms.Form):
    """What a new goal and a change of wording have in common. Offers the levels and teams that the person may set."""

    statement = Line(label=_("Goal"), max_length=600, rows=2, say=True)
    level = forms.ChoiceField(label=_("Level"), choices=(), widget=forms.RadioSelect)
    why = Words(label=_("Why"), help_text=_("Why is it worthwhile?"), required=False, max_length=8000)
    team = forms.TypedChoiceField(label=_("Team or group"), coerce=int, empty_value=None, required=False)
    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int, empty_value=None, required=False)
    starts = Day(label=_("Starts"))
    due = Day(label=_("Due"))
    period = forms.TypedChoiceField(label=_("Period"), coerce=int, empty_value=None, required=False)

    def __init__(
        self, *args: Any, ground: Ground, people: Iterable[Person], teams: Sequence[Team], **options: Any
    ) -> None:
        """`teams` are those in which the person has a seat: only they set goals of their own."""
        super().__init__(*args, **options)
        self.ground = ground
        self.fields["statement"].error_messages["required"] = EMPTY_STATEMENT
        self._choose("level", [(one.value, one.label) for one in settable_levels(ground, teams)])
        self._choose("team", [("", _("No team")), *((one.pk, one.name) for one in teams)])
        self._choose("owner", [("", _("Nobody yet")), *((one.pk, one.name) for one in people)])
        periods = Period.objects.open_in(ground.the_product).filter(organisation=ground.organisation)
        self._choose("period", [("", _("No period")), *((one.pk, one.name) for one in periods)])

    def _choose(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> None:
        given = self.cleaned_data
        starts, due = given.get("starts"), given.get("due")
        if starts and due and due < starts:
            self.add_error("due", _("The goal would be due before it starts."))
        if given.get("level") not in access.OWN:
            given["team"] = None
        self._refuse_what_others_set()

    def _refuse_what_others_set(self) -> None:
        level, team_id = self.cleaned_data.get("level"), self.cleaned_data.get("team")
        if level is None:
            return
        if level in access.OWN and team_id is None and not self._stays_nobodys(level):
            self.add_error("team", CHOOSE_TEAM)
        elif not access.may_set(self.ground, level, team_id):
            name = "team" if level in access.OWN else "level"
            self.add_error(name, REFUSALS[access.deed_for(level)])

    def _stays_nobodys(self, level: str) -> bool:
        """Whether it is a team's own goal that came without a team, and stays so."""
        return False


class NewGoalForm(GoalForm):
    """A new goal, what it is a step towards, and one number that will show it. `choices`: goals by level, numbers as values."""

    parent = forms.TypedChoiceField(label=_("A step towards"), coerce=int, empty_value=None, required=False)
    because = Words(label=_("Why does it help?"), required=False, max_length=2000, rows=2)
    metric = Line(
        label=_("What will be measured?"),
        help_text=_("A number that will show it, such as “Weekly active members”."),
        required=False,
        max_length=160,
    )
    baseline = AmountField(label=_("Today"), required=False)
    target = AmountField(label=_("Target"), help_text=_("As you would write it: 45%, 1,800, €60k."), required=False)

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self._choose("parent", [("", _("Nothing yet")), *choices])

    def clean(self) -> None:
        super().clean()
        numbers = self._numbers()
        if numbers and not self.cleaned_data.get("metric"):
            self.add_error("metric", _("Say what the number measures."))
        if len({one.unit for one in numbers if one.unit}) > 1:
            self.add_error("target", _("The two numbers are written in different units. Choose one of them."))

    def _numbers(self) -> list[Amount]:
        return [one for name in ("baseline", "target") if (one := self.cleaned_data.get(name)) is not None]

    def said(self) -> dict[str, Any]:
        """Words and facts of the first version, but for level and statement."""
        given = self.cleaned_data
        return {
            "why": given["why"],
            "team_id": given["team"],
            "owner_id": given["owner"],
            "starts": given["starts"],
            "due": given["due"],
            "period_id": given["period"],
        }

    def traits(self) -> dict[str, Any]:
        """What the metric is, as the written numbers tell."""
        told: Amount | None = next((one for one in self._numbers() if one.unit), None)
        return {"unit": told.unit, "currency": told.currency} if told else {}

    def numbers(self) -> dict[str, Any]:
        """What the first version of the key result says."""
        given = self.cleaned_data
        way = {name: given[name].value if given[name] else None for name in ("baseline", "target")}
        return {**way, "due": given["due"], "owner_id": given["owner"]}


class WordingForm(GoalForm):
    """Any of the words and facts of a goal; a field that was not sent stays as it is."""

    how = Words(label=_("How"), help_text=_("How will it come about?"), required=False, max_length=8000)
    for_customer = Words(
        label=_("For the customer"),
        help_text=_("What do customers and users get from it?"),
        required=False,
        max_length=8000,
    )
    for_business = Words(
        label=_("For the business"), help_text=_("What does the company get from it?"), required=False, max_length=8000
    )
    method = Words(
        label=_("Method"), help_text=_("How will the team find out or get there?"), required=False, max_length=8000
    )
    how_we_know = Words(
        label=_("How we know"), help_text=_("What will show that the goal is met?"), required=False, max_length=8000
    )
    owner_as_written = Line(label=_("Owner without an account"), required=False, max_length=160)
    name = Line(
        label=_("Name"),
        help_text=_("What the release or step is called on the roadmap, such as 1.0."),
        required=False,
        max_length=120,
    )
    timeframe = Line(
        label=_("Timeframe"),
        help_text=_("In place of a date, such as “spring” or “Q2”."),
        required=False,
        max_length=80,
    )
    because = Line(label=_("Why did it change?"), required=False, max_length=2000)
    typing = forms.BooleanField(
        label=_("Only a typing mistake"),
        help_text=_("No meaning changes, so an open ballot keeps its votes; everybody sees what was mended."),
        required=False,
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    ATTRIBUTES = {"team": "team_id", "owner": "owner_id", "period": "period_id"}

    def __init__(self, typed: Mapping[str, str] | None = None, *, goal: Goal, **options: Any) -> None:
        self.goal = goal
        self.sent = frozenset(typed or ())
        current = _typed(goal)
        super().__init__(
            None if typed is None else {**current, "base": "", **dict(typed.items())}, initial=current, **options
        )
        self._keep_current()

    def _stays_nobodys(self, level: str) -> bool:
        version = self.goal.version
        return version.team_id is None and version.level == level and access.may_set(self.ground, level, None)

    def _keep_current(self) -> None:
        """What holds now stays among the choices, also where the person could not choose it anew."""
        version = self.goal.version
        current = {"level": (version.level, version.get_level_display())}
        current |= {name: (one.pk, one.name) for name in ("team", "owner", "period") if (one := getattr(version, name))}
        for name, choice in current.items():
            choices: Choices = list(self.fields[name].choices)  # type: ignore[attr-defined]
            if choice[0] not in [value for value, _label in choices]:
                self._choose(name, [*choices, choice])

    def said(self) -> dict[str, Any]:
        """What was sent, by the names of a version's fields."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.sent and name not in ("because", "base", "typing")
        }
        # What is not a team's own goal has no team.
        cleared = {"team": None} if self.cleaned_data["team"] is None else {}
        return {self.ATTRIBUTES.get(name, name): value for name, value in {**cleared, **given}.items()}


def settable_levels(ground: Ground, teams: Sequence[Team]) -> list[Level]:
    """The levels at which somebody may set a goal: those of their own teams' kind, and all others for those who steer."""
    own = {
        Level.CONTRIBUTION if team.way == Team.Way.CONTRIBUTIONS else Level.SPRINT_GOAL
        for team in teams
        if team.pk in ground.footing.teams
    }
    steers = ground.may("steer goals")
    return [level for level in Level if level in own or (steers and level not in access.OWN)]


def _typed(goal: Goal) -> dict[str, Any]:
    """A goal's version as the form shows it and would send it."""
    said = {name: "" if value is None else value for name, value in goal.version.said().items()}
    named = {name: said[place] for name, place in WordingForm.ATTRIBUTES.items()}
    return {**said, **named, "base": goal.version_id}
