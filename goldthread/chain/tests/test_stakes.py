"""What is at stake, on the page that asks: it feeds the rule that is suggested, and the page says why."""

import re

import pytest
from django.urls import reverse

from goldthread.chain.stakes import is_small
from goldthread.decisions.models import Decision, Vote

SLUGS = ("northwind", "lighter")


def page(as_, crew, goal="next", **sent):
    address = reverse("chain:agreeing", args=[*SLUGS, crew.goals[goal].number])
    answer = as_("ada").post(address, {"weigh": "1", **sent}) if sent else as_("ada").get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def suggested(html):
    return re.search(r'name="suggested" value="(\w+)"', html)[1]


def chosen(html):
    return [one for one in re.findall(r'<input type="radio"[^>]*name="rule"[^>]*>', html) if " checked" in one]


@pytest.mark.parametrize(
    ("before", "after", "small"),
    [
        ("Nobody waits for bread in the morning", "Nobody waits for bread in the mornings", True),
        ("Nobody waits for bread in the morning", "Nobody waits for cake at night", False),
        ("Sell 100 breads a day by noon", "Sell 120 breads a day by noon", False),
        ("We sell bread on Sundays in our shop", "We never sell bread on Sundays in our shop", False),
        ("Order early", "Order earlier", True),
        ("Order early", "Order early", False),
        ("", "Order early", False),
    ],
)
def test_a_change_is_small_where_few_words_differ_and_no_number_and_no_no(before, after, small):
    assert is_small(before, after) is small


@pytest.mark.django_db
def test_the_form_asks_in_one_line_what_is_at_stake_and_nothing_is_said_beforehand(as_, crew):
    html = page(as_, crew)
    assert '<option value="usual" selected>' in html
    assert 'id="id_emergency">' in html
    assert "id_small_change" not in html, "nothing was agreed that could be changed a little"


@pytest.mark.django_db
def test_what_cannot_wait_is_decided_by_one_after_hearing_everyone_and_the_page_says_why(as_, crew):
    before = suggested(page(as_, crew))
    html = page(as_, crew, rule=before, suggested=before, emergency="on", voters=[crew.ada.pk, crew.bo.pk])
    assert suggested(html) == "decide_after_hearing"
    assert "It cannot wait: one person decides, after hearing everyone." in html
    assert 'value="decide_after_hearing"' in chosen(html)[0]
    assert 'id="id_emergency" checked' in html


@pytest.mark.django_db
def test_little_at_stake_suggests_a_majority_and_much_the_support_of_all(as_, crew):
    people = [crew.ada.pk, crew.bo.pk]
    assert suggested(page(as_, crew, at_stake="little", voters=people)) == "majority"
    assert suggested(page(as_, crew, at_stake="much", voters=people)) == "unanimity"


@pytest.mark.django_db
def test_a_vision_needs_everyone_so_nothing_is_asked(as_, crew):
    for html in (page(as_, crew, "vision"), page(as_, crew, "vision", at_stake="little", emergency="on")):
        assert "Suggested: Everyone supports it." in html
        assert 'id="id_emergency"' not in html


@pytest.mark.django_db
def test_what_somebody_chose_and_typed_stays_when_the_suggestion_changes(as_, crew):
    html = page(as_, crew, rule="fist_of_five", suggested="unanimity", emergency="on", note="The shop floods.", voters=[crew.bo.pk])  # fmt: skip
    assert 'value="fist_of_five"' in chosen(html)[0]
    assert "The shop floods." in html
    assert re.search(rf'name="voters" value="{crew.bo.pk}" checked', html)
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_a_small_change_of_what_was_agreed_is_recognised_from_the_words(as_, crew, agreed):
    goal = agreed("need")
    other = f"{goal} well"
    address = reverse("chain:agreeing", args=[*SLUGS, goal.number])
    html = as_("ada").get(address, {"words": other}).content.decode()
    assert 'id="id_small_change" checked' in html
    assert suggested(html) == "consent"
    assert "A small change of what was agreed" in html

    unticked = page(as_, crew, "need", statement=other, recognised="on")
    assert suggested(unticked) == "unanimity", "who unticks it knows better"
    far = page(as_, crew, "need", statement="Nobody cooks any more", recognised="on", small_change="on")
    assert suggested(far) == "unanimity", "other words are looked at anew"


@pytest.fixture
def agreed(crew, as_):
    """A goal that everybody agreed on."""

    def agree(name):
        from datetime import timedelta

        from goldthread.decisions.models import Announced
        from goldthread.kit import clock

        goal = crew.goals[name]
        about = {"kind": "goal", "noun_id": goal.pk, "version": 1, "level": goal.level, "words": str(goal), "why": ""}
        announced = Announced({"name": "unanimity"}, clock.now() + timedelta(days=2))
        made, _tokens = Decision.open(crew.product, about, announced, [(crew.bo, "leader")], by=crew.ada)
        made.cast(made.voters.get(), Vote("support", 7))
        return goal

    return agree
