"""Choosing a rule with its parameters, as it is announced with a question."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Voter
from ..words import RULES, SMALL
from .ballot import Words

OF = [("cast", _("of the votes for and against")), ("present", _("of all who vote")), ("eligible", _("of all who are asked"))]  # fmt: skip
TIES = [
    ("not_adopted", _("what was agreed before stays")),
    ("another_round", _("all are asked once more")),
    ("decider", _("the one named below decides, with reasons")),
]
SHARES = [("2/3", _("two thirds")), ("3/4", _("three quarters")), ("3/5", _("three fifths"))]
QUORUMS = [("", _("nothing more than the rule")), ("1/2", _("half of those who are asked")), ("2/3", _("two thirds of them")), ("1", _("all of them"))]  # fmt: skip
INNER = [
    ("decide_after_hearing", _("they decide after hearing everyone")),
    ("consent", _("nobody objects")),
    ("unanimity", _("everyone supports it")),
    ("majority", _("more than half are for it")),
]
# The two sides that can be told apart by what people are to a product.
SIDES = (
    {"name": "team", "groups": [Voter.Group.TEAM.value]},
    {"name": "leaders", "groups": [str(one) for one in (Voter.Group.LEADERS, Voter.Group.PRODUCT_PERSON, Voter.Group.STAKEHOLDERS, Voter.Group.OTHERS)]},
)  # fmt: skip


def _choice(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, **options)


class RuleForm(forms.Form):
    """A rule and what it takes. Only what belongs to the chosen rule is read; what was not sent is as usual."""

    rule = forms.ChoiceField(
        label=_("When is it agreed?"), choices=[(one.name, one.label) for one in RULES], widget=forms.RadioSelect
    )
    of = _choice(_("More than half, or the share,"), OF)
    tie = _choice(_("With as many for it as against it"), TIES)
    share = _choice(_("The share"), SHARES)
    k = _choice(_("How many need not support it"), [("1", _("one")), ("2", _("two"))])
    max_aside = _choice(_("How many may stand aside"), [("1/4", _("a quarter of those who vote")), ("1/2", _("half of them")), ("0", _("nobody"))])  # fmt: skip
    silence = _choice(_("Who says nothing"), [("blocks", _("is waited for")), ("ok", _("is not waited for; choose how many must vote"))])  # fmt: skip
    descending = forms.BooleanField(
        label=_("Lower the bar: two fingers suffice in round 2, and in round 3 it is enough that more than half show three"),
        required=False,
    )  # fmt: skip
    quorum = _choice(_("How many must vote"), QUORUMS)
    challenges = _choice(_("So many challenges reopen it"), [("2", "2"), ("1", "1"), ("3", "3"), ("5", "5")])
    window_hours = _choice(_("It can be challenged for"), [("48", _("two days")), ("24", _("one day")), ("120", _("five days"))])  # fmt: skip
    choice = _choice(_("Your decision"), [("adopt", _("Yes")), ("reject", _("No"))])
    rationale = Words(label=_("Why"), required=False, max_length=4000)
    scope = Words(label=_("What they decide, and within which bounds"), required=False, max_length=2000)
    inner = _choice(_("And how"), INNER)
    side_team = _choice(_("The team agrees when"), INNER[1:])
    side_leaders = _choice(_("Leaders and stakeholders agree when"), INNER[1:])

    # Which fields belong to which rule.
    BELONGS: Mapping[str, tuple[str, ...]] = {
        "consent": ("silence",),
        "majority": ("of", "tie"),
        "supermajority": ("share", "of"),
        "consensus": ("max_aside",),
        "unanimity_minus": ("k",),
        "fist_of_five": ("descending",),
        "decide_alone": ("choice", "rationale", "window_hours", "challenges"),
        "delegation": ("scope", "inner"),
        "two_party": ("side_team", "side_leaders"),
    }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if given.get("rule") == "decide_alone" and not given.get("rationale") and "rationale" not in self.errors:
            self.add_error("rationale", _("Say why. It holds once the reason is there."))
        if given.get("rule") == "consent" and given.get("silence") == "ok" and not given.get("quorum"):
            self.add_error("quorum", _("Where nobody waits for those who are silent, say how many must take part."))
        return given

    def value(self) -> dict[str, Any]:
        """The rule as it is announced and exported."""
        given = self.cleaned_data
        name = given["rule"]
        said = {field: given[field] for field in self.BELONGS.get(name, ()) if given.get(field)}
        for number in {"k", "challenges", "window_hours"} & said.keys():
            said[number] = int(said[number])
        return {"name": name, **_SHAPED.get(name, _as_it_is)(said)}


def _as_it_is(said: dict[str, Any]) -> dict[str, Any]:
    return said


def _alone(said: dict[str, Any]) -> dict[str, Any]:
    """What was decided, and why, is no parameter of the rule."""
    return {name: said[name] for name in ("window_hours", "challenges") if name in said}


def _handed(said: dict[str, Any]) -> dict[str, Any]:
    return {"scope": said.get("scope", ""), "inner": {"name": said.get("inner") or INNER[0][0]}}


def _sides(said: dict[str, Any]) -> dict[str, Any]:
    return {"sides": [{**side, "rule": {"name": said.get(f"side_{side['name']}") or INNER[1][0]}} for side in SIDES]}


_SHAPED = {"decide_alone": _alone, "delegation": _handed, "two_party": _sides}


class SmallStakesForm(forms.Form):
    """The levels at which somebody may decide without discussion."""

    levels = forms.MultipleChoiceField(
        label=_("Little is at stake with"), choices=list(SMALL.items()), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
