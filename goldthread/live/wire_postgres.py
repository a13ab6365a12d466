"""The wire on PostgreSQL: LISTEN and NOTIFY carry both the signals and the words between workers."""

import asyncio
from contextlib import suppress
from typing import Any

import psycopg

from .wire import Heard, Signalled

SIGNALS = "goldthread"
WORDS = "goldthread_words"
SAY_SECONDS = 0.2
MARK_SECONDS = 15.0
AGAIN_SECONDS = 0.5
WORDS_KEPT = 1000
DJANGOS_OWN = ("cursor_factory", "context")

Connection = psycopg.AsyncConnection[tuple[Any, ...]]


class PostgresWire:
    """Listens on one connection of its own, outside Django's; `parameters` are those that Django gives to psycopg.

    After a lost connection it reads the signals since its mark. Numbers are given before a
    transaction commits, so the mark is up to 30 seconds old: a page may be told twice, never not at all.
    """

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = {name: value for name, value in parameters.items() if name not in DJANGOS_OWN}
        self._unsaid: list[bytes] = []
        self._marks: tuple[int, int] | None = None
        self._marked_at = 0.0
        self._task: asyncio.Task[None] | None = None
        self.connected = asyncio.Event()

    async def start(self, signalled: Signalled, heard: Heard) -> None:
        self._signalled = signalled
        self._heard = heard
        self._task = asyncio.create_task(self._stay_connected())

    def look(self) -> None:
        """PostgreSQL tells by itself."""

    def wake(self) -> None:
        pass

    def rest(self) -> None:
        pass

    def say(self, word: bytes) -> None:
        # Presence is said anew every few seconds: what does not fit may be lost.
        if len(self._unsaid) < WORDS_KEPT:
            self._unsaid.append(word)

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _stay_connected(self) -> None:
        while True:
            with suppress(psycopg.Error, OSError):
                async with await psycopg.AsyncConnection.connect(**self._parameters, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {SIGNALS}")
                    await connection.execute(f"LISTEN {WORDS}")
                    await self._catch_up(connection)
                    self.connected.set()
                    await self._attend(connection)
            self.connected.clear()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _catch_up(self, connection: Connection) -> None:
        if self._marks is not None:
            rows = await connection.execute("SELECT DISTINCT topic FROM live_signal WHERE id > %s", [self._marks[0]])
            self._signalled([topic for (topic,) in await rows.fetchall()])
        await self._mark(connection)

    async def _attend(self, connection: Connection) -> None:
        while True:
            async for notice in connection.notifies(timeout=SAY_SECONDS):
                if notice.channel == SIGNALS:
                    self._signalled(notice.payload.split(","))
                else:
                    self._heard(notice.payload.encode())
            await self._say(connection)
            if asyncio.get_running_loop().time() - self._marked_at > MARK_SECONDS:
                await self._mark(connection)

    async def _say(self, connection: Connection) -> None:
        unsaid, self._unsaid = self._unsaid, []
        for word in unsaid:
            await connection.execute("SELECT pg_notify(%s, %s)", [WORDS, word.decode()])

    async def _mark(self, connection: Connection) -> None:
        rows = await connection.execute("SELECT coalesce(max(id), 0) FROM live_signal")
        (newest,) = (await rows.fetchone()) or (0,)
        self._marks = (self._marks[1] if self._marks else newest, newest)
        self._marked_at = asyncio.get_running_loop().time()
