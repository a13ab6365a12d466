"""The doors of the hub: `/live/` (the stream), `/live/here` (who is here) and `/live/writing`. Plain ASGI."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from . import access
from .hub import Hub
from .models import TOPIC_LENGTH
from .request import Receive, Refused, Request, Scope, Send, answer, form
from .stream import stream

TOPICS_A_STREAM = 50
PLACE = re.compile(r"[a-z0-9-]{1,80}")
SENTENCES = {401: "Sign in to follow changes.", 404: "There is nothing to follow here."}

# Calls a function in the thread that talks to the database, and waits for its answer.
Ask = Callable[..., Awaitable[Any]]


class Endpoint:
    """`site` is the public host of the installation, such as "goals.example.org"."""

    def __init__(self, hub: Hub, ask: Ask, site: str) -> None:
        self._hub = hub
        self._ask = ask
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            request = Request(scope, self._site)
            door = self.DOORS.get((request.method, scope["path"]))
            if door is None:
                raise Refused(404, SENTENCES[404])
            if not request.is_from_our_pages():
                raise Refused(403, "This can only be asked by Goldthread's own pages.")
            await door(self, request, receive, send)
        except Refused as refusal:
            await answer(send, refusal.status, str(refusal))

    async def _stream(self, request: Request, receive: Receive, send: Send) -> None:
        topics, since = _topics(request.query), _since(request)
        listener = self._hub.arrive(topics, _said(request, "language"), _said(request, "has"))
        listener.abort = request.abort
        try:
            allowed = await self._allowed(request, topics, since)
            if not self._hub.admit(listener, allowed.person):
                raise Refused(429, "Too many pages of yours are open. Close some of them.")
            for topic in allowed.missed:
                listener.tell(topic)
            await stream(listener, receive, send)
        finally:
            self._hub.leave(listener)

    async def _here(self, request: Request, receive: Receive, send: Send) -> None:
        topic = _one_topic(request.query)
        me = await self._allowed_person(request, topic)
        people = self._hub.presence.here(topic)
        writing = [(place, one) for place, one in self._hub.presence.writing(topic) if one != me]
        faces = await self._ask(access.faces, [*(person for _place, person in writing), *people])
        words = {
            "here": [faces[one] for one in people if one in faces],
            "count": len(people),
            "writing": [{"place": place, **_named(faces[one])} for place, one in writing if one in faces],
        }
        await answer(send, 200, words)

    async def _writing(self, request: Request, receive: Receive, send: Send) -> None:
        fields = await form(receive)
        topic, place = _one_topic(fields), fields.get("place", [""])[0]
        if not PLACE.fullmatch(place):
            raise Refused(400, "That is not a place on a page.")
        self._hub.writes(await self._allowed_person(request, topic), topic, place)
        await answer(send, 204)

    # Method and path -> what answers; tests/doors has a row for each.
    DOORS = {("GET", "/live/"): _stream, ("GET", "/live/here"): _here, ("POST", "/live/writing"): _writing}

    async def _allowed(self, request: Request, topics: list[str], since: datetime | None = None) -> access.Answer:
        if not request.cookie:
            raise Refused(401, SENTENCES[401])
        allowed: access.Answer = await self._ask(access.listening, request.cookie, topics, since)
        if allowed.status != 200:
            raise Refused(allowed.status, SENTENCES[allowed.status])
        return allowed

    async def _allowed_person(self, request: Request, topic: str) -> int:
        """Somebody signed in who may listen: a screen learns nothing of people."""
        person = (await self._allowed(request, [topic])).person
        if person < 0:
            raise Refused(401, SENTENCES[401])
        return person


def _named(face: dict[str, Any]) -> dict[str, Any]:
    return {"person": face["id"], "name": face["name"]}


def _topics(fields: dict[str, list[str]]) -> list[str]:
    topics = list(dict.fromkeys(fields.get("topic", [])))
    if not topics or len(topics) > TOPICS_A_STREAM or any(len(topic) > TOPIC_LENGTH for topic in topics):
        raise Refused(400, f"Name one to {TOPICS_A_STREAM} topics.")
    return topics


def _one_topic(fields: dict[str, list[str]]) -> str:
    topics = _topics(fields)
    if len(topics) > 1:
        raise Refused(400, "Name one topic.")
    return topics[0]


def _said(request: Request, name: str) -> str:
    """What a page says of itself; a stream that comes back may have something else by now."""
    said = request.query.get(name, [""])[0]
    return said if name == "language" or not request.header("last-event-id") else ""


def _since(request: Request) -> datetime | None:
    """When the page was asked for, in milliseconds; a stream that comes back has its page ask for everything instead."""
    said = request.query.get("since", [""])[0]
    if request.header("last-event-id") or not (said.isascii() and said.isdigit() and len(said) < 15):
        return None
    return datetime.fromtimestamp(int(said) / 1000, UTC)
