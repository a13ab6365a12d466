"""How often something may be done in a span of time, counted in the cache that all workers share."""

import ipaddress
import time

from django.core.cache import cache
from django.http import HttpRequest


def within(what: str, who: object, *, most: int, seconds: int, times: int = 1) -> bool:
    """Count `times` more deeds of somebody; False where that makes more than `most` in this span of time.

    Spans begin at fixed moments, so that counting costs two steps without a lock; at a border of two spans twice
    as much may pass. A deed that was refused counts too. With `times=0` it is only asked, not counted.
    """
    key = f"limit:{what}:{who}:{int(time.time()) // seconds}"
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return cache.incr(key, times) <= most
    except ValueError:
        # Emptied between the two steps: as good as new.
        return times <= most


def sender(request: HttpRequest) -> str:
    """Who sends, as far as an address tells: of IPv6 the first half, because one household has all of the second."""
    said = request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return ""
    return said if address.version == 4 else str(ipaddress.ip_network((int(address), 64), strict=False))
