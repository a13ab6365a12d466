"""Who is here and who is writing: in memory alone, in this process and, as they tell, in the others.

Each process says which people listen to which topic in it, anew every few seconds; what is not said
again is forgotten. So a lost word heals, and a process that died is out of mind within a minute.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

WRITING_SECONDS = 5.0
RENEWED_SECONDS = 1.0
HERE_SECONDS = 60.0
# A notice of PostgreSQL holds 8,000 bytes.
WORD_BYTES = 6000
PEOPLE_A_TOPIC = 200

Writing = tuple[str, str, int]  # topic, place, person
Told = tuple[frozenset[int], float]  # people, until when that holds
NOBODY: Told = (frozenset(), 0.0)


class Presence:
    """`me` names this process. Times are seconds of any clock that only goes forward, given by the caller."""

    def __init__(self, me: str) -> None:
        self._me = me
        self._mine: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._theirs: defaultdict[str, dict[str, Told]] = defaultdict(dict)
        self._writing: dict[Writing, float] = {}
        self._changed: set[str] = set()
        self._unsaid: set[str] = set()

    def here(self, topic: str) -> list[int]:
        """The people who have this topic open, anywhere; ids in rising order."""
        people = set(self._mine.get(topic, ()))
        for others, _until in self._theirs.get(topic, {}).values():
            people |= others
        return sorted(people)

    def writing(self, topic: str) -> list[tuple[str, int]]:
        """Who writes where: (place, person), in the order of the places."""
        return sorted((place, person) for told, place, person in self._writing if told == topic)

    def changed(self) -> set[str]:
        """The topics whose picture changed since this was last asked."""
        changed, self._changed = self._changed, set()
        return changed

    # --- in this process ---

    def arrive(self, person: int, topics: Iterable[str]) -> None:
        for topic in topics:
            self._mine[topic][person] += 1
            if self._mine[topic][person] == 1:
                self._note(topic)

    def leave(self, person: int, topics: Iterable[str]) -> None:
        for topic in topics:
            here = self._mine[topic]
            here[person] -= 1
            if here[person] <= 0:
                del here[person]
                self._note(topic)
            if not here:
                del self._mine[topic]

    def write(self, person: int, topic: str, place: str, now: float) -> bytes | None:
        """Somebody writes; the word for the others, or None when it was said a moment ago."""
        known_until = self._writing.get((topic, place, person), 0.0)
        if known_until > now + WRITING_SECONDS - RENEWED_SECONDS:
            return None
        self._written((topic, place, person), now)
        return self._word(writing=[[topic, place, person]])

    def forget(self, now: float) -> None:
        """Let go of what was not said again in time."""
        for writing in [one for one, until in self._writing.items() if until <= now]:
            del self._writing[writing]
            self._changed.add(writing[0])
        self._forget_told(lambda process, told: told[1] <= now)

    # --- between the processes ---

    def hello(self) -> bytes:
        return self._word(hello=True)

    def goodbye(self) -> bytes:
        return self._word(bye=True)

    def news(self) -> Iterator[bytes]:
        """Words about the topics that changed in this process since the last news."""
        unsaid, self._unsaid = self._unsaid, set()
        return self._words(unsaid)

    def everything(self) -> Iterator[bytes]:
        """Words about all topics of this process."""
        return self._words(list(self._mine))

    def hear(self, word: bytes, now: float) -> bool:
        """Take in a word of another process; whether it asks to be told everything."""
        try:
            said: dict[str, Any] = json.loads(word)
            process = str(said["from"])
        except (ValueError, KeyError, TypeError):
            return False
        if process == self._me:
            return False
        if said.get("bye"):
            self._forget_told(lambda one, _told: one == process)
        for topic, people in said.get("here", {}).items():
            self._told(process, topic, frozenset(people), now)
        for topic, place, person in said.get("writing", ()):
            self._written((topic, place, person), now)
        return bool(said.get("hello"))

    def _told(self, process: str, topic: str, people: frozenset[int], now: float) -> None:
        before, _until = self._theirs[topic].pop(process, NOBODY)
        if people:
            self._theirs[topic][process] = (people, now + HERE_SECONDS)
        elif not self._theirs[topic]:
            del self._theirs[topic]
        if people != before:
            self._changed.add(topic)

    def _written(self, writing: Writing, now: float) -> None:
        if writing not in self._writing:
            self._changed.add(writing[0])
        self._writing[writing] = now + WRITING_SECONDS

    def _forget_told(self, is_over: Callable[[str, Told], bool]) -> None:
        over = [
            (topic, one)
            for topic, all_told in self._theirs.items()
            for one, told in all_told.items()
            if is_over(one, told)
        ]
        for topic, process in over:
            self._told(process, topic, frozenset(), 0.0)

    def _note(self, topic: str) -> None:
        self._changed.add(topic)
        self._unsaid.add(topic)

    def _words(self, topics: Iterable[str]) -> Iterator[bytes]:
        here: dict[str, list[int]] = {}
        size = 0
        for topic in topics:
            here[topic] = sorted(self._mine.get(topic, ()))[:PEOPLE_A_TOPIC]
            size += len(topic) + 12 * len(here[topic]) + 8
            if size > WORD_BYTES / 2:
                yield self._word(here=here)
                here, size = {}, 0
        if here:
            yield self._word(here=here)

    def _word(self, **said: Any) -> bytes:
        return json.dumps({"from": self._me, **said}, separators=(",", ":")).encode()
