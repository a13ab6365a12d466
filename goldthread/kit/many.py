"""Thousands of rows of one kind, written while a room waits: as values, in one statement that is prepared once.

For tables whose columns need nothing but what is given; Django's own ways build an expression for every value.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, ForeignKey, Model, fields

# What these are given, the database takes as it is; a kind of field derived from one of them may not be so.
_AS_IT_IS = (
    fields.AutoField,
    fields.BigAutoField,
    fields.CharField,
    fields.IntegerField,
    fields.PositiveIntegerField,
    fields.PositiveSmallIntegerField,
    fields.TextField,
)
_PLAIN = (str, int, type(None))


def insert(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add these rows; `fields` are named as attributes ("item_id"). What is not named stays empty, without a default."""
    columns = _columns(model, fields)
    names = ", ".join(_quoted(one.column) for one in columns)
    marks = ", ".join(["%s"] * len(columns))
    _run(f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES ({marks})", columns, rows)  # noqa: S608 - our own names


def update(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Change these fields of rows that are named by their key, which stands last in each."""
    columns = [*_columns(model, fields), model._meta.pk]
    table, changed = _quoted(model._meta.db_table), ", ".join(f"{_quoted(one.column)} = %s" for one in columns[:-1])
    _run(f"UPDATE {table} SET {changed} WHERE {_quoted(columns[-1].column)} = %s", columns, rows)  # noqa: S608 - our own names


def _columns(model: type[Model], fields: Sequence[str]) -> list[Any]:
    return [model._meta.get_field(one) for one in fields]


def _run(statement: str, columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    ways = [_way(one) for one in columns]
    said = [[way(value) for way, value in zip(ways, row, strict=True)] for row in rows]
    if said:
        with connection.cursor() as cursor:
            cursor.executemany(statement, said)


def _way(column: Any) -> Callable[[Any], Any]:
    """What is done to a value before it is kept."""

    def prepared(value: Any) -> Any:
        return column.get_db_prep_save(value, connection)

    def only_if_needed(value: Any) -> Any:
        return value if type(value) in _PLAIN else prepared(value)

    kind = type(_meant(column))
    if kind is fields.UUIDField and not connection.features.has_native_uuid_field:
        return lambda value: value.hex if type(value) is uuid.UUID else prepared(value)
    return only_if_needed if kind in _AS_IT_IS else prepared


def _meant(column: Any) -> "Field[Any, Any]":
    found: Field[Any, Any] = column.target_field if isinstance(column, ForeignKey) else column
    return found


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


__all__ = ["insert", "update"]
