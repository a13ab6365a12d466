"""Any string in any field is kept or refused: no answer is a failure of ours."""

from itertools import cycle, islice

import pytest
from django.urls import reverse

from tests.doors.rows import DOORS
from tests.doors.test_doors import meetings_at_hand, places, said

from .corpus import DAYS, IDS, LONG, STRINGS
from .forms import WORDY, Shown, shown_on
from .house import again, asked, furnish, signed_in

pytestmark = pytest.mark.hunt
# Ada steers and owns; Cy has a seat in the team, Di in the group.
WHO = ("ada", "cy", "di")
OWN = ("boards:sprint", "chain:new")
QUERIES = ("q", "goal", "level", "parent", "to", "said", "removed", "team", "owner", "state", "product", "page", "fold")


@pytest.fixture
def house(crew):
    furnish(crew)
    return crew


def all_forms(crew, senders=WHO):
    """Each form that some page shows, once: by where it goes and what it asks; with who can send it.

    The first of the senders looks at every page, the others at those where a team sets its own.
    """
    found = {}
    meetings_at_hand(crew)
    clients = {who: signed_in(crew.people[who]) for who in senders}
    for who, name in (
        *((senders[0], name) for name in sorted(DOORS)),
        *((who, name) for who in senders[1:] for name in OWN),
    ):
        door = DOORS[name]
        if door.get is None:
            continue
        address = reverse(name, kwargs=places(door, crew))
        answer = asked(again(clients[who]), "get", address)
        for form in (
            shown_on(address, answer.getvalue().decode("utf-8", "replace")) if answer.status_code == 200 else ()
        ):
            found.setdefault((form.action, *sorted(form.kinds)), (who, form))
    for name, door in DOORS.items():
        if door.post:
            words = {key: str(value) for key, value in said(door, crew).items()}
            who = next((one for one in senders if one in door.post), senders[0])
            form = Shown(reverse(name, kwargs=places(door, crew)), dict.fromkeys(words, "text"), words)
            found.setdefault((form.action, *sorted(form.kinds)), (who, form))
    return [one for one in found.values() if "/logout/" not in one[1].action]


def sendings(forms):
    """What is sent: who sends which form, with what in place of what it holds.

    Every string to every form takes a quarter of an hour; so each form gets a few, the next form the next few.
    """
    strings, ids, days = (cycle(values) for values in (STRINGS.items(), IDS, DAYS))
    for place, (who, form) in enumerate(forms):
        wordy = form.named(*WORDY)
        long = [("a megabyte", LONG)] if place % 12 == 0 else []
        for what, words in [*islice(strings, 3), *long] if wordy else ():
            yield who, form, dict.fromkeys(wordy, words), what
        for name in form.named("select", "hidden", "number", "radio", "checkbox", "submit"):
            value = next(ids)
            yield who, form, {name: value}, value[:20]
        for name in form.named("date"):
            value = next(days)
            yield who, form, {name: value}, value


def test_whatever_is_sent_with_a_form_never_makes_the_server_fail(house):
    clients = {who: signed_in(house.people[who]) for who in WHO}
    forms = all_forms(house)
    wrong = {}
    for who, form, changed, what in sendings(forms):
        answer = asked(clients[who], "post", form.action, {**form.values, **changed})
        if answer.status_code >= 500:
            wrong[f"{what!r} in {', '.join(changed)[:80]} of {form.action} answered {answer.status_code}"] = True
    assert len({form.action for _who, form in forms}) > 60
    assert not wrong, "\n".join(wrong)


def test_whatever_is_asked_in_an_address_never_makes_the_server_fail(house):
    wrong = []
    client = signed_in(house.ada)
    values = cycle((*STRINGS.values(), *IDS))
    for name, door in DOORS.items():
        if door.get is None:
            continue
        address = reverse(name, kwargs=places(door, house))
        for value in islice(values, 4):
            answer = asked(client, "get", address, dict.fromkeys(QUERIES, value))
            if answer.status_code >= 500:
                wrong.append(f"{address} with {value[:20]!r} answered {answer.status_code}")
    assert not wrong, "\n".join(wrong)
