"""Kudos for what was achieved: the mark “Well done” at a thing, as the part `talk/kudos.html` shows it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from goldthread.people.access import Ground

from .models import Reaction


def at_each(
    ground: Ground, kind: str, products: Mapping[int, str], may_in: Iterable[str] | None = None
) -> dict[int, dict[str, Any]]:
    """For each thing of a kind, given with the slug of its product: who gave kudos, and where the form leads. One query.

    `may_in` are the slugs of the products in which this person may say something; None asks the ground for its own.
    """
    rows = Reaction.objects.standing().filter(
        organisation=ground.organisation, kind=kind, noun_id__in=list(products), mark=Reaction.Mark.WELL_DONE
    )
    givers: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for noun, by, name in rows.order_by("at", "pk").values_list("noun_id", "by_id", "by__name"):
        givers[noun].append((by, name))
    return {
        pk: _shown(ground, kind, pk, slug, givers[pk], ground.may("comment") if may_in is None else slug in may_in)
        for pk, slug in products.items()
    }


def at(ground: Ground, kind: str, noun_id: int) -> dict[str, Any]:
    """As `at_each`, of one thing of the ground's own product."""
    return at_each(ground, kind, {noun_id: ground.the_product.slug})[noun_id]


def _shown(
    ground: Ground, kind: str, noun_id: int, slug: str, givers: list[tuple[int, str]], may: bool
) -> dict[str, Any]:
    return {
        "id": f"kudos-{kind}-{noun_id}",
        "address": reverse("talk:reactions", args=[ground.organisation.slug, slug, kind, noun_id]),
        "mark": str(Reaction.Mark.WELL_DONE.value),
        "count": len(givers),
        "who": ", ".join(name for _pk, name in givers),
        "is_own": any(pk == ground.person.pk for pk, _name in givers),
        "may": may,
    }


__all__ = ["at", "at_each"]
