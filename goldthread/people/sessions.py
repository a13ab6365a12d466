"""Sessions as Django keeps them in the database. Each request reads one, by a query that is compiled once."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import parse_cookie
from django.utils import timezone

from goldthread.kit.prepared import Prepared, columns, instance
from goldthread.kit.together import known, once_for_all

_SESSION = Prepared(lambda key: Session.objects.filter(session_key=key), *columns(Session))


class SessionStore(Kept):
    def load(self) -> Any:
        kept = known(("session", self.session_key))
        return super().load() if kept is None else dict(kept)

    def _get_session_from_db(self) -> Any:
        rows = _SESSION.rows(self.session_key or "")
        if rows and rows[0]["expire_date"] > timezone.now():
            return instance(Session, rows[0])
        self._session_key = None
        return None


def whose(cookies: Iterable[str]) -> frozenset[int]:
    """Whose these requests are, that came in the same instant, by their cookies; what their sessions hold is read once.

    Says nothing of what anybody may: each request is checked by itself as ever. Nobody's on PostgreSQL, where whoever asks
    sees nothing of others before they are let in.
    """
    if connection.vendor != "sqlite":
        return frozenset()
    keys = {key for one in cookies if (key := parse_cookie(one).get(settings.SESSION_COOKIE_NAME))}
    people = set()
    for row in Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()):
        held = SessionStore(row.session_key).decode(row.session_data)
        once_for_all(("session", row.session_key), partial(dict, held))
        if SESSION_KEY in held:
            people.add(int(held[SESSION_KEY]))
    return frozenset(people)


__all__ = ["SessionStore", "whose"]
