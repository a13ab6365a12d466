"""Ids of one installation to the numbers of an archive and back."""

from collections import defaultdict
from typing import Any

from django.db import connection

from goldthread.journal.record import START

from .tables import FACTS, PERSON, VERSIONS, Model


class Numbers:
    """Numbers of rows by table. Rows that are gone and are still spoken of get numbers below zero, in that order."""

    def __init__(self) -> None:
        self.known: dict[str, dict[int, int]] = defaultdict(dict)
        self.gone: dict[str, dict[int, int]] = defaultdict(dict)

    def give(self, table: str, ids: list[int]) -> None:
        self.known[table] = {ident: number for number, ident in enumerate(ids, start=1)}

    def of(self, table: str, ident: int | None) -> int | None:
        if ident is None:
            return None
        if ident in self.known[table]:
            return self.known[table][ident]
        gone = self.gone[table]
        return gone.setdefault(ident, -len(gone) - 1)

    def in_facts(self, kind: str, facts: dict[str, Any]) -> dict[str, Any]:
        """The facts of an entry with numbers in the place of ids."""
        return {name: self._fact(kind, name, value) for name, value in facts.items()}

    def _fact(self, kind: str, name: str, value: Any) -> Any:
        table = VERSIONS.get(kind, "") if name in ("version", "before") else FACTS.get(name, "")
        is_id = table and isinstance(value, int) and not isinstance(value, bool)
        return self.of(table, value) if is_id else value


class Ids(Numbers):
    """The way back: numbers of the archive to ids reserved here; and how far the record is chained."""

    last_digest, last_number = START, 0

    def reserve(self, model: Model, count: int, gone: int) -> None:
        table = model._meta.label_lower
        ids = reserved(model, count + gone)
        self.known[table] = dict(enumerate(ids[:count], start=1))
        self.gone[table] = {-at: ident for at, ident in enumerate(ids[count:], start=1)}

    def of(self, table: str, ident: int | None) -> int | None:
        """The id here for a number of the archive. Raises KeyError for a number that the archive does not have."""
        if ident is None:
            return None
        return self.known[table][ident] if ident > 0 else self.gone[table][ident]


def reserved(model: Model, count: int) -> list[int]:
    """So many ids that no row has and none will get, rising."""
    if not count:
        return []
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return sorted(row[0] for row in cursor.fetchall())
        # Nobody else writes: the transaction holds the lock.
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()[0]
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last + count])
        return list(range(last + 1, last + count + 1))


__all__ = ["PERSON", "Ids", "Numbers", "reserved"]
