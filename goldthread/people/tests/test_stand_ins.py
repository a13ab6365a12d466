"""Being away: who stands in, where it is shown, and what it does not allow."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse

from goldthread.chain.models import Goal
from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.people import access
from goldthread.people.models import Overlapping, StandIn


@pytest.fixture
def today(crew):
    return clock.today(crew.organisation.time_zone)


@pytest.fixture
def away(crew, today):
    """Cy is away for ten days from yesterday, and Bo stands in."""
    return StandIn.arrange(
        crew.organisation,
        crew.cy,
        crew.bo,
        starts=today - timedelta(days=1),
        ends=today + timedelta(days=9),
        by=crew.cy,
    )


def page(person, *more):
    return reverse("people:standing_in" + "_ending" * bool(more), args=["northwind", person.pk, *more])


def ground(crew, short):
    request = RequestFactory().get("/")
    request.person = request.user = crew.people[short]
    return access.organisation(request, "northwind")


def test_said_again_it_is_one_arrangement(crew, away):
    again = StandIn.arrange(crew.organisation, crew.cy, crew.bo, starts=away.starts, ends=away.ends, by=crew.cy)

    assert again == away
    assert Entry.objects.filter(verb="stand_in.arranged").count() == 1


def test_two_do_not_stand_in_on_the_same_day(crew, away):
    with pytest.raises(Overlapping) as refused:
        StandIn.arrange(
            crew.organisation, crew.cy, crew.di, starts=away.ends, ends=away.ends + timedelta(days=3), by=crew.cy
        )
    assert refused.value.known == away

    away.end(by=crew.cy)
    StandIn.arrange(
        crew.organisation, crew.cy, crew.di, starts=away.ends, ends=away.ends + timedelta(days=3), by=crew.cy
    )


def test_somebody_stands_in_from_the_first_day_to_the_last_and_until_it_is_ended(crew, away, today):
    assert access.standing_in_for(ground(crew, "bo")) == [crew.cy.pk]
    assert access.standing_in_for(ground(crew, "cy")) == []
    for days, held in ((-2, False), (-1, True), (9, True), (10, False)):
        assert StandIn.objects.on(today + timedelta(days=days)).exists() is held
    away.end(by=crew.cy)
    assert access.standing_in_for(ground(crew, "bo")) == []


def test_people_say_it_for_themselves(crew, as_, today):
    said = {"stand_in": crew.bo.pk, "starts": today, "ends": today + timedelta(days=4)}

    assert as_(crew.cy).post(page(crew.cy), said).status_code == 303
    (made,) = StandIn.objects.all()
    assert (made.person, made.stand_in, made.by) == (crew.cy, crew.bo, crew.cy)
    assert as_(crew.cy).post(page(crew.cy, made.pk)).status_code == 303
    assert not StandIn.objects.standing().exists()


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (0, -1, "The last day lies before the first."),
        (-9, -8, "That is over already."),
        (9, 12, "Bo Winter stands in already."),
    ],
)
def test_days_that_do_not_fit_are_refused_with_a_sentence(crew, as_, away, today, starts, ends, words):
    said = {"stand_in": crew.di.pk, "starts": today + timedelta(days=starts), "ends": today + timedelta(days=ends)}
    answer = as_(crew.cy).post(page(crew.cy), said)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_guests_and_strangers_cannot_stand_in(crew, as_, today):
    for who in (crew.gus, crew.hal, crew.cy):
        answer = as_(crew.cy).post(page(crew.cy), {"stand_in": who.pk, "starts": today, "ends": today})
        assert answer.status_code == 422


def test_the_profile_leads_there(crew, as_):
    assert page(crew.cy) in as_(crew.cy).get(reverse("people:profile")).content.decode()


def test_it_is_shown_beside_the_owner_of_a_goal(crew, as_, away):
    goal = crew.goals["next"]
    goal.reword(by=crew.ada, base=None, owner_id=crew.cy.pk)
    for name, places in (("goal", [goal.number]), ("map", []), ("list", [])):
        html = as_(crew.eve).get(reverse(f"chain:{name}", args=["northwind", "lighter", *places])).content.decode()
        assert "Cy Okafor is away until" in html
        assert "Bo Winter stands in" in html
    away.end(by=crew.cy)
    assert (
        "is away until" not in as_(crew.eve).get(reverse("chain:map", args=["northwind", "lighter"])).content.decode()
    )


def test_who_stands_in_may_do_no_more_than_before(crew, as_, today):
    StandIn.arrange(crew.organisation, crew.cy, crew.di, starts=today, ends=today, by=crew.cy)
    sprint = crew.goals["sprint"]
    address = reverse("chain:wording", args=["northwind", "lighter", sprint.number])

    assert as_(crew.di).post(address, {"statement": "Other words"}).status_code == 403


def test_whoever_stands_in_finds_on_today_what_waits(crew, as_, away):
    goal = Goal.set(crew.product, "product_goal", "Soups that last", by=crew.ada, owner_id=crew.cy.pk)
    here = reverse("home:today", args=["northwind"])

    assert "Soups that last" in as_(crew.bo).get(here).content.decode()
    away.end(by=crew.cy)
    assert "Soups that last" not in as_(crew.bo).get(here).content.decode()
    assert goal.version.owner == crew.cy
