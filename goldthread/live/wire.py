"""What a hub needs from the outside: new signals of the database, and words of the other workers' hubs."""

from collections.abc import Callable, Iterable
from typing import Protocol

Signalled = Callable[[Iterable[str]], None]
Heard = Callable[[bytes], None]


class Wire(Protocol):
    async def start(self, signalled: Signalled, heard: Heard) -> None:
        """Call `signalled` with topics after each commit that signalled, `heard` with each word of another hub."""

    def wake(self) -> None:
        """Somebody listens: look for signals."""

    def look(self) -> None:
        """This process may have written signals just now: look for them at once, here and in the other workers."""

    def rest(self) -> None:
        """Nobody listens: signals need not be looked for."""

    def say(self, word: bytes) -> None:
        """Tell the other hubs; at most 8,000 bytes, may be lost."""

    async def stop(self) -> None:
        """Let go of sockets, connections and timers."""
