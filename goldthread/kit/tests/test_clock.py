from datetime import UTC, date, datetime

import pytest

from goldthread.kit import clock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_held_clock_stands_until_it_is_moved():
    with clock.held(NOON) as hands:
        assert clock.now() == NOON
        hands.on(hours=1)
        assert clock.now() == datetime(2026, 3, 1, 13, tzinfo=UTC)


def test_after_a_held_stretch_time_goes_on():
    with clock.held(NOON):
        pass
    assert clock.now() > datetime(2026, 3, 2, tzinfo=UTC)


def test_today_depends_on_where_one_is():
    with clock.held(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)):
        assert clock.today("Europe/Amsterdam") == date(2026, 3, 2)
        assert clock.today("America/New_York") == date(2026, 3, 1)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.held(datetime(2026, 3, 1)):  # noqa: DTZ001
        pass
