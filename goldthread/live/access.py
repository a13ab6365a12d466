"""Who may listen: asked in Django's own thread, once a stream."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.contrib import auth
from django.db import connections
from django.http import HttpRequest, parse_cookie

from goldthread.kit import clock, registry

from .models import Signal
from .tasks import KEPT

FACES = 50
LONGEST_KEY = 40
# A signal is dated while its change is made; the page may have been read before that was committed.
COMMITTING = timedelta(seconds=2)

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Answer:
    """An HTTP status; with 200 also who listens, and the topics that were signalled since the page was asked for.

    `person` is below zero for a screen that nobody is signed in on: it hears, and is nobody who is here.
    """

    status: int
    person: int = 0
    missed: tuple[str, ...] = ()


def outside_a_request(function: Callable[P, R]) -> Callable[P, R]:
    """Let go of a database connection that broke, as Django does around each request."""

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        _let_go_of_broken_connections()
        try:
            return function(*args, **kwargs)
        finally:
            _let_go_of_broken_connections()

    return called


def _let_go_of_broken_connections() -> None:
    for connection in connections.all(initialized_only=True):
        # Within a transaction Django takes every connection for a broken one.
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


@outside_a_request
def listening(cookie: str, topics: Sequence[str], since: datetime | None = None) -> Answer:
    """May the person of this cookie listen to all these topics?

    `since` is when the page was asked for; what was signalled from then on comes back as missed. 401
    is for nobody (unless it is a screen that may, see `registry.screens`), 404 for a topic that is unknown or not theirs: a stranger shall not learn which is the case.
    """
    person = _person(cookie)
    if person is not None and all(registry.may_listen(person, topic) for topic in topics):
        listener = person.pk
    else:
        screen = registry.screen_listening(parse_cookie(cookie), topics)
        if screen is None:
            return Answer(401 if person is None else 404)
        listener = screen
    return Answer(200, listener, () if since is None else _missed(topics, since))


@outside_a_request
def faces(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What an avatar shows of each of these people: id, name, initials, tone."""
    people = auth.get_user_model()._default_manager.in_bulk(list(ids)[:FACES])
    return {pk: person.face for pk, person in people.items()}


def _person(cookie: str) -> Any:
    key = parse_cookie(cookie).get(settings.SESSION_COOKIE_NAME, "")
    # No key of ours looks otherwise, and PostgreSQL refuses to look for one with NUL in it.
    if not (key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY):
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = auth.get_user(request)
    return person if person.is_authenticated else None


def _missed(topics: Sequence[str], since: datetime) -> tuple[str, ...]:
    """Of these topics, those signalled after `since`; all of them when that is longer ago than signals are kept."""
    if since < clock.now() - KEPT:
        return tuple(topics)
    newer = Signal.objects.filter(at__gt=since - COMMITTING, topic__in=topics)
    return tuple(newer.order_by().values_list("topic", flat=True).distinct())
