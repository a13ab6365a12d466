"""What every answer carries, and what odd requests are answered: addresses, methods, hosts, cookies."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.doors.rows import DOORS
from tests.doors.table import Door

from .house import asked, furnish, signed_in

STRICT = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
LEAKS = ("Traceback", "goldthread/", "site-packages", "Django", "SELECT ", "SECRET")
MARK = "7777777"
NUMBERS = ("0", "99999999999", "9223372036854775807", "9223372036854775808", "9" * 30, "9" * 5000)


@pytest.fixture
def house(crew):
    crew.rows = furnish(crew)
    return crew


def answers(house):
    """An answer of each kind, by what it is."""
    ada, stranger = signed_in(house.ada), Client(raise_request_exception=False)
    here = "/northwind/lighter/"
    return {
        "a page": ada.get(here),
        "a part": ada.get(here, headers={"HX-Request": "true"}),
        "a redirect": ada.get("/"),
        "sign-in": stranger.get("/accounts/login/"),
        "the way to sign in": stranger.get(here),
        "signed out meanwhile": stranger.post(here, headers={"HX-Request": "true"}),
        "an address without its slash": ada.get("/northwind"),
        "nothing there": ada.get("/nothing/here/"),
        "may not": signed_in(house.eve).get("/northwind/settings/"),
        "another method": ada.post(here),
        "another host": ada.get(here, headers={"host": "evil.example"}),
        "an old form": Client(enforce_csrf_checks=True).post("/accounts/login/"),
        "words that do not fit": ada.post(f"{here}goals/new/", {}),
        "a file": ada.get(f"{here}attachments/{house.rows['attachment']}/"),
        "a style sheet": stranger.get("/static/kit/tokens.css"),
        "no style sheet": stranger.get("/static/kit/none.css"),
        "health": stranger.get("/health/"),
        "NUL in the query": ada.get(f"{here}?team=%00"),
        "too large": ada.post(here, **{"goldthread.too_large": True}),
    }


def test_every_kind_of_answer_carries_a_strict_policy(house):
    for what, answer in answers(house).items():
        policy = answer.get("Content-Security-Policy", "")
        assert answer.status_code < 500, what
        assert answer.get("X-Content-Type-Options") == "nosniff", what
        if what == "a file":
            assert policy == "sandbox; default-src 'none'"
            assert answer["Content-Disposition"].startswith("attachment")
            assert "no-store" in answer["Cache-Control"]
        else:
            assert all(one in policy for one in STRICT), f"{what}: {policy}"
            assert "unsafe" not in policy, what
            assert answer.get("X-Frame-Options") == "DENY", what


def test_no_answer_tells_what_the_server_is_made_of(house):
    for what, answer in answers(house).items():
        if what not in ("a file", "a style sheet"):
            text = answer.getvalue().decode()
            assert not [word for word in LEAKS if word in text], what
            assert "Server" not in answer.headers, what


def test_pages_of_the_signed_in_are_kept_by_no_cache_between(house):
    for what in ("a page", "a part", "a redirect"):
        answer = answers(house)[what]
        assert "Cookie" in answer.get("Vary", "") or "no-store" in answer.get("Cache-Control", ""), what


def test_a_number_too_large_for_any_row_leads_nowhere(house):
    client = signed_in(house.ada)
    wrong = []
    for name, door in DOORS.items():
        for place in _numbered(door):
            # What one door leads to would stand in the way of the next.
            with transaction.atomic():
                marked = _marked(name, door, house, place)
                wrong += _wrong(client, [marked.replace(MARK, value) for value in NUMBERS])
                transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def _wrong(client, addresses: list[str]) -> list[str]:
    """Which of these are answered otherwise than as addresses that lead nowhere."""
    answers = {
        (method, one): asked(client, method, one, {}).status_code for one in addresses for method in ("get", "post")
    }
    return [
        f"{method} {one[:90]} answered {status}"
        for (method, one), status in answers.items()
        if status not in (403, 404, 405)
    ]


def _numbered(door: Door) -> list[str]:
    return [
        one
        for one in ("number", "pk", "parent", "task", "noun_id", "person", "invitation", "version")
        if one in door.places
    ]


def _marked(name: str, door: Door, house, place: str) -> str:
    """The address of a door with a mark in one place, for digits that no number of its kind would have."""
    places = {key: made(house) if callable(made) else made for key, made in door.places.items()}
    return reverse(name, kwargs={**places, place: int(MARK)})


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "\u212a".encode().decode("latin-1")])
def test_any_method_is_answered_without_a_failure(house, method):
    for address in (
        "/",
        "/northwind/lighter/",
        "/northwind/lighter/goals/1/",
        "/accounts/login/",
        "/static/kit/tokens.css",
    ):
        answer = signed_in(house.ada).generic(method, address)
        assert answer.status_code < 500
        if method == "HEAD":
            assert answer.getvalue() == b""


@pytest.mark.parametrize("value", ["a\\000b", "x" * 5000, "../..", "%00", "\\377", ""])
def test_a_cookie_may_hold_anything(house, value):
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "last", "messages", "theme"):
        client = Client(raise_request_exception=False)
        if name != settings.SESSION_COOKIE_NAME:
            client = signed_in(house.ada)
        cookies = "; ".join(f"{key}={one.value}" for key, one in client.cookies.items())
        for said in (value, f"northwind/{value}", f"aaaaaaaaaaaaaaaa{value}"):
            answer = client.get("/", HTTP_COOKIE=f'{cookies}; {name}="{said}"')
            assert answer.status_code in (200, 302), name


@pytest.mark.parametrize(
    "query", ["x=" + "y" * 200_000, "&".join(f"a{n}=1" for n in range(30_000)), "%", "=&=&;", "%ff=%ff", "q=%00"]
)
def test_a_query_may_be_anything(house, query):
    for address in (
        "/northwind/lighter/",
        "/northwind/lighter/comments/names/",
        "/northwind/people/",
        "/accounts/login/",
    ):
        assert signed_in(house.ada).get(f"{address}?{query}").status_code in (200, 302, 400)
