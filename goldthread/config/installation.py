"""What state this installation is in, and the refusals that follow from it."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from goldthread.people.models import Organisation

from .cli import Refusal


def is_made() -> bool:
    """Whether there is a database with tables of ours. Makes no file where there is none."""
    name = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite" and not Path(name).exists():
        return False
    return Organisation._meta.db_table in connection.introspection.table_names()


def unapplied() -> list[str]:
    """Migrations of this version that the database lacks, as "package.name"."""
    return _migrations()[0]


def unknown() -> list[str]:
    """Migrations in the database that this version does not have: a newer version was here."""
    return _migrations()[1]


def _migrations() -> tuple[list[str], list[str]]:
    if _written() == MigrationRecorder(connection).applied_migrations().keys():
        return [], []
    executor = MigrationExecutor(connection)
    loader = executor.loader
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    strange = set(loader.applied_migrations) - set(loader.disk_migrations) - replaced
    return (
        [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan],
        sorted(f"{label}.{name}" for label, name in strange if label in loader.migrated_apps),
    )


def _written() -> set[tuple[str, str]]:
    """Migrations of this version by their files: to load them all takes a twentieth of the start."""
    return {
        (one.label, file.stem)
        for one in apps.get_app_configs()
        for file in Path(one.path, "migrations").glob("[!_~]*.py")
    }


def first_organisation() -> str | None:
    """The name of the organisation made first, or None."""
    return Organisation.objects.order_by("pk").values_list("name", flat=True).first()


def is_superuser() -> bool:
    """Whether the database's role passes through row-level security (PostgreSQL only)."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def refuse_superuser() -> None:
    if is_superuser():
        raise Refusal(
            "The database role in DATABASE_URL is a superuser or bypasses row-level security, which would open the wall between "
            "organisations. Use an ordinary role that owns the database."
        )


def refuse_unready() -> None:
    """Refuse where there is no installation, or where its database is of another version."""
    if not is_made():
        raise Refusal("There is no installation here yet. Make one with: goldthread setup")
    refuse_superuser()
    missing, strange = _migrations()
    if strange:
        raise Refusal(
            f"The database was used by a newer version of Goldthread ({strange[0]}). Install that version or restore a backup."
        )
    if missing:
        raise Refusal(
            f"The database is not at this version: {len(missing)} migrations are missing. Back up, then run: goldthread migrate"
        )
