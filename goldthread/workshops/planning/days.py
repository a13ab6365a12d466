"""A meeting over days, for people in other time zones: each phase ends at a time, and goes on by itself when that comes.

What is written stays locked until it is turned over, as in a room.
"""

from datetime import datetime, timedelta

from django.db import transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Person

from ..models import LastMoment, Phase, Refused, Workshop
from ..rules import Kind
from . import mail

# What people do for themselves takes as long as was chosen; the rest a day.
LONG = (Kind.WRITE, Kind.DISCUSS, Kind.DRAFT, Kind.AGREE)
MOST_DAYS = 7
DAY = timedelta(days=1)


@transaction.atomic
def spread(workshop: Workshop, days: int, *, by: Person) -> None:
    """Give each phase so many days instead of its minutes; with 0 it takes place in one go again."""
    now = workshop.held()
    if now.began_at is not None or now.is_over:
        raise Refused("over")
    if length_of(now) == days:
        return
    lay(now, days)
    now.tell()
    record(by, "workshop.spread", now, days=days, lasts=lasts(now))
    mail.tell(now, "moved", by=by)


def follow(workshop: Workshop) -> None:
    """After the agenda changed, where it runs over days: times for all its phases anew."""
    days = length_of(workshop)
    if days:
        lay(workshop, days)


def length_of(workshop: Workshop) -> int:
    """How many days its long phases take; 0 for a meeting in one go."""
    moments = list(
        LastMoment.objects.filter(phase__workshop=workshop).order_by("phase__place").values_list("at", flat=True)
    )
    spans = [(later - earlier).days for earlier, later in zip([workshop.starts_at, *moments], moments, strict=False)]
    return max(spans, default=0)


def lay(workshop: Workshop, days: int) -> None:
    """Times for all phases, from when it begins."""
    LastMoment.objects.filter(phase__workshop=workshop).delete()
    if not days:
        return
    made, at = [], workshop.starts_at
    for phase in workshop.phases.all():
        at += DAY * (days if phase.kind in LONG else 1)
        made.append(LastMoment(organisation_id=workshop.organisation_id, phase=phase, at=at))
    LastMoment.objects.bulk_create(made)


def end(workshop: Workshop) -> datetime:
    """When the meeting is over, as planned: after its minutes, or with the last phase of one over days. One query."""
    moments = LastMoment.objects.filter(phase__workshop=workshop).order_by("-at").values_list("at", flat=True)
    return moments.first() or workshop.starts_at + timedelta(minutes=workshop.minutes)


def lasts(workshop: Workshop) -> int:
    """How many minutes there are from its beginning to its end, as planned. One query."""
    return int((end(workshop) - workshop.starts_at).total_seconds() // 60)


def end_of(phase: Phase) -> datetime | None:
    """When a phase that begins now ends; None in a meeting in one go. Gone back to after its time, it has a day more."""
    at = LastMoment.objects.filter(phase=phase).values_list("at", flat=True).first()
    return max(at, clock.now() + DAY) if at is not None and at <= clock.now() else at
