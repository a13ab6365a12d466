"""The marks that people left at things, as the part `talk/reactions.html` shows them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from goldthread.people.access import Ground

from .models import Reaction

ICONS = {"seen": "eye", "thanks": "heart", "well_done": "party-popper", "help": "hand-helping", "worried": "cloud-rain"}


def at_each(ground: Ground, kind: str, noun_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """For each thing of a kind: the marks with who left them, whether this person did, and where the form leads. One query."""
    wanted = list(noun_ids)
    rows = Reaction.objects.standing().filter(organisation=ground.organisation, kind=kind, noun_id__in=wanted)
    by_noun: dict[int, list[Reaction]] = defaultdict(list)
    for one in rows.select_related("by").order_by("at", "pk"):
        by_noun[one.noun_id].append(one)
    return {pk: _shown(ground, kind, pk, by_noun[pk]) for pk in wanted}


def at(ground: Ground, kind: str, noun_id: int) -> dict[str, Any]:
    return at_each(ground, kind, [noun_id])[noun_id]


def _shown(ground: Ground, kind: str, noun_id: int, left: list[Reaction]) -> dict[str, Any]:
    slugs = (ground.organisation.slug, ground.the_product.slug)
    marks = [_mark(ground, mark, [one for one in left if one.mark == mark]) for mark in Reaction.Mark]
    return {
        "id": f"reactions-{kind}-{noun_id}",
        "address": reverse("talk:reactions", args=[*slugs, kind, noun_id]),
        "marks": marks,
        "left": [one for one in marks if one["count"]],
        "others": [one for one in marks if not one["count"]],
        "may": ground.may("comment"),
    }


def _mark(ground: Ground, mark: Any, left: list[Reaction]) -> dict[str, Any]:
    return {
        "value": str(mark.value),
        "label": mark.label,
        "icon": ICONS[mark.value],
        "count": len(left),
        "who": ", ".join(one.by.name for one in left),
        "is_own": any(one.by_id == ground.person.pk for one in left),
    }


__all__ = ["ICONS", "at", "at_each"]
