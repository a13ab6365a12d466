"""Every address × every role: an answer that the table foresees, and no address without a row."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goldthread.people.models import Membership, Person

from .rows import DOORS, FOREIGN
from .table import OUTSIDERS, ROLES, Door

METHODS = ("PUT", "PATCH", "DELETE")


def addresses(resolver: Any, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield space + pattern.name


def test_every_address_has_a_row():
    known = {name for name in addresses(get_resolver()) if not name.startswith(FOREIGN)}

    assert known - DOORS.keys() == set(), "These doors have no row in tests/doors/rows.py"
    assert DOORS.keys() - known == set(), "These rows have no door"


@pytest.fixture
def house(crew):
    for short, role in (("ivy", "member"), ("oli", "owner")):
        person = Person.objects.create_user(f"{short}@northwind.example", None, name=short.title())
        Membership.objects.create(organisation=crew.organisation, person=person, role=role)
        crew.people[short] = person
    return crew


def places(door: Door, crew: Any) -> dict[str, Any]:
    return {name: value(crew) if callable(value) else value for name, value in door.places.items()}


def said(door: Door, crew: Any) -> dict[str, Any]:
    return {name: value(crew) if callable(value) else value for name, value in door.said.items()}


def knock(crew: Any, who: str | None, method: str, address: str, words: dict[str, Any]) -> int:
    """The status of an answer; whatever it changed is taken back."""
    client = Client()
    if who:
        client.force_login(crew.people[who], backend=settings.AUTHENTICATION_BACKENDS[0])
    with transaction.atomic():
        answer = (
            client.generic(method, address) if method in METHODS else getattr(client, method.lower())(address, words)
        )
        transaction.set_rollback(True)
    return int(answer.status_code)


@pytest.mark.parametrize("name", sorted(DOORS))
def test_a_door_opens_for_those_in_its_row_and_for_nobody_else(house, name):
    door = DOORS[name]
    address = reverse(name, kwargs=places(door, house))
    words = said(door, house)
    wrong = []
    for method, allowed in (("GET", door.get), ("POST", door.post)):
        for who in (*ROLES, *OUTSIDERS, None):
            status = knock(house, who, method, address, words)
            if not _foreseen(door, who, method, allowed, status):
                wrong.append(f"{method} {address} as {who or 'a stranger'} answered {status}")
    for method in METHODS:
        status = knock(house, "ada", method, address, {})
        if status not in (403, 404, 405):
            wrong.append(f"{method} {address} answered {status}")
    assert not wrong, "\n".join(wrong)


def _foreseen(door: Door, who: str | None, method: str, allowed: frozenset[str] | None, status: int) -> bool:
    if who is None and not door.public:
        return status in ((302, 405) if method == "GET" else (302, 401, 405))
    if allowed is None:
        return status == 405
    if door.public or door.own or (who in allowed):
        return status < 400 or status in (409, 422)
    return status == 404 if who in OUTSIDERS else status in (403, 404)
