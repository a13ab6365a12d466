"""An organisation as one file: what was agreed goes along, and what lies in an open ballot does not."""

import io
import zipfile

from goldthread.decisions.models import Agreement, Canvass, Decision, Said, Vote, late
from goldthread.exchange.archive import reading, writing
from goldthread.journal.models import Notice
from goldthread.people.models import Organisation

from .test_canvasses import put as canvassed
from .test_questions import YES, cast, put


def packed(organisation):
    file = io.BytesIO()
    writing.write(organisation, file)
    return file.getvalue()


def moved(organisation, content):
    Organisation.objects.filter(pk=organisation.pk).update(slug=f"{organisation.slug}-before")
    file = io.BytesIO(content)
    return reading.load(file, reading.verified(file))


def test_what_was_agreed_is_the_same_to_the_byte_elsewhere(crew):
    asked = put(crew, ("ada", "bo"))
    cast(asked, crew.ada, Vote("reserve", 5, "Who pays?"))
    cast(asked, crew.bo)
    content = packed(crew.organisation)

    there = moved(crew.organisation, content)

    assert packed(there) == content
    made = Agreement.objects.get(organisation=there)
    assert (made.verdict, made.decision.concerns.get().ballot.because) == ("adopted_with_concerns", "Who pays?")


def test_an_archive_is_the_same_whatever_lies_in_an_open_ballot(crew):
    asked = put(crew, ("ada", "bo", "cy"))
    before = packed(crew.organisation)
    cast(asked, crew.ada, Vote("object", 1, "Canary7x"))
    cast(asked, crew.bo)

    assert packed(crew.organisation) == before
    with zipfile.ZipFile(io.BytesIO(before)) as archive:
        assert asked.secret_ballots.encode() not in b"".join(archive.read(name) for name in archive.namelist())


def test_a_question_read_elsewhere_is_open_and_its_box_empty(crew):
    asked = put(crew, ("ada", "bo"))
    cast(asked, crew.ada)
    there = moved(crew.organisation, packed(crew.organisation))

    found = Decision.objects.get(organisation=there)
    assert found.is_open
    assert all(found.own_vote(one) is None for one in found.voters.all())
    for one in found.voters.all():
        found.cast(one, YES)
    assert Agreement.objects.get(organisation=there).is_adopted


def test_an_open_sheet_goes_along_neither_and_what_was_asked_does(crew):
    asked = canvassed(crew, ("ada", "bo"))
    before = packed(crew.organisation)
    asked.cast(asked.electors.get(person=crew.ada), Said({1: "Canary7x"}))
    assert packed(crew.organisation) == before
    with zipfile.ZipFile(io.BytesIO(before)) as archive:
        assert asked.secret_sheets.encode() not in b"".join(archive.read(name) for name in archive.namelist())

    there = moved(crew.organisation, before)
    found = Canvass.objects.get(organisation=there)
    assert [one.words for one in found.lines.order_by("number")] == [
        one.words for one in asked.lines.order_by("number")
    ]
    for one in found.electors.all():
        found.cast(one, Said())
    assert Agreement.objects.filter(organisation=there).count() == 3


def test_an_archive_does_not_say_who_was_asked_once_more(crew):
    def told(asked):
        late.ask_again(asked, by=crew.ada)
        with zipfile.ZipFile(io.BytesIO(packed(crew.organisation))) as archive:
            rows = next(archive.read(name) for name in archive.namelist() if "journal.notice" in name)
        return [row for row in rows.decode().splitlines() if "canvass.asked_again" in row]

    asked = canvassed(crew, ("ada", "bo", "cy"))
    asked.cast(asked.electors.get(person=crew.bo), Said())
    assert told(asked) == []
    assert Notice.objects.filter(verb="canvass.asked_again", person_id=crew.cy.pk).exists(), "cy was, and knows it"
