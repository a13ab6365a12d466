"""`serve`: loads everything once, forks the workers, and becomes their master (see master.py).

The master holds the socket and starts anew what dies. Each worker answers requests (see asgi.py); one more
process tends what is due. When the master goes, however it goes, the others follow.
"""

import asyncio
import errno
import gc
import io
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from . import master
from .cli import Refusal

BACKLOG = 2048
# Sockets of a worker's own beside the one that all share (see `_own`).
OWN_SOCKETS = 4
# To look for what nobody holds any more takes up to 40 ms, in which a whole room waits: rarely, as next to nothing is left in circles.
COLLECTED_AFTER = (10_000, 10, 20)
KEEP_ALIVE_SECONDS = 75
Tasks = dict[str, Callable[[], Any]]


def serve(host: str = "127.0.0.1", port: int = 8000, workers: int = 0) -> NoReturn:
    """Serve until told to stop (SIGTERM, SIGINT); 0 workers means as many as the settings say.

    Raises Refusal when the address cannot be used.
    """
    listening = bind(host, port)
    tasks = _ready(listening, workers)
    print(f"Goldthread listens on {_shown(listening)}. Ctrl-C stops it.", flush=True)
    become_master(listening, tasks)


def _ready(listening: socket.socket, workers: int) -> Tasks:
    """Load everything; the tasks of the processes, by their names."""
    gc.disable()
    from django.conf import settings

    from .asgi import application

    _allow_many_connections()
    _answer_one()
    _let_go_of_files()
    names = [f"worker {number + 1}" for number in range(workers or settings.WORKERS)]
    # What is loaded now is never freed: unmoved by the collector, its memory stays shared. To collect before takes a
    # tenth of a second and finds nothing.
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
    gc.enable()
    has_others = len(names) > 1
    return {
        **dict.fromkeys(names, lambda: work(application, listening, has_others=has_others)),
        "tending": lambda: run_tending(listening),
    }


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises Refusal when it cannot be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _name, address = found[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        # After it was bound alone: no other program listens here, and from now on only workers of ours may.
        with suppress(OSError):
            _share(listening)
        listening.listen(BACKLOG)
    except (OSError, OverflowError) as problem:
        raise Refusal(_why_not(host, port, problem)) from None
    listening.setblocking(False)
    return listening


def _share(listening: socket.socket) -> None:
    """Let other sockets of this user listen at the same address, where the system spreads connections over them."""
    if sys.platform == "linux":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)


def _own(listening: socket.socket) -> list[socket.socket]:
    """More sockets at the same address, for one worker alone: the system deals out connections among all of them.

    With one socket for all, a worker that is awake takes nearly all of a hundred who come in the same instant. Where this
    cannot be had, there are none. When the worker dies they are gone: what waited there is cut off as what it held, and new
    connections go to the others.
    """
    found: list[socket.socket] = []
    with suppress(OSError):
        for _each in range(OWN_SOCKETS if sys.platform == "linux" else 0):
            made = socket.socket(listening.family, listening.type, listening.proto)
            # As with the shared one: whoever serves here next need not wait until old connections are forgotten.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            _share(made)
            made.bind(listening.getsockname())
            made.setblocking(False)
            found.append(made)
    return found


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


def _answer_one() -> None:
    """Answer the first page once for nobody: what answering loads, compiles and looks up is then there for all processes,
    rather than in each anew (ten megabytes a process; the time of it is only spent earlier)."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    address = settings.ADDRESS
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/accounts/login/", "SERVER_PROTOCOL": "HTTP/1.1"}
    here = {"HTTP_HOST": address.host, "SERVER_NAME": address.host, "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1"}
    wsgi = {"wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": address.scheme}
    answer = WSGIHandler()({**asked, **here, **wsgi}, _unheard)
    answer.close()


def _unheard(_status: str, _headers: list[tuple[str, str]], _fault: Any = None, /) -> Callable[[bytes], object]:
    return lambda _written: None


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


def become_master(listening: socket.socket, tasks: Tasks) -> NoReturn:
    """Begin a process for each task, and go on as their master (see master.py) in the place of this one."""
    # Until the master listens: a request to stop that comes in between is kept for it.
    signal.pthread_sigmask(signal.SIG_BLOCK, master.SIGNALS)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    lifeline, held = os.pipe()
    family = [f"{name}={os.fork() or _become(task, lifeline, held)}" for name, task in tasks.items()]
    for file in (listening.fileno(), lifeline, held):
        os.set_inheritable(file, True)
    port = str(listening.getsockname()[1])
    program = [sys.executable, "-I", "-S", master.__file__, "--port", port, "--held", str(held), *family]
    os.execv(sys.executable, [*program, "--", *_alone(listening, lifeline, port)])  # noqa: S606 - a program of ours


def _alone(listening: socket.socket, lifeline: int, port: str) -> list[str]:
    """The program that does one task, but for its name: what was begun here, begun anew."""
    # As `-m` looks in the folder where one stands, it does so only where that was looked in before.
    here = [] if {"", os.getcwd()} & set(sys.path) else ["-P"]
    files = ["--listening", str(listening.fileno()), "--lifeline", str(lifeline)]
    return [sys.executable, *here, "-m", "goldthread.config.cli", "serve", "--port", port, *files, "--alone"]


def alone(name: str, listening: int, lifeline: int) -> NoReturn:
    """Do one of the tasks in this process, which the master has begun: one like it has died."""
    tasks = _ready(socket.socket(fileno=listening), 0)
    # A worker beyond the number in the settings, as `--workers` asked for it, is one like the first.
    _become(tasks.get(name, tasks["worker 1"]), lifeline)


def _become(task: Callable[[], Any], lifeline: int, held: int | None = None) -> NoReturn:
    """In the new process: let go of what is the master's, do the task, and leave."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, master.SIGNALS)
        if held is not None:
            os.close(held)
        threading.Thread(target=_follow, args=(lifeline,), daemon=True).start()
        task()
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _follow(lifeline: int) -> None:
    """The master holds the other end and writes nothing: this returns when it is gone."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def work(application: Any, listening: socket.socket, *, has_others: bool) -> None:
    """One worker, among others or alone: answer what comes in on the socket until SIGTERM."""
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
        runner.run(Worker(config).serve(sockets=[listening, *(_own(listening) if has_others else [])]))
