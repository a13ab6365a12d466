"""A concern without name, watched on the wire: every byte that the product sends to everybody else, over pages and streams.

Until its moment nobody receives anything about it; afterwards nothing that names who raised it, or when.
"""

import re

import pytest

from .test_open_ballots import Somebody

CANARY = "Canary9y"
GOAL = "/northwind/lighter/goals/4/"
LIST = "/northwind/lighter/concerns/"
PASSED = """
import django
django.setup()
from datetime import timedelta
from goldthread.kit import clock
from goldthread.voice.models import Concern
print(Concern.objects.update(at=clock.now() - timedelta(minutes=1)))
"""


@pytest.fixture
def people(served):
    return {short: Somebody(served, short) for short in ("ada", "bo", "cy", "eve", "fay")}


def raise_one(people, short):
    """Without name, about the goal, from its page."""
    speak = re.search(r'href="(\S+?)" id="tool-speak-up"', people[short].see(GOAL))[1]
    status, headers, _text = people[short].send(speak, speak, text=f"{CANARY} is not measured.", how="nameless")
    assert status == 303
    return headers["Location"]


def pass_time(installation, many=1):
    """Have the moment come at which it is shown: nothing but the clock is waited for otherwise."""
    done = installation.python("-c", PASSED, DJANGO_SETTINGS_MODULE="goldthread.config.settings")
    assert done.stdout.strip() == str(many), done.stderr


def test_nobody_else_receives_a_byte_about_it_before_its_moment_and_no_name_afterwards(people, served, installation):
    watching = {short: people[short] for short in ("ada", "bo", "eve", "fay")}
    addresses = [LIST, f"{LIST}?show=answered", GOAL, "/northwind/lighter/", "/northwind/notices/", "/northwind/today/"]
    for one in watching.values():
        one.listen(GOAL)
    before = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    assert raise_one(people, "cy").endswith("?show=mine")
    assert raise_one(people, "cy").endswith("?show=mine")
    after = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    assert [where for where in before if before[where] != after[where]] == []
    assert [event for one in watching.values() for event in one.events] == []
    assert CANARY in people["cy"].see(f"{LIST}?show=mine")

    pass_time(installation)
    for one in watching.values():
        page = one.see(LIST)
        assert CANARY in page
        assert "Cy Okafor" not in page
    own = re.search(r"concerns/(\d+)/", watching["ada"].see(LIST).split(CANARY)[0].rsplit("concern-line", 1)[1])[1]
    for one in watching.values():
        assert "Cy Okafor" not in one.see(f"{LIST}{own}/")


def test_between_two_named_ones_its_number_tells_nothing(people, served, installation):
    def named(words):
        speak = re.search(r'href="(\S+?)" id="tool-speak-up"', people["ada"].see(GOAL))[1]
        return number_of(people["ada"].send(speak, speak, text=words, how="named")[1]["Location"])

    def number_of(address):
        return int(re.search(r"concerns/(\d+)/", address)[1])

    numbers = []
    for each in range(6):
        numbers.append(named(f"Before {each}"))
    raise_one(people, "cy")
    pass_time(installation, 7)
    own = number_of(people["cy"].see(f"{LIST}?show=mine"))

    assert numbers != sorted(numbers)
    assert own not in range(numbers[-1], numbers[-1] + 100)


def test_the_log_of_the_server_says_neither_who_nor_what(people, served, installation):
    raise_one(people, "cy")
    log = served.log.read_text()
    assert CANARY not in log
    assert "okafor" not in log.casefold()
