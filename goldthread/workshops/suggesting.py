"""What a meeting begins with before anybody says otherwise: title, facilitator, ground rules, and the rule by what is at stake."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from goldthread.chain import agreeing
from goldthread.chain.models import Goal, Level
from goldthread.decisions.forms.stakes import StakesForm
from goldthread.decisions.rules import chooser
from goldthread.people.access import Ground

from . import inviting
from .agendas import GROUND_RULES, Agenda
from .models import GroundRules

Listed = list[dict[str, Any]]


def begins(ground: Ground, agenda: Agenda, goal: Goal | None, listed: Listed) -> dict[str, Any]:
    """Title, facilitator and ground rules."""
    known = GroundRules.of(ground.the_product)
    return {
        "title": goal.version.statement[:160] if goal else str(agenda.label),
        "facilitator": str(inviting.facilitator(listed, ground)),
        "ground_rules": known.words if known else str(GROUND_RULES),
    }


def rule(ground: Ground, agenda: Agenda, goal: Goal | None, voters: int, said: StakesForm) -> dict[str, Any]:
    """The rule for what is talked about, why, and what follows its rounds."""
    if goal is not None:
        return agreeing.suggestion(ground, goal, voters, said)
    made = chooser.suggest(level_of(agenda, goal), said.stakes(voters=voters, horizon_weeks=None))
    fallback = made.fallback.name if made.fallback else ""
    return {
        "rule": made.rule.name,
        "why": str(agreeing.WHY.get(made.reason, "")),
        "rounds": made.max_rounds,
        "fallback": fallback,
    }


def level_of(agenda: Agenda, goal: Goal | None) -> str:
    """The level that the rule is chosen for: of the goal, or of the first thing on the agenda."""
    if goal is not None:
        return str(goal.version.level)
    return str(next((one.level for one in agenda.topics if one.level), Level.PRODUCT_GOAL))


def stakes(request: HttpRequest) -> StakesForm:
    """What was said to be at stake; as usual where nobody said anything."""
    return StakesForm(request.POST if "at_stake" in request.POST else None)


def voters(request: HttpRequest, listed: Listed) -> int:
    """How many people's word is needed, as it is ticked just now."""
    ticked = {*request.POST.getlist("required")} & {*request.POST.getlist("invited")}
    return len(ticked) or sum(one["needed"] for one in listed)


def is_asked(request: HttpRequest) -> bool:
    """Whether the form was sent only to hear which rule fits what is at stake."""
    return request.method == "POST" and "weigh" in request.POST


def half_filled(request: HttpRequest, fields: Mapping[str, Any], suggested: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed so far, to go on with. Where the rule is the one suggested before, it follows the suggestion."""
    sent = request.POST
    many = ("invited", "required")
    typed: dict[str, Any] = {name: sent.getlist(name) if name in many else sent.get(name, "") for name in fields}
    if typed["rule"] == sent.get("suggested") and typed["rule"] != suggested["rule"]:
        typed |= {name: suggested[name] for name in ("rule", "rounds", "fallback")}
    return typed


__all__ = ["begins", "half_filled", "is_asked", "level_of", "rule", "stakes", "voters"]
