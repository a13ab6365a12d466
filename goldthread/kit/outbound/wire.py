"""Connections that go only where they were checked to go, and end in time."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from .addresses import Allowed, Refused, chosen
from .limits import Deadline, Late, TooMuch
from .resolving import Resolver, in_time


class Wire(httpcore.NetworkBackend):
    """Opens a connection to the very record that was checked; a name is never asked for twice."""

    def __init__(
        self, resolve: Resolver, allow: Allowed, deadline: Deadline, *, connect_seconds: float, most: int
    ) -> None:
        self._resolve = resolve
        self._allow = allow
        self._deadline = deadline
        self._opening = deadline.sooner(connect_seconds)
        self._most = most
        self._below = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            records = in_time(self._resolve, host, port, self._opening)
        except OSError:
            raise Refused("The address cannot be reached.") from None
        address = chosen(host, port, records, self._allow)
        stream = self._below.connect_tcp(address, port, timeout=self._opening.left(), socket_options=socket_options)
        return Bounded(stream, self._deadline, self._opening, self._most)


class Bounded(httpcore.NetworkStream):
    """A connection whose every wait ends at one moment, and that takes in no more than so many bytes."""

    def __init__(self, below: httpcore.NetworkStream, deadline: Deadline, opening: Deadline, most: int) -> None:
        self._below = below
        self._deadline = deadline
        self._opening = opening
        self._left = most

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        taken = self._below.read(max_bytes, self._deadline.left())
        self._left -= len(taken)
        if self._left < 0:
            raise TooMuch
        return taken

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._below.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._below.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        above = self._below.start_tls(ssl_context, server_hostname, self._opening.left())
        return Bounded(above, self._deadline, self._opening, self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._below.get_extra_info(info)


# What ends a connection before there is an answer: all alike to whoever asked.
UNREACHABLE = (
    Refused,
    Late,
    OSError,
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
)


def trusting() -> ssl.SSLContext:
    """TLS as the system trusts it, or by the bundle that came along where the system has none."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        import certifi

        context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context
