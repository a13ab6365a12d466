"""From one change to the last of many screens, on the default installation (two workers, SQLite).

    python bench/live.py            200 and 1,000 streams
    python bench/live.py 5000       another number

Beside it stands a bare hub: one process that writes the same bytes to as many sockets and does nothing else,
asked by the same listeners on the same machine. Both share the processors with the listeners.
"""

import asyncio
import json
import os
import resource
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psutil

ROUNDS = 15
PAUSE_SECONDS = 0.4
PEOPLE_STREAMS = 10
PROCESSES = 3
TOPIC = "product-1"
SIGNAL = b"event: product-1\n"
SETTLE_SECONDS = 3
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "goldthread.config.settings"}
MAKE = """
import json, sys, django
django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from goldthread.people.models import Membership, Organisation, Person
call_command("migrate", interactive=False, verbosity=0)
def session(person):
    made = SessionStore()
    made.update({SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0], HASH_SESSION_KEY: person.get_session_auth_hash()})
    made.create()
    return made.session_key
people = [Person.objects.create_user(f"person{n}@example.org", name=f"Person {n}") for n in range(int(sys.argv[1]))]
organisation = Organisation.found("Bench", by=people[0])
organisation.add_product("Bench", by=people[0])
Membership.objects.bulk_create(Membership(organisation=organisation, person=person, role="member") for person in people[1:])
print(json.dumps({"cookie": settings.SESSION_COOKIE_NAME, "sessions": [session(person) for person in people]}))
"""
BARE = """
import asyncio, os, sys
sockets = []
class Stream(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        sockets.append(transport)
    def connection_lost(self, problem):
        sockets.remove(self.transport)
    def data_received(self, data):
        if data == b"tell":
            for one in sockets:
                one.write(b"event: product-1\\ndata: 1\\n\\n")
async def main():
    server = await asyncio.get_running_loop().create_server(Stream, "127.0.0.1", int(sys.argv[1]), backlog=2048)
    await server.serve_forever()
asyncio.run(main())
"""


class Listener(asyncio.Protocol):
    """One screen: tells when the signal arrives."""

    def __init__(self, arrived, opened):
        self.arrived, self.opened, self.is_open = arrived, opened, False

    def data_received(self, data):
        if not self.is_open and b"200 OK" in data:
            self.is_open = True
            self.opened()
        if SIGNAL in data:
            self.arrived()


class Room:
    """All the screens; `heard` is set when the last one was told."""

    def __init__(self, size):
        self.size, self.told, self.open = size, 0, 0
        self.heard, self.full, self.last = asyncio.Event(), asyncio.Event(), 0.0

    def arrived(self):
        self.told += 1
        if self.told == self.size:
            self.last = time.perf_counter()
            self.heard.set()

    def opened(self):
        self.open += 1
        if self.open == self.size:
            self.full.set()

    async def sit(self, port, requests):
        loop = asyncio.get_running_loop()
        for request in requests:
            transport, _listener = await loop.create_connection(
                lambda: Listener(self.arrived, self.opened), "127.0.0.1", port
            )
            transport.write(request)

    async def time_to_last(self, tell):
        """Seconds from each of several changes to the last screen."""
        times = []
        for _ in range(ROUNDS):
            self.told = 0
            self.heard.clear()
            await asyncio.sleep(PAUSE_SECONDS)
            started = time.perf_counter()
            tell()
            await asyncio.wait_for(self.heard.wait(), 30)
            times.append(self.last - started)
        return times


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextmanager
def process(*words, home=""):
    running = subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, **ENVIRONMENT, "GOLDTHREAD_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield running
    finally:
        running.terminate()
        running.wait(20)


def wait_for(port):
    for _ in range(600):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("The server did not start.")


def memory(pid):
    """Megabytes of a process and its children, what they share counted once."""
    whole = psutil.Process(pid)
    return sum(one.memory_full_info().pss for one in [whole, *whole.children(recursive=True)]) / 1e6


async def goldthread(home, facts, size):
    port = free_port()
    with process("-m", "goldthread.config.cli", "serve", "--port", str(port), home=home) as server:
        wait_for(port)
        while len(psutil.Process(server.pid).children()) < PROCESSES:
            await asyncio.sleep(0.1)
        database = sqlite3.connect(home / "goldthread.sqlite3", isolation_level=None)
        await asyncio.sleep(SETTLE_SECONDS)
        before = memory(server.pid)
        room = Room(size)
        started = time.perf_counter()
        await room.sit(port, [request(facts, number) for number in range(size)])
        await asyncio.wait_for(room.full.wait(), 120)
        seated = time.perf_counter() - started
        await asyncio.sleep(SETTLE_SECONDS)
        insert = "INSERT INTO live_signal (topic, at) VALUES (?, datetime())"
        times = await room.time_to_last(lambda: database.execute(insert, (TOPIC,)))
        return times, seated, before, memory(server.pid)


def request(facts, number):
    session = facts["sessions"][number // PEOPLE_STREAMS]
    return (
        f"GET /live/?topic={TOPIC} HTTP/1.1\r\nHost: localhost\r\nCookie: {facts['cookie']}={session}\r\n\r\n".encode()
    )


async def bare(size):
    port = free_port()
    with process("-c", BARE, str(port)):
        wait_for(port)
        room = Room(size)
        await room.sit(port, [b"listen"] * size)
        _reader, bell = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.sleep(0.5)
        return await room.time_to_last(lambda: bell.write(b"tell"))


def said(times):
    best, median, worst = (one(times) * 1000 for one in (min, statistics.median, max))
    return f"best {best:6.1f} ms   median {median:6.1f} ms   worst {worst:6.1f} ms"


def main():
    sizes = [int(word) for word in sys.argv[1:]] or [200, 1000]
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as folder:
        people = max(sizes) // PEOPLE_STREAMS + 1
        made = subprocess.run(
            [sys.executable, "-c", MAKE, str(people)],
            env={**os.environ, **ENVIRONMENT, "GOLDTHREAD_HOME": folder}, check=True, capture_output=True, text=True,
        )  # fmt: skip
        facts = json.loads(made.stdout.strip().splitlines()[-1])
        for size in sizes:
            report(Path(folder), facts, size)


def report(home, facts, size):
    floor = asyncio.run(bare(size))
    times, seated, before, after = asyncio.run(goldthread(home, facts, size))
    ratio = statistics.median(times) / statistics.median(floor)
    print(f"{size} streams, one change to the last screen ({ROUNDS} changes)")
    print(f"  Goldthread   {said(times)}   {ratio:.1f} times the bare hub")
    print(f"  bare hub     {said(floor)}")
    print(
        f"  all streams opened and allowed in {seated:.1f} s; memory {before:.0f} MB before, {after:.0f} MB with them"
    )


if __name__ == "__main__":
    main()
