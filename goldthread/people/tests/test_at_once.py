"""What many do in the same moment, against two served processes."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

TOGETHER = 30
LINK = re.compile(r"/northwind/join/[^\s=]+/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SECONDS_FOR_A_MAIL = 30


@pytest.fixture
def two_workers(installation):
    with installation.served(GOLDTHREAD_WORKERS="2") as running:
        yield running


def browser(served, short=None):
    made = requests.Session()
    if short:
        cookie = served.cookie(short)
        made.cookies.set(cookie["name"], cookie["value"])
    return made


def post(session, address, **said):
    """Fill in the form at an address and send it."""
    token = TOKEN.search(session.get(address, timeout=30).text)[1]
    return session.post(
        address,
        {**said, "csrfmiddlewaretoken": token},
        headers={"Referer": address},
        allow_redirects=False,
        timeout=30,
    )


def mailed_link(served):
    """The link in the mail that the served process wrote to its console."""
    until = time.monotonic() + SECONDS_FOR_A_MAIL
    while time.monotonic() < until:
        found = LINK.search(served.log.read_text())
        if found:
            return served.address + found[0]
        time.sleep(0.05)
    raise AssertionError("no mail came")


def count(served, what):
    program = f"import django; django.setup(); from goldthread.people.models import *; print({what}.count())"
    done = served.installation.python("-c", program, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    return int(done.stdout)


def test_an_invitation_accepted_thirty_times_at_once_makes_one_membership(two_workers):
    ada, hal = browser(two_workers, "ada"), browser(two_workers, "hal")
    answer = post(ada, f"{two_workers.address}/northwind/invitations/", emails="hal@northwind.example", role="member")
    assert answer.status_code == 303
    link = mailed_link(two_workers)
    token = TOKEN.search(hal.get(link, timeout=30).text)[1]

    def press(_number):
        return requests.post(
            link,
            {"csrfmiddlewaretoken": token},
            cookies=hal.cookies,
            headers={"Referer": link},
            allow_redirects=False,
            timeout=60,
        ).status_code

    with ThreadPoolExecutor(TOGETHER) as crowd:
        statuses = set(crowd.map(press, range(TOGETHER)))

    assert statuses == {303}
    who = "person__email='hal@northwind.example', organisation__slug='northwind'"
    assert count(two_workers, f"Membership.objects.filter({who})") == 1


def test_a_limit_holds_over_both_processes_and_is_not_dodged_by_a_header(two_workers):
    address = f"{two_workers.address}/accounts/login/"
    session = browser(two_workers)
    token = TOKEN.search(session.get(address, timeout=30).text)[1]

    def guess(number):
        return requests.post(
            address,
            {"csrfmiddlewaretoken": token, "login": f"a{number}@example.org", "password": "wrong"},
            cookies=session.cookies,
            headers={"Referer": address, "X-Forwarded-For": f"198.51.100.{number}"},
            timeout=60,
        ).status_code

    with ThreadPoolExecutor(8) as crowd:
        statuses = list(crowd.map(guess, range(60)))

    assert set(statuses) <= {200, 429}
    assert 1 <= statuses.count(200) <= 30
