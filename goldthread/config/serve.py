"""`serve`: one master process that loads everything once, and the workers it forks.

The master holds the socket and starts anew what dies. Each worker answers requests (see asgi.py); one more
process tends what is due. When the master goes, however it goes, the others follow.
"""

import asyncio
import errno
import gc
import os
import resource
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from .cli import Refusal

BACKLOG = 2048
# A process that died before this long is started again only after a pause, which doubles each time.
SETTLED_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 15.0
GRACE_SECONDS = 10.0
KEEP_ALIVE_SECONDS = 75


def serve(host: str = "127.0.0.1", port: int = 8000, workers: int = 0) -> None:
    """Serve until told to stop (SIGTERM, SIGINT); 0 workers means as many as the settings say.

    Raises Refusal when the address cannot be used.
    """
    listening = bind(host, port)
    from django.conf import settings

    from .asgi import application

    _allow_many_connections()
    _let_go_of_files()
    names = [f"worker {number + 1}" for number in range(workers or settings.WORKERS)]
    roles = [Role(name, lambda: work(application, listening)) for name in names]
    roles.append(Role("tending", lambda: run_tending(listening)))
    print(f"Goldthread listens on {_shown(listening)}. Ctrl-C stops it.", flush=True)
    # What is loaded now is never freed: unmoved by the collector, its memory stays shared.
    gc.collect()
    gc.freeze()
    Master(roles).run()


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises Refusal when it cannot be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _name, address = found[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except (OSError, OverflowError) as problem:
        raise Refusal(_why_not(host, port, problem)) from None
    listening.setblocking(False)
    return listening


def _why_not(host: str, port: int, problem: Exception) -> str:
    number = getattr(problem, "errno", None)
    if number == errno.EADDRINUSE:
        return f"Port {port} on {host} is already taken. Stop the program that uses it, or choose another port with --port."
    if number == errno.EACCES:
        return f"This user may not listen on port {port}. Choose a port above 1023, and let a proxy listen on the lower one."
    return f"{host}:{port} is not an address this machine can listen on: {problem}."


def _shown(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _allow_many_connections() -> None:
    # Each open page holds one connection, and many systems allow 1,024 unless asked.
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _let_go_of_files() -> None:
    # A connection to SQLite must not be carried over into another process.
    from django.conf import settings
    from django.core.cache import caches
    from django.db import connections

    connections.close_all()
    for alias in settings.CACHES:
        with suppress(AttributeError):
            del caches[alias]


def run_tending(listening: socket.socket) -> None:
    """What the tending process does until SIGTERM; a sweep that has begun is finished first."""
    from . import tend

    listening.close()
    stop = threading.Event()
    # Set by a thread: a signal may come while this one holds the lock of the event.
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=stop.set).start())
    tend.run(stop)


@dataclass
class Role:
    """One of the processes: what it does, and how it has been doing."""

    name: str
    task: Callable[[], Any]
    pid: int = 0
    started_at: float = 0.0
    due_at: float = 0.0
    pause: float = 0.0


class Master:
    """Keeps one process for each role, until it is told to stop."""

    def __init__(self, roles: list[Role]) -> None:
        self._roles = roles
        self._stopping = False
        self._lifeline, self._held = os.pipe()
        self._bell, bell = socket.socketpair()
        self._bell.setblocking(False)
        bell.setblocking(False)
        self._rings = bell

    def run(self) -> None:
        signal.set_wakeup_fd(self._rings.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        while not self._stopping:
            self._start_due()
            self._wait(min((role.due_at for role in self._roles if not role.pid), default=time.monotonic() + 60))
            self._bury()
        self._end()

    def _stop(self, *_: Any) -> None:
        self._stopping = True

    def _start_due(self) -> None:
        for role in self._roles:
            if not role.pid and role.due_at <= time.monotonic():
                role.started_at = time.monotonic()
                role.pid = os.fork() or self._become(role)

    def _become(self, role: Role) -> NoReturn:
        """In the new process: let go of what is the master's, do the task, and leave."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            os.close(self._held)
            threading.Thread(target=_follow, args=(self._lifeline,), daemon=True).start()
            role.task()
            status = 0
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 1
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _wait(self, until: float) -> None:
        if not self._stopping:
            select.select([self._bell], [], [], max(0.0, until - time.monotonic()))
        with suppress(BlockingIOError):
            self._bell.recv(4096)

    def _bury(self) -> None:
        for role in self._roles:
            if role.pid and os.waitpid(role.pid, os.WNOHANG)[0]:
                self._died(role)

    def _died(self, role: Role) -> None:
        now = time.monotonic()
        was_settled = now - role.started_at > SETTLED_SECONDS
        role.pid = 0
        role.pause = 0.0 if was_settled else min(LONGEST_PAUSE_SECONDS, max(0.25, role.pause * 2))
        role.due_at = now + role.pause
        if not self._stopping:
            print(f"The process of {role.name} ended and is started again.", file=sys.stderr, flush=True)

    def _end(self) -> None:
        self._send(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(role.pid for role in self._roles) and time.monotonic() < deadline:
            select.select([self._bell], [], [], 0.1)
            self._bury()
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        for role in self._roles:
            if role.pid:
                os.kill(role.pid, number)


def _follow(lifeline: int) -> None:
    """The master holds the other end and writes nothing: this returns when it is gone."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def work(application: Any, listening: socket.socket) -> None:
    """One worker: answer what comes in on the socket until SIGTERM."""
    import uvicorn
    import uvloop

    from .connection import Connection

    class Worker(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            application.end_streams()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        application,
        http=Connection,
        ws="none",
        lifespan="on",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=5,
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(Worker(config).serve(sockets=[listening]))
