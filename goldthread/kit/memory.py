"""Parts of pages kept in this process: made once for all who see the same, until what they show has changed.

The key names everything that the part depends on: what it is, the newest entry of the journal, what the viewer may
do, language, local day. Nothing that belongs to one person (a form's tokens, their name) may stand in a kept part.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

MOST_BYTES = 12 * 1024 * 1024
# Names of people change without an entry in an organisation's journal; so nothing is kept for longer.
MOST_SECONDS = 60.0

_kept: "OrderedDict[Hashable, tuple[float, tuple[str, ...]]]" = OrderedDict()
_lock = Lock()
_size = 0


def remembered(key: Hashable, make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """The parts under this key, or those that `make` gives. The least used parts leave above 12 MiB."""
    moment = time.monotonic()
    with _lock:
        found = _kept.get(key)
        if found is not None and found[0] > moment:
            _kept.move_to_end(key)
            return found[1]
    made = make()
    with _lock:
        _keep(key, moment + MOST_SECONDS, made)
    return made


def forget() -> None:
    """Drop every part (tests)."""
    global _size
    with _lock:
        _kept.clear()
        _size = 0


def _keep(key: Hashable, until: float, made: tuple[str, ...]) -> None:
    global _size
    old = _kept.pop(key, None)
    _size += _bytes(made) - (_bytes(old[1]) if old else 0)
    _kept[key] = (until, made)
    while _size > MOST_BYTES and _kept:
        _key, (_until, gone) = _kept.popitem(last=False)
        _size -= _bytes(gone)


def _bytes(parts: tuple[str, ...]) -> int:
    """About what the parts take: most are Latin with some wider marks, two bytes each."""
    return sum(2 * len(part) for part in parts)
