"""What many do in the same instant, done at once: each request is read and checked by itself, then all that they ask
for is written together, and each is answered. Between the two the others are told (see config.wsgi_bridge).

To keep a write for good costs a disk the same for one as for a hundred, and on SQLite, which has one writer, a hundred
who vote at the same moment would wait for one another.
"""

import logging
import threading
import zoneinfo
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection
from django.http import HttpResponse
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone, translation

T = TypeVar("T")
Do = Callable[[Sequence[Any]], Sequence[Any]]

_here = threading.local()


class PutOff(HttpResponse):
    """An answer that has gone through all that surrounds a view before what it answers was done: its words come after."""

    def settled(self, made: HttpResponse) -> None:
        self.status_code, self.content = made.status_code, made.content
        for name, value in made.items():
            self[name] = value
        self["Content-Length"] = str(len(self.content))

    def head(self) -> list[tuple[str, str]]:
        """The headers as they are now."""
        return [*self.items(), *(("Set-Cookie", one.OutputString()) for one in self.cookies.values())]


@dataclass(frozen=True)
class _Deed:
    """Something that was asked for, with the answer that waits for what comes of it."""

    what: Any
    answer: Callable[[Any], HttpResponse]
    waiting: PutOff
    language: str | None
    zone: zoneinfo.ZoneInfo
    # The path below which the installation stands, for the addresses in the answer.
    prefix: str


@dataclass
class Gathering:
    """Requests that came in the same instant. `known` is what was read for one of them and holds for all; `people` are the
    ids of those who ask, as far as that is known before: what is read of each is read of all of them."""

    known: dict[Hashable, Any] = field(default_factory=dict)
    people: frozenset[int] = frozenset()
    _deeds: dict[tuple[Hashable, Do], list[_Deed]] = field(default_factory=dict)
    _done: list[tuple[_Deed, Any]] = field(default_factory=list)

    def put_off(self, key: Hashable, do: Do, what: Any, answer: Callable[[Any], HttpResponse]) -> HttpResponse:
        waiting = PutOff()
        zone: Any = timezone.get_current_timezone()
        deed = _Deed(what, answer, waiting, translation.get_language(), zone, get_script_prefix())
        self._deeds.setdefault((key, do), []).append(deed)
        return waiting

    @contextmanager
    def here(self) -> Iterator[None]:
        """While this lasts, `together` waits in this thread."""
        _here.gathering = self
        try:
            yield
        finally:
            _here.gathering = None

    @property
    def has_done(self) -> bool:
        """Whether something was done that is still to be answered."""
        return bool(self._done)

    def do(self) -> None:
        """Do what was put off."""
        deeds, self._deeds = self._deeds, {}
        with self.here():
            for (_key, do), some in deeds.items():
                set_script_prefix(some[0].prefix)
                self._done += zip(some, _done(do, [one.what for one in some]), strict=True)

    def answer(self) -> None:
        """Fill in the answers that were given for what is done."""
        done, self._done = self._done, []
        with self.here():
            for deed, came_of_it in done:
                _answered(deed, came_of_it)


@contextmanager
def gathered() -> Iterator[Gathering]:
    """While this lasts, `together` waits in this thread; at its end all is done and answered. Gives the Gathering."""
    gathering = Gathering()
    with gathering.here():
        yield gathering
    gathering.do()
    gathering.answer()


def together(key: Hashable, do: Do, what: Any, answer: Callable[[Any], HttpResponse]) -> HttpResponse:
    """Have something done, with all that is asked for under the same key in the same instant, and answered.

    `do` takes what each asked for and gives what came of each, in one transaction; `answer` makes the answer of it, in the
    language and time zone of this request. Within a transaction, and where nobody else asks, it is done now.
    """
    gathering: Gathering | None = getattr(_here, "gathering", None)
    if gathering is None or connection.in_atomic_block:
        return answer(do([what])[0])
    return gathering.put_off(key, do, what, answer)


def told_first(answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer to what is done already, made once all others have been told of it: whoever did it waits for the rest."""
    return together("told first", _nothing, None, lambda _came: answer())


def _nothing(what: Sequence[Any]) -> Sequence[Any]:
    return what


def once_for_all(key: Hashable, make: Callable[[], T]) -> T:
    """What holds for all who ask in the same instant, read once for them; where nobody else asks it is read now."""
    gathering: Gathering | None = getattr(_here, "gathering", None)
    if gathering is None:
        return make()
    if key not in gathering.known:
        gathering.known[key] = make()
    known: T = gathering.known[key]
    return known


def known(key: Hashable) -> Any:
    """What was read under this key for all who ask in the same instant; None where nothing was."""
    gathering: Gathering | None = getattr(_here, "gathering", None)
    return None if gathering is None else gathering.known.get(key)


def all_who_ask() -> frozenset[int]:
    """The ids of all who ask in the same instant, as far as they are known; nobody's where one asks alone."""
    gathering: Gathering | None = getattr(_here, "gathering", None)
    return frozenset() if gathering is None else gathering.people


def _done(do: Do, what: Sequence[Any]) -> Sequence[Any]:
    try:
        return do(what)
    except Exception as problem:
        if len(what) == 1:
            logging.getLogger("django.request").exception("What was asked for could not be done.")
            return [problem]
    # One of them cannot be done: the others are none the worse for it.
    return [_done(do, [one])[0] for one in what]


def _answered(deed: _Deed, came_of_it: Any) -> None:
    set_script_prefix(deed.prefix)
    with translation.override(deed.language), timezone.override(deed.zone):
        try:
            deed.waiting.settled(deed.answer(came_of_it))
        except Exception:
            logging.getLogger("django.request").exception("What was done could not be answered.")
            deed.waiting.settled(HttpResponse(status=500))


__all__ = ["Gathering", "PutOff", "all_who_ask", "gathered", "known", "once_for_all", "together", "told_first"]
