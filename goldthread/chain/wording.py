"""Changing what a goal says: the form, what of it is new, and what came of it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from goldthread.kit import registry
from goldthread.kit.days import date_format
from goldthread.people import access as people

from . import access, differences, guide
from .forms.goal import WordingForm
from .goal_page import addresses
from .models import Goal, GoalVersion
from .rules import PARENTS, levels_below

DAYS = ("starts", "due")
CHOICES = ("level", "team", "owner", "period")


def address(goal: Goal) -> str:
    return reverse("chain:goal", args=[goal.organisation.slug, goal.product.slug, goal.number])


def form(request: HttpRequest, goal: Goal, typed: QueryDict | None = None) -> WordingForm:
    """The form for all words and facts; with what was typed, for those that were sent."""
    ground = request.ground  # type: ignore[attr-defined]
    return WordingForm(
        typed, goal=goal, ground=ground, people=people.people_who_see(ground), teams=access.own_teams(ground)
    )


def said(goal: Goal, form: WordingForm) -> dict[str, Any]:
    """What the person changed: fields that read otherwise in the version they started from. What they left is not theirs."""
    base = form.cleaned_data.get("base")
    started = goal.versions.filter(pk=base).first() if base and base != goal.version_id else goal.version
    before = (started or goal.version).said()
    return {name: value for name, value in form.said().items() if before[name] != value}


def in_hand(form: WordingForm, changed: dict[str, Any], theirs: GoalVersion) -> dict[str, Any]:
    """What crossing.answer needs of this form: the raw words of what was changed, their labels, what values are called.

    What the others left as it was when the person started does not cross: it stands beside.
    """
    fields = {
        name: one
        for name, one in form.fields.items()
        if name in form.sent and WordingForm.ATTRIBUTES.get(name, name) in changed
    }
    mine = {name: form.data[name] for name in fields}
    started = form.goal.versions.filter(pk=form.cleaned_data.get("base") or 0).first()
    before, now = started.said() if started else {}, theirs.said()
    beside = {
        name
        for name in mine
        if (said := WordingForm.ATTRIBUTES.get(name, name)) in before and before[said] == now[said]
    }
    named = {name: _choices(one) for name, one in fields.items() if name in CHOICES}
    named |= {name: _days(form.cleaned_data[name], getattr(theirs, name)) for name in fields if name in DAYS}
    return {
        "mine": {name: words for name, words in mine.items() if name not in beside},
        "beside": {name: mine[name] for name in mine if name in beside},
        "labels": {name: str(one.label) for name, one in fields.items()},
        "named": named,
        "hidden": {"because": form.cleaned_data.get("because", "")},
    }


def _choices(field: Any) -> dict[str, str]:
    return {str(value): str(words) for value, words in field.choices}


def _days(*days: date | None) -> dict[str, str]:
    return {day.isoformat(): date_format(day, "j F Y") for day in days if day}


def changes(goal: Goal, after: GoalVersion) -> list[differences.Changed]:
    """What a version changed; empty for the first."""
    before = (
        goal.versions.select_related("owner", "team", "period")
        .filter(number__lt=after.number)
        # What was only proposed was never in force.
        .exclude(adoptions=None)
        .order_by("-number")
        .first()
    )
    return differences.between(before, after) if before else []


def difference(goal: Goal, number: str) -> dict[str, Any] | None:
    """What the version of this number (as typed into an address) changed; None where it is unknown or the first."""
    if not (number.isascii() and number.isdigit() and len(number) < 8):
        return None
    after = goal.versions.select_related("by", "owner", "team", "period").filter(number=int(number)).first()
    found = changes(goal, after) if after else []
    return {"after": after, "changes": found} if found else None


def context(request: HttpRequest, goal: Goal, form: WordingForm) -> dict[str, Any]:
    """What the page with all fields shows."""
    return {
        "goal": goal,
        "form": form,
        "to": addresses(request.ground, goal),  # type: ignore[attr-defined]
        "levels": guide.about_levels(),
        "unforeseen": _unforeseen(request.ground, goal),  # type: ignore[attr-defined]
        "parts": [one for add in registry.slots("wording.parts") if (one := add(request.ground, goal))],  # type: ignore[attr-defined]
        "topics": [f"goal-{goal.pk}"],
    }


def _unforeseen(ground: people.Ground, goal: Goal) -> dict[str, list[str]]:
    """For each level: the goals whose tie with this one would not be foreseen if it stood there."""
    kept = access.hidden(ground)
    up = goal.ties.standing().exclude(parent__in=kept).select_related("parent__version")
    down = goal.ties_below.standing().exclude(child__in=kept).select_related("child__version")
    above, below = [tie.parent for tie in up], [tie.child for tie in down]
    return {
        str(level): [
            *(str(one) for one in above if one.level not in PARENTS[level]),
            *(str(one) for one in below if one.level not in levels_below(level)),
        ]
        for level in PARENTS
    }
