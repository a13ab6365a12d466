"""What the tending loop sweeps: chances that move though nobody enters a value."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.cache import cache

from goldthread.people.models import Organisation

from . import chances

# A day and a half: longer than the day that it stands for, in any time zone.
_KEPT_SECONDS = 36 * 3600


def say_again(now: datetime) -> int:
    """Once a day in each organisation: what key results that are over teach changes what is said of the others.

    How many chances are new. Told a second time on a day, where the cache was lost, it finds nothing new.
    """
    return sum(
        _of(one.pk, now.astimezone(ZoneInfo(one.time_zone)).date()) for one in Organisation.objects.order_by("pk")
    )


def _of(organisation: int, day: date) -> int:
    done = f"chances-{organisation}-{day.isoformat()}"
    if not cache.add(done, 1, timeout=_KEPT_SECONDS):
        return 0
    try:
        return chances.say_again(organisation, day)
    except Exception:
        cache.delete(done)
        raise


__all__ = ["say_again"]
