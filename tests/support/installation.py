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
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60
SECONDS_FOR_A_COMMAND = 120


@dataclass
class Installation:
    """One data folder and its database; `facts` is what the scenario printed."""

    home: Path
    database_url: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str | Path, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """`goldthread` with these words; never raises for its exit code."""
        return self.python("-m", "goldthread.config.cli", *words, stdin=stdin, **settings)

    def python(self, *words: str | Path, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=ROOT,
            env=self.environment(**settings),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=SECONDS_FOR_A_COMMAND,
        )

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
        with log.open("w+") as output:
            server = subprocess.Popen(
                [sys.executable, "-m", "goldthread.config.cli", "serve", "--port", str(port), *words],
                cwd=ROOT,
                env=self.environment(**{"GOLDTHREAD_URL": address, "GOLDTHREAD_WORKERS": "1", **settings}),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                _wait_for(server, log)
                yield Served(address, self, log)
            finally:
                _stop(server)


@dataclass
class Served:
    address: str
    installation: Installation
    log: Path

    @property
    def people(self) -> dict[str, dict[str, Any]]:
        return self.installation.facts["people"]

    def cookie(self, short: str) -> dict[str, str]:
        """The cookie that signs somebody in, for a browser; for other clients: its name and value."""
        return {"name": self.installation.facts["cookie"], "value": self.people[short]["session"], "url": self.address}


class Workshop:
    """Makes installations in a folder: empty ones, and copies of a template."""

    def __init__(self, folder: Path, server_url: str) -> None:
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
        return Installation(home, self._database(name, urlsplit(template.database_url).path[1:]), template.facts)

    def template(self, *words: str | Path) -> Installation:
        """An installation made by a Python program that prints its facts as a last line of JSON."""
        made = self.empty()
        done = made.python(*words)
        if done.returncode:
            raise RuntimeError(f"The template could not be made:\n{done.stdout}{done.stderr}")
        made.facts = json.loads(done.stdout.strip().splitlines()[-1])
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


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], log: Path) -> None:
    """The line that says it listens; the socket alone is there before everything is loaded."""
    waited_until = time.monotonic() + SECONDS_TO_START
    while "listens on" not in log.read_text():
        if server.poll() is not None or time.monotonic() > waited_until:
            raise RuntimeError(f"The server did not start:\n{log.read_text()}")
        time.sleep(0.05)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=10)
