"""Where workshops stand beside agreements: a deed of the log, and a way to agree on a goal."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.chain.models import Goal
from goldthread.people.access import Ground


def deeds(ground: Ground) -> list[dict[str, Any]]:
    """For the head of the log: the way to the workshops."""
    if not ground.may("sit in workshops"):
        return []
    return [{"label": _("Workshops"), "icon": "users", "url": reverse("workshops:all", args=_slugs(ground))}]


def way(ground: Ground, goal: Goal) -> dict[str, Any] | None:
    """One of the ways to agree on a goal, for those who may convene."""
    if not ground.may("convene"):
        return None
    address = reverse("workshops:new", args=_slugs(ground))
    return {
        "name": "together",
        "rank": 30,
        "label": _("Together now"),
        "hint": _("In a meeting: everybody is heard, the words are changed until they carry, then all vote at once."),
        "icon": "users",
        "url": f"{address}?agenda=one_goal&goal={goal.number}",
    }


def about_a_draft(ground: Ground, sounding: Any) -> str:
    """Where a meeting about a draft that is stuck is set up; "" for who may not convene."""
    if not ground.may("convene"):
        return ""
    return f"{reverse('workshops:new', args=_slugs(ground))}?agenda=one_goal&goal={sounding.goal.number}&sounding={sounding.pk}"


def _slugs(ground: Ground) -> tuple[str, str]:
    return ground.organisation.slug, ground.the_product.slug
