"""The application of one worker process: `/live/` goes to the hub, all else to Django's WSGI handler."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest
from django.urls import ResolverMatch, get_resolver

from goldthread.kit import addresses
from goldthread.live.carrying import Carrier
from goldthread.live.endpoint import Endpoint
from goldthread.live.hub import Hub
from goldthread.live.wire import Wire
from goldthread.people.sessions import whose

from .front import Scope, as_the_visitor_sees_it
from .wsgi_bridge import Pages

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


class Handler(WSGIHandler):
    """Django's own; what answers at an address is looked up once."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        request.resolver_match = addresses.at(request.path_info)
        return request.resolver_match


class Application:
    """Made once and loaded whole; the hub and the threads come with each worker's start-up."""

    def __init__(self) -> None:
        self._django = Handler()
        # Reads every urls.py and view now, once for all workers.
        get_resolver().url_patterns  # noqa: B018

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live_through(receive, send)
            return
        address = settings.ADDRESS
        seen = as_the_visitor_sees_it(scope, proxies=settings.TRUSTED_PROXIES, scheme=address.scheme, root=address.path)
        is_live = seen["path"].startswith("/live/")
        await (self._live if is_live else self._pages)(seen, receive, send)

    def end_streams(self) -> None:
        """Let all streams go: a worker that stops waits for its open answers, and a stream has no end of its own."""
        self._hub.close()

    async def _live_through(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _start(self) -> None:
        limit, slow, asking = settings.MAX_BODY_BYTES, settings.SLOW_PATHS, settings.ASKING_PATHS
        together = settings.TOGETHER_PATHS
        self._pages = Pages(
            self._django,
            limit=limit,
            slow=slow,
            asking=asking,
            together=together,
            look=lambda: self._hub.look(),
            who=whose,
            prefix=settings.FORCE_SCRIPT_NAME or "/",
        )
        self._hub = Hub(_wire(), name=secrets.token_hex(6), carrier=Carrier(self._pages.ask))
        self._live = Endpoint(self._hub, self._pages.ask, site=settings.ADDRESS.host)
        await self._hub.start()

    async def _stop(self) -> None:
        await self._hub.stop()
        self._pages.close()


def _wire() -> Wire:
    if connection.vendor == "postgresql":
        from goldthread.live.wire_postgres import PostgresWire

        return PostgresWire(connection.get_connection_params())
    from goldthread.live.wire_sqlite import SqliteWire

    return SqliteWire(settings.DATABASES["default"]["NAME"], settings.HOME / "run")
