"""Readings: exact, never edited, corrected by later ones that name them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.measures.models import Crossed, Metric, Reading, Said

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)


@pytest.fixture
def metric(crew):
    return Metric.add(crew.organisation, "Weekly active members", by=crew.ada, unit="count")


def test_a_reading_keeps_every_digit_and_says_who_and_where_from(crew, metric):
    reading = metric.read(Decimal("123456789.123456"), by=crew.cy, note="From the board deck")

    kept = Reading.objects.get(pk=reading.pk)
    assert kept.value == Decimal("123456789.123456")
    assert (kept.by, kept.origin, kept.note) == (crew.cy, "hand", "From the board deck")


def test_a_number_that_could_not_be_kept_exactly_is_refused(crew, metric):
    with pytest.raises(ValueError, match="15 digits"):
        metric.read(Decimal("1234567890.123456"), by=crew.ada)
    assert metric.read(Decimal(10) ** 13, by=crew.ada).value == 10**13


def test_the_day_of_a_reading_is_the_organisations_day(crew, metric):
    crew.organisation.time_zone = "Europe/Berlin"
    crew.organisation.save()
    metric.refresh_from_db()
    with clock.held(MORNING + timedelta(hours=1)):
        assert metric.read(Decimal(1), by=crew.ada, at=MORNING).day == date(2026, 4, 1)


def test_the_same_said_twice_is_one_reading(crew, metric):
    day = clock.today(crew.organisation.time_zone) - timedelta(days=3)
    first = metric.read(Decimal(40), by=crew.ada, day=day)
    entries = Entry.objects.count()
    again = metric.read(Decimal("40.0"), by=crew.ada, day=day)

    assert again == first
    assert Reading.objects.count() == 1
    assert Entry.objects.count() == entries


def test_another_value_for_the_same_day_corrects_the_first(crew, metric):
    day = clock.today(crew.organisation.time_zone)
    first = metric.read(Decimal(40), by=crew.ada, day=day)
    second = metric.read(Decimal(41), by=crew.cy, day=day)

    assert second.corrects == first
    assert second.at == first.at
    assert list(metric.readings.in_force()) == [second]


def test_a_correction_of_a_correction_stands_last(crew, metric):
    first = metric.read(Decimal(40), by=crew.ada)
    third = first.correct(Decimal(41), by=crew.ada).correct(Decimal(42), by=crew.ada, note="Counted twice")

    assert list(metric.readings.in_force()) == [third]
    assert metric.readings.count() == 3


def test_the_same_correction_twice_is_one_and_another_one_meanwhile_is_told(crew, metric):
    first = metric.read(Decimal(40), by=crew.ada)
    corrected = first.correct(Decimal(41), by=crew.ada)

    assert first.correct(Decimal(41), by=crew.cy) == corrected
    with pytest.raises(Crossed) as crossed:
        first.correct(Decimal(43), by=crew.cy)
    assert crossed.value.theirs == corrected


def test_what_was_struck_out_is_in_force_no_more_and_can_be_said_anew(crew, metric):
    day = clock.today(crew.organisation.time_zone)
    first = metric.read(Decimal(40), by=crew.ada, day=day)
    struck = first.correct(None, by=crew.ada, note="That was another metric")
    assert not metric.readings.in_force().exists()

    said = metric.read(Decimal(40), by=crew.ada, day=day)
    assert said.corrects == struck
    assert list(metric.readings.in_force()) == [said]


def test_a_reading_of_a_time_to_come_is_refused(crew, metric):
    with pytest.raises(ValueError, match="still to come"):
        metric.read(Decimal(1), by=crew.ada, day=clock.today(crew.organisation.time_zone) + timedelta(days=1))


def test_an_instant_and_a_day_are_two_readings(crew, metric):
    with clock.held(MORNING):
        metric.read(Decimal(1), by=None, at=MORNING, origin="source")
        metric.read(Decimal(2), by=crew.ada, day=date(2026, 3, 31))
    assert metric.readings.in_force().count() == 2


def test_a_year_of_days_costs_as_much_as_a_week(crew, metric, django_assert_max_num_queries):
    today = clock.today(crew.organisation.time_zone)
    for days in (7, 365):
        said = [Said(Decimal(number), day=today - timedelta(days=number)) for number in range(days)]
        with django_assert_max_num_queries(17):
            told = metric.read_many(said, by=crew.ada, origin="pasted")
        assert len(told.readings) == days
    assert (told.added, told.corrected, told.known) == (358, 0, 7)


def test_the_database_refuses_to_change_or_delete_a_reading(crew, metric):
    reading = metric.read(Decimal(40), by=crew.ada)

    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(value=Decimal(50))
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Reading.objects.filter(pk=reading.pk)._raw_delete("default")
    assert Reading.objects.get().value == 40
