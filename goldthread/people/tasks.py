"""What the tending loop sweeps: accounts that were never proved, and sessions that have ended."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings

from .models import Person

UNPROVED_FOR = timedelta(days=7)


def forget_unproved(now: datetime) -> int:
    """Forget who signed up and never proved an address within a week: the address is free for its owner. Says how many."""
    waiting = Person.objects.filter(last_login=None, memberships=None, joined_at__lt=now - UNPROVED_FOR)
    waiting = waiting.exclude(email=None).exclude(emailaddress__verified=True)
    return waiting.delete()[1].get(Person._meta.label, 0)


def forget_ended_sessions(now: datetime) -> None:
    """Forget the sessions whose time is over."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
