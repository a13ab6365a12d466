"""Somebody leaves the organisation: nobody waits for their vote any more."""

from goldthread.kit import walls
from goldthread.people.models import Membership, Person

from .models import Voter


def hear(leaving: Membership, by: Person) -> None:
    """A ballot that they cast stays; where theirs was the last that was waited for, all are turned over."""
    rows = Voter.objects.standing().filter(organisation=leaving.organisation_id, person=leaving.person_id)
    # Whoever removes somebody may not see all that they were asked about.
    with walls.seen_by(leaving.person_id):
        for voter in rows.filter(decision__ended_at=None).select_related("decision").order_by("pk"):
            voter.decision.part_with(voter)
