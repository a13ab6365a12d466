"""What happens elsewhere and ends a sounding, or lets somebody go from it."""

from typing import Any

from goldthread.chain.models import Goal
from goldthread.decisions.models import Decision
from goldthread.journal.models import Entry
from goldthread.kit import walls
from goldthread.people.models import Membership, Person

from . import access
from .models import Participant, Refused, Sounding

ENDING = {
    "goal.reworded": Sounding.Ended.REWORDED,
    "goal.closed": Sounding.Ended.CLOSED,
    "goal.merged": Sounding.Ended.CLOSED,
}


def hear(entry: Entry, noun: Any) -> None:
    """Other words in force, an end, or another way of asking: what people said to the draft stands for none of these."""
    if entry.verb in ENDING and isinstance(noun, Goal):
        _end(noun.pk, ENDING[entry.verb])
    elif entry.verb == "decision.opened" and isinstance(noun, Decision) and noun.kind == "goal":
        _end(noun.noun_id, Sounding.Ended.ASKED)


def _end(goal_id: int, ended_as: str) -> None:
    for one in Sounding.objects.under_way().filter(goal=goal_id):
        one.end(ended_as, by=None)


def sight(product_id: int, goal_id: int | None) -> None:
    """A goal, or with None a product, is shown to few, to one more, or to all again: whoever no longer sees the draft is
    waited for no longer. It goes round no more where its organiser does not see it."""
    rows = Sounding.objects.under_way().filter(product=product_id).select_related("organiser")
    for one in (rows.filter(goal=goal_id) if goal_id else rows).order_by("pk"):
        if not access.hears(one.organiser, one.pk):
            one.end(Sounding.Ended.WITHDRAWN, by=None)
            continue
        for who in one.participants.select_related("person").order_by("number"):
            _wait_for(one, who)


def _wait_for(of: Sounding, who: Participant) -> None:
    sees = who.is_member and access.hears(who.person, of.pk)
    if sees == (who.left_at is None):
        return
    try:
        of.return_to(who) if sees else of.depart(who)
    except Refused:
        # Its time is up: the sweep ends it.
        return


def left(leaving: Membership, by: Person) -> None:
    """Nobody waits any longer for whoever leaves the organisation; a draft whose organiser leaves goes round no more."""
    # Whoever removes somebody may not see all that they were asked about.
    with walls.seen_by(leaving.person_id):
        for one in Sounding.objects.under_way().filter(
            organisation=leaving.organisation_id, organiser=leaving.person_id
        ):
            one.end(Sounding.Ended.WITHDRAWN, by=None)
        rows = Participant.objects.standing().filter(
            organisation=leaving.organisation_id, person=leaving.person_id, sounding__ended_at=None
        )
        for who in rows.select_related("sounding").order_by("pk"):
            try:
                who.sounding.depart(who)
            except Refused:
                # Its time is up: the sweep ends it.
                continue
