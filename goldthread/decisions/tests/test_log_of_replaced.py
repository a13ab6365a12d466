"""In the log an agreement whose place another one took says so, and which; a decision of one says who was told."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldthread.decisions.models import Agreement, Announced, Decision, Vote
from goldthread.kit import clock

from .conftest import SLUGS, page_of


def agreed(asked):
    for voter in asked.voters.all():
        asked.cast(voter, Vote("support", 7))
    return Agreement.objects.get(decision=asked)


def log(as_, **said):
    return as_("bo").get(reverse("decisions:log", args=SLUGS), said).content.decode()


def row(html, made):
    return html.partition(f'id="agreement-{made.pk}"')[2].partition("</li>")[0]


def test_the_log_says_which_agreement_took_the_place_of_another(ask, as_):
    first = agreed(ask(("ada", "bo")))
    assert "Replaced" not in row(log(as_), first)
    second = agreed(ask(("ada", "bo"), statement="Eat well, and know why"))

    line = row(log(as_), first)
    assert "Replaced" in line
    assert "Another agreement took its place on" in line
    assert f'href="{reverse("decisions:agreement", args=[*SLUGS, second.pk])}"' in line
    assert "Replaced" not in row(log(as_), second)


def test_the_log_asks_as_much_however_much_was_replaced(ask, as_):
    client, address = as_("bo"), reverse("decisions:log", args=SLUGS)
    counts = []
    for number in range(4):
        agreed(ask(("ada", "bo"), statement=f"Words number {number}"))
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counts.append(len(seen))
    assert counts[1:] == [counts[0]] * 3


def test_what_was_not_agreed_is_not_replaced(ask, as_):
    asked = ask(("ada", "bo"), rounds="1")
    for voter in asked.voters.all():
        asked.cast(voter, Vote("object", 7, "Not yet."))
    failed = Agreement.objects.get(decision=asked)
    agreed(ask(("ada", "bo"), statement="Eat well"))
    assert "Replaced" not in row(log(as_), failed)


def test_whoever_is_told_what_one_person_decided_alone_is_not_said_to_be_asked(crew, as_):
    goal = crew.goals["sprint"]
    about = {"kind": "goal", "noun_id": goal.pk, "version": 1, "level": goal.level, "words": str(goal), "why": ""}
    announced = Announced({"name": "decide_alone", "challenges": 2}, clock.now() + timedelta(days=2), decider=crew.ada)
    people = [(crew.bo, "leader"), (crew.cy, "team_member")]
    made, _tokens = Decision.open(crew.product, about, announced, people, by=crew.ada, choice="adopt", rationale="Only a name.")  # fmt: skip
    page = as_("bo").get(page_of(made)).content.decode()
    assert "2 people are told, and can challenge it" in page
    assert "people are asked" not in page
