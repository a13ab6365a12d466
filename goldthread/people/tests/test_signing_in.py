"""Signing up and in: by code, by password, with an app; and what nobody may learn or do on the way."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from freezegun import freeze_time

from goldthread.people.models import Person
from tests.support.scenario import PASSWORD

pytestmark = pytest.mark.django_db
NEW = {"name": "Nia Novak", "email": "nia@example.org"}


def sign_up(browser, **said):
    return browser.post("/accounts/signup/", {**NEW, **said})


def test_a_name_and_an_address_make_an_account_once_the_address_is_proved(client, newest_code):
    answer = sign_up(client)
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert mail.outbox[-1].to == ["nia@example.org"]
    assert not client.get("/me/").wsgi_request.user.is_authenticated

    client.post("/accounts/confirm-email/", {"code": newest_code()})

    assert client.get("/me/").wsgi_request.user.name == "Nia Novak"
    assert client.get("/").headers["Location"] == "/new/"


def test_who_chose_no_password_signs_in_by_a_code(client, newest_code):
    sign_up(client)
    client.post("/accounts/confirm-email/", {"code": newest_code()})
    client.post("/accounts/logout/")

    client.post("/accounts/login/code/", {"email": "NIA@example.org"})
    client.post("/accounts/login/code/confirm/", {"code": newest_code()})

    assert client.get("/me/").status_code == 200


def test_who_chose_a_password_signs_in_with_it(client, newest_code):
    sign_up(client, password1="seven purple bicycles")
    client.post("/accounts/confirm-email/", {"code": newest_code()})
    assert client.get("/me/").status_code == 200
    client.post("/accounts/logout/")

    client.post("/accounts/login/", {"login": "nia@example.org", "password": "seven purple bicycles"})

    assert client.get("/me/").status_code == 200


def test_whoever_signs_up_with_the_address_of_another_cannot_wait_inside(newest_code):
    squatter, owner = Client(), Client()
    sign_up(squatter, password1="i was here first")
    owner.post("/accounts/login/code/", {"email": "nia@example.org"})
    owner.post("/accounts/login/code/confirm/", {"code": newest_code()})
    assert owner.get("/me/").status_code == 200

    fresh = Client()
    fresh.post("/accounts/login/", {"login": "nia@example.org", "password": "i was here first"})

    assert not Person.objects.get(email="nia@example.org").has_usable_password()
    assert fresh.get("/me/").status_code == 302
    assert squatter.get("/me/").status_code == 302


def test_the_third_wrong_code_ends_the_attempt(client, crew, newest_code):
    client.post("/accounts/login/code/", {"email": crew.bo.email})
    right = newest_code()
    for _attempt in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "BBBB-BBBB"})

    client.post("/accounts/login/code/confirm/", {"code": right})

    assert client.get("/me/").status_code == 302


def test_a_code_holds_for_a_quarter_of_an_hour(client, crew, newest_code):
    with freeze_time("2026-11-21 10:00") as clock:
        client.post("/accounts/login/code/", {"email": crew.bo.email})
        clock.move_to("2026-11-21 10:15:01")
        client.post("/accounts/login/code/confirm/", {"code": newest_code()})
        assert client.get("/me/").status_code == 302


def test_nobody_learns_from_signing_up_who_has_an_account(crew):
    known, unknown = Client(), Client()
    one = sign_up(known, email=crew.bo.email)
    other = sign_up(unknown, email="nobody@example.org")

    assert (one.status_code, one.headers["Location"]) == (other.status_code, other.headers["Location"])
    pages = [browser.get("/accounts/confirm-email/").content.decode() for browser in (known, unknown)]
    assert without_tokens(pages[0], crew.bo.email) == without_tokens(pages[1], "nobody@example.org")
    assert Person.objects.filter(name="Nia Novak").count() == 1
    assert "account already" in mail.outbox[0].subject


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_nobody_learns_from_asking_for_a_code_who_has_an_account(crew, path):
    known, unknown = Client(), Client()
    one = known.post(path, {"email": crew.bo.email})
    other = unknown.post(path, {"email": "nobody@example.org"})

    assert (one.status_code, one.headers["Location"]) == (other.status_code, other.headers["Location"])
    pages = [browser.get(one.headers["Location"]).content.decode() for browser in (known, unknown)]
    assert without_tokens(pages[0], crew.bo.email) == without_tokens(pages[1], "nobody@example.org")
    assert [message.to for message in mail.outbox] == [[crew.bo.email], ["nobody@example.org"]]


class Counting(MD5PasswordHasher):
    algorithm = "counting"
    times = 0

    def encode(self, password, salt):
        Counting.times += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("password", ["seven purple bicycles", ""])
def test_signing_up_takes_the_same_work_whether_the_address_is_known_or_not(crew, settings, password):
    settings.PASSWORD_HASHERS = ["goldthread.people.tests.test_signing_in.Counting"]
    counted = []
    for address in (crew.bo.email, "nobody@example.org"):
        Counting.times = 0
        sign_up(Client(), email=address, password1=password)
        counted.append(Counting.times)

    assert counted[0] == counted[1]


def test_signing_in_takes_the_same_work_whether_the_address_is_known_or_not(crew, settings):
    settings.PASSWORD_HASHERS = ["goldthread.people.tests.test_signing_in.Counting"]
    crew.bo.set_password("seven purple bicycles")
    crew.bo.save()
    counted = []
    for address in (crew.bo.email, "nobody@example.org"):
        Counting.times = 0
        Client().post("/accounts/login/", {"login": address, "password": "wrong"})
        counted.append(Counting.times)

    assert counted == [1, 1]


def test_five_wrong_passwords_end_the_guessing_whatever_address_they_come_from(crew):
    for attempt in range(5):
        Client(REMOTE_ADDR=f"192.0.2.{attempt}").post("/accounts/login/", {"login": crew.bo.email, "password": "wrong"})

    guesser = Client(REMOTE_ADDR="192.0.2.99")
    guesser.post("/accounts/login/", {"login": crew.bo.email, "password": PASSWORD})

    assert guesser.get("/me/").status_code == 302


def test_a_header_that_anybody_can_write_does_not_lengthen_a_limit():
    statuses = [
        Client()
        .post(
            "/accounts/login/",
            {"login": f"a{n}@example.org", "password": "wrong"},
            headers={"x-forwarded-for": f"198.51.100.{n}"},
        )
        .status_code
        for n in range(31)
    ]

    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_three_codes_a_minute_are_sent_to_one_address(crew):
    for attempt in range(6):
        Client(REMOTE_ADDR=f"192.0.2.{attempt}").post("/accounts/login/code/", {"email": crew.bo.email})

    assert len(mail.outbox) == 3


@pytest.mark.parametrize("password", ["short", "password", "12345678", "goldthread1", "Goldthread!2026", "nia novak"])
def test_a_password_that_anybody_would_try_is_refused(client, password):
    answer = sign_up(client, password1=password)

    assert answer.status_code == 200
    assert not Person.objects.filter(email="nia@example.org").exists()
    assert "Nia Novak" in answer.content.decode()


def test_a_long_password_of_any_marks_is_taken(client, newest_code):
    password = "żółw 🐢 " * 12
    sign_up(client, password1=password)
    client.post("/accounts/confirm-email/", {"code": newest_code()})

    assert Person.objects.get(email="nia@example.org").check_password(password)


def test_the_same_address_signed_up_in_two_places_at_once_is_one_account(client, monkeypatch):
    sign_up(client)
    cache.clear()
    # What the second of two requests sees that both looked before either wrote.
    form = "goldthread.people.account_forms.SignUpForm.validate_unique_email"
    monkeypatch.setattr(form, lambda self, value: value)

    answer = sign_up(Client())

    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert Person.objects.filter(email="nia@example.org").count() == 1


def test_the_session_is_another_one_after_signing_in_and_dead_after_signing_out(crew):
    browser = Client()
    browser.get("/accounts/login/")
    browser.session["mark"] = "before"
    browser.session.save()
    before = browser.session.session_key
    browser.post("/accounts/login/", {"login": crew.bo.email, "password": PASSWORD})
    inside = browser.session.session_key
    assert inside != before

    browser.post("/accounts/logout/")
    browser.cookies["goldthread"] = inside

    assert browser.get("/me/").status_code == 302


def test_a_new_password_ends_all_other_sessions(crew):
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        browser.post("/accounts/login/", {"login": crew.bo.email, "password": PASSWORD})
    before = here.session.session_key

    said = {"oldpassword": PASSWORD, "password1": "seven purple bicycles", "password2": "seven purple bicycles"}
    here.post("/accounts/password/change/", said)

    assert here.get("/me/").status_code == 200
    assert here.session.session_key != before
    assert elsewhere.get("/me/").status_code == 302
    assert mail.outbox[-1].to == [crew.bo.email]


def test_a_session_ends_a_fortnight_after_its_last_use(crew):
    with freeze_time("2026-11-01 09:00") as clock:
        browser = signed_in(crew.bo)
        clock.move_to("2026-11-14 09:00")
        assert browser.get("/me/").status_code == 200
        clock.move_to("2026-11-28 08:59")
        assert browser.get("/me/").status_code == 200
        clock.move_to("2026-12-12 09:00")
        assert browser.get("/me/").status_code == 302


def test_a_session_ends_a_quarter_of_a_year_after_signing_in_however_often_it_is_used(crew):
    with freeze_time("2026-01-01 09:00") as clock:
        browser = signed_in(crew.bo)
        for _week in range(12):
            clock.tick(7 * 24 * 3600)
            assert browser.get("/me/").status_code == 200
        clock.move_to("2026-04-01 09:00:01")
        assert browser.get("/me/").status_code == 302


def test_a_session_is_written_once_a_day_at_most(crew, django_assert_num_queries):
    with freeze_time("2026-11-01 09:00") as clock:
        browser = signed_in(crew.bo)
        clock.move_to("2026-11-02 09:00")
        browser.get("/me/")
        written = browser.session["used"]
        clock.move_to("2026-11-02 15:00")
        browser.get("/me/")
        assert browser.session["used"] == written


def test_all_other_sessions_can_be_ended(crew):
    here, elsewhere = signed_in(crew.bo), signed_in(crew.bo)
    here.post("/me/sessions/ending/")

    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302


def test_a_closed_account_is_refused_on_its_next_request(crew):
    browser = signed_in(crew.bo)
    Person.objects.filter(pk=crew.bo.pk).update(is_active=False)

    assert browser.get("/me/").status_code == 302


def test_links_in_mails_lead_to_the_public_address_whatever_host_was_named(crew, settings):
    Client(headers={"host": "127.0.0.1:9999"}).post("/accounts/login/code/", {"email": "nobody@example.org"})

    assert "http://localhost:8000/accounts/signup/" in mail.outbox[-1].body
    assert "9999" not in mail.outbox[-1].body


def test_changing_the_address_asks_once_more_who_it_is(crew):
    browser = signed_in(crew.bo)

    asked = browser.post("/accounts/email/", {"action_add": "", "email": "bo@elsewhere.example"})

    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not EmailAddress.objects.filter(email="bo@elsewhere.example").exists()


def signed_in(person):
    browser = Client()
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return browser


def without_tokens(page, address):
    """A page without what differs for everybody: tokens against forgery, and the address that was typed."""
    return "\n".join(line for line in page.replace(address, "…").splitlines() if "csrfmiddlewaretoken" not in line)
