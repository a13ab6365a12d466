"""Queries of the pages that are asked most, compiled once: to build one anew costs Django more than to run it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from .together import all_who_ask, once_for_all

# Stands in for the first id or slug that differs from call to call, the next number for the second. No row has them.
STAND_IN = -8_405_917
# Of so many who ask in the same instant all is read at once.
MOST_TOGETHER = 128
MOST = 2**63


M = TypeVar("M", bound=Model)


class _Compiled:
    """A query that differs from call to call by ids and slugs only, made once with a stand-in for each of them."""

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        self._make = make
        self._ready: tuple[Any, str, tuple[Any, ...], Any] | None = None

    def _found(self, given: tuple[int | str, ...]) -> tuple[Any, Iterable[Sequence[Any]]]:
        """The compiler, and the rows for these ids and slugs as its columns stand."""
        if self._ready is None:
            self._ready = self._compiled(len(given))
        compiler, sql, parameters, converters = self._ready
        if not all(-MOST <= one < MOST for one in given if isinstance(one, int)):
            # An address can hold any number; no row has one that no column holds.
            return compiler, ()
        meant: dict[int | str, int | str] = {}
        for place, one in enumerate(given):
            meant[STAND_IN - place] = meant[str(STAND_IN - place)] = one
        with connection.cursor() as cursor:
            cursor.execute(sql, [meant.get(one, one) if isinstance(one, int | str) else one for one in parameters])
            found = cursor.fetchall()
        return compiler, compiler.apply_converters(found, converters)

    def _compiled(self, count: int) -> tuple[Any, str, tuple[Any, ...], Any]:
        compiler = self._rows(*(STAND_IN - place for place in range(count))).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        return compiler, sql, tuple(parameters), compiler.get_converters([one[0] for one in compiler.select])

    def _rows(self, *given: int | str) -> QuerySet[Any]:
        return self._make(*given)


class Prepared(_Compiled):
    """Rows of a query that differs from call to call by ids and slugs only.

    `make` is called once, with a stand-in for each of them, and gives the queryset; `fields` are read as by `.values()`.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], *fields: str) -> None:
        super().__init__(make)
        self._fields = fields

    def rows(self, *given: int | str) -> list[dict[str, Any]]:
        """The rows for these ids and slugs, as dictionaries by field."""
        return [dict(zip(self._fields, row, strict=True)) for row in self._found(given)[1]]

    def _rows(self, *given: int | str) -> QuerySet[Any]:
        return super()._rows(*given).values_list(*self._fields)


class PreparedOfPeople:
    """Rows about one person; where many ask in the same instant, those about all of them are read at once, for each their own.

    `make` takes a list of people's ids before the rest; `fields` are as with Prepared, with `person` among them.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], *fields: str, person: str = "person_id") -> None:
        self._person = person
        self._of_one = Prepared(lambda one, *rest: make([one], *rest), *fields)
        self._of_many = Prepared(lambda *given: make(list(given[:MOST_TOGETHER]), *given[MOST_TOGETHER:]), *fields)

    def rows(self, person: int, *given: int | str) -> list[dict[str, Any]]:
        """The rows about this person, as dictionaries by field."""
        crowd = all_who_ask()
        if person not in crowd or not 1 < len(crowd) <= MOST_TOGETHER:
            return self._of_one.rows(person, *given)
        by_person = once_for_all((self, *given), lambda: self._by_person(sorted(crowd), given))
        return by_person.get(person, [])

    def _by_person(self, people: list[int], given: tuple[int | str, ...]) -> dict[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = {}
        # The query has room for as many as there can be: the last stands for those who are missing.
        for row in self._of_many.rows(*people, *people[-1:] * (MOST_TOGETHER - len(people)), *given):
            found.setdefault(row[self._person], []).append(row)
        return found


class PreparedModels(_Compiled):
    """The same as instances, with all that `select_related` reads along. Not for querysets that annotate or prefetch."""

    def all(self, *given: int | str) -> list[Any]:
        """The instances for these ids and slugs."""
        compiler, rows = self._found(given)
        model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
        first, last = places[0], places[-1] + 1
        names = [column[0].target.attname for column in compiler.select[first:last]]
        others = get_related_populators(compiler.klass_info, compiler.select, connection.alias)  # type: ignore[call-arg]
        found = []
        for row in rows:
            one = model.from_db(connection.alias, names, row[first:last])
            for other in others:
                other.populate(row, one)
            found.append(one)
        return found

    def first(self, *given: int | str) -> Any:
        """The first of them; None where there is none."""
        return next(iter(self.all(*given)), None)


def columns(model: type[Model], before: str = "") -> list[str]:
    """The names under which a prepared query reads a whole row of this table, reached over `before` ("organisation__")."""
    return [before + field.attname for field in model._meta.concrete_fields]


def instance(model: type[M], row: Mapping[str, Any], before: str = "") -> M:
    """The row as an instance, from what `columns` named."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, [row[before + name] for name in names])
