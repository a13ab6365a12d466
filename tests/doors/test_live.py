"""Every door of the hub × every role: it is no address of Django's, so it stands in a table of its own."""

import asyncio
import queue
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from goldthread.live.endpoint import Endpoint
from goldthread.live.hub import Hub
from goldthread.live.wire_sqlite import SqliteWire

from .rows import LIVE
from .table import OUTSIDERS

METHODS = ("GET", "POST", "PUT", "DELETE")
PATIENCE_SECONDS = 10


def told(story: Callable[[Any], Awaitable[Any]]) -> Any:
    """Run a story in a loop of its own; what it asks the database is asked here, in the test's transaction."""
    calls: queue.Queue[Any] = queue.Queue()

    async def ask(function: Callable[..., Any], *args: Any) -> Any:
        answer: Future[Any] = Future()
        calls.put((answer, function, args))
        return await asyncio.wrap_future(answer)

    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(asyncio.run, asyncio.wait_for(story(ask), PATIENCE_SECONDS))
        done.add_done_callback(lambda _done: calls.put(None))
        while (call := calls.get()) is not None:
            answer, function, args = call
            answer.set_result(function(*args))
        return done.result()


@pytest.fixture
def knock(crew, tmp_path):
    """The status of a door for somebody (None: a stranger), asked about the product of the company."""

    def knocked(who: str | None, method: str, path: str) -> int:
        said = urlencode({"topic": f"product-{crew.product.pk}", "place": "goal-1-why"}).encode()
        headers = [(b"sec-fetch-site", b"same-origin"), (b"cookie", cookie(crew.people[who]) if who else b"")]
        scope = {"method": method, "path": path, "query_string": said if method == "GET" else b"", "headers": headers}
        coming = [{"type": "http.request", "body": said}, {"type": "http.disconnect"}]
        statuses = []

        async def receive() -> Any:
            return coming.pop(0)

        async def send(message: Any) -> None:
            statuses.append(message.get("status"))

        async def story(ask: Any) -> None:
            hub = Hub(SqliteWire(tmp_path / "none.sqlite3", tmp_path / "run"), "one")
            await Endpoint(hub, ask, "goals.example.org")(scope, receive, send)

        told(story)
        return int(statuses[0])

    return knocked


def cookie(person: Any) -> bytes:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}".encode()


def test_every_door_of_the_hub_has_a_row():
    assert set(Endpoint.DOORS) == set(LIVE), "Each door of goldthread/live/endpoint.py has a row in tests/doors/rows.py"


@pytest.mark.parametrize("door", sorted(LIVE), ids=" ".join)
def test_a_door_of_the_hub_opens_for_those_in_its_row_and_for_nobody_else(crew, knock, door):
    answered = {short: knock(short, *door) for short in crew.people}

    assert {short for short, status in answered.items() if status in (200, 204)} == LIVE[door] & answered.keys()
    assert {status for short, status in answered.items() if short in OUTSIDERS} == {404}
    assert knock(None, *door) == 401


@pytest.mark.parametrize("path", ["/live/", "/live/here", "/live/writing", "/live/nothing", "/live/here/"])
def test_any_other_method_or_path_leads_nowhere(crew, knock, path):
    for method in METHODS:
        if (method, path) not in LIVE:
            assert knock("ada", method, path) == 404
