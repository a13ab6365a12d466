"""That two met counts with the word of both: whoever was met says so too, or contests it by their link."""

from datetime import timedelta

import pytest
from django.test import Client

from goldthread.kit import clock
from goldthread.soundings import tasks
from goldthread.soundings.models import Feedback, Refused, meeting

from .conftest import asked_now, key_of, links, say, who

NEXT = {"statement": "Know what I ate", "why": "People ask for it"}


@pytest.fixture
def of(send):
    return send("cy", "di")


@pytest.fixture
def first(of, crew):
    return who(of, crew.people[asked_now(of)[0]])


def turn_of(of, one):
    of.refresh_from_db()
    return of.inside().turn(one.number, of.draft)


def rest_say(of, crew):
    say(of, crew.people[asked_now(of)[0]], 5)


def test_what_the_organiser_alone_says_counts_for_nothing(of, first, crew):
    of.write_down(first, note="At the fair")
    rest_say(of, crew)

    assert not turn_of(of, first).is_heard
    with pytest.raises(Refused, match="Not everybody was heard"):
        of.rework(NEXT, by=crew.ada, changed="Shorter")
    meeting.agree(of, first)
    assert turn_of(of, first).is_heard
    assert of.rework(NEXT, by=crew.ada, changed="Shorter").number == 2


@pytest.mark.parametrize("says", ["words", "position"])
def test_whoever_confirms_their_words_or_answers_says_that_they_met(of, first, crew, says):
    of.write_down(first, feedback=Feedback("concern", "Too dear"))
    assert not turn_of(of, first).is_heard
    if says == "words":
        of.confirm(first, key_of(of, "Too dear"), Feedback("concern", "Rather dear", "kept"))
    else:
        say(of, first.person, 3)

    assert turn_of(of, first).met_too
    assert turn_of(of, first).is_heard


def test_whoever_was_not_met_says_so_and_is_waited_for_as_before(of, first, crew):
    of.write_down(first, feedback=Feedback("concern", "Words in their mouth"))
    meeting.deny(of, first)
    meeting.deny(of, first)

    turn = turn_of(of, first)
    assert (turn.met, turn.waits, turn.is_heard) == (False, True, False)
    assert of.inside().said.get(first.number, []) == []
    with pytest.raises(Refused, match="Not everybody was heard"):
        of.rework(NEXT, by=crew.ada, changed="Shorter")


def test_what_was_confirmed_is_contested_no_more(of, first):
    of.write_down(first)
    meeting.agree(of, first)
    meeting.deny(of, first)

    assert turn_of(of, first).is_heard


def test_whoever_is_said_to_have_been_met_is_not_asked_twice_and_leaders_wait_for_their_word(send, crew):
    of = send("bo", "cy")
    of.write_down(who(of, crew.cy))

    assert asked_now(of) == []
    meeting.agree(of, who(of, crew.cy))
    assert asked_now(of) == ["bo"]


def test_after_two_days_they_are_asked_once_more_whether_they_met(of, first, mailoutbox):
    of.write_down(first)
    before = len(mailoutbox)
    with clock.held(clock.now() + timedelta(days=2, hours=1)):
        tasks.remind(clock.now())
        tasks.remind(clock.now())
    found = [sent for sent in mailoutbox[before:] if sent.to == [first.person.email]]

    assert [sent.subject for sent in found] == ["Did you meet? Ada Lopez says so"]


@pytest.mark.parametrize(("deed", "heard"), [("having-met", True), ("not-having-met", False)])
def test_it_is_said_by_the_link_without_signing_in(of, first, deed, heard):
    of.write_down(first)
    client = Client()
    place = client.get(links()[first.person.email.partition("@")[0]])["Location"]
    page = client.get(place).content.decode()
    assert "Did you meet?" in page
    assert client.post(f"{place}mine/{deed}/").status_code == 303

    assert turn_of(of, first).is_heard is heard
    assert "Did you meet?" not in client.get(place).content.decode()


def test_the_desk_says_whose_word_is_missing_and_who_denies_it(of, first, as_):
    page = f"/northwind/lighter/soundings/{of.pk}/"
    of.write_down(first)
    assert "It counts once" in as_("ada").get(page).content.decode()
    meeting.deny(of, first)

    assert "says that you did not meet" in as_("ada").get(page).content.decode()
