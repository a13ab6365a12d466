"""Which records a host has, asked of the system for a bounded time."""

import socket
import threading
from collections.abc import Callable

from .limits import Deadline, Late

# (host, port) -> its records as text, "" for none
Resolver = Callable[[str, int], list[str]]
# Threads that wait for names which nobody answers; no more, so that they cannot pile up.
_WAITING = threading.BoundedSemaphore(16)


def of_the_system(host: str, port: int) -> list[str]:
    """All records of a host. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(record[4][0]) for record in found]


def in_time(resolve: Resolver, host: str, port: int, deadline: Deadline) -> list[str]:
    """The records of a host. Raises Late when nobody answers in time, OSError where there are none.

    The system's own question cannot be ended, so it is asked in a thread that is left behind.
    """
    answer: list[list[str] | BaseException] = []

    def ask() -> None:
        try:
            answer.append(resolve(host, port))
        except BaseException as problem:
            answer.append(problem)
        finally:
            _WAITING.release()

    if not _WAITING.acquire(timeout=deadline.left()):
        raise Late
    asking = threading.Thread(target=ask, daemon=True, name="resolving")
    asking.start()
    asking.join(deadline.left())
    if not answer:
        raise Late
    if isinstance(answer[0], UnicodeError):
        raise OSError(str(answer[0]))
    if isinstance(answer[0], BaseException):
        raise answer[0]
    return answer[0]
