import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)
LINK = re.compile(r"https?://\S+/join/\S+")


@pytest.fixture(autouse=True)
def nothing_counted():
    """Limits count in a file that all tests of a run share."""
    cache.clear()


@pytest.fixture
def as_(settings):
    """`as_(crew.ada)` gives a browser of Ada's own, signed in; `as_(None)` one of nobody."""

    def browser(person):
        made = Client()
        if person is not None:
            made.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return made

    return browser


@pytest.fixture
def newest_code():
    """The code in the newest mail."""
    return lambda: CODE.search(mail.outbox[-1].body)[0]


@pytest.fixture
def newest_link():
    """The path of the link in the newest invitation."""
    return lambda: "/" + LINK.search(mail.outbox[-1].body)[0].split("/", 3)[3]
