"""Convening a meeting: what is at stake says which rule is suggested, as it does where all are asked in writing."""

import re

import pytest
from django.urls import reverse

from goldthread.decisions.models import Decision
from goldthread.workshops.models import Workshop

SLUGS = ("northwind", "lighter")


def suggested(html):
    return re.search(r'name="suggested" value="(\w*)"', html)[1]


def chosen(html):
    return re.findall(r'name="rule"[^>]*value="(\w+)"[^>]*checked', html)


@pytest.fixture
def weigh(crew, as_):
    """The page after somebody said what is at stake."""

    def weighed(goal="next", agenda="one_goal", **said):
        address = reverse("workshops:new", args=SLUGS) + f"?agenda={agenda}&goal={crew.goals[goal].number}"
        form = {"weigh": "1", "at_stake": "usual", "rule": "unanimity", "suggested": "unanimity", **said}
        answer = as_("ada").post(address, form)
        assert answer.status_code == 200
        return answer.content.decode()

    return weighed


def test_little_at_stake_suggests_a_majority_and_what_cannot_wait_one_person(crew, weigh):
    people = [crew.ada.pk, crew.bo.pk]
    assert suggested(weigh(at_stake="much", required=people)) == "unanimity"
    assert suggested(weigh(at_stake="little", required=people)) == "majority"
    assert chosen(weigh(emergency="on", required=people)) == ["decide_after_hearing"], "it follows the suggestion"


def test_what_was_typed_and_chosen_stays_and_nothing_is_convened(crew, weigh):
    html = weigh(emergency="on", rule="consent", title="The shop floods", invited=[crew.cy.pk], day="2031-02-03")
    assert chosen(html) == ["consent"]
    assert "The shop floods" in html
    assert 'value="2031-02-03"' in html
    assert re.search(rf'name="invited" value="{crew.cy.pk}" checked', html)
    assert not re.search(rf'name="invited" value="{crew.di.pk}" checked', html)
    assert not Workshop.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(("agenda", "is_asked"), [("strategizing", False), ("roadmapping", True)])
def test_a_vision_needs_everyone_so_nothing_is_asked(crew, as_, agenda, is_asked):
    html = as_("ada").get(reverse("workshops:new", args=SLUGS) + f"?agenda={agenda}").content.decode()
    assert ('id="id_at_stake"' in html) == is_asked
    assert "Suggested: " in html
