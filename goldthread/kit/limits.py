"""How often something may be done in a span of time, counted in the cache that all workers share."""

import time

from django.core.cache import cache


def within(what: str, who: object, *, most: int, seconds: int, times: int = 1) -> bool:
    """Count `times` more deeds of somebody; False where that makes more than `most` in this span of time.

    Spans begin at fixed moments, so that counting costs two steps without a lock; at a border of two spans twice
    as much may pass. A deed that was refused counts too.
    """
    key = f"limit:{what}:{who}:{int(time.time()) // seconds}"
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return cache.incr(key, times) <= most
    except ValueError:
        # Emptied between the two steps: as good as new.
        return times <= most
