"""Whole installations for tests: a data folder, a database, the `goldthread` command, a served address.

Tests get copies of one template: the record only grows, so it cannot be emptied between two tests.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from . import kept_tables
from .loaded import SETTINGS, Fork, Loaded

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60
SECONDS_FOR_A_COMMAND = 300
FIRST_PORT, PORTS = 12_000, 18_000
# Processes of one run begin apart, and none gives a port twice before it has given all.
_ports = (FIRST_PORT + number % PORTS for number in count(os.getpid() * 97))
AS_DJANGO = {"DJANGO_SETTINGS_MODULE": SETTINGS}


@dataclass
class Installation:
    """One data folder and its database; `facts` is what the scenario printed."""

    home: Path
    database_url: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    loaded: Loaded | None = None

    def run(self, *words: str | Path, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """`goldthread` with these words; never raises for its exit code."""
        return self.python("-m", "goldthread.config.cli", *words, stdin=stdin, **settings)

    def python(self, *words: str | Path, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        if self.loaded and words[0] == "-c" and len(words) == 2 and not stdin and settings in ({}, AS_DJANGO):
            return self._told(str(words[1]), self.loaded)
        return subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=ROOT,
            env=self.environment(**settings),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=SECONDS_FOR_A_COMMAND,
        )

    def _told(self, program: str, loaded: Loaded) -> subprocess.CompletedProcess[str]:
        """A program run by a fork: what it printed, with 1 as its exit code where it ended in a traceback."""
        log = self.home.parent / f"{self.home.name}-{time.monotonic_ns()}.told"
        loaded.fork(["-c", program], self.environment(), log).wait(SECONDS_FOR_A_COMMAND)
        told = log.read_text()
        return subprocess.CompletedProcess([program], int("Traceback (most recent call last)" in told), told, told)

    def environment(self, **settings: str) -> dict[str, str]:
        own = {"GOLDTHREAD_HOME": str(self.home), **({"DATABASE_URL": self.database_url} if self.database_url else {})}
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GOLDTHREAD_", "DATABASE_URL", "REDIS_URL"))
        }
        return {**kept, **own, **self.settings, **settings}

    @contextmanager
    def served(self, *words: str, **settings: str) -> Iterator["Served"]:
        """The installation, served by a process of its own on a free port until the block ends."""
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        log = self.home.parent / f"{self.home.name}.log"
        serve = ["serve", "--port", str(port), *words]
        environment = self.environment(**{"GOLDTHREAD_URL": address, "GOLDTHREAD_WORKERS": "1", **settings})

        def begin() -> subprocess.Popen[bytes] | Fork:
            # What one before said of listening is not read as if this one had.
            log.write_text("")
            if self.loaded and not (words or settings or self.settings):
                return self.loaded.fork(serve, environment, log)
            with log.open("a") as output:
                return _begun(serve, environment, output)

        running = Served(address, self, log, begin(), begin)
        try:
            _wait_for(running.process, log)
            yield running
        finally:
            _stop(running.process)


@dataclass
class Served:
    address: str
    installation: Installation
    log: Path
    process: Any = None
    begin: Any = None

    def kill(self) -> None:
        """End it at once, with all its workers, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)

    def start_again(self) -> None:
        """Begin anew after `kill`: with the same data folder, at the same address."""
        self.process = self.begin()
        _wait_for(self.process, self.log)

    @property
    def people(self) -> dict[str, dict[str, Any]]:
        return self.installation.facts["people"]

    def cookie(self, short: str) -> dict[str, str]:
        """The cookie that signs somebody in, for a browser; for other clients: its name and value."""
        return {"name": self.installation.facts["cookie"], "value": self.people[short]["session"], "url": self.address}


class Workshop:
    """Makes installations in a folder: empty ones, and copies of a template."""

    def __init__(self, folder: Path, server_url: str, loaded: Loaded | None = None) -> None:
        self._loaded = loaded
        self._folder = folder
        self._server_url = server_url
        self._made = 0

    def empty(self) -> Installation:
        """A data folder that is not there yet and a database without tables."""
        home, name = self._next()
        return Installation(home, self._database(name))

    def copy(self, template: Installation) -> Installation:
        """A template with all its rows and files, to do with as one likes."""
        home, name = self._next()
        shutil.copytree(template.home, home)
        return Installation(
            home, self._database(name, urlsplit(template.database_url).path[1:]), template.facts, loaded=self._loaded
        )

    def template(self, tables: Installation, *words: str | Path) -> Installation:
        """An installation made by a Python program that prints its facts as a last line of JSON."""
        made = self.copy(tables)
        done = made.python(*words)
        if done.returncode:
            raise RuntimeError(f"The template could not be made:\n{done.stdout}{done.stderr}")
        made.facts = json.loads(done.stdout.strip().splitlines()[-1])
        return made

    def tables(self) -> Installation:
        """An installation with all tables and nothing in them. SQLite's are kept for later runs: to make them takes long."""
        if self._server_url:
            return self._migrated()
        if not (kept := kept_tables.folder()).exists():
            kept_tables.keep(self._migrated().home, kept)
        home, _name = self._next()
        shutil.copytree(kept, home)
        return Installation(home)

    def _migrated(self) -> Installation:
        made = self.empty()
        done = made.run("migrate")
        if done.returncode:
            raise RuntimeError(f"The tables could not be made:\n{done.stdout}{done.stderr}")
        return made

    def _next(self) -> tuple[Path, str]:
        self._made += 1
        name = f"installation_{os.getpid()}_{self._made}"
        return self._folder / name, name

    def _database(self, name: str, template: str = "template1") -> str:
        if not self._server_url:
            return ""
        import psycopg
        from psycopg import sql

        with psycopg.connect(self._server_url, autocommit=True) as server:
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            )
        return urlunsplit(urlsplit(self._server_url)._replace(path=f"/{name}"))


def _begun(words: list[str], environment: dict[str, str], output: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "goldthread.config.cli", *words],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def free_port() -> int:
    """One that nobody listens at, below those from which the system gives connections theirs: it is taken a moment later."""
    while True:
        port = next(_ports)
        with socket.socket() as trial, suppress(OSError):
            trial.bind(("127.0.0.1", port))
            return port


def _wait_for(server: subprocess.Popen[bytes] | Fork, log: Path) -> None:
    """The line that says it listens; the socket alone is there before everything is loaded."""
    waited_until = time.monotonic() + SECONDS_TO_START
    while "listens on" not in log.read_text():
        if server.poll() is not None or time.monotonic() > waited_until:
            raise RuntimeError(f"The server did not start:\n{log.read_text()}")
        time.sleep(0.01)


def _stop(server: subprocess.Popen[bytes] | Fork) -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=10)
