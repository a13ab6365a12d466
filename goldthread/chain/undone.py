"""What was agreed and is not done, on the page of its agreement: why, and how it is tied."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from goldthread.decisions.models import Agreement
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from . import access
from .forms.undone import RestForm
from .models import Undone


def part(ground: Ground, made: Agreement) -> dict[str, Any] | None:
    """What became of it, for the record; None where the agreement does nothing besides putting words in force. One query."""
    effect = made.decision.effect
    if made.kind != "goal" or not effect or not made.is_adopted:
        return None
    found = Undone.objects.filter(agreement=made).select_related("ended_by", "goal__version").first()
    return {"template": "chain/undone.html", "undone": found, **(_said(ground, found, effect) if found else {})}


def _said(ground: Ground, found: Undone, effect: dict[str, Any]) -> dict[str, Any]:
    goal, slugs = found.goal, (ground.organisation.slug, ground.the_product.slug)
    may = not found.ended_at and access.may_set(ground, goal.version.level, goal.version.team_id)
    return {
        "why": found.get_why_display(),
        "day": date_format(localtime(found.at), "j F Y"),
        "ended": date_format(localtime(found.ended_at), "j F Y") if found.ended_at else "",
        "may": may,
        "can_be_done": may and goal.closing_id is None and found.why != Undone.Why.GONE,
        "doing": reverse("chain:undone_doing", args=[*slugs, goal.number, found.pk]),
        "resting": reverse("chain:undone_resting", args=[*slugs, goal.number, found.pk]),
        "form": RestForm() if may else None,
        "anew": effect.get("form", "") if may and goal.closing_id is None else "",
    }


__all__ = ["part"]
