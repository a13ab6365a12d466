"""From ASGI to Django's WSGI handler: the body is collected in the event loop, Django runs in one thread.

One thread, because several in one process make each other's writes wait on SQLite. What may be slow has
a second one. No thread ever waits for a client: neither for its body, nor until it has read the answer.
"""

import asyncio
import contextvars
import logging
import sys
import tempfile
import time
from asyncio import AbstractEventLoop
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from django.core.exceptions import RequestDataTooBig
from django.urls import set_script_prefix

from goldthread.kit.prepared import MOST_TOGETHER
from goldthread.kit.together import Gathering, PutOff
from goldthread.live.request import STRICT

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

IN_MEMORY_BYTES = 512 * 1024
CHUNK_BYTES = 256 * 1024
# A client may be slow, but must go on: so long it may send nothing of its body.
SILENCE_SECONDS = 60.0
# So much above the limit is still read, because browsers show an answer only when they could send all.
DRAINED_TIMES = 4
TOO_LARGE = "goldthread.too_large"


class TooLarge(Exception):
    """The body is larger than the limit."""


class Gone(Exception):
    """The client closed the connection."""


class Silent(Exception):
    """The client stopped in the middle of its body."""


class Pages:
    """All requests but the live ones. `slow` are prefixes of paths that have a thread of their own.

    Another one is for those that ask strangers, by the end of their path (`asking`): whoever waits there holds up nobody.
    What many send in the same instant, by the end of its path (`together`), is answered together (see kit.together).
    `look` sees in the event loop whether something is to be told: called once something may have been written.
    `who` says of the cookies of several requests whose they are, as far as it can be known at once.
    `prefix` is the path below which all stands: what is drawn for no request (see `ask`) leads there too.
    """

    def __init__(
        self,
        application: Callable[..., Any],
        *,
        limit: int,
        slow: tuple[str, ...],
        asking: tuple[str, ...] = (),
        together: tuple[str, ...] = (),
        look: Callable[[], None] = lambda: None,
        who: Callable[[list[str]], frozenset[int]] = lambda cookies: frozenset(),
        prefix: str = "/",
    ) -> None:
        self._application = application
        self._prefix = prefix
        self._together = together
        self._look = look
        self._crowd = Crowd(application, look, who)
        self._limit = limit
        self._slow = slow
        self._asking = asking
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pages")
        self._slow_thread = ThreadPoolExecutor(1, thread_name_prefix="slow-pages")
        self._asking_thread = ThreadPoolExecutor(1, thread_name_prefix="asking-pages")

    def ask(self, function: Callable[..., Any], *args: Any) -> Awaitable[Any]:
        """Call a function in the thread that answers pages."""
        return _call(self._thread, contextvars.copy_context(), _below, self._prefix, function, *args)

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._slow_thread.shutdown(wait=False, cancel_futures=True)
        self._asking_thread.shutdown(wait=False, cancel_futures=True)

    def _thread_of(self, path: str) -> ThreadPoolExecutor:
        if path.endswith(self._asking):
            return self._asking_thread
        return self._slow_thread if path.startswith(self._slow) else self._thread

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES) as body:
            environ = environment(scope, body)
            try:
                environ["CONTENT_LENGTH"] = str(await collect(receive, body, self._limit))
                body.seek(0)
            except TooLarge:
                environ.update({TOO_LARGE: True, "CONTENT_LENGTH": str(self._limit + 1), "wsgi.input": _Unread()})
            except Silent:
                return await _refuse_silence(send)
            except Gone:
                return None
            return await self._answer(self._thread_of(scope["path"]), environ, send)

    async def _answer(self, thread: ThreadPoolExecutor, environ: dict[str, Any], send: Send) -> None:
        # Chunks of one answer and other requests take turns in the thread: each has its own language and time zone.
        context = contextvars.copy_context()
        answer = Answer()
        try:
            body = await self._begun(thread, context, answer, environ)
            if environ["REQUEST_METHOD"] == "POST":
                self._look()
            extra = [(b"connection", b"close")] if TOO_LARGE in environ else []
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers + extra})
            while not answer.is_whole:
                await send({"type": "http.response.body", "body": body, "more_body": True})
                body = await _call(thread, context, answer.more)
            await send({"type": "http.response.body", "body": body})
        finally:
            if answer.close is not None:
                await _call(thread, context, answer.close)

    def _begun(
        self, thread: ThreadPoolExecutor, context: contextvars.Context, answer: "Answer", environ: dict[str, Any]
    ) -> Awaitable[bytes]:
        # Only those for the one thread: in another one they would wait for what is slow there.
        is_together = thread is self._thread and environ["PATH_INFO"].endswith(self._together)
        if environ["REQUEST_METHOD"] == "POST" and is_together:
            return self._crowd.ask(thread, context, answer, environ)
        return _call(thread, context, answer.begin, self._application, environ)


class Crowd:
    """Requests that wait for the thread together: when it is free, all that have come by then are answered at once.

    What they did is told to all others before it is answered to them: drawing a hundred answers takes as long as telling.
    """

    def __init__(
        self,
        application: Callable[..., Any],
        look: Callable[[], None],
        who: Callable[[list[str]], frozenset[int]],
    ) -> None:
        self._application = application
        self._look = look
        self._who = who
        self._waiting: deque[tuple[contextvars.Context, Answer, dict[str, Any], Future[bytes]]] = deque()
        self._to_answer: list[tuple[Gathering, list[_Begun]]] = []

    def ask(
        self, thread: ThreadPoolExecutor, context: contextvars.Context, answer: "Answer", environ: dict[str, Any]
    ) -> Awaitable[bytes]:
        """The whole body of the answer. Whoever came first finds all the others; they find that it is done."""
        body: Future[bytes] = Future()
        self._waiting.append((context, answer, environ, body))
        thread.submit(self._begin_all, thread, asyncio.get_running_loop())
        return asyncio.wrap_future(body)

    def _begin_all(self, thread: ThreadPoolExecutor, loop: AbstractEventLoop) -> None:
        some = [self._waiting.popleft() for _each in range(min(len(self._waiting), MOST_TOGETHER))]
        # Whoever has gone meanwhile is answered no more.
        some = [one for one in some if one[-1].set_running_or_notify_cancel()]
        begun: list[_Begun] = []
        gathering = Gathering()
        with gathering.here():
            if len(some) > 1:
                gathering.people = self._known([environ for *_rest, environ, _body in some])
            for context, answer, environ, body in some:
                try:
                    begun.append((answer, body, context.run(self._application, environ, answer.started)))
                except Exception as problem:
                    body.set_exception(problem)
        gathering.do()
        self._to_answer.append((gathering, begun))
        # Whoever came meanwhile is done before anybody is answered: else the last of a crowd waits for the first.
        if not self._waiting or sum(len(begun) for _gathering, begun in self._to_answer) >= MOST_TOGETHER:
            self._finish(thread, loop)

    def _known(self, some: list[dict[str, Any]]) -> frozenset[int]:
        try:
            return self._who([environ.get("HTTP_COOKIE", "") for environ in some])
        except Exception:
            # It only spares them some waiting: each is read by itself then.
            logging.getLogger("django.request").exception("It could not be read at once who asks.")
            return frozenset()

    def _finish(self, thread: ThreadPoolExecutor, loop: AbstractEventLoop) -> None:
        to_answer, self._to_answer = self._to_answer, []
        finish = partial(_answer_all, to_answer)
        if any(gathering.has_done for gathering, _begun in to_answer):
            loop.call_soon_threadsafe(self._tell_first, thread, finish)
        else:
            finish()

    def _tell_first(self, thread: ThreadPoolExecutor, finish: Callable[[], None]) -> None:
        try:
            self._look()
        finally:
            # What is told has begun by then to ask for its words in the same thread.
            asyncio.get_running_loop().call_soon(thread.submit, finish)


_Begun = tuple["Answer", "Future[bytes]", Any]


def _answer_all(to_answer: list[tuple[Gathering, list[_Begun]]]) -> None:
    for gathering, begun in to_answer:
        _answer_some(gathering, begun)


def _answer_some(gathering: Gathering, begun: list[_Begun]) -> None:
    gathering.answer()
    for answer, body, response in begun:
        try:
            if isinstance(response, PutOff):
                answer.started(str(response.status_code), response.head())
            body.set_result(b"".join(response))
            response.close()
        except Exception as problem:
            # The others are none the worse for it.
            if not body.done():
                body.set_exception(problem)


class Answer:
    """One answer of the application: begun, and where it streams, taken in chunks."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.is_whole = True
        self.close: Callable[[], Any] | None = None
        self._rest: Iterator[bytes] = iter(())

    def begin(self, application: Callable[..., Any], environ: dict[str, Any]) -> bytes:
        """Run the application; gives the whole body, or the first chunk of one that streams."""
        response = application(environ, self.started)
        if getattr(response, "streaming", False):
            self._rest, self.close = iter(response), response.close
            return self.more()
        try:
            return b"".join(response)
        finally:
            response.close()

    def more(self) -> bytes:
        """The next chunk; `is_whole` says whether it was the last."""
        chunks, size = [], 0
        for chunk in self._rest:
            chunks.append(chunk)
            size += len(chunk)
            if size >= CHUNK_BYTES:
                self.is_whole = False
                return b"".join(chunks)
        self.is_whole = True
        return b"".join(chunks)

    def started(self, status: str, headers: Iterable[tuple[str, str]], exc_info: Any = None) -> None:
        self.status = int(status.partition(" ")[0])
        self.headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]


async def collect(receive: Receive, body: IO[bytes], limit: int) -> int:
    """Write the whole body of a request to a file; gives its length in bytes.

    Raises TooLarge above the limit, Silent when nothing comes for a minute, Gone when the client went.
    """
    size = 0
    more = True
    while more:
        message = await _next(receive)
        chunk = message.get("body", b"")
        more = message.get("more_body", False)
        size += len(chunk)
        if size <= limit:
            body.write(chunk)
        elif size > limit * DRAINED_TIMES:
            break
    if size > limit:
        raise TooLarge
    return size


async def _next(receive: Receive) -> dict[str, Any]:
    try:
        async with asyncio.timeout(SILENCE_SECONDS):
            message: dict[str, Any] = await receive()
    except TimeoutError:
        raise Silent from None
    if message["type"] == "http.disconnect":
        raise Gone
    return message


async def _refuse_silence(send: Send) -> None:
    headers = [*STRICT, (b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 408, "headers": headers})
    await send({"type": "http.response.body", "body": b"The request stopped halfway. Send it again."})


def environment(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """The WSGI environment of a request."""
    server = scope.get("server") or ("localhost", 80)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope["root_path"],
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 80),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("", 0))[0],
        # A page hands this on to its stream, which then tells what changed in between.
        "goldthread.asked_at": int(time.time() * 1000),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    # In the environment "x_y" and "x-y" are one: what a proxy removes under one name must not come back under the other.
    if "_" in name or name == "content-length":
        return
    key = "CONTENT_TYPE" if name == "content-type" else "HTTP_" + name.upper().replace("-", "_")
    if key in environ:
        value = f"{environ[key]}{'; ' if name == 'cookie' else ','}{value}"
    environ[key] = value


class _Unread:
    """Stands for a body that was not kept; Django refuses the request when it tries to read it."""

    def read(self, size: int = -1) -> bytes:
        raise RequestDataTooBig("The body of this request is larger than the limit.")

    readline = read


def _below(prefix: str, function: Callable[..., Any], *args: Any) -> Any:
    set_script_prefix(prefix)
    return function(*args)


def _call(thread: ThreadPoolExecutor, context: contextvars.Context, *call: Any) -> Awaitable[Any]:
    return asyncio.get_running_loop().run_in_executor(thread, lambda: context.run(*call))
