"""The tending loop: what nobody asks for and has to happen all the same. `serve` runs it; `goldthread tend` does too."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import close_old_connections, connection

from goldthread.kit import clock, registry

log = logging.getLogger(__name__)
# Longer than any sweep should take; after it, a sweep whose process died may be taken up by another.
LEASE_SECONDS = 300
LONGEST_WAIT_SECONDS = 5.0


def run(stop: threading.Event) -> None:
    """Sweep whatever is due, until told to stop. Several may run: each sweep is taken by one at a time."""
    apart = registry.tended_apart()
    others = [threading.Thread(target=_loop, args=(stop, {name}), name=f"tending {name}") for name in sorted(apart)]
    for other in others:
        other.start()
    _loop(stop, set(registry.tended()) - apart)
    for other in others:
        other.join()


def _loop(stop: threading.Event, names: set[str]) -> None:
    due: dict[str, float] = {}
    while not stop.is_set():
        for name, (seconds, sweep) in [(name, one) for name, one in registry.tended().items() if name in names]:
            if time.monotonic() >= due.get(name, 0.0):
                take(name, sweep)
                due[name] = time.monotonic() + seconds
        soonest = min(due.values(), default=0.0) - time.monotonic()
        stop.wait(min(max(soonest, 0.05), LONGEST_WAIT_SECONDS))
    connection.close()


def take(name: str, sweep: Callable[[datetime], Any]) -> bool:
    """Run one sweep unless another process has it; says whether it ran. A sweep that fails is logged and tried again.

    The lease is shared by those that share a cache. Across machines without Redis two may run at once;
    sweeps claim the rows they work on, so nothing is done twice.
    """
    lease = f"tending-{name.replace(' ', '-')}"
    if not cache.add(lease, 1, timeout=LEASE_SECONDS):
        return False
    try:
        close_old_connections()
        sweep(clock.now())
    except Exception:
        # One sweep that fails must not keep the others from their work.
        log.exception("The sweep %s failed; it is tried again.", name)
        connection.close()
    finally:
        cache.delete(lease)
    return True
