"""How long, how much and how often is asked of a stranger's host."""

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds of one reading. `connect_seconds` holds finding, connecting and TLS together, for each host in a row."""

    connect_seconds: float = 3.0
    total_seconds: float = 10.0
    body_bytes: int = 1024 * 1024
    header_bytes: int = 64 * 1024
    redirects: int = 3


class Late(Exception):
    """The time is over."""


class TooMuch(Exception):
    """More came than is taken in."""


@dataclass
class Deadline:
    """A moment on the monotonic clock; `left` raises Late after it."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds left, more than 0."""
        seconds = self.at - time.monotonic()
        if seconds <= 0:
            raise Late
        return seconds

    def sooner(self, seconds: float) -> "Deadline":
        """This moment, or so many seconds from now where that is sooner."""
        return Deadline(min(self.at, time.monotonic() + seconds))

    def wait(self) -> None:
        """Wait until the moment has come."""
        time.sleep(max(0.0, self.at - time.monotonic()))
