"""Every address × every role: an answer that the table foresees, and no address without a row."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goldthread.people.models import Membership, Person
from tests.support.rows import Kept
from tests.support.scenario import Crew, gather

from .rows import DOORS, FOREIGN
from .table import OUTSIDERS, ROLES, Door

METHODS = ("PUT", "PATCH", "DELETE")
MEETINGS = ("tests.doors.workshops", "tests.doors.meetings")


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


def _everybody() -> Crew:
    """The small company with ivy and oli, all of them signed in: `sessions` holds the cookie of each."""
    crew = gather()
    for short, role in (("ivy", "member"), ("oli", "owner")):
        person = Person.objects.create_user(f"{short}@northwind.example", None, name=short.title())
        Membership.objects.create(organisation=crew.organisation, person=person, role=role)
        crew.people[short] = person
    crew.sessions = {short: _signed_in(person) for short, person in crew.people.items()}
    return crew


def _signed_in(person: Person) -> str:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


_house = Kept(_everybody)


@pytest.fixture
def house(db):
    return _house.again()


def meetings_at_hand(crew: Any) -> None:
    """Make the meetings behind the doors once, for a test that goes through all doors many times.

    To bring a meeting to a phase takes longer than twenty answers. Left to be made anew are those in which something
    else is looked for, by what was made last.
    """
    crew.at_hand = {made: made(crew) for door in DOORS.values() if (made := _meeting(door))}


def _meeting(door: Door) -> Any:
    asked = [value for value in door.places.values() if callable(value)]
    is_alone = len(asked) == 1 and not any(callable(value) for value in door.said.values())
    return asked[0] if is_alone and asked[0].__module__ in MEETINGS else None


def places(door: Door, crew: Any) -> dict[str, Any]:
    at_hand = vars(crew).get("at_hand", {})
    filled = {name: at_hand.get(value) or value(crew) for name, value in door.places.items() if callable(value)}
    return {**door.places, **filled}


def said(door: Door, crew: Any) -> dict[str, Any]:
    return {name: value(crew) if callable(value) else value for name, value in door.said.items()}


def knock(crew: Any, who: str | None, method: str, address: str, words: dict[str, Any]) -> int:
    """The status of an answer; whatever it changed is taken back."""
    client = Client()
    if who:
        client.cookies[settings.SESSION_COOKIE_NAME] = crew.sessions[who]
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
