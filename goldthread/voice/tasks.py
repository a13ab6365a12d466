"""What the tending loop sweeps: what comes into sight, whom to tell who is known to nobody else, and what is late."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from goldthread.journal.models import Entry
from goldthread.journal.record import record

from . import rules, telling
from .models import Concern, Reply, Writer

MOST = 200


def sweep(now: datetime) -> int:
    """Show what is due to be shown, tell writers, tell who has a day left for an answer or is late. Says how many of all."""
    return show(now) + tell_writers() + remind(now) + tell_late(now)


def show(now: datetime) -> int:
    """Concerns and replies without name whose moment has come."""
    concerns = list(
        Concern.objects.filter(told_at=None, at__lte=now).select_related("organisation").order_by("at", "?")[:MOST]
    )
    for concern in concerns:
        concern.come_into_sight()
    replies = list(Reply.objects.filter(told_at=None, at__lte=now).select_related("concern").order_by("at", "?")[:MOST])
    for reply in replies:
        reply.come_into_sight()
    return len(concerns) + len(replies)


def tell_writers() -> int:
    """Tell those who raised a concern without name what came of it."""
    waiting = list(Concern.objects.filter(untold_entry_id__isnull=False).order_by("?")[:MOST])
    for concern in waiting:
        _tell_writer(concern)
    return len(waiting)


@transaction.atomic
def _tell_writer(concern: Concern) -> None:
    entry_id = concern.untold_entry_id
    if Concern.objects.filter(pk=concern.pk, untold_entry_id=entry_id).update(untold_entry_id=None):
        entry = Entry.objects.filter(pk=entry_id or 0).first()
        person = Writer.objects.filter(concern=concern).values_list("person_id", flat=True).first()
        if entry is not None and person is not None:
            telling.tell(person, concern, entry)


def remind(now: datetime) -> int:
    """Tell whoever answers, once, on the day before the promised one; of what was promised for so soon, nobody is told
    twice. Says how many."""
    rows = Concern.objects.due_by(now.date() + timedelta(days=1 + rules.REMIND_DAYS)).filter(reminded_at=None)
    told = 0
    for concern in rows.filter(told_at__isnull=False).select_related("organisation").order_by("due", "pk")[:MOST]:
        today = now.astimezone(ZoneInfo(concern.organisation.time_zone)).date()
        told += _remind(concern, now) if rules.is_due_soon(concern.due, today) else 0
    return told


@transaction.atomic
def _remind(concern: Concern, now: datetime) -> int:
    told = Concern.objects.filter(pk=concern.pk, reminded_at=None).update(reminded_at=now)
    if told and concern.at <= now - timedelta(days=1):
        telling.tell_answerer(concern, record(None, "concern.due_soon", concern))
    return told


def tell_late(now: datetime) -> int:
    """Tell once who promised an answer and has not given it, on the day after."""
    # Where the day begins first it is over while it goes on here.
    rows = Concern.objects.late((now + timedelta(hours=14)).date()).filter(told_late_at=None, told_at__isnull=False)
    told = 0
    for concern in rows.select_related("organisation").order_by("pk")[:MOST]:
        today = now.astimezone(ZoneInfo(concern.organisation.time_zone)).date()
        told += _tell_late(concern, now) if concern.days_late(today) else 0
    return told


@transaction.atomic
def _tell_late(concern: Concern, now: datetime) -> int:
    late = Concern.objects.filter(pk=concern.pk, told_late_at=None).update(told_late_at=now)
    if late:
        telling.tell_answerer(concern, record(None, "concern.late", concern))
    return late
