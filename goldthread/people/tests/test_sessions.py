"""Where somebody is signed in: seen, and ended one by one."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from freezegun import freeze_time

from goldthread.live.models import Signal
from goldthread.people.rules import device
from tests.support.scenario import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
LINE = re.compile(r'<li id="session-(\d+)">(.*?)</li>', re.S)
QUERIES = 4


def signed_in(person, agent=FIREFOX):
    browser = Client(HTTP_USER_AGENT=agent)
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return browser


def lines(browser):
    """The sessions that the page lists: id -> what is said of it."""
    return dict(LINE.findall(browser.get("/me/sessions/").content.decode()))


def ending(browser, pk):
    return browser.post(f"/me/sessions/{pk}/ending/")


def own(browser):
    return UserSession.objects.get(session_key=browser.session.session_key).pk


def test_each_browser_is_listed_with_the_day_it_was_last_used_on(crew):
    with freeze_time("2026-11-02 09:00") as clock:
        here, phone = signed_in(crew.bo), signed_in(crew.bo, PHONE)
        clock.move_to("2026-11-05 08:00")
        here.get("/me/")
        shown = lines(here)

    assert list(shown) == [str(own(here)), str(own(phone))]
    assert "Firefox on Linux" in shown[str(own(here))]
    assert "this one" in shown[str(own(here))]
    assert "5 November 2026" in shown[str(own(here))]
    assert "Safari on iPhone" in shown[str(own(phone))]
    assert "this one" not in shown[str(own(phone))]
    assert "2 November 2026" in shown[str(own(phone))]


def test_one_session_is_ended_and_the_others_go_on(crew):
    here, phone, tablet = (signed_in(crew.bo, agent) for agent in (FIREFOX, PHONE, CHROME))
    lost = own(phone)

    answer = ending(here, lost)

    assert (answer.status_code, answer["Location"]) == (303, "/me/sessions/")
    assert phone.get("/me/").status_code == 302
    assert here.get("/me/").status_code == tablet.get("/me/").status_code == 200
    assert str(lost) not in lines(here)
    assert Signal.objects.filter(topic=f"closed-person-{crew.bo.pk}").exists()


def test_ending_a_session_twice_leads_nowhere_the_second_time(crew):
    here, phone = signed_in(crew.bo), signed_in(crew.bo, PHONE)
    lost = own(phone)

    assert [ending(here, lost).status_code for _time in range(2)] == [303, 404]


def test_the_session_in_use_is_ended_by_signing_out(crew):
    here = signed_in(crew.bo)

    answer = ending(here, own(here))

    assert answer["Location"] == "/accounts/logout/"
    assert here.get("/me/").status_code == 200


def test_nobody_ends_a_session_of_somebody_else(crew):
    bos, adas = signed_in(crew.bo), signed_in(crew.ada)

    assert ending(adas, own(bos)).status_code == 404
    assert bos.get("/me/").status_code == 200
    assert str(own(bos)) not in lines(adas)


def test_a_session_that_a_new_password_ended_is_not_listed(crew):
    here, phone = signed_in(crew.bo), signed_in(crew.bo, PHONE)
    said = {"oldpassword": PASSWORD, "password1": "seven purple bicycles", "password2": "seven purple bicycles"}
    here.post("/accounts/password/change/", said)

    assert list(lines(here)) == [str(own(here))]
    assert phone.get("/me/").status_code == 302


def test_the_page_costs_the_same_however_many_sessions_there_are(crew, django_assert_num_queries, walls):
    here = signed_in(crew.bo)
    for number in (0, 6):
        for _one in range(number):
            signed_in(crew.bo, PHONE)
        # Behind the wall: begin, see nothing, end; no organisation is seen here.
        with django_assert_num_queries(QUERIES + max(walls - 1, 0)):
            here.get("/me/sessions/")
    assert len(lines(here)) == 7


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        (FIREFOX, ("Firefox", "Linux")),
        (PHONE, ("Safari", "iPhone")),
        (CHROME, ("Chrome", "Windows")),
        (f"{CHROME} Edg/140.0.0.0", ("Edge", "Windows")),
        (
            CHROME.replace("Windows NT 10.0", "Linux; Android 15").replace("Safari", "Mobile Safari"),
            ("Chrome", "Android"),
        ),
        (PHONE.replace("iPhone", "Macintosh", 1).replace("iPhone OS", "Intel"), ("Safari", "macOS")),
        ("curl/8.1", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_browser_and_its_system_are_called_as_people_call_them(agent, named):
    assert device(agent) == named
