"""What a request looks like to the visitor, behind proxies and under a sub-path. Pure functions over ASGI scopes."""

import ipaddress
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote_to_bytes

Scope = dict[str, Any]
Headers = list[tuple[bytes, bytes]]

# Whatever these say comes from anybody, except what the trusted proxies added at the end.
FOR, HOST, PROTO = b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto"
CLAIMS = (FOR, HOST, PROTO, b"forwarded", b"x-forwarded-port", b"x-forwarded-prefix", b"x-real-ip")


def as_the_visitor_sees_it(scope: Scope, *, proxies: int, scheme: str, root: str) -> Scope:
    """The scope with the visitor's address, scheme and host, and the path below the root.

    `proxies` is how many trusted proxies stand in front; with 0 every forwarding header is ignored.
    `scheme` holds where a proxy does not say. `root` is "" or "/goals"; a proxy may have cut it off already.
    """
    headers: Headers = scope["headers"]
    seen = {**scope, "headers": [one for one in headers if one[0] not in CLAIMS], **_below(scope, root)}
    if proxies:
        said = {name: _claim(headers, name, proxies) for name in (FOR, HOST, PROTO)}
        seen["client"] = _address(said[FOR]) or scope.get("client")
        proto = said[PROTO].lower()
        seen["scheme"] = proto if proto in ("http", "https") else scheme
        if said[HOST]:
            others = (one for one in seen["headers"] if one[0] != b"host")
            seen["headers"] = [(b"host", said[HOST].encode("latin-1")), *others]
    return seen


def _below(scope: Scope, root: str) -> Scope:
    raw = scope.get("raw_path") or scope["path"].encode()
    prefix = root.encode()
    if prefix and (raw == prefix or raw.startswith(prefix + b"/")):
        raw = raw[len(prefix) :] or b"/"
    return {"root_path": root, "raw_path": raw, "path": unquote_to_bytes(raw).decode("utf-8", "replace")}


def _claim(headers: Iterable[tuple[bytes, bytes]], name: bytes, proxies: int) -> str:
    """What the outermost trusted proxy said: the n-th value from the right, or the leftmost of fewer."""
    values = [part.strip() for key, value in headers if key == name for part in value.decode("latin-1").split(",")]
    return values[-min(proxies, len(values))] if values else ""


def _address(said: str) -> tuple[str, int] | None:
    """An address as proxies write it: 192.0.2.1, 192.0.2.1:4711, 2001:db8::1 or [2001:db8::1]:4711."""
    host = said
    if said.startswith("["):
        host = said[1:].partition("]")[0]
    elif said.count(":") == 1:
        host = said.partition(":")[0]
    try:
        return str(ipaddress.ip_address(host)), 0
    except ValueError:
        return None
