import asyncio

import pytest

from goldthread.live import hub as hubs
from goldthread.live.hub import STREAMS_A_PERSON, Hub
from goldthread.live.stream import stream
from goldthread.live.wire_sqlite import SqliteWire

from .database import Database
from .loop import in_a_loop, until

AMARA, BO = 5, 7


@pytest.fixture
def database(tmp_path):
    return Database(tmp_path / "goldthread.sqlite3")


def hub_on(database, name="one"):
    return Hub(SqliteWire(database.path, database.path.parent / "run"), name)


def seat(hub, person, *topics):
    listener = hub.arrive(topics)
    assert hub.admit(listener, person)
    return listener


class Reader:
    """A browser's end of a stream: takes what is sent, until it stalls or goes."""

    def __init__(self, listener):
        self.text = b""
        self.status = None
        self.flows = asyncio.Event()
        self.flows.set()
        self.left = asyncio.Event()
        self.task = asyncio.create_task(stream(listener, self._receive, self._send))

    async def _receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        await self.flows.wait()
        self.status = message.get("status", self.status)
        self.text += message.get("body", b"")

    def events(self):
        return [line.removeprefix("event: ") for line in self.text.decode().split("\n") if line.startswith("event: ")][
            1:
        ]


@in_a_loop
async def test_a_committed_signal_reaches_those_who_listen_to_its_topic_and_nobody_else(database):
    hub = hub_on(database)
    await hub.start()
    amara, bo = Reader(seat(hub, AMARA, "goal-42")), Reader(seat(hub, BO, "goal-43"))

    database.signal("goal-42")

    await until(lambda: "goal-42" in amara.events())
    assert "goal-43" not in amara.events()
    assert [event for event in bo.events() if not event.startswith("here-")] == []
    await hub.stop()


@in_a_loop
async def test_a_stream_says_how_long_to_wait_before_coming_back_and_carries_no_content(database):
    hub = hub_on(database)
    await hub.start()
    amara = Reader(seat(hub, AMARA, "goal-42"))
    database.signal("goal-42")
    await until(lambda: "goal-42" in amara.events())

    assert amara.text.startswith(b"retry: 1000\n")
    assert {line for line in amara.text.split(b"\n") if line.startswith(b"data")} == {b"data: 1"}
    await hub.stop()


@in_a_loop
async def test_a_burst_is_told_at_once_and_then_once_more(database):
    hub = hub_on(database)
    await hub.start()
    amara = seat(hub, AMARA, "goal-42")

    for _ in range(10):
        hub.tell("goal-42")
    assert list(amara.take()) == ["goal-42"]

    await until(lambda: amara.pending)
    assert list(amara.take()) == ["goal-42"]
    await until(lambda: not hub._resting.get("goal-42", True) or "goal-42" not in hub._resting)
    assert "goal-42" not in amara.pending
    await hub.stop()


@in_a_loop
async def test_after_a_burst_the_next_change_is_told_at_once_again(database):
    hub = hub_on(database)
    await hub.start()
    amara = seat(hub, AMARA, "goal-42")
    hub.tell("goal-42")
    amara.take()
    await until(lambda: "goal-42" not in hub._resting)

    hub.tell("goal-42")

    assert list(amara.take()) == ["goal-42"]
    await hub.stop()


@in_a_loop
async def test_what_waits_for_a_slow_reader_never_grows_beyond_its_topics(database):
    hub = hub_on(database)
    await hub.start()
    listener = seat(hub, AMARA, "goal-42", "goal-43")
    reader = Reader(listener)
    reader.flows.clear()

    for _ in range(3):
        hub.tell("goal-42")
        hub.tell("goal-43")
        await until(lambda: not hub._resting)

    assert set(listener.pending) <= {"goal-42", "goal-43", "here-goal-42", "here-goal-43"}
    await hub.stop()


@in_a_loop
async def test_a_reader_who_takes_nothing_is_dropped(database, monkeypatch):
    monkeypatch.setattr(hubs, "STALLED_SECONDS", 0.0)
    monkeypatch.setattr(hubs, "LOOKS_A_ROUND", 1)
    hub = hub_on(database)
    await hub.start()
    stalled, well = seat(hub, AMARA, "goal-42"), seat(hub, BO, "goal-42")
    dropped = asyncio.Event()
    stalled.abort, well.abort = dropped.set, lambda: pytest.fail("the reader who takes everything was dropped")
    reader, _other = Reader(stalled), Reader(well)
    reader.flows.clear()

    await dropped.wait()
    await hub.stop()


@in_a_loop
async def test_a_quiet_stream_is_kept_alive_by_a_comment(database, monkeypatch):
    monkeypatch.setattr(hubs, "HEARTBEAT_SECONDS", 0.0)
    monkeypatch.setattr(hubs, "LOOKS_A_ROUND", 1)
    hub = hub_on(database)
    await hub.start()
    amara = Reader(seat(hub, AMARA, "goal-42"))

    await until(lambda: b"\n:\n\n" in amara.text)
    await hub.stop()


@in_a_loop
async def test_a_change_of_membership_ends_that_persons_streams_at_once(database):
    hub = hub_on(database)
    await hub.start()
    amara, bo = Reader(seat(hub, AMARA, "goal-42")), Reader(seat(hub, BO, "goal-42"))

    database.signal(f"closed-person-{AMARA}")

    await amara.task
    assert not bo.task.done()
    await hub.stop()


@in_a_loop
async def test_a_membership_that_ends_while_a_stream_is_being_allowed_ends_that_stream(database):
    hub = hub_on(database)
    await hub.start()
    arriving = hub.arrive(["goal-42"])

    database.signal(f"closed-person-{AMARA}")
    await until(lambda: arriving.closings)
    hub.admit(arriving, AMARA)

    assert arriving.closed
    await hub.stop()


@in_a_loop
async def test_what_is_signalled_while_a_stream_is_being_allowed_is_told_to_it(database):
    hub = hub_on(database)
    await hub.start()
    arriving = hub.arrive(["goal-42"])

    database.signal("goal-42")
    await until(lambda: arriving.pending)
    hub.admit(arriving, AMARA)
    reader = Reader(arriving)

    await until(lambda: "goal-42" in reader.events())
    await hub.stop()


@in_a_loop
async def test_one_person_may_hold_twenty_streams_and_others_theirs(database):
    hub = hub_on(database)
    await hub.start()
    held = [seat(hub, AMARA, "goal-42") for _ in range(STREAMS_A_PERSON)]

    one_more = hub.arrive(["goal-42"])
    assert hub.admit(one_more, AMARA) is False
    hub.leave(one_more)
    seat(hub, BO, "goal-42")

    hub.leave(held[0])
    seat(hub, AMARA, "goal-42")
    await hub.stop()


@in_a_loop
async def test_a_server_that_stops_ends_all_streams(database):
    hub = hub_on(database)
    await hub.start()
    readers = [Reader(seat(hub, person, "goal-42")) for person in (AMARA, BO)]

    hub.close()

    await asyncio.gather(*(reader.task for reader in readers))
    await hub.stop()


@in_a_loop
async def test_two_workers_know_of_each_others_people(database):
    one, two = hub_on(database, "one"), hub_on(database, "two")
    await one.start()
    await two.start()
    amara = Reader(seat(one, AMARA, "goal-42"))
    seat(two, BO, "goal-42")

    await until(lambda: one.presence.here("goal-42") == [AMARA, BO] == two.presence.here("goal-42"))
    await until(lambda: "here-goal-42" in amara.events())
    two.writes(BO, "goal-42", "goal-42-why")
    await until(lambda: one.presence.writing("goal-42") == [("goal-42-why", BO)])

    await two.stop()
    await until(lambda: one.presence.here("goal-42") == [AMARA])
    await one.stop()


@in_a_loop
async def test_a_worker_that_starts_later_is_told_who_is_here_already(database):
    one, two = hub_on(database, "one"), hub_on(database, "two")
    await one.start()
    seat(one, AMARA, "goal-42")
    await until(lambda: not one.presence._unsaid)

    await two.start()

    await until(lambda: two.presence.here("goal-42") == [AMARA])
    await one.stop()
    await two.stop()


def test_the_more_people_are_here_the_more_slowly_arrivals_are_told():
    assert hubs._seconds_of_rest("goal-42", 1000) == hubs.BURST_SECONDS
    assert hubs._seconds_of_rest("here-goal-42", 2) == hubs.LOOK_SECONDS
    assert hubs._seconds_of_rest("here-goal-42", 1000) == 10.0
