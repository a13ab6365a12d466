"""A live meeting with many people: from one card, one reveal, one vote to the last screen that shows it.

    python bench/room.py            200 and 1,000 people
    python bench/room.py 500        another number

Every person has a stream, as a browser has. What the stream carries is shown when it has arrived whole; where it only
tells that something changed, the screen asks for its part, as a browser does, over connections that are kept. Packed words
are not unpacked here: a browser does that on its own machine. Beside it stands a bare hub that writes a line to as many
sockets and does nothing else. Servers, hub and all screens share the processors.
"""

import asyncio
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import live

CARD_ROUNDS, VOTE_ROUNDS, REVEAL_ROUNDS, RELOADS = 15, 8, 4, 15
AT_ONCE = 100
SETTLE_SECONDS = 2
WARM_PAGES = 8
# After what lies before a change, until all screens have heard of that.
QUIET_SECONDS = 1.0
PATIENCE_SECONDS = 60
KEPT_CONNECTIONS = 100
TELLS = b"event: workshop-room-"


class Screen(asyncio.Protocol):
    """One person's stream. `data` of an event is either what is to be shown, or "1": something changed, ask."""

    def __init__(self, room, number):
        self.room, self.number, self.is_open, self.rest, self.bytes = room, number, False, b"", 0

    def data_received(self, data):
        self.bytes += len(data)
        if not self.is_open:
            if b"\n\n" in data and b"event: listening" in data:
                self.is_open = True
                self.room.opened += 1
            return
        if not self.rest and TELLS not in data:
            return
        self.rest += data
        if self.rest.endswith((b"\n\n", b"\n\n\r\n")):
            whole, self.rest = self.rest, b""
            words = whole.rpartition(TELLS)[2].partition(b"\ndata: ")[2][:2]
            self.room.told_one(self.number, carried=words != b"1\n")


class Room:
    """All the people of one meeting, and what they ask of the server."""

    def __init__(self, facts, port):
        self.facts, self.port = facts, port
        self.size = len(facts["sessions"])
        self.opened, self.screens = 0, []
        self.waiting = asyncio.Queue()
        self.begin()

    def begin(self):
        self.told, self.shown, self.last_told, self.last_shown = set(), set(), 0.0, 0.0

    def head(self, number):
        return f"Host: localhost\r\nCookie: {self.facts['cookie']}={self.facts['sessions'][number]}\r\n"

    def path(self, part=""):
        return f"/bench/bench/workshops/{self.facts['workshop']}/{part}"

    async def sit(self):
        """Load the page once, as everybody does who comes, and open the stream that it names."""
        page, *_rest = await self.page(1)
        address = page.partition('hx-sse:connect="')[2].partition('"')[0].replace("&amp;", "&")
        address, _since, said = address.partition("since=")
        for number in range(self.size):
            own = address.replace(f"person-{self.facts['people'][1]}", f"person-{self.facts['people'][number]}")
            await self.open(number, f"{own}{said.partition('&')[2]}")
        for _wait in range(100):
            if self.opened == self.size:
                return
            await asyncio.sleep(0.1)
        raise SystemExit(f"{self.opened} of {self.size} streams opened.")

    async def open(self, number, address):
        loop = asyncio.get_running_loop()
        transport, screen = await loop.create_connection(lambda: Screen(self, number), "127.0.0.1", self.port)
        self.screens.append(screen)
        transport.write(f"GET {address} HTTP/1.1\r\n{self.head(number)}\r\n".encode())

    def told_one(self, number, carried):
        self.told.add(number)
        self.last_told = time.perf_counter()
        self.shown_one(number) if carried else self.waiting.put_nowait(number)

    def shown_one(self, number):
        self.shown.add(number)
        self.last_shown = time.perf_counter()

    async def ask(self):
        """One connection that is kept: asks for the table of whoever was told without words."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while True:
            number = await self.waiting.get()
            writer.write(f"GET {self.path('table/')} HTTP/1.1\r\n{self.head(number)}\r\n".encode())
            await read(reader)
            self.shown_one(number)

    async def page(self, number):
        """The page as a browser loads it: its words, bytes on the wire, seconds."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        started = time.perf_counter()
        writer.write(f"GET {self.path()} HTTP/1.1\r\n{self.head(number)}Accept-Encoding: gzip\r\n\r\n".encode())
        head, body = await read(reader)
        seconds = time.perf_counter() - started
        writer.close()
        text = gzip.decompress(body) if b"content-encoding: gzip" in head.lower() else body
        return text.decode(), len(head) + len(body), seconds

    async def measure(self, change):
        """Seconds from a change to when the last screen was told, and to when the last shows it."""
        await asyncio.sleep(QUIET_SECONDS)
        self.begin()
        started = time.perf_counter()
        await change()
        for _wait in range(PATIENCE_SECONDS * 500):
            if len(self.shown) == self.size:
                return self.last_told - started, self.last_shown - started
            await asyncio.sleep(0.002)
        raise SystemExit(f"{len(self.told)} told, {len(self.shown)} shown of {self.size}.")

    async def post(self, part, number, **said):
        """A deed of one person, as htmx sends it."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(self.form(part, number, **said))
        head, body = await read(reader)
        writer.close()
        if head.split()[1] not in (b"200", b"204"):
            raise SystemExit(f"{part}: {head.decode()}{body[-1000:].decode()}")

    def form(self, part, number, **said):
        token = "b" * 32
        body = "&".join(f"{name}={value}" for name, value in {**said, "csrfmiddlewaretoken": token}.items()).encode()
        head = self.head(number).replace("Cookie: ", f"Cookie: goldthread-form={token}; ")
        form = "Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://localhost\r\nHX-Request: true\r\n"
        return f"POST {self.path(part)} HTTP/1.1\r\n{head}{form}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def read(reader):
    """Head and body of an answer. Ends the bench where it refuses."""
    head = await reader.readuntil(b"\r\n\r\n")
    if head.split()[1] not in (b"200", b"204", b"409", b"422"):
        raise SystemExit(head.decode())
    lines = [line.lower() for line in head.split(b"\r\n")]
    length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length")), 0)
    return head, await reader.readexactly(length)


@contextmanager
def story(home, size):
    environment = {**os.environ, **live.ENVIRONMENT, "GOLDTHREAD_HOME": str(home)}
    words = [sys.executable, str(Path(__file__).with_name("room_story.py")), str(size)]
    with subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        facts = json.loads(running.stdout.readline())

        def do(*deed):
            print(*deed, file=running.stdin, flush=True)
            return json.loads(running.stdout.readline())

        yield facts, do
        running.stdin.close()


async def measured(home, facts, do, floor):
    """All figures of one meeting, printed as they come; what is left for the end by name."""
    port = live.free_port()
    with live.process("-m", "goldthread.config.cli", "serve", "--port", str(port), home=home) as server:
        live.wait_for(port)
        await asyncio.sleep(SETTLE_SECONDS)
        room, found = Room(facts, port), {}
        found["page of an empty table"] = [(await room.page(1))[1]]
        # Each worker has answered before: what a first request costs is no tab's.
        for _each in range(WARM_PAGES):
            await room.page(1)
        before = live.memory(server.pid)
        await room.sit()
        await asyncio.sleep(SETTLE_SECONDS)
        found["memory"] = before, live.memory(server.pid)
        askers = [asyncio.create_task(room.ask()) for _each in range(min(room.size, KEPT_CONNECTIONS))]
        report("a reveal", await reveals(room, do), floor)
        report("a card", await cards(room, do), floor)
        await room.page(1)
        loads = [await room.page(number) for number in range(RELOADS)]
        found["load"], found["page"] = [one[2] for one in loads], [one[1] for one in loads]
        report("a last vote", await votes(room, do, 1), floor)
        many = min(AT_ONCE, room.size)
        report(f"{many} votes at once", await votes(room, do, many), floor)
        found["memory at the end"] = live.memory(server.pid)
        for one in askers:
            one.cancel()
        return found


async def reveals(room, do):
    """Turning over 2,000 cards that everybody wrote in silence."""
    times = []
    for _round in range(REVEAL_ROUNDS):
        if do("to", "write")["phase"] is None:
            break
        phase = do("write")["phase"]
        before = sum(one.bytes for one in room.screens)
        times.append(await room.measure(partial(room.post, "advance/", 0, leaving=phase, anyway=1)))
        print(f"    a reveal takes {(sum(one.bytes for one in room.screens) - before) / room.size / 1000:.0f} KB a tab")
    return times


async def cards(room, do):
    """Laying one card to another."""
    keys, times = do("keys")["cards"], []
    for number in range(CARD_ROUNDS):
        said = {"card": keys[2 * number], "with": keys[2 * number + 1]}
        times.append(await room.measure(partial(room.post, "grouping/", number % room.size, **said)))
    return times


async def votes(room, do, waiting):
    """The last votes of a ballot, all in the same instant; from then on until everybody sees the outcome."""
    times = []
    for _round in range(VOTE_ROUNDS):
        do("ballot", waiting)
        # The connections are there already, as those of open pages are.
        open_ones = [await asyncio.open_connection("127.0.0.1", room.port) for _each in range(waiting)]
        times.append(await room.measure(partial(at_once, room, open_ones)))
    return times


async def at_once(room, open_ones):
    for number, (_reader, writer) in enumerate(open_ones):
        writer.write(room.form("ballot/", number, position="support", confidence=7))
    for reader, writer in open_ones:
        head, _body = await read(reader)
        if head.split()[1] != b"200":
            print("    a vote was refused:", head.split(b"\r\n")[0].decode())
        writer.close()


def said(times):
    many = sorted(one * 1000 for one in times)
    return f"median {statistics.median(many):7.1f} ms   worst of {len(many):2d} {many[-1]:7.1f} ms"


def main():
    sizes = [int(word) for word in sys.argv[1:]] or [200, 1000]
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, story(Path(folder), size) as (facts, do):
            print(f"{size} people in one meeting, 2,000 cards")
            floor = asyncio.run(live.bare(size))
            print(f"  a bare hub: last socket told        {said(floor)}")
            report_of_size(asyncio.run(measured(Path(folder), facts, do, statistics.median(floor))), size)


def report(words, times, floor):
    told, shown = ([pair[one] for pair in times] for one in (0, 1))
    ratio = statistics.median(shown) / floor
    print(f"  {words + ': last screen shows it':<38}{said(shown)}   {ratio:.0f} times the bare hub", flush=True)
    if max(shown) > max(told) + 0.001:
        print(f"  {'told':>36}  {said(told)}", flush=True)


def report_of_size(found, size):
    print(f"  the page with 2,000 cards again     {said(found['load'])}")
    print(
        f"  bytes of joining: {found['page of an empty table'][0] / 1000:.0f} KB, with 2,000 cards {statistics.median(found['page']) / 1000:.0f} KB (without files that browsers keep)"
    )
    before, after = found["memory"]
    print(
        f"  memory of the server: {before:.0f} MB before, {after:.0f} MB with them ({1000 * (after - before) / size:.0f} KB a tab), {found['memory at the end']:.0f} MB after all this"
    )


if __name__ == "__main__":
    main()
