from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from goldthread.kit import clock, registry
from goldthread.live.access import Answer, faces, listening
from goldthread.live.tell import signal

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def amara():
    return get_user_model().objects.create_user("amara@example.org", name="Amara Okafor")


@pytest.fixture
def cookie(client, amara):
    client.force_login(amara)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@pytest.fixture(autouse=True)
def drawers(monkeypatch):
    """A kind of topic for these tests: everybody may listen to the even ones."""
    monkeypatch.setitem(registry._topics, "drawer", lambda person, number: number % 2 == 0)


def test_who_is_signed_in_may_listen_to_what_is_theirs_to_know(amara, cookie):
    assert listening(cookie, ["drawer-2", "drawer-4"]) == Answer(200, amara.pk)


@pytest.mark.parametrize("cookie", ["", "goldthread=nobody", "something else"])
def test_nobody_may_not_listen(cookie):
    assert listening(cookie, ["drawer-2"]) == Answer(401)


@pytest.mark.parametrize(
    "key", ["a\x00b", '"a\\000b"', "x" * 41, "x" * 5000, "é" * 32, "\u0661" * 32, "a b", "../..", "\ud800"]
)
def test_a_cookie_that_is_no_key_of_ours_is_nobody(key):
    assert listening(f"{settings.SESSION_COOKIE_NAME}={key}", ["drawer-2"]) == Answer(401)


def test_somebody_who_signed_out_may_not_listen_any_more(client, cookie):
    client.logout()

    assert listening(cookie, ["drawer-2"]) == Answer(401)


def test_somebody_whose_account_was_closed_may_not_listen(amara, cookie):
    get_user_model().objects.filter(pk=amara.pk).update(is_active=False)

    assert listening(cookie, ["drawer-2"]) == Answer(401)


@pytest.mark.parametrize(
    "topic", ["drawer-3", "cupboard-2", "drawer-", "drawer--2", "drawer-2x", "drawer", "closed-person-1"]
)
def test_one_topic_that_is_not_theirs_or_not_there_refuses_the_whole_stream(cookie, topic):
    assert listening(cookie, ["drawer-2", topic]) == Answer(404)


def test_what_was_signalled_since_the_page_was_asked_for_is_missed(cookie):
    with clock.held(NOON) as hands:
        signal("drawer-2")
        asked = hands.on(minutes=1)
        signal("drawer-4", "drawer-6")
        hands.on(minutes=1)

        assert listening(cookie, ["drawer-2", "drawer-4"], asked).missed == ("drawer-4",)
        assert listening(cookie, ["drawer-2", "drawer-4"]).missed == ()


def test_a_change_that_was_committed_while_the_page_was_asked_for_is_missed_too(cookie):
    with clock.held(NOON) as hands:
        signal("drawer-2")
        asked = hands.on(seconds=1)

        assert listening(cookie, ["drawer-2"], asked).missed == ("drawer-2",)


def test_a_page_older_than_the_signals_kept_has_missed_everything(cookie):
    with clock.held(NOON) as hands:
        hands.on(minutes=61)

        assert listening(cookie, ["drawer-2", "drawer-4"], NOON).missed == ("drawer-2", "drawer-4")


def test_a_face_says_what_an_avatar_shows(amara):
    shown = faces([amara.pk, amara.pk + 1000])

    assert list(shown) == [amara.pk]
    assert shown[amara.pk]["name"] == "Amara Okafor"
    assert set(shown[amara.pk]) >= {"id", "name", "initials", "tone"}
