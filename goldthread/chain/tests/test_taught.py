"""What key results that are over teach the forecasts of an organisation."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from goldthread.chain.chances import lessons_of
from goldthread.chain.models import KeyResult
from goldthread.chain.taught import Ended, Told, closed
from goldthread.kit import clock
from goldthread.measures.forecasting.lessons import NONE
from goldthread.measures.models import Metric
from goldthread.measures.models.reading import Said

STARTS, DUE = date(2030, 1, 10), date(2030, 4, 20)


def _ended(value):
    return Ended("increase", D(1800), None, STARTS, DUE, D(value))


def test_what_was_said_last_in_the_first_half_is_what_counts():
    told = [
        Told(date(2030, 1, 20), D("0.4"), D(1000), D(1700)),
        Told(date(2030, 2, 20), D("0.6"), D(1500), D(1900)),
        Told(date(2030, 4, 1), D("0.9"), D(1790), D(1810)),
    ]

    found = closed(_ended(1850), told)
    assert (found.reached, found.chance, found.inside) == (True, 0.6, True)
    assert closed(_ended(1400), told).inside is False
    assert closed(_ended(1400), told).reached is False


def test_what_was_said_only_late_or_from_the_base_rate_is_no_forecast():
    late = [Told(date(2030, 1, 20), None, None, None), Told(date(2030, 4, 1), D("0.9"), D(1790), D(1810))]

    assert closed(_ended(1850), late).chance is None
    assert closed(_ended(1850), late).reached


@pytest.fixture
def over(crew):
    """Weekly members that reached 1,800 in time, read every eight days."""
    with clock.held(clock.now().replace(year=2030, month=1, day=10, hour=9)):
        metric = Metric.add(crew.organisation, "Weekly members", by=crew.ada, unit="count")
        one = KeyResult.set(
            crew.goals["next"], metric, by=crew.ada, owner_id=crew.cy.pk, baseline=D(850), target=D(1800), starts=STARTS, due=DUE
        )  # fmt: skip
    for place, value in enumerate((900, 950, 1000, 1100, 1500, 1850)):
        day = STARTS + timedelta(days=16 * (place + 1))
        with clock.held(clock.now().replace(year=day.year, month=day.month, day=day.day, hour=9)):
            metric.read_many([Said(D(value), day=day)], by=crew.cy)
    return one


def test_an_organisation_learns_from_what_is_over_and_not_before(crew, over):
    assert lessons_of(crew.organisation.pk, DUE) == NONE

    lessons = lessons_of(crew.organisation.pk, DUE + timedelta(days=1))
    assert lessons.shift > 0
    assert lessons.base_rate == pytest.approx((4 * 0.46 + 1) / 5)


def test_one_organisation_learns_nothing_from_another(crew, over):
    assert lessons_of(crew.organisation.pk + 1000, DUE + timedelta(days=1)) == NONE


def test_learning_from_many_costs_no_more_than_from_one(crew, over, django_assert_num_queries):
    with django_assert_num_queries(3):
        lessons_of(crew.organisation.pk, DUE + timedelta(days=1))
    second = Metric.add(crew.organisation, "Scales sold", by=crew.ada, unit="count")
    KeyResult.set(crew.goals["next"], second, by=crew.ada, baseline=D(0), target=D(9), starts=STARTS, due=DUE)
    with django_assert_num_queries(3):
        lessons_of(crew.organisation.pk, DUE + timedelta(days=1))
