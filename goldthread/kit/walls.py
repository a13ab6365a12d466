"""Two walls inside the database, raised by migrations: rows that only grow, and rows of one organisation only.

On PostgreSQL every tenant table is under row-level security: a connection sees the rows of the organisation named
in the setting `goldthread.organisation`. Commands and tending carry `*` and see all; a request starts with nothing
and is confined by `confine`. SQLite has no such wall; there `access.py` stands alone.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython

_APPEND_ONLY_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} WHEN NOT ({unless}) BEGIN SELECT RAISE(ABORT, '{table} only grows'); END",
    "CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} only grows'); END",
)
_APPEND_ONLY_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} only grows'; END $$",
    "CREATE OR REPLACE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN (NOT ({unless})) EXECUTE FUNCTION {table}_only_grows()",
    "CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_only_grows()",
    "CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_grows()",
)
# "*" is made nothing before it is read as a number: PostgreSQL may look at the right of OR first.
_CONFINED = "(current_setting('goldthread.organisation', true) = '*' OR organisation_id = NULLIF(NULLIF(current_setting('goldthread.organisation', true), ''), '*')::bigint)"
_OWN = "(person_id = NULLIF(current_setting('goldthread.person', true), '')::bigint)"


# Groups that somebody is named in without being one of them. Asked once a statement: it names no row outside.
_NOT_NAMED = "SELECT {kind}_id FROM {names} GROUP BY {kind}_id HAVING NOT bool_or(person_id = COALESCE(NULLIF(current_setting('goldthread.person', true), ''), '0')::bigint)"


class Raising(RunPython):
    """A step that asks nothing of the models: to render them for each would be a third of a first start."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        no_models: Any = None
        self.code(no_models, schema_editor)


def append_only(*tables: str, unless: str = "1 = 0") -> Raising:
    """A migration step: rows of these tables can be added, never changed or deleted. Harmless when repeated: on SQLite a
    new column with a default builds the table anew, without its walls.

    `unless` is an SQL condition over OLD and NEW under which an update may pass (the path of erasure).
    """

    def raise_wall(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        statements = _APPEND_ONLY_POSTGRESQL if editor.connection.vendor == "postgresql" else _APPEND_ONLY_SQLITE
        for table in tables:
            for statement in statements:
                editor.execute(statement.format(table=table, unless=unless))

    # The hint lets `goldthread check` know which tables should have these walls.
    return Raising(raise_wall, RunPython.noop, hints={"only_grow": tables})


def confined(*tables: str, or_own: bool = False) -> Raising:
    """A migration step: on PostgreSQL these tables show only rows of the current organisation.

    `or_own` lets a person also see rows that carry their own person_id (to find the organisations they belong to).
    """

    def raise_wall(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        seen = f"({_CONFINED} OR {_OWN})" if or_own else _CONFINED
        for table in tables:
            editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            editor.execute(f"CREATE POLICY one_organisation ON {table} USING ({seen}) WITH CHECK ({_CONFINED})")

    return Raising(raise_wall, RunPython.noop)


def only_named(kind: str, names: str, tables: Mapping[str, str]) -> Raising:
    """A migration step: on PostgreSQL rows of restricted things show only to the people who are named.

    `names` is the table of named people, with `person_id` and the id of the `kind`; `tables` say in which column each
    holds that id. Commands and tending see all.
    """

    def raise_wall(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        hidden = _NOT_NAMED.format(kind=kind, names=names)
        for table, column in tables.items():
            seen = f"current_setting('goldthread.organisation', true) = '*' OR {column} NOT IN ({hidden})"
            editor.execute(f"CREATE POLICY only_named_of_{kind} ON {table} AS RESTRICTIVE USING ({seen})")

    return Raising(raise_wall, RunPython.noop)


def only_own(*tables: str) -> Raising:
    """A migration step: on PostgreSQL rows of these tables show only to the person whose `person_id` they carry.

    Commands and tending see all.
    """

    def raise_wall(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        seen = f"(current_setting('goldthread.organisation', true) = '*' OR {_OWN})"
        for table in tables:
            editor.execute(f"CREATE POLICY only_own ON {table} AS RESTRICTIVE USING ({seen})")

    return Raising(raise_wall, RunPython.noop)


def confine(organisation_id: int | None = None, person_id: int | None = None) -> None:
    """From here to the end of the transaction, see only this organisation's rows (none: no organisation's)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('goldthread.organisation', %s, true), set_config('goldthread.person', %s, true)",
                [str(organisation_id or 0), str(person_id or 0)],
            )


def let_in(organisation_id: int) -> None:
    """See this organisation too, where the transaction is confined to another or to none; a wide view stays wide."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('goldthread.organisation', %s, true) WHERE current_setting('goldthread.organisation', true) IS DISTINCT FROM '*'",
                [str(organisation_id)],
            )


@contextmanager
def seen_by(person_id: int) -> Iterator[None]:
    """See restricted rows as another person sees them, for something that the product itself must know."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('goldthread.person', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config('goldthread.person', %s, true)", [str(person_id)])
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('goldthread.person', %s, true)", [before])
