"""The lines of the boards as they were at a moment: rows like those of today's lines, from their versions."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from goldthread.chain.past import Moment

from .models import FeatureVersion, NoteVersion

Row = dict[str, Any]


def notes(product: int, moment: Moment, sections: tuple[str, ...]) -> list[Row]:
    """The notes of these sections that stood then, as rows with "pk", "section", "text", "edition". One query."""
    versions = NoteVersion.objects.filter(line__product=product, line__section__in=sections)
    return _rows(_standing(versions, moment), section="line__section")


def features(product: int, moment: Moment) -> list[Row]:
    """The features that stood then, as rows with "pk", "goal_id", "text", "edition". One query."""
    return _rows(_standing(FeatureVersion.objects.filter(line__goal__product=product), moment), goal_id="line__goal")


def _rows(versions: QuerySet[Any], **more: str) -> list[Row]:
    places = {"pk": "line_id", "text": "text", "edition": "number", **more}
    return [{name: row[place] for name, place in places.items()} for row in versions.values(*places.values())]


def _standing(versions: QuerySet[Any], moment: Moment) -> QuerySet[Any]:
    """Of each line the version that held then, where it said something."""
    newest = versions.model.objects.filter(line=OuterRef("line"), at__lte=moment.ends).order_by("-at", "-number")
    # Lines removed before removals kept a version of their own have only the day they were removed on.
    there = Q(line__removed_at=None) | Q(line__removed_at__gt=moment.ends)
    held = versions.filter(there, pk=Subquery(newest.values("pk")[:1])).exclude(text="")
    return held.order_by("line__rank", "line_id")


__all__ = ["features", "notes"]
