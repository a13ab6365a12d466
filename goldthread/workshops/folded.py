"""Cards folded away, once there are words to agree on: the largest groups by their titles, a few cards, the rest as a number."""

from typing import Any

from django.db.models import Count, Min

from .models import Card, Item

# Chips that stand there: so many groups, or with fewer groups cards up to one less.
GROUPS, CARDS = 4, 3


def shown(item: Item | None) -> dict[str, Any]:
    """What stands for the cards of an item, however many there are. Three queries."""
    rows = Card.objects.filter(item=item.root if item else None)
    counted = rows.exclude(cluster=None).order_by().values("cluster", "cluster__title")
    groups = list(counted.annotate(count=Count("pk"), first=Min("words")).order_by("-count", "cluster"))
    count = rows.count()
    by_themselves = rows.filter(cluster=None).order_by("pk").values_list("words", flat=True)
    loose = list(by_themselves[: max(CARDS - len(groups), 0)])
    return {
        "cards_count": count,
        "from_groups": [
            {"words": one["cluster__title"] or one["first"], "count": one["count"]} for one in groups[:GROUPS]
        ],
        "from_cards": loose,
        "from_more": count - sum(one["count"] for one in groups) - len(loose) + max(len(groups) - GROUPS, 0),
    }
