"""What speaking up adds to pages of packages below: the way there in the header, and what was said beside a thing."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.people.access import Ground

from . import access, page
from .models import Concern
from .rules import State

SHOWN = 20
_BESIDE = ("by", "answerer", "answered_by", "changed_by", "changed_version__goal")


def at_goal(ground: Ground, goal: Any) -> dict[str, Any] | None:
    """Concerns about a goal, those that wait first; `said_no` are those that were declined. One query."""
    if ground.on is not None:
        return None
    rows = access.of_product(ground).filter(goal_id=goal.pk).select_related(*_BESIDE).order_by("answer", "-at", "-pk")
    made = page.lines(ground, rows[:SHOWN])
    return {
        "template": "voice/beside.html",
        "sheet": "voice/beside.css",
        "concerns": [one for one in made if one["state"] != State.DECLINED.value],
        "speak": page.speaking(ground, "goal", goal.pk),
        "said_no": [_said_no(one) for one in made if one["state"] == State.DECLINED.value],
    }


def at(kind: str, ground: Ground, thing: Any) -> dict[str, Any] | None:
    """Concerns about another thing. One query."""
    rows = access.of_product(ground).filter(kind=kind, noun_id=thing.pk).select_related(*_BESIDE).order_by("-at", "-pk")
    return {
        "template": "voice/beside.html",
        "sheet": "voice/beside.css",
        "concerns": page.lines(ground, rows[:SHOWN]),
        "speak": page.speaking(ground, kind, thing.pk),
        # Those that were said with the votes stand above, in the record.
        "since": kind == "agreement",
        "said_no": [],
    }


def _said_no(one: dict[str, Any]) -> dict[str, Any]:
    """A declined concern as the past of a goal shows it."""
    return {
        "id": f"concern-{one['id']}-declined",
        "what": _("a concern"),
        "words": one["text"],
        "from": one["who"],
        "by": one["answered_by"],
        "when": one["answered"],
        "because": one["why"],
        "url": one["url"],
    }


def at_wording(ground: Ground, goal: Any) -> dict[str, Any] | None:
    """The concerns that a new wording may answer: those about the goal, and on the product as a whole. One query."""
    rows = access.of_product(ground).filter(changed_version=None).exclude(answer=Concern.Answer.DECLINED)
    rows = rows.filter(goal_id=goal.pk) | rows.filter(kind="product")
    found = [one for one in rows.select_related("by").order_by("-at", "-pk")[:SHOWN] if access.may_answer(ground, one)]
    return {"template": "voice/wording.html", "concerns": [(one.pk, one.text) for one in found]} if found else None


def tool(request: HttpRequest) -> dict[str, Any] | None:
    """Speak up, in the header of every page: about the thing on it, else about the product."""
    ground: Ground | None = getattr(request, "ground", None)
    if ground is None or not ground.may("comment"):
        return None
    product = ground.product or getattr(request, "around_product", None)
    if product is None:
        return None
    kind, noun_id = getattr(request, "speaks_about", None) or ("product", product.pk)
    url = reverse("voice:speak", args=[ground.organisation.slug, product.slug, kind, noun_id])
    return {"name": "speak-up", "label": _("Speak up"), "icon": "megaphone", "url": url}


def deeds(ground: Ground) -> list[dict[str, str]]:
    """For the place Together: the way to what people spoke up about."""
    return [{"label": _("Concerns"), "url": reverse("voice:concerns", args=page.slugs(ground)), "icon": "megaphone"}]


def speaking_up(ground: Ground, _rest: str) -> str:
    """Typed into the search: about the product as a whole."""
    return page.speaking(ground, "product", ground.the_product.pk)
