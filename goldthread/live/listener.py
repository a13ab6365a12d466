"""One open stream, as the hub sees it."""

import asyncio
import random
from collections.abc import Callable, Iterable

from goldthread.kit.registry import Reader, Words

# Who may listen is asked once a stream; no stream outlives this by much.
LIFE_SECONDS = 3600.0


class Listener:
    """One open stream: its topics, and the events it has still to be told.

    An event waits at most once, so the line of a slow reader is never longer than its topics. `language` and `has` are
    what its page says of itself, for the words that are carried along.
    """

    def __init__(self, topics: Iterable[str], now: float, language: str = "", has: str = "") -> None:
        self.topics = tuple(dict.fromkeys(topics))
        self.person = 0
        self.language, self.has = language, has
        self.pending: dict[str, bytes] = {}
        self.wake = asyncio.Event()
        self.closed = False
        self.closings: set[int] = set()
        self.told_at = now
        self.busy_since: float | None = None
        self.ends_at = now + LIFE_SECONDS * random.uniform(0.8, 1.2)  # noqa: S311 - spreads reconnections, guards nothing
        self.abort: Callable[[], None] | None = None

    @property
    def reader(self) -> Reader:
        return Reader(self.person, self.language, self.has)

    def tell(self, event: str, carried: Words | None = None) -> None:
        """Have it told; with words only where it has taken all before them, for they say what changed since then."""
        if carried is None or event in self.pending:
            self.pending[event], self.has = b"", ""
        else:
            self.pending[event], self.has = carried
        self.wake.set()

    def take(self) -> dict[str, bytes]:
        """What it has to be told, once, with the words of each event; nothing is a heartbeat."""
        events, self.pending = self.pending, {}
        self.wake.clear()
        return events

    def close(self) -> None:
        self.closed = True
        self.wake.set()
