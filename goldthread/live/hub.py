"""The hub of one worker process: who listens to what, and telling them. Plain asyncio, no Django, no database."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from .carrying import Carrier
from .listener import Listener
from .presence import Presence
from .wire import Wire

BURST_SECONDS = 0.05
LOOK_SECONDS = 0.25
LOOKS_A_ROUND = 20
HEARTBEAT_SECONDS = 15.0
STALLED_SECONDS = 20.0
STREAMS_A_PERSON = 20
# Each page that hears of a change in presence asks who is here: no more than this many a second together.
ASKED_A_SECOND = 100

CLOSED = "closed-person-"
HERE = "here-"

Key = TypeVar("Key", str, int)


class Hub:
    """Joins the signals of all workers with the streams of this one."""

    def __init__(self, wire: Wire, name: str, carrier: Carrier | None = None) -> None:
        self._wire = wire
        self._carrier = carrier
        self.presence = Presence(name)
        self._by_topic: defaultdict[str, set[Listener]] = defaultdict(set)
        self._by_person: defaultdict[int, set[Listener]] = defaultdict(set)
        self._arriving: set[Listener] = set()
        self._resting: dict[str, bool] = {}
        self._tending: asyncio.Task[None] | None = None
        self._closing = False

    async def start(self) -> None:
        await self._wire.start(self._signalled, self._heard)
        self._tending = asyncio.create_task(self._tend())
        self._wire.say(self.presence.hello())

    async def stop(self) -> None:
        """End all streams, say goodbye to the other workers and let go of the wire."""
        self.close()
        self._wire.say(self.presence.goodbye())
        if self._tending is not None:
            self._tending.cancel()
        await self._wire.stop()

    def close(self) -> None:
        """End all streams now and refuse new ones: the worker is about to stop."""
        self._closing = True
        for listener in self._all():
            listener.close()

    # --- listeners come and go ---

    def arrive(self, topics: Iterable[str], language: str = "", has: str = "") -> Listener:
        """A stream that hears from now on; it is asked for its right to do so before anything is sent (`admit`)."""
        listener = Listener(topics, _now(), language, has)
        self._arriving.add(listener)
        for topic in listener.topics:
            self._by_topic[topic].add(listener)
        self._wire.wake()
        return listener

    def admit(self, listener: Listener, person: int) -> bool:
        """Seat a listener under its person; no, when that person has too many streams already."""
        self._arriving.discard(listener)
        if len(self._by_person.get(person, ())) >= STREAMS_A_PERSON:
            return False
        listener.person = person
        self._by_person[person].add(listener)
        # A screen on a wall (a number below zero) is nobody who is here.
        if person > 0:
            self.presence.arrive(person, listener.topics)
        # The answer may be older than a closing that came meanwhile.
        if self._closing or person in listener.closings:
            listener.close()
        return True

    def leave(self, listener: Listener) -> None:
        self._arriving.discard(listener)
        listener.close()
        for topic in listener.topics:
            _discard(self._by_topic, topic, listener)
        if listener.person:
            _discard(self._by_person, listener.person, listener)
            if listener.person > 0:
                self.presence.leave(listener.person, listener.topics)
        if not self._by_topic:
            self._wire.rest()

    # --- telling ---

    def look(self) -> None:
        """Something may have been written here just now: see whether there is something to tell, rather than soon."""
        self._wire.look()

    def tell(self, event: str) -> None:
        """Tell all who listen: the first at once, what follows within the burst joined into one at its end."""
        if event in self._resting:
            self._resting[event] = True
            return
        listeners = self._by_topic.get(event.removeprefix(HERE), ())
        if not listeners:
            return
        self._resting[event] = False
        if self._carrier is not None and self._carrier.carries(event):
            asyncio.create_task(self._carry(self._carrier, event))  # noqa: RUF006 - ends by itself, and is waited for by nobody
            return
        for listener in listeners:
            listener.tell(event)
        self._rest(event, len(listeners))

    async def _carry(self, carrier: Carrier, event: str) -> None:
        """Tell with words; whoever they are not for, or came while they were made, is told that something changed."""
        words = await carrier.words(event, {one.reader for one in self._by_topic.get(event, ()) if one.person > 0})
        listeners = self._by_topic.get(event, ())
        for listener in listeners:
            listener.tell(event, words.get(listener.reader))
        self._rest(event, len(listeners))

    def _rest(self, event: str, listeners: int) -> None:
        asyncio.get_running_loop().call_later(_seconds_of_rest(event, listeners), self._rested, event)

    def _rested(self, event: str) -> None:
        if self._resting.pop(event):
            self.tell(event)

    def _signalled(self, topics: Iterable[str]) -> None:
        for topic in dict.fromkeys(topics):
            closed = topic.removeprefix(CLOSED)
            if closed != topic and closed.removeprefix("-").isdigit():
                self._close_streams(int(closed))
            else:
                self.tell(topic)

    def _close_streams(self, person: int) -> None:
        for listener in self._arriving:
            listener.closings.add(person)
        for listener in self._by_person.get(person, ()):
            listener.close()

    # --- presence, and looking after the streams ---

    def writes(self, person: int, topic: str, place: str) -> None:
        """A person writes at a place of a topic; forgotten after five seconds unless said again."""
        word = self.presence.write(person, topic, place, _now())
        if word:
            self._wire.say(word)
        self._tell_presence()

    def _heard(self, word: bytes) -> None:
        if self.presence.hear(word, _now()):
            self._say_all()
        self._tell_presence()

    def _say_all(self) -> None:
        for word in self.presence.everything():
            self._wire.say(word)

    def _tell_presence(self) -> None:
        for topic in self.presence.changed():
            self.tell(HERE + topic)

    async def _tend(self) -> None:
        while True:
            for _ in range(LOOKS_A_ROUND):
                await asyncio.sleep(LOOK_SECONDS)
                for word in self.presence.news():
                    self._wire.say(word)
                self.presence.forget(_now())
                self._tell_presence()
            self._say_all()
            for listener in self._all():
                _look_after(listener, _now())

    def _all(self) -> list[Listener]:
        return [one for listeners in self._by_person.values() for one in listeners]


def _look_after(listener: Listener, now: float) -> None:
    if listener.busy_since is not None:
        if now - listener.busy_since > STALLED_SECONDS and listener.abort is not None:
            listener.abort()
    elif now > listener.ends_at:
        listener.close()
    elif now - listener.told_at > HEARTBEAT_SECONDS:
        listener.wake.set()


def _seconds_of_rest(event: str, listeners: int) -> float:
    return max(LOOK_SECONDS, listeners / ASKED_A_SECOND) if event.startswith(HERE) else BURST_SECONDS


def _discard(groups: dict[Key, set[Listener]], key: Key, listener: Listener) -> None:
    group = groups.get(key)
    if group is not None:
        group.discard(listener)
        if not group:
            del groups[key]


def _now() -> float:
    return asyncio.get_running_loop().time()
