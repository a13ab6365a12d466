"""One open stream, as server-sent events: each event's name is a topic, and of most there is no content (docs/adr/0007)."""

import asyncio
from typing import Any

from .listener import Listener
from .request import STRICT, Receive, Send

HEADERS = [
    *STRICT,
    (b"content-type", b"text/event-stream; charset=utf-8"),
    # Tells nginx to hand events on at once.
    (b"x-accel-buffering", b"no"),
]
# The id comes back with a reconnection and tells it from a first connection. Some readers pass over a field that
# stands alone, so both come with an event.
OPENING = b"retry: 1000\nid: 1\nevent: listening\ndata: 1\n\n"
HEARTBEAT = b":\n\n"


async def stream(listener: Listener, receive: Receive, send: Send) -> None:
    """Tell the listener's events until it is closed or its reader has gone."""
    gone = asyncio.create_task(_until_gone(listener, receive))
    try:
        await _send(listener, send, {"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _write(listener, send, OPENING)
        while not listener.closed:
            await listener.wake.wait()
            if not listener.closed:
                await _write(listener, send, _events(listener.take()))
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()


async def _until_gone(listener: Listener, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.close()


async def _write(listener: Listener, send: Send, text: bytes) -> None:
    await _send(listener, send, {"type": "http.response.body", "body": text, "more_body": True})


async def _send(listener: Listener, send: Send, message: dict[str, Any]) -> None:
    loop = asyncio.get_running_loop()
    # The hub ends a stream whose reader has not taken anything for too long.
    listener.busy_since = loop.time()
    await send(message)
    listener.busy_since = None
    listener.told_at = loop.time()


def _events(told: dict[str, bytes]) -> bytes:
    return (
        b"".join(b"event: %s\ndata: %s\n\n" % (name.encode(), words or b"1") for name, words in told.items())
        or HEARTBEAT
    )
