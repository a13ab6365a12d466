"""Tables as lines of JSON and back, the same for both engines.

The first line names the columns, each further line is one row. Written through Django's fields, so that a
backup made on SQLite can be restored on PostgreSQL and the other way round.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.duration import duration_iso_string

Model = type[models.Model]


def tables() -> list[Model]:
    """Every table of this version, those between two many-to-many ends included, in a fixed order."""
    found = apps.get_models(include_auto_created=True)
    own = [model for model in found if model._meta.managed and not model._meta.proxy and not model._meta.swapped]
    return sorted(own, key=lambda model: model._meta.label_lower)


@contextmanager
def snapshot() -> Iterator[None]:
    """One moment of the whole database to read from, while others go on writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        # Not atomic(): on SQLite that takes the lock for writing, and everybody would wait for the backup.
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def written(model: Model) -> Iterator[str]:
    """The lines of a table, without line ends: the columns, then the rows by primary key."""
    names = [field.attname for field in _fields(model)]
    yield json.dumps(names)
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield json.dumps(row, default=_plain, ensure_ascii=False, separators=(",", ":"))


def load(model: Model, lines: Iterator[str]) -> int:
    """Put lines written by `written` into an empty table as they are; how many rows there were.

    Raises ValueError where the columns are not those of the table.
    """
    fields = _fields(model)
    names = [field.attname for field in fields]
    if json.loads(next(lines)) != names:
        raise ValueError(f"the columns of {model._meta.label} differ")
    count = 0
    batch_size = min(500, connection.ops.bulk_batch_size(fields, [None] * 500))
    while batch := list(islice(lines, batch_size)):
        rows = (zip(fields, json.loads(line), strict=True) for line in batch)
        things = [model.from_db("default", names, [field.to_python(value) for field, value in row]) for row in rows]
        # raw: neither "now" nor any other value is made up for a row that has its own already.
        model._base_manager._insert(things, fields=fields, using="default", raw=True)  # type: ignore[attr-defined]
        count += len(things)
    return count


def clear(model: Model) -> None:
    """Remove what migrating an empty database put there (kinds of content, permissions)."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def count_on(models_loaded: list[Model]) -> None:
    """New rows get numbers beyond the loaded ones."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models_loaded):
            cursor.execute(statement)


def _fields(model: Model) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _plain(value: Any) -> str:
    """What JSON has no word for; each field's `to_python` reads it back."""
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"a backup cannot hold {type(value).__name__}")
