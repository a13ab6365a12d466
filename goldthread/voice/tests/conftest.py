"""Concerns of the small company, through the verbs and the pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from goldthread.people.access import ground_of
from goldthread.voice import about
from goldthread.voice.models import Concern


@pytest.fixture
def as_(crew: Any) -> Callable[[str], Client]:
    """A client signed in as somebody of the crew."""

    def signed_in(short: str) -> Client:
        client = Client()
        client.force_login(crew.people[short], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


@pytest.fixture
def speak(crew: Any) -> Callable[..., Concern]:
    """A concern, by default of Cy about the product goal, which nobody owns, so that Ada is asked."""

    def spoken(
        text: str = "Nobody measures this.",
        by: str = "cy",
        kind: str = "goal",
        thing: Any = None,
        *,
        nameless: bool = False,
    ) -> Concern:
        ground = ground_of(crew.people[by], "northwind", "lighter")
        subject = about.subject(ground, kind, (thing or crew.goals["next"]).pk)
        return Concern.raise_(subject, text, by=crew.people[by], nameless=nameless)

    return spoken


def at(name: str, *args: Any) -> str:
    return reverse(f"voice:{name}", args=["northwind", "lighter", *args])
