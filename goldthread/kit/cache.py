"""A cache that all workers share: one SQLite file beside the data, fast because it may be lost.

Rate limits live here, so a cache per process would let everybody try twice as often. Values are plain
JSON: what comes out of a file is never executed.
"""

import json
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_TABLE = (
    "CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires REAL NOT NULL) WITHOUT ROWID"
)
_FOREVER = 1e12
# Processes that start at the same moment all make the file ready; SQLite lets none of them wait for the journal.
READY_SECONDS, AGAIN_SECONDS = 10.0, 0.02


def _made_ready(file: sqlite3.Connection) -> None:
    until = time.monotonic() + READY_SECONDS
    while True:
        try:
            file.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; {_TABLE}")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(AGAIN_SECONDS)


class SharedFile(BaseCache):
    """Django's cache over one SQLite file. Values: what JSON can say."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._path = Path(location)
        self._local = threading.local()

    @property
    def _file(self) -> sqlite3.Connection:
        if not hasattr(self._local, "file"):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(self._path, timeout=2, isolation_level=None, check_same_thread=False)
            _made_ready(file)
            self._local.file = file
        connection: sqlite3.Connection = self._local.file
        return connection

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        row = self._file.execute(
            "SELECT value FROM entry WHERE key = ? AND expires > ?",
            (self.make_and_validate_key(key, version), time.time()),
        ).fetchone()
        return json.loads(row[0]) if row else default

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        whole = self.make_and_validate_key(key, version)
        self._file.execute(
            "INSERT INTO entry VALUES (?, ?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value, expires = excluded.expires",
            (whole, json.dumps(value), self._until(timeout)),
        )

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        whole = self.make_and_validate_key(key, version)
        self._file.execute("DELETE FROM entry WHERE key = ? AND expires <= ?", (whole, time.time()))
        return (
            self._file.execute(
                "INSERT OR IGNORE INTO entry VALUES (?, ?, ?)", (whole, json.dumps(value), self._until(timeout))
            ).rowcount
            == 1
        )

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        whole = self.make_and_validate_key(key, version)
        row = self._file.execute(
            "UPDATE entry SET value = CAST(value AS INTEGER) + ? WHERE key = ? AND expires > ? RETURNING value",
            (delta, whole, time.time()),
        ).fetchone()
        if row is None:
            raise ValueError(f"no such key: {key!r}")
        return int(row[0])

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        whole = self.make_and_validate_key(key, version)
        return (
            self._file.execute("UPDATE entry SET expires = ? WHERE key = ?", (self._until(timeout), whole)).rowcount
            == 1
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        return (
            self._file.execute("DELETE FROM entry WHERE key = ?", (self.make_and_validate_key(key, version),)).rowcount
            == 1
        )

    def clear(self) -> None:
        self._file.execute("DELETE FROM entry")

    def sweep(self) -> None:
        """Forget what has expired."""
        self._file.execute("DELETE FROM entry WHERE expires <= ?", (time.time(),))

    def close(self, **kwargs: Any) -> None:
        # Django calls this after each request; the file stays open, as the database does.
        pass

    def _until(self, timeout: float | None) -> float:
        if timeout == DEFAULT_TIMEOUT:
            timeout = self.default_timeout
        return _FOREVER if timeout is None else time.time() + timeout
