"""Hints while a goal is typed: from its words and from what stands around it."""

import re
from datetime import date
from decimal import Decimal

import pytest

from goldthread.chain.models import KeyResult
from goldthread.journal.models import Entry, Once
from goldthread.measures.models import Metric

from .conftest import HTMX, at


def _rules(client, **typed):
    answer = client.post(at("coach"), {"level": "product_goal", **typed}, headers=HTMX)
    assert answer.status_code == 200
    return re.findall(r'data-rule="([^"]+)"', answer.content.decode())


def test_hints_come_in_the_order_of_the_letters(as_):
    found = _rules(as_("bo"), statement="Improve the overall quality")

    assert found == [
        "specific.opinion",
        "measurable.direction",
        "achievable.owner",
        "relevant.reason",
        "time.missing",
    ]


def test_what_stands_around_the_words_settles_what_they_leave_open(as_, crew):
    beside = {"owner": crew.cy.pk, "due": "2031-01-31", "metric": "Meals", "parent": 1, "because": "More data"}

    assert _rules(as_("bo"), statement="Increase the number of meals", **beside) == []


def test_a_place_left_open_is_named_whatever_is_measured(as_):
    assert "measurable.placeholder" in _rules(as_("bo"), statement="Raise the share to XX %", metric="Share")


def test_a_goal_that_is_reworded_is_seen_with_its_ties_and_its_numbers(as_, crew):
    said = {"statement": "Increase the number of meals", "goal": crew.goals["next"].number}
    before = _rules(as_("bo"), **said)
    KeyResult.set(
        crew.goals["next"], Metric.add(crew.organisation, "Meals", by=crew.ada), by=crew.ada, target=Decimal(5)
    )
    after = _rules(as_("bo"), **said)

    assert "measurable.direction" in before
    assert "measurable.direction" not in after
    assert ("relevant.reason" in before) == (not crew.goals["next"].ties.standing().exclude(because="").exists())


def test_a_goal_is_seen_with_its_owner_and_its_date_unless_others_are_typed(as_, crew):
    goal = crew.goals["next"]
    goal.reword(by=crew.ada, base=None, owner_id=crew.cy.pk, due=date(2031, 1, 31))
    said = {"statement": "Increase the number of meals", "goal": goal.number, "level": "product_goal"}

    assert not {"achievable.owner", "time.missing"} & set(_rules(as_("bo"), **said))
    assert {"achievable.owner", "time.missing"} <= set(_rules(as_("bo"), **said, owner="", due=""))


def test_a_vision_is_asked_for_neither_number_nor_date_nor_owner(as_):
    assert _rules(as_("bo"), level="vision", statement="Every child grows up with music") == []
    assert _rules(as_("bo"), level="vision", statement="An app for 10 million children") == [
        "vision.dated",
        "vision.solution",
    ]


def test_a_field_of_another_name_is_heard_on_its_words_alone(as_):
    found = _rules(as_("bo"), of="need", level="user_goal", need="Launch the new diary for everybody")

    assert "wording.output" in found
    assert not {"achievable.owner", "relevant.reason", "time.missing"} & set(found)


def test_the_words_meant_are_quoted_and_never_become_markup(as_):
    said = 'Improve <b onclick="x">quality</b> of <script>'
    answer = as_("bo").post(at("coach"), {"level": "product_goal", "statement": said}, headers=HTMX)
    page = answer.content.decode()

    assert "<q" in page
    assert "<script" not in page
    assert "<b onclick" not in page


@pytest.mark.parametrize("typed", ["", "Sleep", "   ", "\x00", "Качество поиска", "🎯 🎯"])
def test_a_beginning_and_what_cannot_be_judged_are_left_alone(as_, typed):
    assert not [one for one in _rules(as_("bo"), level="vision", statement=typed) if one]


def test_hints_follow_the_language_of_the_goal(as_):
    assert "specific.endless" in _rules(as_("bo"), statement="Weiter an der Dokumentation für die Praxen arbeiten")


def test_asking_for_hints_leaves_nothing_behind(as_):
    client = as_("bo")
    before = Entry.objects.count(), Once.objects.count()
    _rules(client, statement="Improve the overall quality", once="")

    assert (Entry.objects.count(), Once.objects.count()) == before


def test_what_is_typed_never_stands_in_an_address(as_):
    assert as_("bo").get(at("coach"), {"statement": "Secret"}).status_code == 405


@pytest.mark.parametrize("door", ["new", "propose"])
def test_the_forms_for_a_goal_ask_the_coach_without_sending_themselves(as_, door):
    page = as_("bo").get(at(door)).content.decode()

    assert f'hx-post="{at("coach")}"' in page
    assert "&#34;once&#34;: &#34;&#34;" in page
    assert 'aria-live="polite"' in page


def test_the_number_of_queries_does_not_depend_on_the_goal(as_, crew, django_assert_max_num_queries):
    client = as_("bo")
    _rules(client, statement="x y")
    with django_assert_max_num_queries(14):
        _rules(client, statement="Improve it all " * 30, goal=crew.goals["next"].number)
