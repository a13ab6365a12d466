"""Codes from an app and recovery codes: asked for, good once, not readable in the database."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from freezegun import freeze_time

from tests.support.scenario import PASSWORD

pytestmark = pytest.mark.django_db
SECRET = re.compile(r'id="authenticator_secret" value="([A-Z2-7]+)"')
RECOVERY = re.compile(r"^(?:<pre[^>]*>)?(\d{8})$", re.MULTILINE)


@pytest.fixture
def clock():
    with freeze_time("2026-11-21 10:00:00") as held:
        yield held


def app_code(secret):
    """What the person's app shows at this moment."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def begin(person):
    """A browser in which the password was entered."""
    browser = Client()
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return browser


def set_up(browser, clock):
    """Bo's app: the secret, and the recovery codes that came with it."""
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = SECRET.search(browser.get("/accounts/2fa/totp/activate/").content.decode())[1]
    browser.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    codes = RECOVERY.findall(browser.get("/accounts/2fa/recovery-codes/").content.decode())
    clock.tick(60)
    return secret, codes


def test_after_the_password_the_code_from_the_app_is_asked_for(crew, clock):
    secret, _codes = set_up(begin(crew.bo), clock)
    browser = begin(crew.bo)
    assert browser.get("/me/").status_code == 302

    browser.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})

    assert browser.get("/me/").status_code == 200


def test_after_the_code_by_mail_the_code_from_the_app_is_asked_for_too(crew, clock, newest_code):
    set_up(begin(crew.bo), clock)
    browser = Client()
    browser.post("/accounts/login/code/", {"email": crew.bo.email})

    answer = browser.post("/accounts/login/code/confirm/", {"code": newest_code()})

    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert browser.get("/me/").status_code == 302


def test_a_new_password_does_not_go_round_the_app(crew, clock, newest_code):
    set_up(begin(crew.bo), clock)
    browser = Client()
    browser.post("/accounts/password/reset/", {"email": crew.bo.email})
    browser.post("/accounts/password/reset/confirm/", {"code": newest_code()})
    new = {"password1": "seven purple bicycles", "password2": "seven purple bicycles"}
    browser.post("/accounts/password/reset/complete/", new)
    crew.bo.refresh_from_db()
    assert crew.bo.check_password("seven purple bicycles")

    browser.post("/accounts/login/", {"login": crew.bo.email, "password": "seven purple bicycles"})

    assert browser.get("/me/").status_code == 302


def test_a_code_from_the_app_is_good_once(crew, clock):
    secret, _codes = set_up(begin(crew.bo), clock)
    code = app_code(secret)
    first, second = begin(crew.bo), begin(crew.bo)
    first.post("/accounts/2fa/authenticate/", {"code": code})

    second.post("/accounts/2fa/authenticate/", {"code": code})

    assert first.get("/me/").status_code == 200
    assert second.get("/me/").status_code == 302


def test_a_recovery_code_lets_in_once(crew, clock):
    _secret, codes = set_up(begin(crew.bo), clock)
    assert len(codes) == 10
    first, second = begin(crew.bo), begin(crew.bo)
    first.post("/accounts/2fa/authenticate/", {"code": codes[0]})

    second.post("/accounts/2fa/authenticate/", {"code": codes[0]})

    assert first.get("/me/").status_code == 200
    assert second.get("/me/").status_code == 302


def test_recovery_codes_are_shown_once(crew, clock):
    browser = begin(crew.bo)
    _secret, codes = set_up(browser, clock)

    again = browser.get("/accounts/2fa/recovery-codes/").content.decode()

    assert not any(code in again for code in codes)


def test_the_database_alone_holds_no_secret_of_the_app_and_no_recovery_code(crew, clock):
    secret, codes = set_up(begin(crew.bo), clock)

    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_with_another_secret_key_no_code_fits_and_nothing_fails(crew, clock, settings):
    secret, codes = set_up(begin(crew.bo), clock)
    settings.SECRET_KEY = "another key, as after a backup was restored without its secret"
    browser = begin(crew.bo)

    answers = [browser.post("/accounts/2fa/authenticate/", {"code": code}) for code in (app_code(secret), codes[0])]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert browser.get("/me/").status_code == 302


@pytest.mark.parametrize("path", ["totp/activate", "webauthn/add", "recovery-codes/generate"])
def test_what_concerns_signing_in_asks_once_more_who_it_is(crew, clock, path):
    browser = begin(crew.bo)
    clock.tick(3600)

    answer = browser.get(f"/accounts/2fa/{path}/", follow=True)

    assert answer.redirect_chain
    assert "Show that it is you" in answer.content.decode() or path.startswith("recovery")
