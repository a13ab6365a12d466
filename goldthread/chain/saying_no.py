"""What was said no to beside a goal: proposals below it, other words for it, concerns about it; each with its reason."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.decisions.models import Decision
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from .models import Goal, Refusal

SHOWN = 50


def told(ground: Ground, goal: Goal, parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """`rows` of what was declined, the newest first, and the numbers of the versions that can be declined (`open`).

    `parts` are what packages above bring to the page, and what they say no to. Two queries, a third for who may say no.
    """
    if ground.on is not None:
        return {"rows": [], "open": ()}
    rows = list(Refusal.objects.filter(goal=goal).select_related("by", "proposed_by").order_by("-at", "-pk")[:SHOWN])
    declined = {one.noun_id for one in rows if one.kind == "goalversion"}
    brought = [row for part in parts for row in part.get("said_no", ())]
    return {"rows": [*(_row(one) for one in rows), *brought], "open": _open(ground, goal, declined)}


def _row(one: Refusal) -> dict[str, Any]:
    what = _("a goal below it") if one.kind == "candidate" else _("other words")
    return {
        "id": f"refusal-{one.pk}",
        "what": what,
        "words": one.words,
        "from": one.proposed_by.name,
        "by": one.by.name,
        "when": date_format(localtime(one.at), "j M Y"),
        "because": one.because,
        "url": "",
    }


def _open(ground: Ground, goal: Goal, declined: set[int]) -> frozenset[int]:
    """The versions that were only proposed, are not voted on, and that nobody has said no to; none for who may not."""
    if not ground.may("answer candidates"):
        return frozenset()
    voted = Decision.objects.under_way().about("goal", goal.pk).values("version")
    rows = goal.versions.filter(adoptions=None).exclude(pk__in=declined).exclude(number__in=voted)
    return frozenset(rows.values_list("number", flat=True))
