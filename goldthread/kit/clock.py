"""The one clock of the product. Tests and the demo story hold it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """The time in UTC, or the time that is held."""
    return _held.get() or datetime.now(UTC)


def today(zone: str) -> date:
    """The local date in a time zone such as "Europe/Berlin"."""
    return now().astimezone(ZoneInfo(zone)).date()


def is_held() -> bool:
    """Whether the clock stands still."""
    return _held.get() is not None


@contextmanager
def held(moment: datetime) -> Iterator["Hands"]:
    """Hold the clock at a moment; the hands given can move it on.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment!r}")
    token = _held.set(moment)
    try:
        yield Hands()
    finally:
        _held.reset(token)


class Hands:
    """Moves a held clock."""

    def on(self, **length: float) -> datetime:
        """Move on by days, hours, minutes or seconds."""
        return self.to(now() + timedelta(**length))

    def to(self, moment: datetime) -> datetime:
        _held.set(moment)
        return moment
