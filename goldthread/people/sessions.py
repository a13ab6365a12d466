"""Sessions as Django keeps them in the database. Each request reads one, by a query that is compiled once."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.models import Session
from django.utils import timezone

from goldthread.kit.prepared import Prepared, columns, instance

_SESSION = Prepared(lambda key: Session.objects.filter(session_key=key), *columns(Session))


class SessionStore(Kept):
    def _get_session_from_db(self) -> Any:
        rows = _SESSION.rows(self.session_key or "")
        if rows and rows[0]["expire_date"] > timezone.now():
            return instance(Session, rows[0])
        self._session_key = None
        return None
