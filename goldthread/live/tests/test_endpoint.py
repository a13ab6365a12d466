"""The doors of the hub, asked by hand: every answer of theirs is as strict as a page's."""

import json

import pytest

from goldthread.live.access import Answer
from goldthread.live.endpoint import Endpoint
from goldthread.live.hub import Hub
from goldthread.live.wire_sqlite import SqliteWire

from .database import Database
from .loop import in_a_loop

STRICT = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
AMARA = 5


@pytest.fixture
def hub(tmp_path):
    database = Database(tmp_path / "goldthread.sqlite3")
    return Hub(SqliteWire(database.path, tmp_path / "run"), "one")


async def everybody_may(function, *_args):
    """In place of the thread that asks the database: Amara may listen to everything."""
    return Answer(200, AMARA) if function.__name__ == "listening" else {}


async def asked(hub, method, path, query=b"", body=b"", **said):
    """The status, headers and body of the whole answer; the asker leaves as soon as it has sent its body."""
    coming = [{"type": "http.request", "body": body}, {"type": "http.disconnect"}]
    sent = []

    async def receive():
        return coming.pop(0)

    async def send(message):
        sent.append(message)

    headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in said.items()]
    scope = {"method": method, "path": path, "query_string": query, "headers": headers}
    await Endpoint(hub, everybody_may, "goals.example.org")(scope, receive, send)
    whole = b"".join(one.get("body", b"") for one in sent)
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}, whole


@pytest.mark.parametrize(
    ("method", "path", "query", "said", "status"),
    [
        ("GET", "/live/", b"topic=goal-1", {"cookie": "goldthread=a"}, 200),
        ("GET", "/live/here", b"topic=goal-1", {"cookie": "goldthread=a"}, 200),
        ("POST", "/live/writing", b"", {"cookie": "goldthread=a", "sec_fetch_site": "same-origin"}, 204),
        ("GET", "/live/", b"topic=goal-1", {}, 401),
        ("GET", "/live/", b"", {"cookie": "goldthread=a"}, 400),
        ("GET", "/live/nothing", b"", {}, 404),
        ("GET", "/live/here", b"topic=goal-1", {"sec_fetch_site": "cross-site"}, 403),
    ],
)
def test_every_answer_may_load_frame_and_keep_nothing(hub, method, path, query, said, status):
    @in_a_loop
    async def story():
        answered, headers, _body = await asked(hub, method, path, query, b"topic=goal-1&place=goal-1-why", **said)
        assert answered == status
        assert headers.items() >= STRICT.items()

    story()


def test_an_answer_in_json_says_that_it_is(hub):
    @in_a_loop
    async def story():
        _status, headers, body = await asked(hub, "GET", "/live/here", b"topic=goal-1", cookie="goldthread=a")
        assert headers["content-type"] == "application/json"
        assert json.loads(body) == {"here": [], "count": 0, "writing": []}

    story()
