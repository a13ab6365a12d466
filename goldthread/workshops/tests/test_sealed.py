"""What is left in the database while people write and vote in secret: one locked box, as thick as it was, and nothing else.

No entry, no notice, no mail, no signal, no row that says that a form was sent: whatever reads any of them (pages, exports,
calendars, the API, a backup) cannot tell that anybody did anything, nor when.
"""

import pytest
from django.db import connection
from django.urls import reverse

from goldthread.workshops import convening, seating
from goldthread.workshops.rules import Kind
from goldthread.workshops.tests.test_carrying import at, meeting

CANARY = "Canary7x"


@pytest.fixture
def made(crew):
    return meeting(crew, "strategizing")


def rows():
    """Every row of every table, as it is: (table, key) -> its columns."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("sqlite_", "django_session", "home_search")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [one[0] for one in cursor.description]
            for number, row in enumerate(cursor.fetchall()):
                said = dict(zip(names, row, strict=True))
                found[table, said.get("id", number)] = said
    return found


def changed(before, after):
    """(table, column) -> the lengths before and after, of all that is not as it was; rows come or gone under their table."""
    assert before.keys() == after.keys(), set(before) ^ set(after)
    return {
        (key[0], name): (len(str(before[key][name])), len(str(said)))
        for key, row in after.items()
        for name, said in row.items()
        if said != before[key][name]
    }


@pytest.fixture
def cy(as_):
    """One browser that is signed in and has been in the room: what comes after is of the deed alone."""
    return as_("cy")


def do(cy, of, deed, **said):
    """Send a form from a browser that names it, as all forms do, so that it happens once."""
    place = reverse(f"workshops:{deed}", args=["northwind", "lighter", of.pk])
    answer = cy.post(place, {**said, "once": f"{deed} {len(str(said))}"})
    assert answer.status_code in (200, 204, 303), answer.content.decode()[-1000:]


def test_silent_writing_changes_one_box_and_nothing_else(crew, made, cy, mailoutbox):
    now = at(crew, made, Kind.WRITE)
    cy.get(reverse("workshops:room", args=["northwind", "lighter", now.pk]))
    before = rows()
    do(cy, now, "cards", words=CANARY)
    do(cy, now, "cards", words=f"{CANARY} again, and much longer than before", signed="on")

    found = changed(before, rows())

    assert list(found) == [("workshops_seat", "secret_cards")]
    assert len(set(found["workshops_seat", "secret_cards"])) == 1, "the box is as thick as it was"
    assert CANARY not in str(rows())
    assert mailoutbox == []


def test_a_vote_changes_one_box_and_nothing_else(crew, made, cy, mailoutbox):
    now = at(crew, made, Kind.DRAFT)
    convening.draft(now.item, "People sleep better", by=crew.ada)
    now = at(crew, now, Kind.AGREE)
    cy.get(reverse("workshops:room", args=["northwind", "lighter", now.pk]))
    before, told = rows(), len(mailoutbox)
    do(cy, now, "ballot", position="support")
    do(cy, now, "ballot", position="object", because=CANARY)

    found = changed(before, rows())

    assert list(found) == [("decisions_decision", "secret_ballots")]
    assert len(set(found["decisions_decision", "secret_ballots"])) == 1, "the box is as thick as it was"
    assert CANARY not in str(rows())
    assert len(mailoutbox) == told


def test_what_is_said_at_the_end_changes_one_box_and_nothing_else(crew, cy):
    now = at(crew, meeting(crew, "refinement"), Kind.CLOSING)
    cy.get(reverse("workshops:room", args=["northwind", "lighter", now.pk]))
    before = rows()
    do(cy, now, "answer", heard="1", worth="5")

    found = changed(before, rows())

    assert list(found) == [("workshops_seat", "secret_closing")]
    assert len(set(found["workshops_seat", "secret_closing"])) == 1


def test_who_comes_late_has_a_box_that_looks_like_all_others(crew, made, as_):
    now = at(crew, made, Kind.WRITE)
    now.seats.get(person=crew.cy).write(CANARY)
    seating.arrive(now, crew.eve)
    assert len({len(one) for one in now.seats.values_list("secret_cards", flat=True)}) == 1
