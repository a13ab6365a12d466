"""Ids of things that somebody does not see, sent in every form and put into every address: refused or passed over.

Once with the things of another organisation, and once with those of another product of the company, as a guest who does
not see it. No word of theirs is ever answered, and no row of theirs changes or is pointed to.
"""

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import pytest
from django.urls import reverse

from tests.doors.rows import DOORS
from tests.doors.test_doors import meetings_at_hand, places

from .forms import Shown
from .house import CANARY, asked, elsewhere, furnish, neighbour, signed_in, standing
from .test_strings import WHO, all_forms

pytestmark = pytest.mark.hunt
# Fields whose values are words of ours; every other one might take an id.
WORDS = {
    "level",
    "unit",
    "currency",
    "state",
    "result",
    "section",
    "theme",
    "language",
    "time_zone",
    "role",
    "way",
    "once",
}
# Names under which some door takes an id, sent to all doors at once.
NAMES = {
    "goal": "goal", "number": "number", "into": "number", "parent": "number", "to": "number", "before": "goal", "owner": "person",
    "person": "person", "team": "team", "teams": "team", "product": "product", "products": "product", "sprint": "sprint",
    "metric_id": "metric", "feature": "feature", "note": "note", "involvement": "person", "comment": "comment",
}  # fmt: skip
OTHERS = ("Hal Berg", "Southsea", CANARY)
# Smaller ids may be those of something of the sender's own.
APART = 100_000
PLACES = ("number", "pk", "parent", "task", "noun_id", "person", "invitation")


@pytest.fixture(params=["another organisation", "another product"])
def house(request, crew):
    """The company, what is foreign (`crew.foreign`, ids by kind), and who sends (`crew.senders`)."""
    furnish(crew)
    if request.param == "another organisation":
        _organisation, crew.foreign = neighbour(crew)
        crew.senders = WHO
    else:
        crew.foreign = elsewhere(crew)
        crew.senders = ("gus",)
    return crew


def sendings(shown: Shown, foreign: dict[str, int], any_of_them: Iterator[int]) -> Iterator[dict[str, Any]]:
    """What is sent in place of what a form holds: a foreign id in every field, then all names at once.

    A field whose name tells its kind gets an id of that kind, any other a few of all kinds, the next the next few.
    """
    for name in shown.named("select", "hidden", "number", "radio", "checkbox", "submit"):
        if name not in WORDS and not name.endswith("-row"):
            kind = NAMES.get(name.rpartition("-")[2], "")
            yield from ({name: one} for one in ([foreign[kind]] if kind in foreign else islice(any_of_them, 2)))
    # A form below a prefix takes its fields under it.
    prefixes = {"", *(f"{name.rpartition('-')[0]}-" for name in shown.kinds if "-" in name)}
    yield {prefix + name: foreign[kind] for prefix in prefixes for name, kind in NAMES.items() if kind in foreign}


def fitting(foreign: dict[str, int], place: str, any_of_them: Iterator[int]) -> set[int]:
    """Foreign ids for a place in an address: of the kind that it names, else a few, at the next place the next few.

    Numbers of goals begin anew in each organisation: anywhere else they could be an id of ours.
    """
    kind = "number" if place in ("number", "parent") else "goal" if place == "noun_id" else place
    named = {foreign[kind]} if kind in foreign else set()
    return named | set(islice(any_of_them, 3))


def said_of_theirs(answer: Any) -> list[str]:
    """Their words in an answer: in its body and its headers."""
    whole = answer.getvalue().decode("utf-8", "replace") + str(answer.headers)
    return [words for words in OTHERS if words in whole]


def test_no_form_takes_what_its_sender_does_not_see(house):
    clients = {who: signed_in(house.people[who]) for who in house.senders}
    before = standing(house.foreign)
    wrong, taken = {}, 0
    forms, any_of_them = all_forms(house, house.senders), cycle(sorted(house.foreign.values()))
    for who, form in forms:
        for changed in sendings(form, house.foreign, any_of_them):
            answer = asked(
                clients[who], "post", form.action, {**form.values, **changed}, lambda: standing(house.foreign)
            )
            taken += answer.status_code < 400
            told = said_of_theirs(answer)
            if answer.status_code >= 500 or told or (answer.seen or before) != before:
                now = {key: value for key, value in (answer.seen or {}).items() if value != before[key]}
                wrong[f"{changed} to {form.action} answered {answer.status_code}, {told}, {list(now)[:3]}"] = True
    assert len(forms) > 30
    assert taken
    assert not wrong, "\n".join(wrong)


def test_no_address_leads_to_what_somebody_does_not_see(house):
    who = house.senders[0]
    meetings_at_hand(house)
    client, wrong = signed_in(house.people[who]), []
    any_of_them = cycle(sorted(pk for kind, pk in house.foreign.items() if kind != "number" and pk >= APART))
    for name, door in DOORS.items():
        there = places(door, house)
        for place in [one for one in PLACES if one in there]:
            for pk in fitting(house.foreign, place, any_of_them):
                address = reverse(name, kwargs={**there, place: pk})
                for method in [one for one in ("get", "post") if getattr(door, one) is not None]:
                    answer = asked(client, method, address, {})
                    if answer.status_code not in (403, 404) or said_of_theirs(answer):
                        wrong.append(f"{method} {address} as {who} answered {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_no_page_shows_a_word_of_what_somebody_does_not_see(house):
    wrong = []
    meetings_at_hand(house)
    for who in house.senders:
        client = signed_in(house.people[who])
        for name, door in DOORS.items():
            if door.get is not None:
                address = reverse(name, kwargs=places(door, house))
                answers = [asked(client, "get", address), asked(client, "get", address, headers={"HX-Request": "true"})]
                if any(said_of_theirs(answer) for answer in answers):
                    wrong.append(f"{address} as {who} shows {[said_of_theirs(answer) for answer in answers]}")
    assert not wrong, "\n".join(wrong)
