"""The client: ask an address of the open network for something small, and get it or one sentence."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from . import addresses
from .addresses import Allowed, Refused, Target
from .bodies import Garbled, unpacked
from .limits import Deadline, Limits, TooMuch
from .resolving import Resolver, of_the_system

if TYPE_CHECKING:
    import ssl

    import httpcore

REDIRECTS = (301, 302, 303, 307, 308)
# What may follow to another host: nothing that says who asks.
_HARMLESS = frozenset({"accept", "user-agent", "accept-encoding"})
_WORD = re.compile(r"[!-~]([ -~]*[!-~])?")


class Failed(Exception):
    """Nothing usable came. `says` is one key of SENTENCES in kit/outbound/says.py; `status` the answer's, 0 without one."""

    def __init__(self, says: str, status: int = 0) -> None:
        super().__init__(says)
        self.says = says
        self.status = status


@dataclass(frozen=True)
class Answer:
    """What came: the kind it says it is ("application/json"), its letters' coding, and the whole body unpacked."""

    kind: str
    charset: str
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Client:
    """Asks under one set of rules. `resolve` finds the records of a host."""

    allow: Allowed = field(default_factory=Allowed)
    limits: Limits = field(default_factory=Limits)
    resolve: Resolver = of_the_system

    def get(self, address: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """What stands at an address. Raises Refused for an address that is not asked, Failed for what does not come."""
        return self._asked("GET", address, headers or {}, b"")

    def post(self, address: str, body: bytes, *, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to a body sent once; it follows no redirect. Raises as `get`."""
        return self._asked("POST", address, headers or {}, body)

    def _asked(self, method: str, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if not all(_WORD.fullmatch(value) for value in headers.values()):
            raise Refused(addresses._("The token holds a sign that no token has."))
        target = addresses.parsed(address)
        addresses.refuse_door(target, self.allow)
        sent = {"user-agent": "Goldthread", "accept-encoding": "gzip", **{k.lower(): v for k, v in headers.items()}}
        return self._followed(method, target, sent, body, Deadline.after(self.limits.total_seconds))

    def _followed(
        self, method: str, target: Target, headers: dict[str, str], body: bytes, deadline: Deadline
    ) -> Answer:
        for _hop in range(self.limits.redirects + 1):
            found = self._once(method, target, headers, body, deadline)
            if isinstance(found, Answer):
                return found
            if method != "GET":
                raise Failed("elsewhere")
            onward = self._next(target, found)
            # Another port is another host: what listens there is somebody else's.
            if onward.origin != target.origin:
                headers = {name: value for name, value in headers.items() if name in _HARMLESS}
            target = onward
        raise Failed("elsewhere")

    def _next(self, target: Target, location: str) -> Target:
        """Where a redirect leads. Never from https to http, nor to what could not have been asked for in the first place."""
        try:
            onward = addresses.parsed(urljoin(f"{target.scheme}://{target.authority}{target.path}", location))
            addresses.refuse_door(onward, self.allow)
        except (Refused, ValueError):
            raise Failed("elsewhere") from None
        if target.scheme == "https" and onward.scheme != "https":
            raise Failed("elsewhere")
        return onward

    def _once(
        self, method: str, target: Target, headers: dict[str, str], body: bytes, deadline: Deadline
    ) -> Answer | str:
        """One request: the answer, or where it is sent on to."""
        # The library that speaks HTTP comes with the first address that is asked, not with the start.
        from .wire import UNREACHABLE

        # Refused, filtered, closed and badly encrypted look and last alike: nobody maps a network by asking.
        least = deadline.sooner(self.limits.connect_seconds)
        try:
            return self._spoken(method, target, headers, body, deadline)
        except UNREACHABLE:
            least.wait()
            raise Failed("unreachable") from None
        except TooMuch:
            raise Failed("too much") from None
        except Garbled:
            raise Failed("garbled") from None

    def _spoken(
        self, method: str, target: Target, headers: dict[str, str], body: bytes, deadline: Deadline
    ) -> Answer | str:
        import httpcore

        from .wire import Wire

        most = self.limits.body_bytes + self.limits.header_bytes
        wire = Wire(self.resolve, self.allow, deadline, connect_seconds=self.limits.connect_seconds, most=most)
        url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        sent = {"host": target.authority, **headers}
        # A pool for one request: no cookie, connection or trust is kept from one asking to the next.
        with (
            httpcore.ConnectionPool(ssl_context=_context(), max_connections=1, network_backend=wire) as pool,
            pool.stream(method, url, headers=list(sent.items()), content=body or None) as response,
        ):
            return self._read(response)

    def _read(self, response: "httpcore.Response") -> Answer | str:
        if sum(len(name) + len(value) + 4 for name, value in response.headers) > self.limits.header_bytes:
            raise TooMuch
        said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in REDIRECTS and said.get("location"):
            return said["location"]
        if response.status != 200:
            raise Failed("status", response.status)
        kind, _semicolon, rest = said.get("content-type", "").partition(";")
        charset = re.search(r"charset=\"?([a-z0-9_-]{1,40})", rest.lower())
        body = unpacked(response.iter_stream(), said.get("content-encoding", ""), self.limits.body_bytes)
        return Answer(kind.strip().lower(), charset[1] if charset else "", body)


@functools.cache
def _context() -> "ssl.SSLContext":
    from .wire import trusting

    return trusting()
