"""What is asked of many at once, watched on the wire while it is open: every byte that the product sends to everybody else.

Who answered, what, how many, when: nobody receives any of it before the reveal, over no page, part, stream, file or mail.
"""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.wire import Somebody

CANARY = "Canary7x"
PLACE = "/northwind/lighter/"
# Everything on which an answer could leave a trace: pages, what is exported, what is searched, what each is told.
ADDRESSES = (
    "agreements/", "", "board/", "roadmap/", "list/", "goals/4/", "candidates/",
    "/northwind/today/", "/northwind/notices/", "/northwind/search/?q=bo",
)  # fmt: skip


@pytest.fixture
def people(served):
    return {short: Somebody(served, short) for short in ("ada", "bo", "cy", "di", "eve", "fay")}


def said(served, voters, **more):
    until = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    return {"until": until, "voters": [str(served.people[short]["id"]) for short in voters], **more}


def agree_as_one(people, served, *voters):
    """Ada asks about all lines of the vision board; gives the address of the sheet."""
    address = f"{PLACE}as-one/?of=board"
    lines = [part.split('"')[0] for part in people["ada"].asked(address)[2].split('name="lines" value="')[1:]]
    answer = people["ada"].send(address, address, **said(served, voters, lines=lines))
    assert answer[0] == 303, answer[2][-3000:]
    return answer[1]["Location"]


def feel(people, served, *voters):
    address = f"{PLACE}goals/4/feeling/"
    answer = people["ada"].send(address, address, **said(served, voters, statement="Know what I eat", way="gradients"))
    assert answer[0] == 303, answer[2][-3000:]
    return answer[1]["Location"]


def order(people, served, *voters):
    address = f"{PLACE}ordering/"
    form = said(served, voters, title="What first?", written="Soup\nBread\nSalad", way="dots", budget="5", most="3")
    answer = people["ada"].send(address, address, **form)
    assert answer[0] == 303, answer[2][-3000:]
    return answer[1]["Location"]


def cast(somebody, sheet, **given):
    answer = somebody.send(f"{sheet}casting/", sheet, **{name.replace("_", "-"): one for name, one in given.items()})
    assert answer[0] == 303, answer[2][-3000:]
    return answer


WAYS = {
    "as one": (agree_as_one, {"rest": "on", "line_1": "on", "because_1": CANARY}, {"rest": "on"}),
    "thermometer": (feel, {"value": "8", "because": CANARY}, {"value": "1"}),
    "order": (order, {"line_1": "3", "line_2": "2"}, {"line_2": "1"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_nobody_else_receives_a_byte_about_an_open_sheet(people, served, way):
    ask, first, second = WAYS[way]
    sheet = ask(people, served, "bo", "cy", "di")
    watching = {short: people[short] for short in ("ada", "cy", "eve", "fay")}
    addresses = [one if one.startswith("/") else PLACE + one for one in ADDRESSES] + [sheet]
    addresses = [one for one in addresses if people["ada"].asked(one)[0] == 200]
    assert len(addresses) >= 10
    for one in watching.values():
        one.listen(sheet)
    before = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    answers = [
        cast(people["bo"], sheet, **first),
        cast(people["bo"], sheet, **second),
        cast(people["di"], sheet, **first),
    ]
    after = {(short, address): one.see(address) for short, one in watching.items() for address in addresses}

    assert [where for where in before if before[where] != after[where]] == []
    assert [event for one in watching.values() for event in one.events] == []
    assert len({(len(body), answer["Location"]) for _status, answer, body in answers}) == 1
    # Nor does it lie about in the clear.
    kept = [path for path in served.installation.home.rglob("*") if path.is_file()] + [served.log]
    assert len(kept) > 1
    assert not [path for path in kept if CANARY.encode() in path.read_bytes()]
    # Something that the streams do tell of, so that silence before it was no deafness.
    people["ada"].send(f"{sheet}withdrawal/", sheet)
    for one in watching.values():
        assert one.hears("canvass-")
        assert CANARY not in one.see(sheet)


@pytest.mark.parametrize("way", WAYS)
def test_asking_once_more_tells_nobody_who_is_silent(people, served, way):
    ask, first, _second = WAYS[way]
    seen = []
    for silent in (("cy", "di"), ("bo", "di")):
        sheet = ask(people, served, "bo", "cy", "di")
        answered = next(one for one in ("bo", "cy") if one not in silent)
        cast(people[answered], sheet, **first)
        people["eve"].heard = people[answered].heard = ""
        watching = [people["eve"], people[answered]]
        for one in watching:
            one.is_on.clear()
            one.listen(sheet)
        status, headers, words = people["ada"].send(f"{sheet}asking-again/", sheet)
        pages = [people[short].see(sheet).replace(sheet, "") for short in ("ada", "eve")]
        number = sheet.rstrip("/").rpartition("/")[2]
        seen.append((status, words, [re.sub(rf"canvass-{number}\b", "", one) for one in pages]))
        assert headers["Location"] == sheet
        assert watching[0].hears("canvass-")
        assert not [event for one in watching for event in one.events if event.startswith("person-")]
        people["ada"].send(f"{sheet}withdrawal/", sheet)

    (_status, _words, before), (_again, _none, after) = seen
    assert seen[0][:2] == seen[1][:2] == (303, "")
    assert [len(one) for one in before] == [len(one) for one in after]
    assert [_without_bell(one) for one in before] == [_without_bell(one) for one in after]


def _without_bell(page):
    """The sheet alone: how many notices there are, and from where on to listen, grows by itself."""
    return page.split('id="canvass"')[1].split("</article>")[0]


@pytest.mark.parametrize("way", WAYS)
def test_with_the_last_sheet_everybody_is_told_and_sees_all_at_once(people, served, way):
    ask, first, second = WAYS[way]
    sheet = ask(people, served, "bo", "cy")
    for short in ("ada", "eve", "bo"):
        people[short].listen(sheet)
    cast(people["bo"], sheet, **first)
    assert not any(one.events for one in people.values())
    cast(people["cy"], sheet, **second)

    for short in ("ada", "eve", "bo"):
        assert people[short].hears("canvass-")
        assert "Turned over" in people[short].see(sheet)
        if "because" in str(first):
            assert CANARY in people[short].see(sheet)


def test_of_two_last_sheets_at_once_one_reveals_and_each_line_is_agreed_once(people, served):
    sheet = agree_as_one(people, served, "bo", "cy", "di")
    cast(people["di"], sheet, rest="on")
    together = threading.Barrier(2)

    def last(short):
        given = {"rest": "on", "csrfmiddlewaretoken": people[short].token(sheet)}
        together.wait()
        people[short].asked(f"{sheet}casting/", given)

    threads = [threading.Thread(target=last, args=(short,)) for short in ("bo", "cy")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert "All 3 lines are agreed." in people["eve"].see(sheet)
    assert people["eve"].see(f"{PLACE}agreements/").count('id="agreement-') == 3
