from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

SLUGS = ("northwind", "lighter")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def as_(crew: Any) -> Callable[[str], Client]:
    """A client signed in as somebody of the crew."""

    def signed_in(short: str) -> Client:
        client = Client()
        client.force_login(crew.people[short], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


@pytest.fixture
def goal(crew: Any) -> Any:
    return crew.goals["need"]


@pytest.fixture
def stored() -> Callable[[], set[str]]:
    """The names of the files in the store."""

    def names() -> set[str]:
        return set(default_storage.listdir("attachments")[1]) if default_storage.exists("attachments") else set()

    return names


def at(name: str, *places: Any) -> str:
    """The address of a view of the crew's product."""
    return reverse(f"talk:{name}", args=(*SLUGS, *places))
