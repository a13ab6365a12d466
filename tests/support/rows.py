"""Rows that many tests begin with, made once by the product's own verbs and put back for the others as rows.

Only what is added is kept: what makes the rows must change none that was there before.
"""

import pickle
from collections.abc import Callable
from typing import Any

# Filled by triggers of other tables, or by the database itself.
OF_THEIR_OWN = ("home_words", "sqlite_")


class Kept:
    """What `make` gave and wrote, at the first call; at later calls the same rows again, and a copy of what it gave."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._given = b""
        self._statements: list[tuple[Any, ...]] = []

    def again(self) -> Any:
        from django.db import connection, transaction

        with transaction.atomic():
            if not self._given:
                return self._first()
            # Past Django's own cursor: tests that count statements count the product's alone.
            cursor = connection.connection.cursor()
            for statement in self._statements:
                cursor.execute(*statement)
        return pickle.loads(self._given)

    def _first(self) -> Any:
        tables = {table: columns for table in _tables() if (columns := _columns(table))}
        before = {table: _all(table, columns) for table, columns in tables.items()}
        given = self._make()
        made = []
        for table, columns in tables.items():
            rows, old = _all(table, columns), set(before[table])
            if gone := old - set(rows):
                raise RuntimeError(f"rows of {table} were changed that were there before: {gone}")
            if new := [row for row in rows if row not in old]:
                made.append(_insertion(table, columns, new))
        self._statements = _joined(made)
        self._given = pickle.dumps(given)
        return given


def _tables() -> list[str]:
    from django.db import connection

    return [name for name in connection.introspection.table_names() if not name.startswith(OF_THEIR_OWN)]


def _columns(table: str) -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f'PRAGMA table_info("{table}")')
            return [row[1] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
            " ORDER BY ordinal_position",
            [table],
        )
        return [row[0] for row in cursor.fetchall()]


def _all(table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    """All rows as the engine writes them; on PostgreSQL each value as text, which it reads back whatever its type."""
    from django.db import connection

    kind = "" if connection.vendor == "sqlite" else "::text"
    listed = ", ".join(f'"{name}"{kind}' for name in columns)
    cursor = connection.connection.cursor()
    cursor.execute(f'SELECT {listed} FROM "{table}"')
    return [tuple(row) for row in cursor.fetchall()]


def _insertion(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> tuple[str, list[Any]]:
    """The statement that puts these rows back, and what fills its places."""
    from django.db import connection

    sign = "?" if connection.vendor == "sqlite" else "%s"
    listed = ", ".join(f'"{name}"' for name in columns)
    line = "(" + ", ".join([sign] * len(columns)) + ")"
    words = f'INSERT INTO "{table}" ({listed}) VALUES {", ".join([line] * len(rows))}'
    return words, [one for row in rows for one in row]


def _joined(statements: list[tuple[str, list[Any]]]) -> list[tuple[Any, ...]]:
    """On PostgreSQL one text for all of them, filled once: each would be a way to the server and back."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return statements
    cursor = connection.connection.cursor()
    return [("; ".join(cursor.mogrify(words, places) for words, places in statements),)]
