"""The course of a live meeting: which phase follows which, what must be done before one is left, who leads, who is heard."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from math import log


class Kind(StrEnum):
    """What a phase is for."""

    ARRIVE = "arrive"
    GROUND_RULES = "ground_rules"
    ROUND = "round"
    WRITE = "write"
    REVEAL = "reveal"
    DISCUSS = "discuss"
    DRAFT = "draft"
    AGREE = "agree"
    RECORD = "record"
    CLOSING = "closing"


class Ballot(StrEnum):
    """How the question of an item stands."""

    NONE = "none"
    OPEN = "open"
    AWAITS_CHOICE = "awaits_choice"
    AWAITS_ROUND = "awaits_round"
    AWAITS_OBJECTIONS = "awaits_objections"
    DONE = "done"


# Phases of an item, in their order; those of the meeting as a whole stand before and after.
OF_AN_ITEM = (Kind.WRITE, Kind.REVEAL, Kind.DISCUSS, Kind.DRAFT, Kind.AGREE)
# A facilitator who is not heard of for so long is away.
AWAY = timedelta(seconds=60)
# Lots that are drawn again with every change: those of a table with as many cards as anybody had.
LOTS_KEPT = 8192
# Nothing that people said without their name is shown of fewer than these, whatever is set.
LEAST_ANSWERS, FEWEST_ANSWERS = 5, 3
# Nobody says a sentence in less.
SHORTEST_TURN_SECONDS = 20
FEWEST_FOR_A_SHARE = 4


@dataclass(frozen=True)
class Step:
    """A phase as the course sees it: its kind, and the number of its item (None: of the meeting as a whole)."""

    kind: Kind
    item: int | None = None


@dataclass(frozen=True)
class Room:
    """What is so in the room just now, as numbers of people, cards or wordings."""

    present: int = 0
    required_missing: int = 0
    promised: int = 0
    heard: int = 0
    ready: int = 0
    time_is_up: bool = False
    wordings: int = 0
    ballot: Ballot = Ballot.NONE
    confirmations: int = 0


@dataclass(frozen=True)
class Guard:
    """Why a phase should not be left yet, as a code. One that may be passed over is passed over aloud: the room is told."""

    code: str
    may_be_passed: bool = True


def guard(kind: Kind, room: Room) -> Guard | None:
    """What stands against leaving a phase; None where nothing does."""
    if kind == Kind.AGREE:
        return _ballot_guard(room)
    waits = {
        Kind.ARRIVE: ("required_missing", room.required_missing > 0),
        Kind.GROUND_RULES: ("not_all_promised", room.promised < room.present),
        Kind.ROUND: ("not_all_heard", room.heard < room.present),
        Kind.WRITE: ("still_writing", room.ready < room.present and not room.time_is_up),
        Kind.DISCUSS: ("not_all_heard", room.heard < room.present),
        Kind.RECORD: ("not_confirmed", room.confirmations < 2),
    }
    if kind == Kind.DRAFT and room.wordings == 0:
        return Guard("no_wording", may_be_passed=False)
    code, holds = waits.get(kind, ("", False))
    return Guard(code) if holds else None


def _ballot_guard(room: Room) -> Guard | None:
    if room.ballot == Ballot.OPEN:
        return Guard("ballot_open", may_be_passed=False)
    waits = room.ballot in (Ballot.AWAITS_CHOICE, Ballot.AWAITS_OBJECTIONS)
    return Guard(f"ballot_{room.ballot}") if waits else None


def next_place(steps: Sequence[Step], place: int, ballot: Ballot = Ballot.NONE) -> int | None:
    """The place of the phase after this one; None after the last.

    A ballot after which another round follows leads back to talking about the same item. Raises IndexError for a
    place that is none.
    """
    now = steps[place]
    if now.kind == Kind.AGREE and ballot == Ballot.AWAITS_ROUND:
        return _back(steps, place, now.item)
    return place + 1 if place + 1 < len(steps) else None


def _back(steps: Sequence[Step], place: int, item: int | None) -> int:
    talked = (Kind.DISCUSS, Kind.DRAFT)
    return next((at for at, step in enumerate(steps[:place]) if step.item == item and step.kind in talked), place - 1)


def previous_place(steps: Sequence[Step], place: int) -> int | None:
    """The place one may go back to: within the same item, and never to before a reveal, because what was seen was seen."""
    if place <= 0 or steps[place].kind in (Kind.REVEAL, Kind.WRITE, Kind.AGREE):
        return None
    before = steps[place - 1]
    return place - 1 if before.item == steps[place].item else None


@dataclass(frozen=True)
class Speaker:
    """Somebody in a round: the number of their seat, and whether they speak late so that others are not led by them."""

    seat: int
    is_senior: bool = False
    decides: bool = False


def order_of_round(speakers: Iterable[Speaker], seed: str) -> list[int]:
    """Seats in the order in which they speak: drawn by lot, senior voices behind the others, who decides last."""
    return [one.seat for one in sorted(speakers, key=lambda one: (one.decides, one.is_senior, _lot(seed, one.seat)))]


def order_for(orders: int, viewer: int, cards: Iterable[str], seed: str) -> list[str]:
    """Cards in one of so many drawn orders, so that not everybody reads the same card first."""
    # One lot says where a card lies in each of them.
    size = hashlib.sha256().digest_size // orders
    place = viewer % orders * size
    lots = {card: _lot(seed, card)[place : place + size] for card in cards}
    return sorted(lots, key=lots.__getitem__)


@lru_cache(maxsize=LOTS_KEPT)
def _lot(seed: str, one: object) -> bytes:
    return hashlib.sha256(f"{seed}:{one}".encode()).digest()


@dataclass(frozen=True)
class Led:
    """What becomes of leading: "stays", "hands_over" (to a person) or "pauses"."""

    what: str
    to: int | None = None


def led(now: datetime, facilitator_seen: datetime | None, others_seen: Mapping[int, datetime]) -> Led:
    """Who leads when the facilitator was last heard of then; `others_seen` are co-facilitators (person -> last heard of)."""
    if facilitator_seen is not None and now - facilitator_seen <= AWAY:
        return Led("stays")
    there = {person: seen for person, seen in others_seen.items() if now - seen <= AWAY}
    if not there:
        return Led("pauses")
    return Led("hands_over", max(there, key=lambda person: (there[person], -person)))


def more_than_half(people: int) -> int:
    """How many of so many it takes to name who leads on: more than half, and never one alone."""
    return max(people // 2 + 1, 2)


def chosen(there: Collection[int], says: Mapping[int, int]) -> int | None:
    """Whom enough of those who are there name; `says` is who names whom. None as long as nobody is."""
    named = [says[one] for one in there if one in says]
    return next((one for one in there if named.count(one) >= more_than_half(len(there))), None)


def seconds_left(now: datetime, ends_at: datetime | None, when_paused: int | None) -> int | None:
    """How much of the time of a phase is left, below 0 when it is over; None without a limit."""
    if when_paused is not None:
        return when_paused
    return None if ends_at is None else int((ends_at - now).total_seconds())


def turn_seconds(longest: int, minutes: int, people: int) -> int:
    """How long one turn takes so that everybody there has one within the minutes of a phase: in steps of five seconds,
    `longest` at most and 20 at least."""
    share = minutes * 60 // max(people, 1) // 5 * 5
    return min(longest, max(share, SHORTEST_TURN_SECONDS))


# How evenly people were heard: figures of the group alone.


def coverage(times_heard: Sequence[int]) -> int | None:
    """How many of those in the room said or wrote anything, in percent; None for an empty room."""
    return round(100 * sum(1 for one in times_heard if one) / len(times_heard)) if times_heard else None


def evenness(times_heard: Sequence[int]) -> int | None:
    """How evenly it was spread over all in the room, those who said nothing included, in percent: 100 is all alike,
    0 is one voice alone (H / ln n). None where fewer than two are there or nobody said anything."""
    total = sum(times_heard)
    if len(times_heard) < 2 or total == 0:
        return None
    shares = [one / total for one in times_heard if one]
    return round(100 * -sum(share * log(share) for share in shares) / log(len(times_heard)))


def top_share(times_heard: Sequence[int]) -> int | None:
    """How much of all came from the one who said most, in percent. None where fewer than four are there, as one of three
    easily says half of it, or nobody said anything."""
    total = sum(times_heard)
    return round(100 * max(times_heard) / total) if len(times_heard) >= FEWEST_FOR_A_SHARE and total else None


@dataclass(frozen=True)
class Answer:
    """What one person said at the end, 1 to 5 each: was I heard, was it worth the time."""

    heard: int
    worth: int


def summed_up(answers: Sequence[Answer], *, least: int = LEAST_ANSWERS) -> dict[str, float | int] | None:
    """Means of the closing round to one decimal; None where fewer answered than `least` (never below 3): then nothing is shown."""
    if len(answers) < max(least, FEWEST_ANSWERS):
        return None
    return {
        "answers": len(answers),
        "heard": round(sum(one.heard for one in answers) / len(answers), 1),
        "worth": round(sum(one.worth for one in answers) / len(answers), 1),
    }
