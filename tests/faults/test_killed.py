"""Hundreds of check-ins, and the server killed among them: nothing acknowledged is lost, nothing is there twice."""

import json
import re
import threading
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

MEASURED = """
import json
import django
django.setup()
from decimal import Decimal
from goldthread.chain.models import Goal, KeyResult
from goldthread.measures.models import Metric
from goldthread.people.models import Person
ada, cy = (Person.objects.get(email=f"{name}@northwind.example") for name in ("ada", "cy"))
goal = Goal.objects.get(number=2)
metric = Metric.add(goal.organisation, "Weekly members", by=ada, unit="count")
one = KeyResult.set(goal, metric, by=ada, baseline=Decimal(850), target=Decimal(1800), owner_id=cy.pk)
print(json.dumps(f"/northwind/lighter/goals/2/key-results/{one.pk}/check-in/"))
"""
COUNTED = """
import json
import django
django.setup()
from goldthread.checkins.models import CheckIn
from goldthread.journal.models import Entry
from goldthread.journal.record import verify
from goldthread.people.models import Organisation
told = list(CheckIn.objects.order_by("pk").values_list("learned", flat=True))
entries = Entry.objects.filter(verb="key_result.checked_in").count()
print(json.dumps([told, entries, verify(Organisation.objects.get(slug="northwind").pk)]))
"""
SETTINGS = {"DJANGO_SETTINGS_MODULE": "goldthread.config.settings"}
ALL, KILLED_AFTER = 300, (40, 160, 240)


class Sender:
    """Cy, checking in again and again; knows what was acknowledged."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.acknowledged: set[int] = set()

    def come_in(self, served: Any) -> None:
        """Ask for the form at a server that was just started."""
        cookie = served.cookie("cy")
        self.cookies = {cookie["name"]: cookie["value"]}
        self.address = served.address
        self.connection = HTTPConnection(urlsplit(served.address).netloc, timeout=20)
        _status, form = self._ask("GET")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert found, form[:400]
        self.token = found[1]

    def send(self, number: int) -> int:
        said = {
            "csrfmiddlewaretoken": self.token,
            "once": f"check-in-number-{number:04}",
            "learned": f"Number {number}",
            "confidence": str(number % 11),
            "kind": "said",
        }
        status, _page = self._ask("POST", urlencode(said))
        if status == 303:
            self.acknowledged.add(number)
        return status

    def _ask(self, method: str, body: str = "") -> tuple[int, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.address,
            "Referer": self.address + self.path,
        }
        self.connection.request(method, self.path, body or None, headers)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.update([value.partition(";")[0].split("=", 1)])
        return answer.status, answer.read().decode()


def _said(installation: Any, program: str) -> Any:
    done = installation.python("-c", program, **SETTINGS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


def _send_until_killed(installation: Any, sender: Sender, first: int, last: int, *, die: bool) -> int:
    """Send these numbers; the server dies while the last of them is on its way. Gives the first that is not acknowledged."""
    with installation.served() as served:
        sender.come_in(served)
        for number in range(first, last):
            assert sender.send(number) == 303
        if not die:
            return last
        cut = threading.Timer(0.004, served.kill)
        cut.start()
        number = last
        try:
            while sender.send(number) == 303:
                number += 1
        except (HTTPException, OSError):
            pass
        cut.join()
    return number


@pytest.mark.hunt
def test_of_many_check_ins_none_is_lost_and_none_is_doubled_by_a_server_killed_among_them(installation):
    sender = Sender(_said(installation, MEASURED))
    begun = 0
    for last in (*KILLED_AFTER, ALL):
        # What was on its way when it died is sent again, as a browser does: with the same mark.
        begun = _send_until_killed(installation, sender, begun, last, die=last != ALL)
        told, entries, broken = _said(installation, COUNTED)
        numbers = [int(words.removeprefix("Number ")) for words in told]
        assert len(numbers) == len(set(numbers)) == entries
        assert sender.acknowledged <= set(numbers)
        assert set(numbers) - sender.acknowledged <= {begun}
        assert broken is None

    assert sender.acknowledged == set(range(ALL))
    assert sorted(numbers) == list(range(ALL))
