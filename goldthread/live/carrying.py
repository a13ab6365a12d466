"""Words that a stream carries along: made in Django's own thread, once for all who see the same (see kit.registry)."""

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

from goldthread.kit import registry
from goldthread.kit.registry import Reader, Words

from .access import outside_a_request

Ask = Callable[..., Awaitable[Any]]


class Carrier:
    """Asks for the words of a topic; `ask` calls a function in the thread that talks to the database."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def carries(self, topic: str) -> bool:
        return registry.is_carried(topic)

    async def words(self, topic: str, readers: Collection[Reader]) -> Mapping[Reader, Words]:
        """For each reader what it is told; whoever is missing asks for itself, and so do all where this fails."""
        if not readers:
            return {}
        try:
            found: Mapping[Reader, Words] = await self._ask(_carried, topic, readers)
        except Exception:
            logging.getLogger(__name__).exception("No words could be made for a topic.")
            return {}
        return found


_carried = outside_a_request(registry.carried)
