"""Guests by link in a meeting: invited by their link, heard like everybody, without a vote, gone when the link is taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from goldthread.decisions.models import Vote
from goldthread.kit import clock
from goldthread.people.models import GuestLink, LinkGuest
from goldthread.workshops import access, convening, seating, table
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.models import GuestInvitation, Turn, Workshop
from goldthread.workshops.planning import meeting as meeting_of
from goldthread.workshops.rules import Kind
from goldthread.workshops.tests.test_carrying import at, meeting


@pytest.fixture
def made(crew):
    return meeting(crew, "strategizing")


@pytest.fixture
def link(crew):
    return GuestLink.make(crew.product, "Nadia", by=crew.ada)


def came(link):
    """The browser of whoever opens the link."""
    browser = Client()
    answer = browser.get(reverse("people:guest", args=[link[1]]))
    return browser, answer


def place(of, name="room"):
    return reverse(f"workshops:{name}", args=["northwind", "lighter", of.pk])


def test_whoever_opens_their_link_is_led_into_the_meeting_they_are_invited_to(crew, made, link):
    GuestInvitation.send(made, link[0], by=crew.ada)

    browser, answer = came(link)

    assert answer["Location"] == place(made)
    assert browser.get(place(made)).status_code == 200


def test_a_guest_who_is_not_invited_finds_no_meeting(made, link):
    browser, _answer = came(link)
    assert browser.get(place(made)).status_code == 404
    assert browser.post(place(made, "seat")).status_code == 404


def test_only_a_guest_who_is_invited_is_told_when_the_meeting_begins(crew, made, link):
    came(link)
    guest = LinkGuest.objects.get().person
    assert not access.hears_at_the_door(guest, made.pk)

    GuestInvitation.send(made, link[0], by=crew.ada)
    assert access.hears_at_the_door(guest, made.pk)


def seated(crew, made, link, kind):
    GuestInvitation.send(made, link[0], by=crew.ada)
    browser, _answer = came(link)
    now = at(crew, made, Kind.ARRIVE)
    browser.post(place(made, "seat"))
    browser.post(place(made, "promise"))
    return browser, at(crew, now, kind)


def test_a_guest_writes_a_card_and_stands_in_the_line_like_everybody(crew, made, link):
    browser, now = seated(crew, made, link, Kind.ROUND)
    assert Turn.objects.filter(phase=now.phase, seat__person__by_link__link=link[0]).exists()

    now = at(crew, now, Kind.WRITE)
    assert browser.post(place(made, "cards"), {"words": "Cheaper"}).status_code == 303
    assert "Cheaper" in browser.get(place(made, "guest_room")).content.decode()
    now = at(crew, now, Kind.REVEAL)
    assert "Cheaper" in [one.words for one in now.item.cards.all()]


def test_a_guest_has_no_vote_and_does_not_see_who_voted_how(crew, made, link):
    browser, now = seated(crew, made, link, Kind.DRAFT)
    convening.draft(now.item, "People eat well", by=crew.ada)
    now = at(crew, now, Kind.AGREE)
    assert browser.post(place(made, "ballot"), {"position": "support"}).status_code == 403
    assert not now.item.decision.voters.filter(person__email=None).exists()

    for voter in now.item.decision.voters.select_related("person"):
        stands = voter.person == crew.bo
        now.item.decision.cast(voter, Vote("reserve" if stands else "support", 7, because="Too dear"))
    for name in ("guest_room", "table", "room"):
        page = browser.get(place(made, name)).content.decode()
        assert "Too dear" not in page
        assert 'room-votes"><li' not in page
    assert "Too dear" in str(table.shown(Workshop.objects.get(pk=made.pk).held(), 0)["ballot"])


def test_no_stream_carries_the_table_to_a_guest(crew, made, link):
    _browser, now = seated(crew, made, link, Kind.WRITE)
    guest = LinkGuest.objects.get().person
    assert access.hears(guest, now.pk)
    assert not access.hears_in_the_room(guest, now.pk)


def test_a_link_that_is_taken_back_ends_the_seat_at_once(crew, made, link):
    browser, now = seated(crew, made, link, Kind.WRITE)
    guest = LinkGuest.objects.get().person

    link[0].revoke(by=crew.ada)

    assert browser.get(place(made, "guest_room")).status_code in (302, 404)
    assert not now.seats.get(person=guest).is_present
    assert not access.hears(guest, now.pk)


def test_those_who_prepare_invite_guests_by_their_links(crew, made, link, as_):
    page = as_("fay").get(place(made, "plan")).content.decode()
    assert "Nadia" in page

    as_("fay").post(place(made, "guests"), {"links": link[0].pk})

    assert GuestInvitation.objects.get().link == link[0]
    seating.arrive(made, crew.fay)


def said_of(mail):
    return Calendar.from_ical(mail.alternatives[0][0]).walk("VEVENT")[0]


def test_a_guest_who_gave_a_mail_is_told_when_the_meeting_moves_and_when_it_is_called_off(crew, as_, link, mailoutbox):
    plan = convening.Plan(
        "Where to?", clock.now() + timedelta(days=3), crew.fay, {crew.cy: True}, {"name": "unanimity"}
    )
    made = convening.convene(crew.product, BY_NAME["strategizing"], plan, by=crew.ada)
    ada = as_("ada")
    said = {"links": [link[0].pk], f"mail-{link[0].pk}": "nadia@clinic.example"}
    assert ada.post(place(made, "guests"), said).status_code == 303
    assert [one.to for one in mailoutbox] == [["nadia@clinic.example"]]
    assert link[1] not in mailoutbox[0].body
    assert f"/workshops/{made.pk}/" not in mailoutbox[0].body
    ada.post(place(made, "guests"), {f"mail-{link[0].pk}": "nadia@clinic.example"})
    assert len(mailoutbox) == 1

    first, later = said_of(mailoutbox[0]), made.starts_at + timedelta(days=7)
    meeting_of.change(made, title="Where to?", starts_at=later, facilitator=crew.fay, by=crew.ada)
    moved = next(one for one in mailoutbox if one.to == ["nadia@clinic.example"] and one is not mailoutbox[0])
    assert said_of(moved).decoded("DTSTART") == later.replace(microsecond=0)
    assert int(said_of(moved)["SEQUENCE"]) > int(first["SEQUENCE"])

    meeting_of.call_off(made, by=crew.ada)
    assert (
        "METHOD:CANCEL"
        in next(one for one in reversed(mailoutbox) if "nadia@clinic.example" in one.to).alternatives[0][0]
    )


def test_a_mail_that_is_none_is_refused_and_one_is_forgotten_with_its_link(crew, as_, made, link):
    ada, pk = as_("ada"), link[0].pk
    answer = ada.post(place(made, "guests"), {"links": [pk], f"mail-{pk}": "nowhere"})
    assert answer.status_code == 422
    assert not GuestInvitation.objects.exists()
    ada.post(place(made, "guests"), {"links": [pk], f"mail-{pk}": "nadia@clinic.example"})
    assert GuestInvitation.objects.get().email == "nadia@clinic.example"

    link[0].revoke(by=crew.ada)
    assert GuestInvitation.objects.get().email == ""
