"""An open ballot, watched on the wire: every byte that the product sends to everybody else, over pages and streams.

A vote's words, position, number, time and even that there is one reach nobody before the reveal; then all at once.
"""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.wire import Somebody

CANARY = "Canary7x"
GOAL = "/northwind/lighter/goals/4/"
LOG = "/northwind/lighter/agreements/"


@pytest.fixture
def people(served):
    return {short: Somebody(served, short) for short in ("ada", "bo", "cy", "di", "eve", "fay")}


def put(people, served, *voters):
    """Ada asks whether these people support the goal; gives the address of the ballot."""
    until = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    said = {"statement": "Understand what I eat", "rule": "unanimity", "rounds": "2", "fallback": "", "until": until}
    ids = [str(served.people[short]["id"]) for short in voters]
    answer = people["ada"].send(f"{GOAL}agreeing/", f"{GOAL}agreeing/", **said, voters=ids)
    assert answer[0] == 303, answer[2][-3000:]
    return answer[1]["Location"]


def cast(somebody, ballot, position, **said):
    answer = somebody.send(f"{ballot}casting/", ballot, position=position, **said)
    assert answer[0] == 303, answer[2][-3000:]


def test_nobody_else_receives_a_byte_about_a_ballot_before_the_reveal(people, served):
    ballot = put(people, served, "bo", "cy", "di")
    watching = {short: people[short] for short in ("ada", "cy", "eve", "fay")}
    addresses = [ballot, LOG, GOAL, "/northwind/lighter/", "/northwind/notices/", "/northwind/today/"]
    addresses = [one for one in addresses if people["eve"].asked(one)[0] == 200]
    assert len(addresses) >= 5
    for one in watching.values():
        one.listen(ballot)
    before = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    cast(people["bo"], ballot, "object", because=CANARY, confidence="1")
    cast(people["bo"], ballot, "reserve", because=CANARY, confidence="2")
    cast(people["di"], ballot, "support", confidence="3")
    after = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    assert [where for where in before if before[where] != after[where]] == []
    assert [event for one in watching.values() for event in one.events] == []
    # Something that the streams do tell of, so that silence before it was no deafness: other words make it void.
    assert people["bo"].send(f"{GOAL}wording/", f"{GOAL}wording/", why="Sounder")[0] < 400
    for one in watching.values():
        assert one.hears("decision-")
        assert sum(event.startswith("decision-") for event in one.events) == 1


def test_with_the_last_ballot_everybody_is_told_and_sees_all_at_once(people, served):
    ballot = put(people, served, "bo", "cy")
    for short in ("ada", "eve", "bo"):
        people[short].listen(ballot)
    cast(people["bo"], ballot, "reserve", because=CANARY)
    assert not any(one.events for one in people.values())
    cast(people["cy"], ballot, "support")

    for short in ("ada", "eve", "bo"):
        assert people[short].hears("decision-")
        assert CANARY in people[short].see(ballot)


def test_of_two_last_ballots_at_once_one_reveals_and_it_is_agreed_once(people, served):
    for number in range(4):
        ballot = put(people, served, "bo", "cy", "di")
        cast(people["di"], ballot, "support")
        together = threading.Barrier(2)

        def last(short, ballot=ballot, together=together):
            said = {"position": "support", "csrfmiddlewaretoken": people[short].token(ballot)}
            together.wait()
            people[short].asked(f"{ballot}casting/", said)

        threads = [threading.Thread(target=last, args=(short,)) for short in ("bo", "cy")]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

        assert "All three support it." in people["eve"].see(ballot)
        assert len(re.findall(r'id="agreement-\d+"', people["eve"].see(LOG))) == number + 1
