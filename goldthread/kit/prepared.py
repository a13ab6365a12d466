"""Queries of the pages that are asked most, compiled once: to build one anew costs Django more than to run it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stands in for the id that differs from call to call. No row has it.
STAND_IN = -8_405_917


class Prepared:
    """Rows of a query that differs from call to call by one id only.

    `make` is called once, with the stand-in, and gives the queryset; `fields` are read as by `.values()`.
    """

    def __init__(self, make: Callable[[int], QuerySet[Any]], *fields: str) -> None:
        self._make = make
        self._fields = fields

    def rows(self, ident: int) -> list[dict[str, Any]]:
        """The rows for this id, as dictionaries by field."""
        compiler, sql, parameters, converters = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [ident if one == STAND_IN else one for one in parameters])
            found = cursor.fetchall()
        return [dict(zip(self._fields, row, strict=True)) for row in compiler.apply_converters(found, converters)]

    @cached_property
    def _compiled(self) -> tuple[Any, str, tuple[Any, ...], Any]:
        compiler = self._make(STAND_IN).values_list(*self._fields).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        return compiler, sql, tuple(parameters), compiler.get_converters([one[0] for one in compiler.select])
