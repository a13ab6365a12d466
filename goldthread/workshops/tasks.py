"""What the tending loop sweeps: facilitators who are cut off, ballots in a room whose time is up."""

from datetime import datetime

from . import course
from .asking import turn_over_now
from .models import LastMoment, Refused, Workshop
from .rules import Ballot, Kind

# Phases that end at a time: nobody is in the room all the while, so nobody is missed there.
OVER_DAYS = LastMoment.objects.values("phase")


def look_after(now: datetime) -> int:
    """Have somebody else lead, or pause, where a facilitator was not heard of for a minute. Says how many changed."""
    running = Workshop.objects.live().filter(paused="").exclude(phases__in=OVER_DAYS)
    return sum(one.look_after().what != "stays" for one in running)


def turn_over_due(now: datetime) -> int:
    """Turn over what is in where the time of a ballot is up. Says how many."""
    due = Workshop.objects.live().filter(paused="", phase__kind=Kind.AGREE, ends_at__lte=now)
    due = due.filter(phase__item__decision__closed_at=None, phase__item__decision__ended_at=None)
    found = list(due.select_related("phase__item__decision"))
    for one in found:
        turn_over_now(one)
    return len(found)


def go_on(now: datetime) -> int:
    """Begin meetings over days at their time, and lead them on where the time of a phase is up. Says how many."""
    due = Workshop.objects.filter(phases__in=OVER_DAYS).distinct()
    beginning = list(due.to_come().filter(starts_at__lte=now).select_related("facilitator"))
    for one in beginning:
        course.begin(one, by=one.facilitator)
    over = due.live().filter(paused="", ends_at__lte=now).select_related("facilitator")
    return len(beginning) + sum(_went_on(one) for one in over)


def _went_on(one: Workshop) -> bool:
    """On to the next phase; where something must be decided first, it waits for those who lead."""
    if one.item is not None and one.item.ballot == Ballot.AWAITS_CHOICE:
        return False
    try:
        course.advance(one, by=one.facilitator, leaving=one.phase_id or 0, passing_over=True)
    except Refused:
        return False
    return True
