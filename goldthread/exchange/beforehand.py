"""The loose ends that a file would bring to the thread of a product: with what is there already, which is read and never written."""

from typing import Any

from django.db.models import Exists, OuterRef

from goldthread.boards import loose_ends as boards
from goldthread.chain import access as chain
from goldthread.chain.loose_ends.reading import seen_in, severities_in
from goldthread.chain.rules import Level
from goldthread.chain.snapshot import thread
from goldthread.kit import clock
from goldthread.measures.models import Metric, Source
from goldthread.people import access
from goldthread.people.access import Ground

from .files.items import Brought
from .files.thread import pk_of
from .foreseen import Foreseen, Known, foresee
from .saving import by_name, teams_by_name


def loose_ends(ground: Ground, brought: Brought) -> Foreseen:
    """What the rules would say of the goals of a file, as the organisation takes them, beside the goals this person sees."""
    if not brought.made:
        return Foreseen()
    today = clock.today(ground.organisation.time_zone)
    there = thread(ground.the_product, hidden=chain.hidden(ground), today=today, loose=False)
    known = Known(
        people=by_name(access.people_who_see(ground)),
        teams=teams_by_name(ground.organisation.pk),
        **_metrics(ground.organisation.pk),
        thread=seen_in(there.goals, there.beyond, there.ties, today),
        # Sprints are no matter of a file: those without a goal are so before and after.
        more={boards.NAME: {"features": _features(brought), "bare": []}},
    )
    severities = severities_in(ground.organisation.pk)
    return foresee(brought, today=today, known=known, severities=severities, cards=there.known)


def _metrics(organisation: int) -> dict[str, dict[tuple[str, str, str], Any]]:
    """What the metrics that are there say of themselves; of two alike the older counts, as when a file is brought in."""
    asked = Source.objects.filter(metric=OuterRef("pk"), removed_at=None)
    rows = Metric.objects.filter(organisation_id=organisation).annotate(asked=Exists(asked)).order_by("-pk")
    names = ("name", "unit", "currency", "direction", "timing", "purpose", "source_as_written", "asked")
    directions, metrics = {}, {}
    for *trait, direction, timing, purpose, written, is_asked in rows.values_list(*names):
        directions[tuple(trait)] = direction
        metrics[tuple(trait)] = (timing, purpose, bool(written or is_asked))
    return {"directions": directions, "metrics": metrics}


def _features(brought: Brought) -> dict[int, int]:
    """How many features each product goal of the file brings along."""
    return {
        pk_of(item): sum(bool(line.strip()) for line in item.said.get("features", "").split("\n"))
        for item in brought.made
        if item.level == Level.PRODUCT_GOAL
    }
