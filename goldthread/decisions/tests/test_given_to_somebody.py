"""What is given to somebody to decide: what they are told, and what the log asks of the others."""

import pytest
from django.urls import reverse

from goldthread.journal.models import Notice

from .conftest import SLUGS, page_of


@pytest.fixture
def given(crew, ask):
    return ask(("ada", "bo", "cy"), rule="delegation", decider=crew.bo.pk, inner="decide_after_hearing")


def test_who_decides_reads_which_rule_holds_once_they_take_it_on(given, as_):
    page = as_("bo").get(page_of(given)).content.decode()

    assert "taken on, the rule is: One person decides after hearing everyone" in page


def test_who_decides_is_told_that_it_is_them(given, crew):
    told = Notice.objects.filter(kind="asked", noun_id=given.pk, fact="asked_to_decide")

    assert [one.person_id for one in told] == [crew.bo.pk]


def test_the_log_asks_for_no_vote_where_none_is_cast(given, as_):
    page = as_("cy").get(reverse("decisions:log", args=SLUGS)).content.decode()

    assert page_of(given) in page
    assert "Your vote" not in page
