"""A draft of the small company that goes round, and what people say to it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from goldthread.kit import clock
from goldthread.soundings.models import Feedback, Given, Participant, Sounding

SLUGS = ("northwind", "lighter")
ROLES = {"bo": "leader", "cy": "team_member", "di": "stakeholder", "eve": "other", "fay": "other", "gus": "other"}
WORDS = {"statement": "Know what I ate, and what it did to me", "why": "People ask for it"}


@pytest.fixture
def as_(crew: Any) -> Callable[[str], Client]:
    """A client signed in as somebody of the crew."""

    def signed_in(short: str) -> Client:
        client = Client()
        client.force_login(crew.people[short], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


@pytest.fixture
def send(crew: Any) -> Callable[..., Sounding]:
    """Ada sends a draft of the product goal round, to these people; those after "/" are heard, and no more."""

    def sent(*people: str, days: int = 10, goal: str = "next", **more: Any) -> Sounding:
        needed = people[: people.index("/")] if "/" in people else people
        every = [one for one in people if one != "/"]
        asked = [(crew.people[one], ROLES[one], one in needed) for one in every]
        closes_at = clock.now() + timedelta(days=days)
        return Sounding.begin(crew.goals[goal], WORDS, asked, by=crew.ada, closes_at=closes_at, organiser_role="product_person", **more)  # fmt: skip

    return sent


def who(of: Sounding, person: Any) -> Participant:
    return of.participants.get(person=person)


def asked_now(of: Sounding) -> list[str]:
    """The first names of those whose answer is waited for, in the order drawn."""
    of.refresh_from_db()
    inside = of.inside()
    return [one.person.name.split()[0].lower() for one in of.people() if (turn := inside.turn(one.number, of.draft)) and turn.waits]  # fmt: skip


def say(of: Sounding, person: Any, position: int, words: str = "", share: str = "named", **more: Any) -> None:
    feedback = Feedback(more.pop("kind", "concern"), words, share) if words else None
    of.answer(who(of, person), Given(position, **more), feedback=feedback)


def everybody(of: Sounding, position: int = 1) -> None:
    """Everybody whose turn comes answers, until nobody is asked any more."""
    of.refresh_from_db()
    while of.is_open and asked_now(of):
        inside = of.inside()
        one = next(one for one in of.people() if (turn := inside.turn(one.number, of.draft)) and turn.waits)
        of.answer(one, Given(position))
        of.refresh_from_db()


def key_of(of: Sounding, words: str) -> str:
    of.refresh_from_db()
    return next(one.key for some in of.inside().said.values() for one in some if one.words == words)


def links() -> dict[str, str]:
    """The link in the newest mail of each who was asked, by the part of their address before the @."""
    found = {}
    for sent in mail.outbox:
        if link := re.search(r"/sounding/\S+", str(sent.body)):
            found[sent.to[0].partition("@")[0]] = link[0]
    return found
