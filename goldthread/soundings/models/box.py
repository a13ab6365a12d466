"""The box in which all lies that people say in a sounding: locked, and of a size that only the draft and the number of
people say, whoever has said something and how much.

Only the organiser and whoever said it are ever shown what is in it. What is passed on is copied out of it, without the
name where that was wanted.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from goldthread.kit import locked

from ..rules import MOST_DECLINES
from .given import Given, Refused

PURPOSE = "soundings"
# For each person so much a draft, packed: a dozen long thoughts with their answers.
PERSON_BYTES = 16 * 1024
# Beside that: who was counted when something was passed on, and how far the worst position was.
HEAD_BYTES, COUNTED_BYTES = 256, 24
LENGTH_BYTES = 4


class TooMuch(Refused):
    """What one person said, with what was noted and answered, is more than their part of the box holds."""

    def __init__(self) -> None:
        super().__init__(_("That is very much for one draft. Take something back, or meet."))


@dataclass
class Turn:
    """Somebody's turn at one draft. Times are ISO; `note` is the organiser's of their meeting; `met` is what the organiser
    says, and counts once they say so too (`met_too`) or contest it; `kept` says that the position was given to the words
    before an editorial change."""

    draft: int
    asked_at: str
    meets_at: str = ""
    met: bool = False
    met_too: bool = False
    met_contested: bool = False
    note: str = ""
    position: int | None = None
    reservation: str = ""
    confidence: int | None = None
    kept: bool = False
    declined: int = 0
    waits: bool = True
    reminded: bool = False
    nth: int = 0

    def take(self, given: Given) -> None:
        """Take what somebody says, in the place of what they said. Raises Refused for an answer to other words, and for one
        that was filled in before the newest was given; sent twice it counts once."""
        said = (given.position, given.confidence, given.reservation)
        if given.draft and given.draft != self.draft:
            raise Refused(_("The words were changed since you read them, so this does not count. Read them, and say where you stand."))  # fmt: skip
        if 0 < given.nth <= self.nth and said != (self.position, self.confidence, self.reservation):
            raise Refused(_("This was filled in before your newer answer was given, so the newer one stays. You can change it here."))  # fmt: skip
        self.nth += not 0 < given.nth <= self.nth
        self.position, self.confidence, self.reservation = said
        self.waits = self.kept = False
        self.met_too = self.met

    @property
    def is_heard(self) -> bool:
        return (self.met and self.met_too) or self.position is not None

    @property
    def awaits_word(self) -> bool:
        """Whether they are said to have been met, and have not said so themselves."""
        return self.met and not self.is_heard

    @property
    def is_over(self) -> bool:
        """Whether nobody waits for them at this draft any more."""
        return self.is_heard or self.declined >= MOST_DECLINES


@dataclass
class Said:
    """Feedback of one person. It counts once they confirmed words and share; `point` is what was passed on of it."""

    key: str
    draft: int
    kind: str
    words: str
    share: str = ""
    by_organiser: bool = False
    answer: str = ""
    why: str = ""
    taken_in: int = 0
    point: int | None = None

    @property
    def is_confirmed(self) -> bool:
        return bool(self.share)

    @property
    def awaits_answer(self) -> bool:
        return self.is_confirmed and self.kind != "support" and not self.answer


@dataclass
class Inside:
    """All that lies in a box: turns and feedback by the number of the participant, and who was counted as heard when
    something was passed on, as [draft, number]."""

    turns: dict[int, list[Turn]] = field(default_factory=dict)
    said: dict[int, list[Said]] = field(default_factory=dict)
    counted: list[list[int]] = field(default_factory=list)
    worsts: list[int] = field(default_factory=list)
    stalled: str = ""

    def turn(self, number: int, draft: int) -> Turn | None:
        return next((one for one in self.turns.get(number, ()) if one.draft == draft), None)

    def confirmed(self) -> list[Said]:
        """All feedback that counts."""
        return [one for some in self.said.values() for one in some if one.is_confirmed]

    def feedback(self, key: str) -> tuple[int, Said] | None:
        """A piece of feedback by its key, with the number of who gave it."""
        return next(((number, one) for number, some in self.said.items() for one in some if one.key == key), None)


def close(inside: Inside, numbers: Iterable[int], draft: int) -> str:
    """Lock what lies inside, for the people with these numbers at this draft. Raises TooMuch."""
    every = sorted(numbers)
    words = asdict(inside)
    turns, said = words.pop("turns"), words.pop("said")
    head = _part([words, every], HEAD_BYTES + COUNTED_BYTES * draft * len(every))
    slots = [_part([turns.get(one, []), said.get(one, [])], PERSON_BYTES * draft) for one in every]
    return locked.lock_bytes(b"".join([head, *slots]), PURPOSE)


def _part(what: Any, room: int) -> bytes:
    packed = zlib.compress(json.dumps(what, ensure_ascii=False).encode())
    if len(packed) > room:
        raise TooMuch
    return room.to_bytes(LENGTH_BYTES) + len(packed).to_bytes(LENGTH_BYTES) + packed.ljust(room)


def _parts(kept: bytes) -> Iterable[Any]:
    at = 0
    while at < len(kept):
        room, length = (int.from_bytes(kept[at + n : at + n + LENGTH_BYTES]) for n in (0, LENGTH_BYTES))
        at += 2 * LENGTH_BYTES
        yield json.loads(zlib.decompress(kept[at : at + length]))
        at += room


def look_into(box: str) -> Inside:
    """What lies in a box. One that was locked with another secret is empty: all are asked anew, nothing is guessed."""
    try:
        (words, every), *slots = _parts(locked.unlock_bytes(box, PURPOSE))
    except locked.Unreadable:
        return _as_it_was(box)
    words["turns"] = {number: turns for number, (turns, _said) in zip(every, slots, strict=True) if turns}
    words["said"] = {number: said for number, (_turns, said) in zip(every, slots, strict=True) if said}
    return _read(words)


def _as_it_was(box: str) -> Inside:
    """The box of a draft that went round while Goldthread was brought to this version."""
    try:
        return _read(json.loads(locked.unlock(box, PURPOSE)))
    except locked.Unreadable:
        return Inside()


def _read(words: dict[str, Any]) -> Inside:
    return Inside(
        {int(number): [Turn(**one) for one in some] for number, some in words["turns"].items()},
        {int(number): [Said(**one) for one in some] for number, some in words["said"].items()},
        words["counted"],
        words["worsts"],
        words["stalled"],
    )
