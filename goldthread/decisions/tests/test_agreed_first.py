"""A closing and a pivot that are agreed on first, and happen with the agreement."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from goldthread.chain import agreeing
from goldthread.chain.models import KeyResult
from goldthread.checkins.models import Pivot
from goldthread.decisions import asking
from goldthread.decisions.models import Decision, Vote
from goldthread.kit import clock
from goldthread.measures.models import Metric

from .conftest import SLUGS, by_link, page_of


def proposed(as_, crew, goal, address, form, rounds="1"):
    """Ask about what a form proposes: it is sent with "Agree on it first", and people are asked on the page that follows."""
    ada = as_("ada")
    page = ada.post(address, {**form, "ask": "1"})
    assert page.status_code == 200, page.content.decode()[-3000:]
    sealed = re.search(r'name="effect" value="([^"]+)"', page.content.decode())[1]
    filled = {"effect": sealed, "statement": "x", "rule": "unanimity", "rounds": rounds, "fallback": "", "voters": [crew.people[short].pk for short in ("ada", "bo")], "until": (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()}  # fmt: skip
    answer = ada.post(reverse("chain:agreeing", args=[*SLUGS, goal.number]), filled)
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    return Decision.objects.latest("pk")


def votes(asked, position="support"):
    for voter in asked.voters.all():
        because = "" if position == "support" else "Not yet."
        asked.cast(voter, Vote(position, None, because))
    asked.refresh_from_db()


FORM = {"result": "missed", "learned": "People eat together.", "onward": "", "score": "", "score_because": ""}


@pytest.fixture
def closing(crew, as_):
    goal = crew.goals["next"]
    return proposed(as_, crew, goal, reverse("chain:closing", args=[*SLUGS, goal.number]), FORM)


def test_a_closing_happens_with_the_agreement_and_not_before(crew, closing):
    goal = crew.goals["next"]
    goal.refresh_from_db()
    assert goal.closing_id is None
    assert closing.words == f"Close “{goal.version.statement}”: missed."
    votes(closing)

    goal.refresh_from_db()
    assert (goal.closing.result, goal.closing.learned) == ("missed", "People eat together.")
    assert closing.agreement.words == closing.words


def test_the_reason_of_what_is_proposed_is_read_before_the_vote_also_by_the_link_of_the_mail(crew, as_, closing):
    assert closing.why == "People eat together."

    assert '<blockquote class="question-note" dir="auto">People eat together.</blockquote>' in as_("bo").get(page_of(closing)).content.decode()  # fmt: skip
    assert "People eat together." in by_link("bo").get(f"/voting/{closing.pk}/").content.decode()


def test_a_closing_that_is_not_agreed_does_not_happen(crew, closing):
    votes(closing, "object")
    crew.goals["next"].refresh_from_db()
    assert crew.goals["next"].closing_id is None


def test_a_closing_that_is_agreed_in_another_round_happens_with_that_round(crew, as_):
    goal = crew.goals["next"]
    asked = proposed(as_, crew, goal, reverse("chain:closing", args=[*SLUGS, goal.number]), FORM, rounds="2")
    votes(asked, "object")
    assert asked.awaits_round
    second, _tokens = asking.once_more(asked, clock.now() + timedelta(days=3), by=crew.ada)
    votes(second)

    goal.refresh_from_db()
    assert goal.closing.result == "missed"
    assert agreeing.newest(goal) is None, "nobody agreed on words"


def test_what_only_a_pivot_ends_is_not_asked_about_as_a_closing(crew, as_):
    goal, metric = crew.goals["next"], Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    today = clock.today("Europe/Berlin")
    numbers = {"baseline": Decimal(1), "target": Decimal(2), "starts": today - timedelta(days=40), "due": today + timedelta(days=60)}  # fmt: skip
    KeyResult.set(goal, metric, by=crew.ada, **numbers)
    with clock.held(clock.now()) as hands:
        hands.on(days=2)
        address = reverse("chain:closing", args=[*SLUGS, goal.number])
        answer = as_("ada").post(address, {**FORM, "result": "let_go", "ask": "1"})
    assert answer.status_code == 303
    assert answer["Location"] == reverse("checkins:goal_dropping", args=[*SLUGS, goal.number])


def test_the_words_of_a_closing_come_from_its_form_and_are_no_version_of_the_goal(crew, as_, closing):
    goal, ada = crew.goals["next"], as_("ada")
    assert b"Without the mistake" not in ada.get(page_of(closing)).content
    assert ada.post(page_of(closing, "mending"), {"words": "Close it: met."}).status_code == 409
    typing = {"base": goal.version_id, "statement": f"{goal}!", "typing": "on"}
    assert ada.post(reverse("chain:wording", args=[*SLUGS, goal.number]), typing).status_code in (302, 303)

    closing.refresh_from_db()
    assert closing.is_open
    assert closing.words_now == closing.words
    assert not goal.versions.filter(statement__startswith="Close").exists()


def test_what_travels_in_the_form_cannot_be_made_up_nor_used_for_another_goal(crew, as_, closing):
    closing.end_void(Decision.Void.WITHDRAWN, by=crew.ada)
    other, ada = crew.goals["need"], as_("ada")
    page = ada.post(reverse("chain:closing", args=[*SLUGS, crew.goals["next"].number]), {"result": "met", "learned": "", "onward": "", "ask": "1"})  # fmt: skip
    sealed = re.search(r'name="effect" value="([^"]+)"', page.content.decode())[1]
    for effect in (sealed, "made-up"):
        filled = {"effect": effect, "statement": str(other), "rule": "unanimity", "rounds": "1", "fallback": "", "voters": [crew.ada.pk], "until": (clock.today("Europe/Berlin") + timedelta(days=3)).isoformat()}  # fmt: skip
        assert ada.post(reverse("chain:agreeing", args=[*SLUGS, other.number]), filled).status_code == 303
        asked = Decision.objects.latest("pk")
        assert asked.effect is None
        asked.end_void(Decision.Void.WITHDRAWN, by=crew.ada)


def test_letting_go_of_a_goal_by_pivot_is_made_with_the_agreement(crew, as_):
    running, metric = crew.goals["next"], Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    today = clock.today("Europe/Berlin")
    numbers = {"baseline": Decimal(1), "target": Decimal(2), "starts": today - timedelta(days=40), "due": today + timedelta(days=60)}  # fmt: skip
    KeyResult.set(running, metric, by=crew.ada, **numbers)
    address = reverse("checkins:goal_dropping", args=[*SLUGS, running.number])
    with clock.held(clock.now()) as hands:
        # What was set today can simply be changed.
        hands.on(days=2)
        asked = proposed(as_, crew, running, address, {"reason": "Nobody cooks alone.", "link": "", "link_words": ""})
        assert Pivot.objects.count() == 0
        votes(asked)

    made = Pivot.objects.get()
    assert made.reason == "Nobody cooks alone."
    assert {one.person for one in made.assents.select_related("person")} == {crew.ada, crew.bo}
    running.refresh_from_db()
    assert running.closing_id is not None
