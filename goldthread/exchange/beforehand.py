"""The loose ends that a file would bring to the thread of a product: with what is there already, which is read and never written."""

from goldthread.boards import loose_ends as boards
from goldthread.chain import access as chain
from goldthread.chain.loose_ends.reading import seen_in, severities_in
from goldthread.chain.rules import Level
from goldthread.chain.snapshot import thread
from goldthread.kit import clock
from goldthread.measures.models import Metric
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
        directions=_directions(ground.organisation.pk),
        thread=seen_in(there.goals, there.beyond, there.ties, today),
        # Sprints are no matter of a file: those without a goal are so before and after.
        more={boards.NAME: {"features": _features(brought), "bare": []}},
    )
    severities = severities_in(ground.organisation.pk)
    return foresee(brought, today=today, known=known, severities=severities, cards=there.known)


def _directions(organisation: int) -> dict[tuple[str, str, str], str]:
    """Which way the metrics that are there should go; of two alike the older counts, as when a file is brought in."""
    rows = Metric.objects.filter(organisation_id=organisation).order_by("-pk")
    return {row[:3]: row[3] for row in rows.values_list("name", "unit", "currency", "direction")}


def _features(brought: Brought) -> dict[int, int]:
    """How many features each product goal of the file brings along."""
    return {
        pk_of(item): sum(bool(line.strip()) for line in item.said.get("features", "").split("\n"))
        for item in brought.made
        if item.level == Level.PRODUCT_GOAL
    }
