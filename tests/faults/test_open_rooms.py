"""A live meeting, watched on the wire: every byte that the product sends to everybody else while people write and vote.

Facilitator, members, a projector: nobody receives words, number, place or time of a card or a vote before all are turned over.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.wire import Somebody

CANARY = "Canary7x"
INSIDE = ("ada", "cy", "di")


@pytest.fixture
def people(served):
    return {short: Somebody(served, short) for short in ("ada", "bo", "cy", "di", "eve", "fay")}


@pytest.fixture
def room(people, served):
    """Fay leads a meeting of three about one new goal; it stands where people write in silence. Gives its address."""
    ids = {short: str(served.people[short]["id"]) for short in people}
    page = "/northwind/lighter/workshops/new/?agenda=strategizing"
    said = {
        "title": "Where to next?",
        "day": (datetime.now(UTC) + timedelta(days=1)).date().isoformat(),
        "at": "10:00",
        "facilitator": ids["fay"],
        "invited": [ids[short] for short in INSIDE],
        "required": [ids[short] for short in INSIDE],
        "rule": "unanimity",
        "rounds": "2",
        "fallback": "",
    }
    answer = people["fay"].send(page, page, **said)
    assert answer[0] == 303, answer[2][-3000:]
    room = answer[1]["Location"]
    do(people["fay"], room, "beginning")
    for short in INSIDE:
        do(people[short], room, "seat")
    on(people["fay"], room)
    for short in (*INSIDE, "fay"):
        do(people[short], room, "promise")
    on(people["fay"], room)
    on(people["fay"], room)
    assert "Hidden until all are turned over" in people["cy"].see(f"{room}table/")
    return room


def do(somebody, room, deed, **said):
    answer = somebody.send(f"{room}{deed}/", room, **said)
    assert answer[0] in (200, 204, 303), (deed, answer[0], answer[2][-2000:])


def on(lead, room):
    leaving = re.search(r'name="leaving" value="(\d+)"', lead.asked(f"{room}lead/")[2])[1]
    do(lead, room, "advance", leaving=leaving, anyway="1")


def watched(people, room):
    """All that others see of the meeting, and of what stands around it."""
    around = [
        "/northwind/lighter/",
        "/northwind/lighter/workshops/",
        "/northwind/lighter/agreements/",
        "/northwind/notices/",
        "/northwind/today/",
        "/northwind/lighter/workshops/hours/",
        "/northwind/lighter/loose-ends/",
        f"/northwind/search/?q={CANARY}",
    ]
    seen = {}
    for short, one in people.items():
        parts = ["table/", "mine/", "projector/", "joining/", "workshop.ics", ""] + (
            ["lead/", "plan/"] if short == "fay" else []
        )
        if short in ("bo", "eve"):
            parts = [""]
        for address in [*(room + part for part in parts), *around]:
            seen[short, address] = re.sub(r'data-now="[^"]*"|DTSTAMP:\w+', "", one.see(address))
    return seen


def events(*some):
    """All that the streams of these people told to have changed."""
    found = [event for one in some for event in re.findall(r"event: ?([a-z-]+-\d+)\s", one.heard)]
    return [event for event in found if not event.startswith("here-")]


def calm(seen, whose):
    """Without what is that person's own."""
    return {where: words for where, words in seen.items() if where[0] != whose}


def test_nobody_else_receives_a_byte_while_somebody_writes_cards(people, room):
    for short in ("ada", "di", "fay"):
        people[short].listen(room)
    before = calm(watched(people, room), "cy")

    do(people["cy"], room, "cards", words=CANARY)
    do(people["cy"], room, "cards", words=f"{CANARY} again", signed="on")
    do(people["cy"], room, "cards", back="0", said=CANARY)
    after = calm(watched(people, room), "cy")

    assert [where for where in before if before[where] != after[where]] == []
    assert events(*(people[short] for short in ("ada", "di", "fay"))) == []
    assert CANARY in people["cy"].see(f"{room}mine/")
    # Something that the streams do tell of, so that silence before was no deafness: all are turned over.
    on(people["fay"], room)
    for short in ("ada", "di", "fay"):
        assert people[short].hears("workshop-")
        assert f"{CANARY} again" in people[short].see(f"{room}table/")


def test_nobody_else_receives_a_byte_while_somebody_votes(people, room):
    for _phase in range(3):
        on(people["fay"], room)
    do(people["ada"], room, "wording", words="People sleep better")
    on(people["fay"], room)
    for short in ("ada", "di", "fay"):
        people[short].listen(room)
    before = calm(watched(people, room), "cy")

    do(people["cy"], room, "ballot", position="object", because=CANARY)
    do(people["cy"], room, "ballot", position="reserve", because=CANARY)
    after = calm(watched(people, room), "cy")

    assert [where for where in before if before[where] != after[where]] == []
    assert events(*(people[short] for short in ("ada", "di", "fay"))) == []
    do(people["ada"], room, "ballot", position="support")
    assert events(*people.values()) == []
    do(people["di"], room, "ballot", position="support")
    for short in ("ada", "fay"):
        assert people[short].hears("workshop-")
        assert CANARY in people[short].see(f"{room}table/")
    assert "People sleep better" in people["eve"].see("/northwind/lighter/")
