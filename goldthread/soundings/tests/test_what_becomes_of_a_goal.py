"""A closing and a pivot that go round person by person, and happen once everybody supports them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.decisions.models import Decision
from goldthread.kit import clock
from goldthread.soundings.models import Sounding

from .conftest import SLUGS, everybody

FORM = {"result": "missed", "learned": "People eat together.", "onward": "", "score": "", "score_because": ""}


def address(name, goal):
    return reverse(name, args=[*SLUGS, goal.number])


def proposed(ada, goal, **more):
    """What the form proposes, as it travels in the pages that follow."""
    page = ada.post(address("chain:closing", goal), {**FORM, "ask": "1", **more}).content.decode()
    return re.search(r'name="effect" value="([^"]+)"', page)[1]


@pytest.fixture
def round_of(crew, as_):
    """Ada proposes to close the product goal and sends that round, to Bo and Cy."""

    def sent(**more):
        goal, ada = crew.goals["next"], as_("ada")
        sealed = proposed(ada, goal, **more)
        begun = ada.post(address("soundings:begin", goal), {"effect": sealed, "begin": "1"})
        assert begun.status_code == 200, begun.content.decode()[-2000:]
        assert "Close “" in begun.content.decode()
        filled = {"effect": sealed, "statement": "x", "voters": [crew.bo.pk, crew.cy.pk], "until": (clock.today("Europe/Berlin") + timedelta(days=5)).isoformat()}  # fmt: skip
        answer = ada.post(address("soundings:begin", goal), filled)
        assert answer.status_code == 303, answer.content.decode()[-2000:]
        return Sounding.objects.latest("pk")

    return sent


def test_the_page_that_asks_in_writing_leads_to_one_by_one_with_what_is_proposed(crew, as_):
    goal, ada = crew.goals["next"], as_("ada")
    page = ada.post(address("chain:closing", goal), {**FORM, "ask": "1"}).content.decode()
    assert f'<form method="post" action="{address("soundings:begin", goal)}">' in page
    assert "One by one" in page


def test_a_closing_that_goes_round_happens_once_everybody_supports_it(crew, round_of, as_):
    of, goal = round_of(), crew.goals["next"]
    seen = as_("bo").get(reverse("soundings:sounding", args=[*SLUGS, of.pk])).content.decode()
    assert f"Close “{goal}”: missed." in seen
    assert "People eat together." in seen
    goal.refresh_from_db()
    assert goal.closing_id is None

    everybody(of)
    of.refresh_from_db()
    goal.refresh_from_db()
    assert of.ended_as == "agreed"
    assert (of.agreement.words, of.agreement.decision.asked_as) == (f"Close “{goal}”: missed.", "one_by_one")
    assert (goal.closing.result, goal.closing.learned) == ("missed", "People eat together.")
    assert not goal.versions.filter(statement__startswith="Close").exists()


def test_who_proposes_it_otherwise_sends_that_round_as_the_next_version(crew, round_of, as_):
    of, goal, ada = round_of(), crew.goals["next"], as_("ada")
    everybody(of, 7)
    desk = ada.get(reverse("soundings:sounding", args=[*SLUGS, of.pk])).content.decode()
    assert "Propose it otherwise" in desk
    form = ada.get(reverse("soundings:version", args=[*SLUGS, of.pk]))
    assert (form.status_code, form["Location"]) == (303, address("chain:closing", goal))

    page = ada.post(address("chain:closing", goal), {**FORM, "result": "met", "ask": "1"}).content.decode()
    version = reverse("soundings:version", args=[*SLUGS, of.pk])
    assert f'<form method="post" action="{version}">' in page
    sealed = re.search(r'name="effect" value="([^"]+)"', page)[1]
    assert ada.post(version, {"effect": sealed, "begin": "1"}).status_code == 200
    sent = ada.post(version, {"effect": sealed, "statement": "x", "changed": "It was met after all", "change": "material"})  # fmt: skip
    assert sent.status_code == 303, sent.content.decode()[-2000:]
    of.refresh_from_db()
    assert of.draft == 2
    everybody(of)
    goal.refresh_from_db()
    assert goal.closing.result == "met"


def test_a_goal_that_is_closed_meanwhile_ends_what_goes_round_about_closing_it(crew, round_of):
    of = round_of()
    crew.goals["next"].close("let_go", by=crew.ada, learned="")
    of.refresh_from_db()
    assert of.ended_as == "closed"
    assert not Decision.objects.exists()
