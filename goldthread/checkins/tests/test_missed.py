"""A missed check-in is never green, and nobody has to do anything for it to show."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from goldthread.chain.models import KeyResult
from goldthread.checkins import missed
from goldthread.checkins.models import CheckIn, Rhythm, Words
from goldthread.kit import clock
from goldthread.measures.models import Metric

from .conftest import SLUGS, at, page

pytestmark = pytest.mark.django_db
# A Tuesday.
START = datetime(2030, 1, 8, 9, tzinfo=UTC)


@pytest.fixture
def hands():
    with clock.held(START) as held:
        yield held


@pytest.fixture
def going_well(hands, crew):
    """A key result on track, in a product whose check-ins are due each Tuesday at ten."""
    Rhythm.set(
        crew.product, by=crew.ada, starts=START.date(), every="week", weekday=1, time=time(10), zone="Europe/Berlin"
    )
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    due = START.date() + timedelta(days=100)
    made = KeyResult.set(
        crew.goals["next"],
        metric,
        by=crew.ada,
        baseline=Decimal(1000),
        target=Decimal(2000),
        due=due,
        owner_id=crew.cy.pk,
    )
    for days, value in ((1, 1300), (3, 1500), (5, 1700), (6, 1800)):
        hands.to(START + timedelta(days=days))
        metric.read(Decimal(value), day=(START + timedelta(days=days)).date(), by=crew.cy)
    return KeyResult.objects.get(pk=made.pk)


def said(of):
    return KeyResult.objects.select_related("forecast").get(pk=of.pk).forecast


def test_a_key_result_on_track_is_at_risk_once_its_check_in_was_missed_and_back_after_it(crew, as_, hands, going_well):
    client = as_("ada")
    assert said(going_well).colour == "on_track"
    hands.to(START + timedelta(days=7))
    missed.sweep(clock.now())
    assert said(going_well).colour == "on_track"

    hands.to(START + timedelta(days=8))
    assert "No check-in came in time." in client.get(page(going_well)).content.decode()
    missed.sweep(clock.now())
    assert (said(going_well).colour, said(going_well).is_missed) == ("at_risk", True)
    assert "no check-in came in time" in client.get(reverse("chain:map", args=SLUGS)).content.decode()

    CheckIn.check_in(going_well, by=crew.cy, by_owner=True, words=Words(None, "All is well."))
    assert (said(going_well).colour, said(going_well).is_missed) == ("on_track", False)


def test_a_second_sweep_says_nothing_again(crew, hands, going_well):
    hands.to(START + timedelta(days=8))
    missed.sweep(clock.now())
    count = going_well.forecasts.count()
    missed.sweep(clock.now())
    assert going_well.forecasts.count() == count


def test_a_check_in_knows_the_day_that_it_was_for(crew, as_, hands, going_well):
    hands.to(START + timedelta(days=7))
    as_("cy").post(at("check_in", going_well), {"confidence": "7"})
    assert CheckIn.objects.get().due_for == START.date() + timedelta(days=7)
