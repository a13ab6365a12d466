"""What the tending loop sweeps: soundings whose time is up, and people who were asked a while ago."""

from datetime import datetime

from . import models
from .models import Sounding

AT_ONCE = 200


def end_due(now: datetime) -> int:
    """End soundings whose time is up. Says how many."""
    due = Sounding.objects.under_way().filter(closes_at__lte=now).order_by("closes_at", "pk")[:AT_ONCE]
    return sum(one.end_if_due() for one in due)


def remind(now: datetime) -> int:
    """Ask those once more who said nothing for two days. Says how many."""
    return sum(models.remind(one) for one in Sounding.objects.under_way().filter(closes_at__gt=now).order_by("pk"))
