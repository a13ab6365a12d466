"""Cards folded away, once there are words to agree on: the largest groups by their titles, a few cards, the rest as a number."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Min

from goldthread.kit.prepared import Prepared

from .models import Card, Item

# Chips that stand there: so many groups, or with fewer groups cards up to one less.
GROUPS, CARDS = 4, 3
# A chip shows no more of a card.
CHARACTERS = 60

_GROUPS = Prepared(
    lambda item: (
        Card.objects.filter(item=item)
        .exclude(cluster=None)
        .order_by()
        .values("cluster", "cluster__title")
        .annotate(count=Count("pk"), first=Min("words"))
        .order_by("-count", "cluster")
    ),
    *("cluster", "cluster__title", "count", "first"),
)
_COUNT = Prepared(
    lambda item: Card.objects.filter(item=item).order_by().values("item").annotate(count=Count("pk")), "count"
)
_LOOSE = Prepared(lambda item: Card.objects.filter(item=item, cluster=None).order_by("pk")[:CARDS], "words")


def shown(item: Item | None) -> dict[str, Any]:
    """What stands for the cards of an item, however many there are. Three queries."""
    root = item.root.pk if item else 0
    groups = _GROUPS.rows(root)
    count = sum(one["count"] for one in _COUNT.rows(root))
    loose = [one["words"] for one in _LOOSE.rows(root)][: max(CARDS - len(groups), 0)]
    return {
        "cards_count": count,
        "from_groups": [
            {"words": one["cluster__title"] or one["first"], "count": one["count"]} for one in groups[:GROUPS]
        ],
        "from_cards": loose,
        # Nothing is folded away then.
        "from_whole": count == len(loose) and all(len(one) <= CHARACTERS for one in loose),
        "from_more": count - sum(one["count"] for one in groups) - len(loose) + max(len(groups) - GROUPS, 0),
    }


def all_of(item: Item | None) -> list[dict[str, Any]]:
    """All cards of an item, as they were laid together: the largest group first, those by themselves last. One query."""
    groups: dict[int | None, dict[str, Any]] = {}
    rows = Card.objects.filter(item=item.root if item else None).order_by("pk")
    for cluster, title, words, name in rows.values_list("cluster_id", "cluster__title", "words", "signed_by__name"):
        known = groups.setdefault(cluster, {"title": title or "", "is_loose": cluster is None, "cards": []})
        known["cards"].append({"words": words, "by": name or ""})
    return sorted(groups.values(), key=lambda one: (one["is_loose"], -len(one["cards"])))


def said(items: Iterable[int]) -> dict[int, list[str]]:
    """What the cards of items say, by item: groups by their titles, the other cards by their words. One query."""
    found: dict[int, dict[str, None]] = {}
    rows = Card.objects.filter(item__in=items).order_by("item", "cluster", "pk")
    for item, words, title in rows.values_list("item_id", "words", "cluster__title"):
        found.setdefault(item, {})[title or words] = None
    return {item: list(words) for item, words in found.items()}
