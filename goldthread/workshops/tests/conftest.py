"""Meetings of the small company, through the pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture
def as_(crew: Any) -> Callable[[str], Client]:
    """A client signed in as somebody of the crew."""

    def signed_in(short: str) -> Client:
        client = Client()
        client.force_login(crew.people[short], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in
