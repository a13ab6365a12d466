"""A goal that is shown to few while its draft goes round: nobody waits for who no longer sees it, and their link is calm."""

import pytest
from django.test import Client

from goldthread.chain.models import NamedPerson
from goldthread.people.models import NamedPerson as NamedForProduct
from goldthread.soundings.models import Given

from .conftest import WORDS, asked_now, everybody, links, say


@pytest.fixture
def of(send):
    return send("bo", "cy", "di")


def other_than(of, crew, short):
    return next(one for one in ("cy", "di") if one != short)


@pytest.mark.parametrize("what", ["goal", "product"])
def test_whoever_no_longer_sees_it_is_waited_for_no_longer(of, crew, what):
    first = asked_now(of)[0]
    second = other_than(of, crew, first)
    restrict, thing = (NamedPerson, of.goal) if what == "goal" else (NamedForProduct, crew.product)
    restrict.restrict(thing, [crew.people[second], crew.bo], by=crew.ada, because="A merger.")

    assert asked_now(of) == [second]
    say(of, crew.people[second], 1)
    assert asked_now(of) == ["bo"]
    say(of, crew.bo, 1)
    of.refresh_from_db()
    assert of.ended_as == "agreed"
    assert crew.people[first] not in {one.person for one in of.agreement.decision.voters.all()}


def test_whoever_sees_it_again_is_asked_in_their_turn(of, crew):
    first = asked_now(of)[0]
    second = other_than(of, crew, first)
    NamedPerson.restrict(of.goal, [crew.people[second], crew.bo], by=crew.ada, because="A merger.")
    NamedPerson.name(of.goal, crew.people[first], by=crew.ada)
    everybody(of, 5)

    assert of.inside().turn(of.participants.get(person=crew.people[first]).number, 1).position == 5


def test_their_link_says_calmly_that_it_leads_nowhere_and_nothing_else(of, crew):
    short = asked_now(of)[0]
    token, client = links()[short], Client()
    place = client.get(token)["Location"]
    assert WORDS["statement"] in client.get(place).content.decode()
    NamedPerson.restrict(of.goal, [crew.bo], by=crew.ada, because="A merger.")

    for answer in (client.get(place), client.post(f"{place}mine/answer/", {"position": "1"}), Client().get(token)):
        page = answer.content.decode()
        assert answer.status_code == 404
        assert "This link leads nowhere" in page
        for told in (WORDS["statement"], "Ada Lopez", "merger", "restrict", "Northwind"):
            assert told not in page


def test_a_draft_whose_organiser_no_longer_sees_it_goes_round_no_more(of, crew):
    NamedPerson.restrict(of.goal, [crew.ada, crew.cy], by=crew.bo, because="A merger.")
    NamedPerson.unname(of.goal, crew.ada, by=crew.bo)
    of.refresh_from_db()

    assert of.ended_as == "withdrawn"


def test_naming_oneself_no_longer_leaves_the_rest_to_be_waited_for(of, crew):
    everybody(of, 5)
    NamedPerson.restrict(of.goal, [crew.bo, crew.cy], by=crew.ada, because="A merger.")
    NamedPerson.unname(of.goal, crew.bo, by=crew.bo)
    of.rework({"statement": "Know it", "why": ""}, by=crew.ada, changed="Shorter")

    assert asked_now(of) == ["cy"]
    of.answer(of.participants.get(person=crew.cy), Given(1))
    of.refresh_from_db()
    assert of.ended_as == "agreed"
