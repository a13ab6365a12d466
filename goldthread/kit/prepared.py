"""Queries of the pages that are asked most, compiled once: to build one anew costs Django more than to run it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

# Stands in for the first id or slug that differs from call to call, the next number for the second. No row has them.
STAND_IN = -8_405_917

M = TypeVar("M", bound=Model)


class Prepared:
    """Rows of a query that differs from call to call by ids and slugs only.

    `make` is called once, with a stand-in for each of them, and gives the queryset; `fields` are read as by `.values()`.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], *fields: str) -> None:
        self._make = make
        self._fields = fields
        self._ready: tuple[Any, str, tuple[Any, ...], Any] | None = None

    def rows(self, *given: int | str) -> list[dict[str, Any]]:
        """The rows for these ids and slugs, as dictionaries by field."""
        if self._ready is None:
            self._ready = self._compiled(len(given))
        compiler, sql, parameters, converters = self._ready
        meant: dict[int | str, int | str] = {}
        for place, one in enumerate(given):
            meant[STAND_IN - place] = meant[str(STAND_IN - place)] = one
        with connection.cursor() as cursor:
            cursor.execute(sql, [meant.get(one, one) if isinstance(one, int | str) else one for one in parameters])
            found = cursor.fetchall()
        return [dict(zip(self._fields, row, strict=True)) for row in compiler.apply_converters(found, converters)]

    def _compiled(self, count: int) -> tuple[Any, str, tuple[Any, ...], Any]:
        rows = self._make(*(STAND_IN - place for place in range(count)))
        compiler = rows.values_list(*self._fields).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        return compiler, sql, tuple(parameters), compiler.get_converters([one[0] for one in compiler.select])


def columns(model: type[Model], before: str = "") -> list[str]:
    """The names under which a prepared query reads a whole row of this table, reached over `before` ("organisation__")."""
    return [before + field.attname for field in model._meta.concrete_fields]


def instance(model: type[M], row: Mapping[str, Any], before: str = "") -> M:
    """The row as an instance, from what `columns` named."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, [row[before + name] for name in names])
