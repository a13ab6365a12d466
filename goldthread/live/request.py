"""The little of HTTP that the hub's doors need: what was asked, whether from our own pages, and a short answer."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

BODY_BYTES = 2048
# What Django's middleware gives to pages, for answers that are no pages: nothing in them is ever loaded, framed or kept.
STRICT = [
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
]


class Refused(Exception):
    """A request that is not answered, with its HTTP status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Request:
    """`site` is the public host of the installation, such as "goals.example.org"."""

    def __init__(self, scope: Scope, site: str) -> None:
        self.method: str = scope["method"]
        self.query = _fields(scope["query_string"])
        self._headers: list[tuple[bytes, bytes]] = scope["headers"]
        self._site = site
        # Ends the connection at once; known to our own server.
        self.abort: Callable[[], None] | None = scope.get("extensions", {}).get("goldthread.abort")

    def header(self, name: str, between: bytes = b",") -> str:
        return between.join(value for key, value in self._headers if key == name.encode()).decode("latin-1")

    @property
    def cookie(self) -> str:
        return self.header("cookie", between=b"; ")

    def is_from_our_pages(self) -> bool:
        """Browsers say where a request comes from; a write must say it, a read may be silent."""
        site, origin = self.header("sec-fetch-site"), self.header("origin")
        if site:
            return site == "same-origin" or (site == "none" and self.method == "GET")
        if origin:
            return origin.partition("://")[2] in (self.header("host") or self._site, self._site)
        return self.method == "GET"


async def form(receive: Receive) -> dict[str, list[str]]:
    """The fields of a small form. Raises Refused (413) above 2 KiB."""
    body = b""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "The connection was closed.")
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_BYTES:
            raise Refused(413, "That is too long.")
    return _fields(body)


async def answer(send: Send, status: int, words: Any = None) -> None:
    """A short answer: words as a JSON object, a sentence as text, None as nothing."""
    is_text = isinstance(words, str)
    body = b"" if words is None else words.encode() if is_text else json.dumps(words, ensure_ascii=False).encode()
    kind = b"text/plain; charset=utf-8" if is_text else b"application/json"
    headers = [*STRICT, (b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers if body else STRICT})
    await send({"type": "http.response.body", "body": body})


def _fields(text: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(text.decode("ascii"), max_num_fields=100)
    except ValueError:
        raise Refused(400, "That could not be read.") from None
