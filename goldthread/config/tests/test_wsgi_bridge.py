import asyncio
import threading
from http.client import responses

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse

from goldthread.config import wsgi_bridge
from goldthread.config.wsgi_bridge import IN_MEMORY_BYTES, Pages
from goldthread.kit.together import together
from goldthread.live.request import STRICT
from goldthread.live.tests.loop import in_a_loop


class Body(list):
    """What a WSGI application returns; `streaming` as Django says it."""

    def __init__(self, *chunks, streaming=False):
        super().__init__(chunks)
        self.streaming = streaming
        self.closed_in = None

    def close(self):
        self.closed_in = threading.current_thread().name


def echo(environ, start_response):
    start_response("200 Fine", [("content-type", "text/plain")])
    return Body(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))


class Client:
    """One request to the bridge; its body comes in the pieces that the test sends."""

    def __init__(self, pages, method="POST", path="/", headers=()):
        self.arriving = asyncio.Queue()
        self.status, self.headers, self.chunks = None, [], []
        self.scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(), "root_path": "", "query_string": b"",
            "http_version": "1.1", "scheme": "http", "headers": list(headers), "client": ("192.0.2.1", 1), "server": ("here", 80),
        }  # fmt: skip
        self.task = asyncio.create_task(pages(self.scope, self.arriving.get, self._take))

    def send(self, *pieces, more=False):
        for place, piece in enumerate(pieces or (b"",), start=1):
            self.arriving.put_nowait({"type": "http.request", "body": piece, "more_body": more or place < len(pieces)})
        return self

    def go(self):
        self.arriving.put_nowait({"type": "http.disconnect"})
        return self

    async def answer(self):
        await self.task
        return self.status, b"".join(self.chunks)

    async def _take(self, message):
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message["headers"]
        else:
            self.chunks.append(message.get("body", b""))


def pages_of(application, limit=1_000_000, slow=()):
    return Pages(application, limit=limit, slow=slow)


@in_a_loop
async def test_a_body_in_pieces_arrives_whole():
    assert await Client(pages_of(echo)).send(b"one ", b"two ", b"three").answer() == (200, b"one two three")


@in_a_loop
async def test_a_large_body_arrives_whole():
    large = bytes(range(256)) * (IN_MEMORY_BYTES // 128)

    assert await Client(pages_of(echo, limit=len(large))).send(large[:1000], large[1000:]).answer() == (200, large)


@in_a_loop
async def test_a_body_that_stalls_holds_nobody_up():
    pages = pages_of(echo)
    stalled = [Client(pages).send(b"half of it", more=True) for _ in range(5)]

    assert await Client(pages).send(b"quick").answer() == (200, b"quick")

    for client in stalled:
        assert client.status is None
        assert await client.send(b" and the rest").answer() == (200, b"half of it and the rest")


@in_a_loop
async def test_a_client_that_falls_silent_halfway_is_told_so(monkeypatch):
    monkeypatch.setattr(wsgi_bridge, "SILENCE_SECONDS", 0.01)
    client = Client(pages_of(echo)).send(b"half of it", more=True)
    status, words = await client.answer()

    assert status == 408
    assert b"halfway" in words
    assert set(STRICT) <= set(client.headers)


@in_a_loop
async def test_a_client_that_leaves_halfway_never_reaches_the_application():
    def unreachable(environ, start_response):
        pytest.fail("a request without its body was answered")

    assert await Client(pages_of(unreachable)).send(b"half", more=True).go().answer() == (None, b"")


@in_a_loop
async def test_a_body_above_the_limit_is_marked_and_cannot_be_read():
    def application(environ, start_response):
        assert environ["goldthread.too_large"] is True
        with pytest.raises(RequestDataTooBig):
            environ["wsgi.input"].read(10)
        start_response("413 Too large", [])
        return Body(b"too large")

    client = Client(pages_of(application, limit=10)).send(b"123456", b"123456")

    assert await client.answer() == (413, b"too large")
    assert (b"connection", b"close") in client.headers


@in_a_loop
async def test_a_body_of_exactly_the_limit_is_taken():
    assert await Client(pages_of(echo, limit=10)).send(b"1234567890").answer() == (200, b"1234567890")


@in_a_loop
async def test_a_body_far_above_the_limit_is_not_read_to_its_end():
    def application(environ, start_response):
        start_response("413 Too large", [])
        return Body(b"")

    endless = Client(pages_of(application, limit=10)).send(*[b"x" * 10] * 5, more=True)

    assert (await endless.answer())[0] == 413


@in_a_loop
async def test_all_requests_share_one_thread_and_slow_paths_another():
    def who(environ, start_response):
        start_response("200 Fine", [])
        return Body(threading.current_thread().name.encode())

    pages = pages_of(who, slow=("/accounts/",))
    names = [
        await Client(pages, path=path).send().answer() for path in ("/", "/goals/", "/accounts/login/", "/accounts/")
    ]

    assert names[0] == names[1] != names[2] == names[3]


@in_a_loop
async def test_a_slow_path_keeps_no_other_waiting():
    goes_on = threading.Event()

    def application(environ, start_response):
        if environ["PATH_INFO"] == "/accounts/":
            goes_on.wait(10)
        start_response("200 Fine", [])
        return Body(b"done")

    pages = pages_of(application, slow=("/accounts/",))
    slow = Client(pages, path="/accounts/").send()

    assert await Client(pages).send().answer() == (200, b"done")
    assert slow.status is None
    goes_on.set()
    assert await slow.answer() == (200, b"done")


@in_a_loop
async def test_an_answer_that_streams_is_sent_in_parts_and_closed_in_its_thread(monkeypatch):
    monkeypatch.setattr(wsgi_bridge, "CHUNK_BYTES", 4)
    body = Body(b"one ", b"two ", b"three", streaming=True)

    def application(environ, start_response):
        start_response("200 Fine", [])
        return body

    client = Client(pages_of(application)).send()

    assert await client.answer() == (200, b"one two three")
    assert client.chunks == [b"one ", b"two ", b"three", b""]
    assert body.closed_in.startswith("pages")


@in_a_loop
async def test_between_the_parts_of_an_answer_others_are_answered(monkeypatch):
    monkeypatch.setattr(wsgi_bridge, "CHUNK_BYTES", 1)
    answered = []

    def application(environ, start_response):
        start_response("200 Fine", [])
        path = environ["PATH_INFO"]
        return Body(*([path.encode()] * 50), streaming=True) if path == "/long" else Body(b"short")

    pages = pages_of(application)
    clients = [Client(pages, path=path).send() for path in ("/long", "/short")]
    for client in clients:
        client.task.add_done_callback(lambda task, path=client.scope["path"]: answered.append(path))
    await asyncio.gather(*(client.task for client in clients))

    assert answered == ["/short", "/long"]


@in_a_loop
async def test_each_request_has_settings_of_its_own_even_where_answers_interleave(monkeypatch):
    monkeypatch.setattr(wsgi_bridge, "CHUNK_BYTES", 1)
    from django.utils import translation

    class Words(Body):
        def __iter__(self):
            for _ in range(20):
                yield translation.get_language().encode() + b" "

    def application(environ, start_response):
        translation.activate(environ["PATH_INFO"].strip("/"))
        start_response("200 Fine", [])
        return Words(streaming=True)

    pages = pages_of(application)
    german, french = (Client(pages, path=path).send() for path in ("/de", "/fr"))

    assert (await german.answer())[1] == b"de " * 20
    assert (await french.answer())[1] == b"fr " * 20


@in_a_loop
async def test_the_environment_says_what_was_asked():
    said = {}

    def application(environ, start_response):
        said.update(environ)
        start_response("200 Fine", [])
        return Body(b"")

    headers = [
        (b"host", b"goals.example.org"), (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"text/html"), (b"accept", b"*/*"),
        (b"content-type", b"text/plain"), (b"content-length", b"999"), (b"remote_user", b"root"), (b"x_forwarded_for", b"1.2.3.4"),
    ]  # fmt: skip
    await Client(pages_of(application), path="/z%C3%BCrich/", headers=headers).send(b"four").answer()

    assert said["REQUEST_METHOD"] == "POST"
    assert said["PATH_INFO"].encode("latin-1").decode() == "/zürich/"
    assert (said["HTTP_COOKIE"], said["HTTP_ACCEPT"]) == ("a=1; b=2", "text/html,*/*")
    assert (said["CONTENT_TYPE"], said["CONTENT_LENGTH"]) == ("text/plain", "4")
    assert said["REMOTE_ADDR"] == "192.0.2.1"
    assert not {"HTTP_REMOTE_USER", "HTTP_X_FORWARDED_FOR"} & set(said)


@in_a_loop
async def test_the_status_and_all_headers_come_through():
    def application(environ, start_response):
        start_response(
            f"409 {responses[409]}", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Content-Type", "text/html")]
        )
        return Body(b"conflict")

    client = Client(pages_of(application)).send()

    assert await client.answer() == (409, b"conflict")
    assert client.headers == [(b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2"), (b"Content-Type", b"text/html")]


@in_a_loop
async def test_what_many_send_while_the_thread_is_busy_is_done_together_and_each_is_answered():
    begun, free, done = threading.Event(), threading.Event(), []

    def write(said):
        done.append(sorted(said))
        return said

    def application(environ, start_response):
        if environ["PATH_INFO"] == "/slow/":
            begun.set()
            free.wait(10)
            start_response("200 Fine", [])
            return Body(b"slow")
        said = environ["wsgi.input"].read().decode()
        answer = together("box", write, said, lambda came: HttpResponse(f"{came} is in", status=201))
        start_response("200 Fine", [("x-said", "before")])
        return answer

    pages = Pages(application, limit=1000, slow=(), together=("/ballot/",))
    busy = Client(pages, path="/slow/").send()
    await asyncio.to_thread(begun.wait, 10)
    voters = [Client(pages, path="/room/ballot/").send(word) for word in (b"one", b"two", b"three")]
    # Each has been collected and waits for the thread.
    while len(pages._crowd._waiting) < len(voters):
        await asyncio.sleep(0)
    voters[1].task.cancel()
    await asyncio.sleep(0)
    free.set()

    assert await busy.answer() == (200, b"slow")
    assert await voters[0].answer() == (201, b"one is in")
    assert await voters[2].answer() == (201, b"three is in")
    assert done == [["one", "three"]]
    assert (b"Content-Length", b"9") in voters[0].headers


@in_a_loop
async def test_others_are_told_of_what_was_done_before_it_is_answered():
    seen = []

    def write(said):
        seen.append("written")
        return said

    def answered(came):
        seen.append("answered")
        return HttpResponse(came)

    def application(environ, start_response):
        start_response("200 Fine", [])
        return together("box", write, "one", answered)

    def look():
        seen.append("looked")
        # As a stream does that carries words along.
        asyncio.get_running_loop().create_task(tell())

    async def tell():
        await pages.ask(seen.append, "told")

    pages = Pages(application, limit=1000, slow=(), together=("/ballot/",), look=look)
    assert await Client(pages, path="/room/ballot/").send(b"one").answer() == (200, b"one")
    assert seen[:4] == ["written", "looked", "told", "answered"]


@in_a_loop
async def test_after_each_write_is_looked_for_what_is_to_be_told_and_after_no_read():
    looked = []
    pages = Pages(echo, limit=1000, slow=(), look=lambda: looked.append("looked"))
    await Client(pages, method="GET").send(b"").answer()
    assert looked == []
    await Client(pages).send(b"one").answer()
    assert looked == ["looked"]
