"""A draft that goes round, watched on the wire: every byte that the product sends to everybody else, over pages and streams.

What somebody says without their name, or does not want passed on, where they stand, and that they said anything at all
reach nobody but the organiser.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest

from .test_open_ballots import CANARY, GOAL, LOG, Somebody

BEGIN = f"{GOAL}sounding/"


@pytest.fixture
def people(served):
    return {short: Somebody(served, short) for short in ("ada", "bo", "cy", "di", "eve", "fay")}


def send(people, served, *asked):
    """Ada sends a draft round; gives the address of its page."""
    until = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    ids = [str(served.people[short]["id"]) for short in asked]
    said = {"statement": "Understand what I eat", "until": until, "voters": ids}
    answer = people["ada"].send(BEGIN, BEGIN, **said)
    assert answer[0] == 303, answer[2][-3000:]
    return answer[1]["Location"]


def is_asked(somebody, page):
    return "Can you support these words?" in somebody.see(page)


def answer(somebody, page, position, words="", share=""):
    said = {"position": position, "words": words, "share": share, "kind": "concern"}
    given = somebody.send(f"{page}mine/answer/", page, **said)
    assert given[0] == 303, given[2][-3000:]
    assert CANARY not in given[2]


@pytest.mark.parametrize("share", ["unattributed", "kept"])
def test_nobody_else_receives_a_byte_of_what_one_person_says(people, served, share):
    page = send(people, served, "cy", "di")
    speaker = next(short for short in ("cy", "di") if is_asked(people[short], page))
    watching = {short: people[short] for short in ("bo", "eve", "fay")}
    addresses = [page, LOG, GOAL, "/northwind/lighter/", "/northwind/notices/", "/northwind/today/", "/northwind/search/?q=" + CANARY]  # fmt: skip
    addresses = [one for one in addresses if people["eve"].asked(one)[0] == 200]
    assert len(addresses) >= 5
    for one in watching.values():
        one.listen(page)
    before = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    answer(people[speaker], page, "7", f"{CANARY} says no", share)
    after = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    assert [where for where in before if before[where] != after[where]] == []
    assert [event for one in watching.values() for event in one.events] == []
    assert CANARY in people["ada"].see(page), "the organiser reads it"
    assert CANARY not in served.log.read_text()
    # Something that the streams do tell of, so that silence before it was no deafness.
    assert people["ada"].send(f"{page}desk/withdrawal/", page)[0] == 303
    for one in watching.values():
        assert one.hears("sounding-")


def test_that_somebody_was_met_and_what_they_say_to_it_reaches_the_two_alone(people, served):
    page = send(people, served, "cy", "di")
    met = next(short for short in ("cy", "di") if is_asked(people[short], page))
    watching = {short: people[short] for short in ("bo", "eve", "fay")}
    addresses = [page, LOG, GOAL, "/northwind/notices/", "/northwind/today/"]
    addresses = [one for one in addresses if people["eve"].asked(one)[0] == 200]
    assert len(addresses) >= 4
    for one in watching.values():
        one.listen(page)
    before = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    who = re.search(r'name="who" value="(\d+)"', people["ada"].see(page))[1]
    told = {"who": who, f"met-{who}-note": CANARY, f"met-{who}-words": f"{CANARY} wrote down"}
    assert people["ada"].send(f"{page}desk/met/", page, **told)[0] == 303
    assert "Did you meet?" in people[met].see(page)
    assert people[met].send(f"{page}mine/not-having-met/", page)[0] == 303
    after = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    assert [where for where in before if before[where] != after[where]] == []
    assert [event for one in watching.values() for event in one.events] == []
    assert CANARY not in people[met].see(page), "the note is the organiser's, and the words are gone"
    assert CANARY not in served.log.read_text()


def test_what_carries_a_name_is_told_to_all_at_once(people, served):
    page = send(people, served, "cy", "di")
    speaker = next(short for short in ("cy", "di") if is_asked(people[short], page))
    people["eve"].listen(page)
    answer(people[speaker], page, "5", f"{CANARY} aloud", "named")

    assert people["eve"].hears("sounding-")
    assert f"{CANARY} aloud" in people["eve"].see(page)


def test_of_four_nobody_learns_who_said_what_without_a_name(people, served):
    page = send(people, served, "cy", "di", "eve", "bo")
    for _each in range(4):
        short = next(one for one in ("cy", "di", "eve", "bo") if is_new(people[one], page))
        answer(people[short], page, "5", f"{CANARY} {short}x", "kept" if short == "eve" else "unattributed")
    for reader in ("bo", "cy", "di", "eve", "fay"):
        text = people[reader].see(page)
        points = text[text.index('id="points"') : text.index('id="asked-title"')]
        for said in ("cy", "di", "bo"):
            assert f"{CANARY} {said}x" in points
        assert f"{CANARY} evex" not in points
        assert (f"{CANARY} evex" in text) == (reader == "eve")
        assert not [name for name in ("Cy Okafor", "Di Marin", "Bo Winter") if name in points]


def is_new(somebody, page):
    text = somebody.see(page)
    return "Can you support these words?" in text and "You answered" not in text
