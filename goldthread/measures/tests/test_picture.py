"""Readings as a line: points that can be checked by hand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from goldthread.measures.picture import MOST_POINTS, drawing, levels_between, months_between, spark, thinned

START = datetime(2026, 1, 15, 12, tzinfo=UTC)


def readings(*values, days=1):
    return [(START + timedelta(days=days * number), Decimal(value)) for number, value in enumerate(values)]


def test_the_lowest_stands_at_the_bottom_and_the_last_at_the_right():
    drawn = drawing(readings(0, 5, 10), width=100, height=100)
    assert drawn.points == "0,100 50,50 100,0"
    assert drawn.last == (100, 0)


def test_nothing_read_draws_nothing_and_one_reading_stands_in_the_middle():
    assert drawing([]) is None
    assert drawing(readings(7), width=100, height=100).dots == ((50, 50),)


def test_the_lines_across_stand_at_round_values_around_all_readings():
    assert levels_between(Decimal(850), Decimal(1375)) == [800, 1000, 1200, 1400]
    assert levels_between(Decimal("-3"), Decimal("4")) == [-4, -2, 0, 2, 4]
    assert levels_between(Decimal("0.011"), Decimal("0.019"))[0] <= Decimal("0.011")


def test_months_are_told_apart_and_are_no_more_than_fit():
    assert months_between(date(2026, 1, 15), date(2026, 3, 2)) == [date(2026, 2, 1), date(2026, 3, 1)]
    assert len(months_between(date(2006, 1, 1), date(2026, 1, 1))) <= 7
    assert len(months_between(date(2025, 1, 1), date(2026, 1, 1))) <= 7


def test_of_very_many_readings_no_peak_is_lost():
    many = readings(*([1] * 5000), days=1)
    many[2345] = (many[2345][0], Decimal(99))
    kept = thinned(many)
    assert len(kept) <= MOST_POINTS + 2
    assert max(value for _at, value in kept) == 99


def test_a_small_line_needs_two_values():
    assert spark([Decimal(1)]) == ""
    assert spark([Decimal(1), Decimal(2)], width=10, height=10) == "0,10 10,0"
