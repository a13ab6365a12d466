"""A goal that is shown to few while something is asked about it: nobody waits for who no longer sees it."""

import pytest
from django.test import Client

from goldthread.chain.models import NamedPerson
from goldthread.decisions.models import Said, Voter

from .test_canvasses import cast, put
from .test_questions import put as ask_all


def restrict(crew, goal, *people):
    NamedPerson.restrict(crew.goals[goal], [crew.people[one] for one in people], by=crew.ada, because="A merger.")


def test_how_it_feels_is_turned_over_once_all_who_still_see_it_answered(crew):
    asked = put(crew, goals=("need",), way="gradients")
    cast(asked, crew.ada, Said(value=2))
    cast(asked, crew.bo, Said(value=3))
    restrict(crew, "need", "bo")
    asked.refresh_from_db()

    assert asked.closed_at
    assert [one.elector.person for one in asked.sheets.order_by("pk")] == [crew.ada, crew.bo]


def test_how_it_feels_is_still_asked_of_those_who_see_it_and_of_who_sees_it_again(crew):
    asked = put(crew, goals=("need",), way="fingers")
    restrict(crew, "need", "bo")
    assert {one.person for one in asked.electors.standing()} == {crew.ada, crew.bo}
    NamedPerson.name(crew.goals["need"], crew.cy, by=crew.ada)

    assert crew.cy in {one.person for one in asked.electors.standing()}
    asked.refresh_from_db()
    assert asked.is_open
    assert asked.lines.get().out == ""


def test_from_an_order_the_line_is_taken_out_and_everybody_is_still_asked(crew):
    asked = put(crew, way="dots")
    restrict(crew, "need", "bo")

    assert asked.lines.get(noun_id=crew.goals["need"].pk).out == "restricted"
    assert asked.electors.standing().count() == 3


@pytest.mark.parametrize("way", ["ballot", "sheet"])
def test_an_open_ballot_or_sheet_waits_for_nobody_who_no_longer_sees_it_and_their_link_is_calm(crew, way):
    people = (
        ask_all(crew, ("ada", "bo", "cy")).voters
        if way == "ballot"
        else put(crew, goals=("next",), way="gradients").electors
    )
    token = f"{crew.organisation.pk}-{'x' * 24}"
    people.filter(person=crew.cy).update(link_digest=Voter.digest_of(token))
    client = Client()
    place = client.get(f"/voting/{token}/")["Location"]
    assert client.get(place).status_code == 200
    restrict(crew, "next", "bo")

    assert {one.person for one in people.standing()} == {crew.ada, crew.bo}
    page = client.get(place)
    assert page.status_code == 404
    assert "This link leads nowhere" in page.content.decode()
    assert crew.goals["next"].version.statement not in page.content.decode()
