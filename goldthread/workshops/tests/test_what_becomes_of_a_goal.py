"""A closing that is agreed on together in a meeting, and happens with the vote."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.chain.models import Goal
from goldthread.decisions.models import Vote
from goldthread.kit import clock
from goldthread.workshops import asking, convening
from goldthread.workshops.models import Workshop

SLUGS = ("northwind", "lighter")
FORM = {"result": "missed", "learned": "People eat together.", "onward": "", "score": "", "score_because": "", "ask": "1"}  # fmt: skip


@pytest.fixture
def convened(crew, as_):
    """Ada proposes to close the product goal, and convenes a meeting about it."""
    goal, ada = crew.goals["next"], as_("ada")
    page = ada.post(reverse("chain:closing", args=[*SLUGS, goal.number]), FORM).content.decode()
    sealed = re.search(r'name="effect" value="([^"]+)"', page)[1]
    address = f"{reverse('workshops:new', args=SLUGS)}?agenda=one_goal&goal={goal.number}"
    assert address.replace("&", "&amp;") in page
    begun = ada.post(address, {"effect": sealed, "begin": "1"})
    assert begun.status_code == 200
    assert "Close “" in begun.content.decode()
    filled = {
        "effect": sealed, "title": "Close it?", "day": clock.today("Europe/Berlin") + timedelta(days=1), "at": "10:00", "facilitator": crew.cy.pk,
        "invited": [crew.ada.pk, crew.bo.pk, crew.cy.pk], "rule": "unanimity", "rounds": "2", "fallback": "", "ground_rules": "One at a time",
    }  # fmt: skip
    answer = ada.post(address, filled)
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    return Workshop.objects.latest("pk")


def test_a_meeting_about_a_closing_talks_about_words_that_nobody_changes(crew, convened):
    item = convened.items.get()
    assert item.wordings.get().words == f"Close “{crew.goals['next']}”: missed."
    assert "draft" not in list(convened.phases.values_list("kind", flat=True))
    assert "discuss" in list(convened.phases.values_list("kind", flat=True))


def test_a_closing_that_is_agreed_together_happens_in_the_name_of_who_proposed_it(crew, convened):
    for one in (crew.ada, crew.bo, crew.cy):
        convening.seat(convened, one)
    convened.seats.update(arrived_at=clock.now())
    convened.phase = convened.phases.get(kind="agree")
    convened.began_at = clock.now()
    convened.save()
    made = asking.put(convened, by=crew.cy)
    assert (made.opened_by, made.words) == (crew.cy, f"Close “{crew.goals['next']}”: missed.")
    for voter in made.voters.all():
        made.cast(voter, Vote("support"))

    goal = Goal.objects.get(pk=crew.goals["next"].pk)
    assert goal.closing.result == "missed"
    assert goal.closing.by == crew.ada
    made.refresh_from_db()
    assert (made.agreement.decision.asked_as, made.agreement.words) == ("together", made.words)
