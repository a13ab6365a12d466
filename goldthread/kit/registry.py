"""What must reach upwards: packages above fill this in their `AppConfig.ready`, packages below ask it.

Nothing here knows any noun of the product. Each table maps a word to a function or a small value.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

__all__ = [
    "Command",
    "Noun",
    "Owed",
    "Place",
    "Reader",
    "View",
    "Words",
    "carried",
    "carrying",
    "command",
    "commands",
    "happened",
    "is_carried",
    "may_listen",
    "noun",
    "nouns",
    "owed",
    "owing",
    "place",
    "places",
    "screen_listening",
    "screens",
    "shortcut",
    "shortcuts",
    "slot",
    "slots",
    "tended",
    "tended_apart",
    "tending",
    "topic",
    "view",
    "views",
    "when",
]

Check = Callable[[Any, int], bool]


class Reader(NamedTuple):
    """One open page, as what a stream carries depends on it: who reads it, in which language, and what it has already."""

    person: int
    language: str
    has: str


class Words(NamedTuple):
    """What a stream carries to a page, in one line, and what the page has then."""

    words: bytes
    has: str


Carry = Callable[[int, Collection[Reader]], Mapping[Reader, Words]]


@dataclass(frozen=True)
class Noun:
    """How a kind of thing is found again: its model, the access function that fetches or refuses, its label and link."""

    kind: str
    fetch: Callable[[Any, int], Any]  # (request, id) -> the thing, or Http404
    label: Callable[[Any], str]
    link: Callable[[Any], str]
    topics: Callable[[Any], tuple[str, ...]] = field(default=lambda thing: ())
    # The thing on whose page it stands, if on one: a key result stands at its goal.
    within: Callable[[Any], Any] = field(default=lambda thing: None)


@dataclass(frozen=True)
class Place:
    """One of the four places of the product; `url` makes its address for an organisation and a product slug."""

    name: str
    label: Any
    icon: str
    rank: int
    url: Callable[[str, str], str]


@dataclass(frozen=True)
class View:
    """One view of the thread in the bar above it."""

    name: str
    label: Any
    rank: int
    url: Callable[[str, str], str]
    # Whether it can be seen as of another day.
    looks_back: bool = False


@dataclass(frozen=True)
class Command:
    """A deed that can be typed into the search: its label, and the address that begins it.

    `url(ground, rest)` gets the words typed after the label ("" where there are none); `may(ground)` hides what
    somebody may not do. `also` are further words, separated by spaces, by which it is found. `in_product` says that
    the deed needs a product.
    """

    name: str
    label: Any
    icon: str
    rank: int
    url: Callable[[Any, str], str]
    may: Callable[[Any], bool] = field(default=lambda ground: True)
    also: Any = ""
    in_product: bool = True


@dataclass(frozen=True)
class Owed:
    """Something that waits for one person on Today: what it is about, why it waits, and the deed that settles it.

    `name` is a stable id ("candidate-12"); `minutes` about how long it takes; `due` a local day, None where none is set.
    """

    name: str
    title: str
    says: str
    deed: str
    url: str
    minutes: int = 2
    due: date | None = None
    in_dialog: bool = False


_nouns: dict[str, Noun] = {}
_places: dict[str, Place] = {}
_views: dict[str, View] = {}
_topics: dict[str, Check] = {}
_carried: dict[str, Carry] = {}
_tending: dict[str, tuple[int, Callable[[Any], object]]] = {}
_apart: set[str] = set()
_slots: dict[str, list[Callable[..., Any]]] = {}
_commands: dict[str, Command] = {}
_owed: dict[str, tuple[int, Callable[[Any], list[Owed]]]] = {}
_shortcuts: dict[str, tuple[int, Any, list[tuple[tuple[Any, ...], Any]]]] = {}
_screens: list[Callable[[Mapping[str, str], Sequence[str]], int | None]] = []
_hearers: dict[str, list[Callable[..., object]]] = {}


def noun(kind: str, **ways: Any) -> None:
    """Register how things of this kind are fetched, labelled and linked."""
    _nouns[kind] = Noun(kind, **ways)


def nouns() -> dict[str, Noun]:
    return _nouns


def place(name: str, **ways: Any) -> None:
    """Register one of the places in the header and the phone's bottom bar."""
    _places[name] = Place(name, **ways)


def places() -> list[Place]:
    return sorted(_places.values(), key=lambda one: one.rank)


def view(name: str, **ways: Any) -> None:
    """Register a view of the thread."""
    _views[name] = View(name, **ways)


def views() -> list[View]:
    return sorted(_views.values(), key=lambda one: one.rank)


def topic(kind: str, check: Check) -> None:
    """Register who may listen to topics of this kind; `check(person, id)` answers yes or no."""
    _topics[kind] = check


def topic_kinds() -> Iterable[str]:
    return _topics.keys()


def may_listen(person: Any, name: str) -> bool:
    """Whether this person may be told that the thing behind the topic `kind-id` changed. Unknown topics: no."""
    kind, dash, number = name.rpartition("-")
    if not dash or not number.isascii() or not number.isdigit() or len(number) > 18 or kind not in _topics:
        return False
    return _topics[kind](person, int(number))


def carrying(kind: str, carry: Carry) -> None:
    """Register what streams carry along when a topic of this kind is signalled; asked once a signal and process.

    `carry(id, readers)` gives words for each reader that may have them; all others are told only *that* it changed.
    """
    _carried[kind] = carry


def is_carried(name: str) -> bool:
    """Whether streams carry words of this topic along."""
    return name.rpartition("-")[0] in _carried


def carried(name: str, readers: Collection[Reader]) -> Mapping[Reader, Words]:
    """The words of a topic for these readers."""
    kind, _dash, number = name.rpartition("-")
    return _carried[kind](int(number), readers)


def screens(listening: Callable[[Mapping[str, str], Sequence[str]], int | None]) -> None:
    """Register who listens without being signed in: from cookies and topics a number below zero, or None."""
    _screens.append(listening)


def screen_listening(cookies: Mapping[str, str], topics: Sequence[str]) -> int | None:
    """The number of the screen behind these cookies, where it may be told of all these topics."""
    return next((number for one in _screens if (number := one(cookies, topics)) is not None), None)


def tending(name: str, seconds: int, function: Callable[[Any], object], *, apart: bool = False) -> None:
    """Register a sweep: `function(now)` is called about every so many seconds by the tending loop.

    `apart` for one that may wait long for somebody else: it has a loop of its own, so that no other sweep is late by it.
    """
    _tending[name] = (seconds, function)
    if apart:
        _apart.add(name)


def tended() -> dict[str, tuple[int, Callable[[Any], object]]]:
    return _tending


def tended_apart() -> set[str]:
    """The names of the sweeps that have a loop of their own."""
    return _apart


def slot(name: str, function: Callable[..., Any]) -> None:
    """Add something to a page of a package below; `function(request, **what)` returns plain values for its template."""
    _slots.setdefault(name, []).append(function)


def slots(name: str) -> list[Callable[..., Any]]:
    return _slots.get(name, [])


def owed(name: str, rank: int, function: Callable[[Any], list[Owed]]) -> None:
    """Register a source of Today: `function(ground)` gives what waits for the person of this ground in the organisation.

    A source costs a fixed number of queries; low ranks stand first among what is due on the same day.
    """
    _owed[name] = (rank, function)


def owing() -> list[tuple[str, Callable[[Any], list[Owed]]]]:
    """The sources of Today by rank, each with its name."""
    return [(name, function) for name, (_rank, function) in sorted(_owed.items(), key=lambda one: one[1][0])]


def command(name: str, **ways: Any) -> None:
    """Register a deed to be found by typing; the fields of Command."""
    _commands[name] = Command(name, **ways)


def commands() -> list[Command]:
    return sorted(_commands.values(), key=lambda one: one.rank)


def shortcut(group: str, rank: int, label: Any, keys: list[tuple[tuple[Any, ...], Any]]) -> None:
    """Tell the help sheet of keys that a page minds by itself: pairs of the keys and what they do."""
    _shortcuts[group] = (rank, label, keys)


def shortcuts() -> list[tuple[Any, list[tuple[tuple[Any, ...], Any]]]]:
    return [(label, keys) for _rank, label, keys in sorted(_shortcuts.values(), key=lambda one: one[0])]


def when(event: str, function: Callable[..., object]) -> None:
    """Have `function` called whenever this happens in a package below, in the same transaction."""
    _hearers.setdefault(event, []).append(function)


def happened(event: str, *about: Any) -> None:
    """Tell the packages above, which may want to keep something of theirs in step."""
    for function in _hearers.get(event, ()):
        function(*about)
