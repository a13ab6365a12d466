"""A process that has loaded everything and waits: installations of the tests are served by its forks, which start at once.

    {"environment": {…}, "words": ["serve", "--port", "8001"], "log": "/…"}      →  the number of the process
    {"environment": {…}, "words": ["-c", "print(1)"], "log": "/…"}

Each fork reads the settings anew from its own environment. What is loaded by other settings (sign-in by OIDC, the
gallery of components) needs a process of its own, and so do tests of the start itself.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "goldthread.config.settings"
READY = "ready"


@dataclass
class Fork:
    """One of its forks, with what tests ask of a subprocess.Popen. How it ended is not known, only that it did."""

    pid: int

    def poll(self) -> int | None:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self, timeout: float) -> int:
        until = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("a fork", timeout)
            time.sleep(0.005)
        return 0

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)


class Loaded:
    """That process, begun when the first fork is asked for."""

    def __init__(self) -> None:
        self._process: Any = None
        self._turn = threading.Lock()

    def fork(self, words: list[str], environment: dict[str, str], log: Path) -> Fork:
        with self._turn:
            process = self._begun()
            process.stdin.write(json.dumps({"environment": environment, "words": words, "log": str(log)}) + "\n")
            process.stdin.flush()
            return Fork(int(process.stdout.readline()))

    def end(self) -> None:
        if self._process is not None:
            self._process.stdin.close()
            self._process.wait(timeout=20)
            self._process.stdout.close()

    def _begun(self) -> Any:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.loaded"],
                cwd=ROOT,
                env={**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, "OPENBLAS_NUM_THREADS": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
            assert self._process.stdout.readline().strip() == READY
        return self._process


def main() -> None:
    _load()
    # Whoever ends is forgotten at once; nobody here waits for it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print(READY, flush=True)
    for line in sys.stdin:
        wanted = json.loads(line)
        if pid := os.fork():
            print(pid, flush=True)
        else:
            _become(wanted)


def _load() -> None:
    import gc

    import django

    django.setup()
    from django.template import engines
    from django.urls import get_resolver

    for name in ("config.application", "config.commands.serve", "config.connection", "config.tend"):
        importlib.import_module(f"goldthread.{name}")
    for name in (
        "uvicorn",
        "uvloop",
        "markdown_it",
        "nh3",
        "httpcore",
        "yaml",
        "uvicorn.lifespan.on",
        "uvicorn.protocols.http.httptools_impl",
    ):
        importlib.import_module(name)
    get_resolver()._populate()
    pages = engines["jinja2"].env
    for name in pages.list_templates(extensions=["html"]):
        pages.get_template(name)
    engines["django"].get_template("account/login.html")
    gc.collect()
    gc.freeze()


def _become(wanted: dict[str, Any]) -> None:
    """In the new process: do what is wanted, and leave."""
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log = os.open(wanted["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for here, there in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(here, there)
        os.environ.clear()
        os.environ.update(wanted["environment"])
        _read_settings_anew()
        status = _run(wanted["words"])
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _run(words: list[str]) -> int:
    if words[0] == "-c":
        exec(compile(words[1], "<test>", "exec"), {"__name__": "__main__"})
        return 0
    from goldthread.config.cli import main as command

    return command(words)


def _read_settings_anew() -> None:
    from django.conf import Settings, settings
    from django.core.cache import caches
    from django.db import connections

    importlib.reload(sys.modules[SETTINGS])
    settings._wrapped = Settings(SETTINGS)
    for handler in (connections, caches):
        handler.__dict__.pop("settings", None)
        handler._settings = None
        for alias in ("default",):
            if hasattr(handler._connections, alias):
                delattr(handler._connections, alias)


if __name__ == "__main__":
    main()
