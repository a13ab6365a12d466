"""Check configuration, database, record and mail: one line each."""

import os
import smtplib
from argparse import Namespace
from collections.abc import Callable

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from goldthread.home.replies import mailbox
from goldthread.journal.models import Entry

from .. import archive, installation
from ..cli import Refusal

SETTINGS = {
    "GOLDTHREAD_DEVELOPMENT",
    "GOLDTHREAD_HOME",
    "GOLDTHREAD_IMAP_URL",
    "GOLDTHREAD_LOG",
    "GOLDTHREAD_MAIL_FROM",
    "GOLDTHREAD_MAIL_REPLY_TO",
    "GOLDTHREAD_MAIL_URL",
    "GOLDTHREAD_OIDC_CLIENT_ID",
    "GOLDTHREAD_OIDC_CLIENT_SECRET",
    "GOLDTHREAD_OIDC_ISSUER",
    "GOLDTHREAD_OIDC_NAME",
    "GOLDTHREAD_OUTBOUND_ALLOW",
    "GOLDTHREAD_OUTBOUND_ONLY",
    "GOLDTHREAD_PROXIES",
    "GOLDTHREAD_SECRET_KEY",
    "GOLDTHREAD_STATIC",
    "GOLDTHREAD_URL",
    "GOLDTHREAD_WORKERS",
}


class Wrong(Exception):
    """What a check found, as a sentence."""


def run(options: Namespace) -> int:
    """Every check in turn; what needs the database is left out where that is not ready."""
    ready = all([_said("configuration", configuration), _said("database", database)])
    rest = [_said("walls", walls), _said("record", record)] if ready else []
    arriving = [_said("answers by mail", incoming)] if settings.MAIL_INCOMING else []
    return 0 if all([ready, *rest, _said("mail", mail), *arriving]) else 1


def _said(what: str, check: Callable[[], str]) -> bool:
    try:
        print(f"ok     {what}: {check()}")
    except (Wrong, Refusal, DatabaseError) as problem:
        print(f"wrong  {what}: {problem}")
        return False
    return True


def configuration() -> str:
    """Django's own checks, and names that only look like settings: a typing error would be silent otherwise."""
    if strange := sorted(name for name in os.environ if name.startswith("GOLDTHREAD_") and name not in SETTINGS):
        raise Wrong(f"There is no setting named {', '.join(strange)}. docs/operate.md lists those there are.")
    problems = [str(found.msg) for found in run_checks() if found.level >= ERROR]
    if problems:
        raise Wrong(" ".join(problems))
    return f"{settings.ADDRESS.scheme}://{settings.ADDRESS.host}{settings.ADDRESS.path}, data in {settings.HOME}"


def database() -> str:
    installation.refuse_unready()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check")
            if (found := cursor.fetchone()[0]) != "ok":
                raise Wrong(f"The file is damaged: {found}. Restore a backup.")
    return f"{connection.display_name} {version}, every migration applied"


def walls() -> str:
    """The record can only grow, and on PostgreSQL each organisation's rows are behind row-level security."""
    missing = [name for name in append_only_triggers() if name not in _triggers()]
    if missing:
        raise Wrong(f"The triggers that keep the record are missing: {', '.join(missing)}. Restore a backup.")
    if connection.vendor != "postgresql":
        return "the record only grows"
    if open_tables := _open_tenant_tables():
        raise Wrong(f"Row-level security is off for {', '.join(open_tables)}. Restore a backup.")
    return "the record only grows; organisations are behind row-level security"


def record() -> str:
    if broken := archive.broken_records():
        places = ", ".join(f"organisation {organisation} at entry {number}" for organisation, number in broken)
        raise Wrong(f"The record of what was done was changed: {places}. Compare it with a backup.")
    return f"{Entry.objects.count()} entries, each follows from the one before"


def mail() -> str:
    if not settings.MAIL_BEYOND_OUTBOX.endswith("smtp.EmailBackend"):
        return "goes to the console; set GOLDTHREAD_MAIL_URL to send it"
    server = get_connection(settings.MAIL_BEYOND_OUTBOX)
    try:
        server.open()
        server.close()
    except (OSError, smtplib.SMTPException) as problem:
        raise Wrong(
            f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not take us: {problem}. Check GOLDTHREAD_MAIL_URL."
        ) from None
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} lets us in"


def incoming() -> str:
    """The mailbox that answers arrive in can be opened."""
    box = mailbox.Box(**settings.MAIL_INCOMING)
    try:
        with mailbox.opened(box) as open_box:
            waiting = len(open_box.numbers())
    except mailbox.Trouble as problem:
        raise Wrong(f"{problem} Check GOLDTHREAD_IMAP_URL.") from None
    return f"{box.host}:{box.port} lets us in, {waiting} not seen"


def append_only_triggers() -> list[str]:
    """The triggers that this version's migrations raise."""
    steps = [step for migration in MigrationLoader(None).disk_migrations.values() for step in migration.operations]
    tables = sorted(table for step in steps for table in getattr(step, "hints", {}).get("only_grow", ()))
    return [f"{table}_{ending}" for table in tables for ending in ("no_update", "no_delete")]


def _triggers() -> set[str]:
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    postgresql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(sqlite if connection.vendor == "sqlite" else postgresql)
        return {name for (name,) in cursor.fetchall()}


def _open_tenant_tables() -> list[str]:
    """Tables with a column organisation_id whose rows are not behind a forced wall."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attname = 'organisation_id' AND c.relkind = 'r'"
            # The words of search are an index that PostgreSQL could not use behind the wall: home, migration 0002.
            " AND c.relname <> 'home_words'"
            " AND c.relnamespace = current_schema()::regnamespace AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]
