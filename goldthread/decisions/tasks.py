"""What the tending loop sweeps: ballots whose time is up, or nearly so, and what nobody decided in time."""

from datetime import datetime, timedelta

from django.db.models import F

from .models import Decision
from .models.ending import DECIDES_WITHIN, end_if_due

AT_ONCE = 200
# So long before the time is up people are reminded; what opened later than that needs no reminder.
BEFORE = timedelta(hours=24)


def reveal_due(now: datetime) -> int:
    """Turn over the ballots of questions whose time is up. Says how many."""
    due = Decision.objects.open().filter(closes_at__lte=now).order_by("closes_at", "pk")[:AT_ONCE]
    return sum(one.close_if_due() for one in due)


def end_undecided(now: datetime) -> int:
    """Where nobody decided in time: the deputy's turn, or no decision. Says of how many questions."""
    waiting = Decision.objects.under_way().filter(
        verdict="open", closes_at__lte=now, closed_at__lte=now - DECIDES_WITHIN
    )
    return sum(end_if_due(one) for one in waiting.order_by("closed_at", "pk")[:AT_ONCE])


def remind(now: datetime) -> int:
    """Remind the people of questions whose time is nearly up. Says of how many."""
    soon = Decision.objects.open().filter(closes_at__gt=now, closes_at__lte=now + BEFORE, reminded_at=None)
    asked_before = soon.filter(opened_at__lte=F("closes_at") - 2 * BEFORE).order_by("closes_at", "pk")[:AT_ONCE]
    return sum(one.remind() for one in asked_before)
