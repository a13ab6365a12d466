"""The wire on SQLite: the file itself says when it changed, and the workers talk through sockets beside it."""

import asyncio
import os
import socket
import sqlite3
from contextlib import suppress
from pathlib import Path

from .wire import Heard, Signalled

LOOK_SECONDS = 0.02
AGAIN_SECONDS = 0.5
# The word of one worker to the others that it may have written signals.
WROTE = b"wrote"
# The longest path that a Unix socket can have, less the closing zero.
PATH_BYTES = 100


class SqliteWire:
    """Looks at `PRAGMA data_version` every 20 ms, and when a worker says that it wrote, on a connection of its own, and
    reads the signals that are new.
    """

    def __init__(self, database: Path, folder: Path) -> None:
        self._database = database
        self._sockets = Sockets(folder)
        self._connection: sqlite3.Connection | None = None
        self._version = -1
        self._read_to = 0
        self._timer: asyncio.TimerHandle | None = None

    async def start(self, signalled: Signalled, heard: Heard) -> None:
        self._signalled, self._heard = signalled, heard
        self._sockets.open(self._hear)

    def wake(self) -> None:
        if self._timer is None:
            self._reopen(newest=True)
            self._look()

    def look(self) -> None:
        self._look_now()
        self._sockets.say(WROTE)

    def rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def say(self, word: bytes) -> None:
        self._sockets.say(word)

    async def stop(self) -> None:
        self.rest()
        self._sockets.close()
        if self._connection is not None:
            self._connection.close()

    def _hear(self, word: bytes) -> None:
        if word == WROTE:
            self._look_now()
        else:
            self._heard(word)

    def _look_now(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._look()

    def _look(self) -> None:
        again = LOOK_SECONDS
        try:
            topics = self._news()
        except sqlite3.Error:
            topics, again = [], AGAIN_SECONDS
            self._reopen(newest=False)
        self._timer = asyncio.get_running_loop().call_later(again, self._look)
        if topics:
            self._signalled(topics)

    def _news(self) -> list[str]:
        if self._connection is None:
            raise sqlite3.OperationalError("not connected")
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return []
        rows = self._connection.execute(
            "SELECT id, topic FROM live_signal WHERE id > ? ORDER BY id", (self._read_to,)
        ).fetchall()
        self._version = version
        if rows:
            self._read_to = rows[-1][0]
        return [topic for _id, topic in rows]

    def _reopen(self, newest: bool) -> None:
        """Connect anew; from the newest signal on, or from where the last connection stood."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._version = None, -1
        with suppress(sqlite3.Error):
            self._connection = sqlite3.connect(
                f"{self._database.absolute().as_uri()}?mode=ro", uri=True, timeout=0.05, isolation_level=None
            )
            if newest:
                (self._read_to,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM live_signal").fetchone()


class Sockets:
    """One Unix datagram socket a worker in the folder `run`, named after its process; a word goes to all others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = f"{os.getpid()}.{id(self):x}"
        self._socket: socket.socket | None = None
        self._handle = -1

    def open(self, heard: Heard) -> None:
        self._heard = heard
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._handle = os.open(self._folder, os.O_RDONLY)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        with suppress(FileNotFoundError):
            os.unlink(self._folder / self._name)
        self._socket.bind(self._address(self._name))
        asyncio.get_running_loop().add_reader(self._socket, self._read)

    def say(self, word: bytes) -> None:
        if self._socket is None:
            return
        # Without the folder there are no others to tell, and the signals come all the same.
        with suppress(FileNotFoundError):
            for name in os.listdir(self._folder):
                if name != self._name:
                    self._say_to(self._socket, name, word)

    def close(self) -> None:
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None
            with suppress(FileNotFoundError):
                os.unlink(self._folder / self._name)
            os.close(self._handle)

    def _say_to(self, sender: socket.socket, name: str, word: bytes) -> None:
        try:
            sender.sendto(word, self._address(name))
        except ConnectionRefusedError:
            # Nobody holds this socket any more: its process died without closing it.
            with suppress(FileNotFoundError):
                os.unlink(self._folder / name)
        except OSError:
            # Full or just gone. Presence is said anew every few seconds, so nothing needs to be done.
            pass

    def _read(self) -> None:
        while self._socket is not None:
            try:
                word = self._socket.recv(65536)
            except OSError:
                return
            self._heard(word)

    def _address(self, name: str) -> str:
        path = str(self._folder / name)
        return path if len(path.encode()) < PATH_BYTES else f"/proc/self/fd/{self._handle}/{name}"
