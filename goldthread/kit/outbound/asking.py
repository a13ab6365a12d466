"""Run as a process of its own: one question to one database, from standard input to standard output.

It imports nothing of ours, opens what it was told to open, and says one value or one word.
"""

import contextlib
import json
import resource
import socket
import sqlite3
import ssl
import sys
import time
from typing import Any

MOST_MEMORY_BYTES = 512 * 1024 * 1024
LONGEST_VALUE = 100
STATEMENT_SECONDS = 5


class Told(Exception):
    """The one word that says why there is no value."""


def main() -> None:
    question = json.load(sys.stdin)
    bounded(question["seconds"])
    try:
        told = {"value": text_of(WAYS[question["kind"]](question))}
    except Told as word:
        told = {"says": str(word)}
    except MemoryError:
        told = {"says": "too much"}
    except Exception:
        told = {"says": "database"}
    json.dump(told, sys.stdout)


def bounded(seconds: float) -> None:
    """No more memory, time and writing than a question needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text_of(rows: list[Any]) -> str:
    """The one value of one row, as text."""
    if len(rows) != 1 or len(rows[0]) != 1:
        raise Told("rows")
    value = rows[0][0]
    if value is None or isinstance(value, bytes) or len(str(value)) > LONGEST_VALUE:
        raise Told("no number")
    return str(int(value) if isinstance(value, bool) else value)


def sqlite(question: dict[str, Any]) -> list[Any]:
    """Opens the file for reading only; attaches nothing, loads nothing, and ends in time."""
    ends = time.monotonic() + min(STATEMENT_SECONDS, question["seconds"])
    allowed = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
    path = "".join(f"%{ord(sign):02x}" if sign in "%?#" else sign for sign in question["path"])
    line = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=1)
    line.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000)
    line.set_progress_handler(lambda: time.monotonic() > ends, 10_000)
    line.set_authorizer(lambda deed, *_rest: sqlite3.SQLITE_OK if deed in allowed else sqlite3.SQLITE_DENY)
    return line.execute(question["statement"]).fetchmany(2)


def postgresql(question: dict[str, Any]) -> list[Any]:
    """Connects to the record that was checked; the name is only for its certificate."""
    import psycopg

    trusted: dict[str, Any] = {"sslrootcert": "system"} if question["tls"] == "verify-full" else {}
    try:
        line = psycopg.connect(
            host=question["host"],
            hostaddr=question["record"],
            port=question["port"],
            user=question["user"],
            password=question["password"],
            dbname=question["database"] or question["user"],
            sslmode=question["tls"],
            gssencmode="disable",
            passfile="/dev/null",
            connect_timeout=3,
            application_name="goldthread",
            autocommit=True,
            **trusted,
        )
    except psycopg.OperationalError:
        raise Told("unreachable") from None
    with line.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        cursor.execute(f"SET statement_timeout = {STATEMENT_SECONDS * 1000}")
        cursor.execute("BEGIN READ ONLY")
        # Prepared: the server then takes one statement and no second one behind it.
        cursor.execute(question["statement"], prepare=True)
        return cursor.fetchmany(2) if cursor.description else []


def mysql(question: dict[str, Any]) -> list[Any]:
    """As PostgreSQL; its driver sends one statement only."""
    import pymysql

    tls = None
    if question["tls"] not in ("disable", "prefer"):
        tls = ssl.create_default_context()
        tls.check_hostname = question["tls"] == "verify-full"
        tls.verify_mode = ssl.CERT_NONE if question["tls"] == "require" else ssl.CERT_REQUIRED
    line = pymysql.connect(
        host=question["host"],
        port=question["port"],
        user=question["user"],
        password=question["password"],
        database=question["database"] or None,
        ssl=tls,
        read_timeout=STATEMENT_SECONDS,
        local_infile=False,
        defer_connect=True,
    )
    try:
        line.connect(socket.create_connection((question["record"], question["port"]), timeout=3))
    except (OSError, pymysql.OperationalError):
        raise Told("unreachable") from None
    with line.cursor() as cursor:
        # MySQL counts milliseconds and MariaDB seconds; each refuses the other's word.
        for limit in (f"MAX_EXECUTION_TIME = {STATEMENT_SECONDS * 1000}", f"max_statement_time = {STATEMENT_SECONDS}"):
            with contextlib.suppress(pymysql.Error):
                cursor.execute(f"SET SESSION {limit}")
        cursor.execute("START TRANSACTION READ ONLY")
        cursor.execute(question["statement"])
        return list(cursor.fetchmany(2))


WAYS = {"sqlite": sqlite, "postgresql": postgresql, "mysql": mysql}

if __name__ == "__main__":
    main()
