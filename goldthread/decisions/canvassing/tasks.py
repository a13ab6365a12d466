"""What is swept and heard: canvasses whose time is up or nearly so, and people who leave."""

from datetime import datetime

from django.db.models import F

from goldthread.kit import walls
from goldthread.people.models import Membership, Person

from ..models import Canvass, Elector
from ..tasks import AT_ONCE, BEFORE


def reveal_due(now: datetime) -> int:
    """Turn over the sheets of those whose time is up. Says how many."""
    due = Canvass.objects.open().filter(closes_at__lte=now).order_by("closes_at", "pk")[:AT_ONCE]
    return sum(one.close_if_due() for one in due)


def remind(now: datetime) -> int:
    """Remind the people of those whose time is nearly up. Says of how many."""
    soon = Canvass.objects.open().filter(closes_at__gt=now, closes_at__lte=now + BEFORE, reminded_at=None)
    asked_before = soon.filter(opened_at__lte=F("closes_at") - 2 * BEFORE).order_by("closes_at", "pk")[:AT_ONCE]
    return sum(one.remind() for one in asked_before)


def hear(leaving: Membership, by: Person) -> None:
    """Somebody leaves the organisation: nobody waits for their sheet any more."""
    rows = Elector.objects.standing().filter(organisation=leaving.organisation_id, person=leaving.person_id)
    # Whoever removes somebody may not see all that they were asked about.
    with walls.seen_by(leaving.person_id):
        for elector in rows.filter(canvass__ended_at=None).select_related("canvass").order_by("pk"):
            elector.canvass.part_with(elector)
