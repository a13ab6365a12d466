"""A question of the small company, asked through its page, and the links of its mails."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from goldthread.decisions.models import Decision
from goldthread.kit import clock

SLUGS = ("northwind", "lighter")


@pytest.fixture
def as_(crew: Any) -> Callable[[str], Client]:
    """A client signed in as somebody of the crew."""

    def signed_in(short: str) -> Client:
        client = Client()
        client.force_login(crew.people[short], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


@pytest.fixture
def ask(crew: Any, as_: Callable[[str], Client]) -> Callable[..., Decision]:
    """Ask through the page "Agree on this": by default whether Ada, Bo and Cy support the product goal."""

    def asked(people: tuple[str, ...] = ("ada", "bo", "cy"), goal: str = "next", **said: Any) -> Decision:
        subject = crew.goals[goal]
        form = {
            "statement": said.pop("statement", str(subject)),
            "rule": "unanimity",
            "voters": [crew.people[short].pk for short in people],
            "until": (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat(),
            "rounds": "3",
            "fallback": "",
            **said,
        }
        answer = as_("ada").post(reverse("chain:agreeing", args=[*SLUGS, subject.number]), form)
        assert answer.status_code == 303, answer.content.decode()
        return Decision.objects.latest("pk")

    return asked


def links() -> dict[str, str]:
    """The link in the newest mail of each who was asked, by the part of their address before the @."""
    found = {}
    for sent in mail.outbox:
        if link := re.search(r"/voting/\S+", str(sent.body)):
            found[sent.to[0].partition("@")[0]] = link[0]
    return found


def page_of(asked: Decision, name: str = "ballot") -> str:
    return reverse(f"decisions:{name}", args=[*SLUGS, asked.pk])


def by_link(short: str) -> Client:
    """A browser of somebody who is not signed in, after their link was opened."""
    client = Client()
    assert client.get(links()[short]).status_code == 303
    return client
