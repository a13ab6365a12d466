"""Whoever leads is cut off and nobody is there to take over: more than half of the room name who leads on."""

import pytest

from goldthread.workshops import rules, seating, standing_in
from goldthread.workshops.models import Backing, Refused, Workshop
from tests.doors.workshops import at, cut_off

HTMX = {"HX-Request": "true"}


def to(pk, what=""):
    return f"/northwind/lighter/workshops/{pk}/{what}"


def names(of, crew, who, whom):
    standing_in.name(of, of.seat_of(crew.people[who]), of.seat_of(crew.people[whom]))


@pytest.mark.parametrize(
    ("says", "leads"),
    [
        ({}, None),
        ({1: 2}, None),
        ({1: 2, 2: 2}, None),
        ({1: 2, 2: 2, 3: 2}, 2),
        ({1: 2, 2: 2, 3: 3, 4: 3}, None),
        # Who has gone names nobody any more.
        ({1: 2, 2: 2, 9: 2}, None),
    ],
)
def test_more_than_half_of_those_who_are_there_name_who_leads_on(says, leads):
    assert rules.chosen([1, 2, 3, 4], says) == leads


def test_nobody_takes_over_alone():
    assert rules.chosen([1], {1: 1}) is None
    assert rules.chosen([1, 2], {1: 1}) is None
    assert rules.chosen([1, 2], {1: 1, 2: 1}) == 1


def test_whom_more_than_half_name_leads_and_it_goes_on(crew):
    of = Workshop.objects.get(pk=cut_off(crew))
    names(of, crew, "ada", "cy")
    names(of, crew, "bo", "cy")
    assert of.held().paused == "away"
    names(of, crew, "cy", "cy")
    now = of.held()
    assert (now.facilitator, now.paused) == (crew.cy, "")
    assert now.seats.get(person=crew.cy).leads
    assert not Backing.objects.exists()
    # Whoever was cut off comes back and may lead again.
    now.hand_over(crew.fay, by=crew.fay)
    assert now.held().facilitator == crew.fay


def test_what_was_said_is_changed_until_somebody_leads(crew):
    of = Workshop.objects.get(pk=cut_off(crew))
    names(of, crew, "ada", "cy")
    names(of, crew, "ada", "bo")
    assert Backing.objects.get().named.person == crew.bo
    of.resume(by=crew.fay)
    assert not Backing.objects.exists()


def test_nobody_is_named_while_somebody_leads_nor_who_was_cut_off(crew):
    of = Workshop.objects.get(pk=at("write")(crew))
    with pytest.raises(Refused, match="somebody_leads"):
        names(of, crew, "ada", "cy")
    of.pause(by=None, because=Workshop.Pause.AWAY)
    with pytest.raises(Refused, match="not_to_be_named"):
        names(of, crew, "ada", "fay")
    seating.leave(of, of.seat_of(crew.di), by=crew.di)
    with pytest.raises(Refused, match="not_to_be_named"):
        names(of, crew, "ada", "di")


def test_the_room_is_asked_who_leads_on_only_while_nobody_does(crew, as_):
    pk = cut_off(crew)
    of = Workshop.objects.get(pk=pk)
    assert 'id="standing-in"' in as_("cy").get(to(pk, "table/")).content.decode()
    asked = as_("cy").get(to(pk, "standing-in/"), headers=HTMX).content.decode()
    assert "more than half of you name" in asked
    assert "Fay Ito</option>" not in asked
    seat = of.seat_of(crew.cy).pk
    assert as_("fay").post(to(pk, "standing-in/"), {"seat": seat}, headers=HTMX).status_code == 403
    nobody = as_("ada").post(to(pk, "standing-in/"), {"seat": of.seat_of(crew.fay).pk}, headers=HTMX)
    assert nobody.status_code == 409
    for short in ("ada", "bo"):
        answer = as_(short).post(to(pk, "standing-in/"), {"seat": seat}, headers=HTMX)
        assert answer.status_code == 200
        assert f"{crew.cy.name}</b>" in answer.content.decode()
    assert as_("cy").post(to(pk, "standing-in/"), {"seat": seat}).status_code == 303
    assert 'id="standing-in"' not in as_("cy").get(to(pk, "table/")).content.decode()
    assert as_("cy").post(to(pk, "time/"), headers=HTMX).status_code == 200
