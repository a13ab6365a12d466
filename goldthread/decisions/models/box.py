"""The box into which ballots go: locked, and of one size from its opening to its end, whoever casts and whatever they say.

It has a slot of the same size for each who is asked. Whatever is put in, the whole is locked anew: two copies of the
database taken one after the other tell neither who has voted, nor how many, nor at what length.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from goldthread.kit import locked

from ..rules.offered import needs_words, offered
from ..rules.values import BY_FINGERS
from .asking import Newer, TooLong

PURPOSE = "open ballots"
# What is said beside the words: position, confidence, fingers, in which place it was cast, how long the words are.
HEAD_BYTES = 64
COUNTED_DIGITS = 9
# Room for the words of one vote: 2,000 characters of any script among few. Among many it is less, as the whole box is
# locked anew with every vote; words that are longer are packed then.
MOST_BYTES, LEAST_BYTES, ALL_BYTES = 8 * 1024, 1024, 160 * 1024


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody says: a position, 0 to 10 for "can we reach this?" where that is asked, the words that it needs, and
    under a fist of five the fingers that the position stands for.

    `nth`: which of their votes on this question it is, 1 for the first, as whoever filled it in knew; 0 where nobody counted.
    """

    position: str
    confidence: int | None = None
    because: str = ""
    fingers: int | None = None
    nth: int = field(default=0, compare=False)

    def said(self) -> dict[str, Any]:
        """What is kept of it once it is revealed."""
        return {name: value for name, value in asdict(self).items() if name != "nth"}


def fits(vote: Vote, rule: str) -> None:
    """Raises ValueError for a position that a rule of this name does not offer, and for one without the words it needs."""
    if vote.position not in offered(rule) or (needs_words(vote.position, vote.fingers) and not vote.because):
        raise ValueError(vote.position)
    shown = None if vote.fingers is None else BY_FINGERS[vote.fingers]
    if shown != (vote.position if rule == "fist_of_five" and vote.position != "abstain" else None):
        raise ValueError(vote.fingers)


@dataclass(slots=True)
class Box:
    """What lies in a box, as it was unlocked: the bytes of a slot by the number of the voter, None where nothing is in;
    how often somebody cast."""

    room: int
    slots: dict[int, bytes | None] = field(default_factory=dict)
    counted: int = 0

    @classmethod
    def empty(cls, numbers: Iterable[int]) -> "Box":
        """A box for the voters with these numbers. How much room each has is fixed with it."""
        every = list(numbers)
        return cls(max(LEAST_BYTES, min(MOST_BYTES, ALL_BYTES // max(len(every), 1))), dict.fromkeys(every))

    @classmethod
    def unlocked(cls, box: str, numbers: Iterable[int]) -> "Box":
        """One that was locked with another secret holds none: then all are asked anew, nothing is guessed."""
        try:
            kept = locked.unlock_bytes(box, PURPOSE)
        except locked.Unreadable:
            return cls._as_it_was(box, numbers)
        head, _line, rest = kept.partition(b"\n")
        room, every, counted = json.loads(head)
        size = HEAD_BYTES + room
        slots = {number: rest[at * size : (at + 1) * size] for at, number in enumerate(every)}
        said = {number: slot if slot.startswith(b"[") else None for number, slot in slots.items()}
        made = cls(room, said, int(counted))
        for number in numbers:
            # Somebody came late: who they are and when is known to all.
            made.slots.setdefault(number, None)
        return made

    @classmethod
    def _as_it_was(cls, box: str, numbers: Iterable[int]) -> "Box":
        """A box of a question that was open while Goldthread was brought to this version."""
        made = cls.empty(numbers)
        try:
            found = json.loads(locked.unlock(box, PURPOSE))
        except locked.Unreadable:
            return made
        for number, said in found:
            made.put(number, Vote(**said))
        return made

    def put(self, number: int, vote: Vote) -> None:
        """Put a vote into a slot, in the place of what was in it; sent twice it counts once.

        Raises TooLong for more words than it holds, Newer for one that was filled in before the one that lies there was cast.
        """
        before = self.vote(number)
        if before is not None and 0 < vote.nth <= before.nth:
            if before == vote:
                return
            raise Newer
        self._write(number, replace(vote, nth=before.nth + 1 if before else 1))

    def _write(self, number: int, vote: Vote) -> None:
        words = vote.because.encode()
        packed = len(words) > self.room
        words = zlib.compress(words, 9) if packed else words
        if len(words) > self.room:
            raise TooLong
        self.counted += 1
        said = [vote.position, vote.confidence, vote.fingers, self.counted, len(words), packed, vote.nth]
        head = json.dumps(said).encode()
        self.slots[number] = head.ljust(HEAD_BYTES) + words.ljust(self.room)

    def take_out(self, number: int) -> None:
        self.slots[number] = None

    @property
    def cast(self) -> frozenset[int]:
        """The numbers of those who have voted."""
        return frozenset(number for number, slot in self.slots.items() if slot is not None)

    def vote(self, number: int) -> Vote | None:
        slot = self.slots.get(number)
        return None if slot is None else _read(slot)

    @property
    def votes(self) -> dict[int, Vote]:
        """The votes by the number of the voter, in the order they were cast."""
        said = sorted(self._said(), key=lambda one: one[1])
        return {number: _read(slot) for number, _place, slot in said}

    def _said(self) -> Iterator[tuple[int, int, bytes]]:
        for number, slot in self.slots.items():
            if slot is not None:
                yield number, json.loads(slot[:HEAD_BYTES])[3], slot

    def locked(self) -> str:
        blank = b" " * (HEAD_BYTES + self.room)
        head = json.dumps([self.room, list(self.slots), f"{self.counted:0{COUNTED_DIGITS}}"]).encode()
        return locked.lock_bytes(head + b"\n" + b"".join(slot or blank for slot in self.slots.values()), PURPOSE)


def _read(slot: bytes) -> Vote:
    # A vote that was cast before votes were counted says nothing of which it is.
    position, confidence, fingers, _place, length, packed, *nth = json.loads(slot[:HEAD_BYTES])
    words = slot[HEAD_BYTES : HEAD_BYTES + length]
    return Vote(position, confidence, (zlib.decompress(words) if packed else words).decode(), fingers, *nth)


def close(votes: Mapping[int, Vote], numbers: Iterable[int]) -> str:
    """These votes in a box for the voters with these numbers, locked."""
    made = Box.empty(numbers)
    for number, vote in votes.items():
        made.put(number, vote)
    return made.locked()
