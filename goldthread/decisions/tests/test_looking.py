"""The log of agreements is looked through by words, rule, people, outcome, thing and days; what contradicts is linked both ways."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.chain.models import NamedPerson
from goldthread.decisions.models import Agreement
from goldthread.kit import clock

from .conftest import SLUGS, page_of

TODAY = clock.today("Europe/Berlin")
LOG = reverse("decisions:log", args=SLUGS)


@pytest.fixture
def decided(ask, as_):
    def made(goal="next", says="support", people=("ada", "bo"), **said):
        asked = ask(people=people, goal=goal, rounds="1", **said)
        for short in people:
            as_(short).post(page_of(asked, "casting"), {"position": says, "because": "Not so."})
        return Agreement.objects.latest("pk")

    return made


@pytest.fixture
def log(as_):
    """log(**asked) gives the ids of the agreements that stand in the log, the first one first."""

    def shown(**asked):
        page = as_("eve").get(LOG, asked).content.decode()
        return [int(pk) for pk in re.findall(r'id="agreement-(\d+)"', page)]

    return shown


def test_it_is_looked_through_by_each_thing_and_by_all_together(crew, decided, log):
    need = decided("need", rule="consent", people=("ada", "cy"))
    failed = decided("business", "object")
    step = decided("next")

    assert log() == [step.pk, failed.pk, need.pk]
    assert log(rule="consent") == [need.pk]
    assert log(person=crew.cy.pk) == [need.pk]
    assert log(outcome="agreed") == [step.pk, need.pk]
    assert log(outcome="not_agreed") == [failed.pk]
    assert log(about=f"goal-{crew.goals['next'].pk}") == [step.pk]
    assert log(q="winter", outcome="agreed") == [step.pk]
    assert log(rule="unanimity", person=crew.cy.pk) == []


def test_who_was_asked_about_a_hidden_goal_alone_is_no_choice(crew, decided, as_):
    decided("next", people=("ada", "gus"))
    choice = f'<option value="{crew.people["gus"].pk}"'
    assert choice in as_("eve").get(LOG).content.decode()
    NamedPerson.restrict(crew.goals["next"], [crew.people["gus"]], by=crew.ada, because="A merger.")
    assert choice not in as_("eve").get(LOG).content.decode()


def test_the_last_day_counts_whole(decided, log):
    made = decided()
    today = TODAY.isoformat()
    assert log(since=today, until=today) == [made.pk]
    assert log(until=(TODAY - timedelta(days=1)).isoformat()) == []
    assert log(since=(TODAY + timedelta(days=1)).isoformat()) == []


@pytest.mark.parametrize(
    "nonsense", [{"rule": "x"}, {"person": "x"}, {"since": "x"}, {"about": "' or 1"}, {"outcome": "x"}, {"page": "x"}]
)
def test_nonsense_asks_for_nothing(decided, log, nonsense):
    made = decided()
    assert log(**nonsense) == [made.pk]


def test_what_is_due_to_be_looked_at_again_is_counted_and_listed(decided, log, as_):
    decided("need")
    made = decided(review_on=(TODAY + timedelta(days=2)).isoformat())
    assert "?outcome=due" not in as_("eve").get(LOG).content.decode()
    with clock.held(clock.now() + timedelta(days=3)):
        assert "1 agreement is due to be looked at again" in as_("eve").get(LOG).content.decode()
        assert log(outcome="due") == [made.pk]


def test_people_to_choose_from_are_those_who_were_ever_asked_here(crew, decided, as_):
    decided()
    page = as_("eve").get(LOG).content.decode()
    assert f'<option value="{crew.bo.pk}">' in page
    assert f'<option value="{crew.eve.pk}">' not in page


def test_an_agreement_takes_the_place_of_one_that_it_contradicts_and_both_say_so(crew, decided, as_):
    old = decided("need")
    new = decided("next", instead=str(old.pk))
    assert new.reverses == old

    pages = [
        as_("eve").get(reverse("decisions:agreement", args=[*SLUGS, one.pk])).content.decode() for one in (old, new)
    ]
    assert "This holds no longer" in pages[0]
    assert f"/agreements/{new.pk}/" in pages[0]
    assert "It takes the place of what was agreed" in pages[1]
    assert f"/agreements/{old.pk}/" in pages[1]


def test_only_what_holds_is_offered_to_be_contradicted(crew, decided, as_):
    first = decided("need")
    second = decided("need")
    failed = decided("business", "object")
    page = as_("ada").get(reverse("chain:agreeing", args=[*SLUGS, crew.goals["next"].number])).content.decode()
    offered = page.partition('name="instead"')[2].partition("</select>")[0]
    assert [f'<option value="{one.pk}">' in offered for one in (first, second, failed)] == [False, True, False]


def test_who_acts_on_it_is_offered_as_an_action(crew, decided, as_):
    made = decided(who_acts="Sam tells sales")
    place = reverse("decisions:agreement", args=[*SLUGS, made.pk])
    assert "taking-on/?words=Sam+tells+sales" in as_("ada").get(place).content.decode()
    assert "taking-on/?words" not in as_("eve").get(place).content.decode()
    form = as_("ada").get(
        reverse("talk:taking_on", args=[*SLUGS, "goal", crew.goals["next"].pk]), {"words": "Sam tells sales"}
    )
    assert "Sam tells sales" in form.content.decode()
