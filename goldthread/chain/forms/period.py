"""A period as it is typed, and what is decided on each of its goals when it is closed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import Goal, Period
from goldthread.chain.models.period import Settlement
from goldthread.people.models import Organisation

from .words import Day, Line, Words

Decision = Settlement.Decision
# What each decision is called before it is made; a reason is asked for where something promised changes.
DEEDS = {
    Decision.KEEP: _("Keep"),
    Decision.CARRY_OVER: _("Carry over"),
    Decision.CHANGE: _("Change"),
    Decision.DROP: _("Drop"),
    Decision.MET: _("Met"),
    Decision.PARTLY: _("Partly met"),
    Decision.MISSED: _("Missed"),
}
REASONS = {
    Decision.CARRY_OVER: _("Say why it is carried over."),
    Decision.CHANGE: _("Say why it changes."),
    Decision.DROP: _("Say why it is dropped."),
}


class PeriodForm(forms.Form):
    """A period with its own name and days. `period` is the one that is changed, if any."""

    name = Line(label=_("Name"), max_length=80)
    starts = Day(label=_("First day"))
    ends = Day(label=_("Last day"))

    def __init__(self, *args: Any, organisation: Organisation, period: Period | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation, self.period = organisation, period
        for name in ("starts", "ends"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Choose a day.")

    def clean_name(self) -> str:
        others = Period.objects.standing().filter(organisation=self.organisation)
        if self.period:
            others = others.exclude(pk=self.period.pk)
        name: str = self.cleaned_data["name"]
        if others.filter(name=name).exists():
            raise forms.ValidationError(_("There is a period of this name already."))
        return name

    def clean(self) -> None:
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The period would end before it starts."))


class SettleForm(forms.Form):
    """What becomes of one goal; nothing chosen leaves it for later."""

    decision = forms.ChoiceField(
        label=_("What becomes of it?"), choices=list(DEEDS.items()), required=False, widget=forms.RadioSelect
    )
    statement = Line(label=_("In other words"), required=False, max_length=600, rows=2, say=True)
    due = Day(label=_("Due"))
    because = Words(label=_("Why, or what was learned"), required=False, max_length=2000, rows=2)
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, goal: Goal, **options: Any) -> None:
        said = {"statement": goal.version.statement, "due": goal.version.due, "base": goal.version_id}
        super().__init__(*args, **{**options, "prefix": f"goal-{goal.number}", "initial": said})

    @property
    def chosen(self) -> str:
        """What is decided so far, "" where nothing is."""
        return str(self["decision"].value() or "")

    def clean(self) -> None:
        given = self.cleaned_data
        decision = given.get("decision")
        if decision in REASONS and not given.get("because") and "because" not in self.errors:
            self.add_error("because", REASONS[Decision(decision)])
        if decision == Decision.CHANGE and not given.get("statement") and "statement" not in self.errors:
            self.add_error("statement", _("Say what the goal is."))

    def said(self) -> dict[str, Any]:
        """What changes, where that was decided."""
        if self.cleaned_data["decision"] != Decision.CHANGE:
            return {}
        return {"statement": self.cleaned_data["statement"], "due": self.cleaned_data["due"]}
