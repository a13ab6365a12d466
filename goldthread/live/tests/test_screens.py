"""Screens on walls: they hear of their product, are nobody who is here, and learn nothing of people."""

import pytest

from goldthread.kit import registry
from goldthread.live import access
from goldthread.live.access import Answer, listening
from goldthread.live.endpoint import Endpoint
from goldthread.live.hub import Hub
from goldthread.live.wire_sqlite import SqliteWire

from .database import Database
from .loop import in_a_loop

SCREEN, AMARA = -3, 5


@pytest.fixture
def hub(tmp_path):
    database = Database(tmp_path / "goldthread.sqlite3")
    return Hub(SqliteWire(database.path, tmp_path / "run"), "one")


@pytest.fixture
def screens(monkeypatch):
    """A kind of pass for these tests: the cookie `pass` names the one topic that may be heard."""
    found = [lambda cookies, topics: SCREEN if list(topics) == [cookies.get("pass")] else None]
    monkeypatch.setattr(registry, "_screens", found)


@pytest.mark.django_db
def test_a_screen_may_hear_what_its_pass_names(screens):
    assert listening("pass=product-2", ["product-2"]) == Answer(200, SCREEN)
    assert listening("pass=product-2", ["product-3"]) == Answer(401)
    assert listening("pass=product-2", ["product-2", "goal-1"]) == Answer(401)
    assert listening("", ["product-2"]) == Answer(401)


@in_a_loop
async def test_a_screen_is_told_and_is_nobody_who_is_here(hub):
    listener = hub.arrive(["product-2"])
    hub.admit(listener, SCREEN)

    hub.tell("product-2")

    assert list(listener.take()) == ["product-2"]
    assert hub.presence.here("product-2") == []
    hub.leave(listener)
    assert SCREEN not in hub._by_person


@in_a_loop
async def test_a_screen_whose_link_was_taken_back_is_closed_and_others_are_not(hub):
    taken, other = hub.arrive(["product-2"]), hub.arrive(["product-2"])
    hub.admit(taken, SCREEN)
    hub.admit(other, AMARA)

    hub._signalled([f"closed-person-{SCREEN}"])

    assert (taken.closed, other.closed) == (True, False)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/live/here"), ("POST", "/live/writing")], ids=["who is here", "who writes"]
)
def test_a_screen_learns_nothing_of_people_and_says_nothing(hub, method, path):
    said = b"topic=product-2&place=goal-1"
    statuses = []

    async def screen_may(function, *_args):
        return Answer(200, SCREEN) if function is access.listening else {}

    async def receive():
        return {"type": "http.request", "body": said}

    async def send(message):
        statuses.append(message.get("status"))

    @in_a_loop
    async def asked():
        headers = [(b"sec-fetch-site", b"same-origin"), (b"cookie", b"pass=product-2")]
        scope = {"method": method, "path": path, "query_string": said if method == "GET" else b"", "headers": headers}
        await Endpoint(hub, screen_may, "goals.example.org")(scope, receive, send)

    asked()
    assert statuses[0] == 401
