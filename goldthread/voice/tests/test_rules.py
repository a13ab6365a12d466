from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.voice.rules import State, answered_by, days_late, shown_from, state_of

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ((10, 0, 0), (10, 15)),
        ((10, 11, 59), (10, 15)),
        ((10, 12, 0), (10, 15)),
        ((10, 12, 1), (10, 30)),
        ((10, 14, 0), (10, 30)),
        ((23, 58, 0), (0, 15)),
    ],
)
def test_what_is_written_without_name_is_shown_at_a_quarter_of_an_hour_at_least_three_minutes_later(written, shown):
    found = shown_from(datetime(2026, 11, 22, *written, tzinfo=UTC))
    assert (found.hour, found.minute, found.second) == (*shown, 0)


@given(MOMENTS)
def test_the_moment_is_one_of_four_an_hour_and_never_far(written):
    found = shown_from(written)
    assert (found.minute % 15, found.second, found.microsecond) == (0, 0, 0)
    assert 180 <= (found - written).total_seconds() < 18 * 60


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        shown_from(datetime(2026, 11, 22))  # noqa: DTZ001


def test_the_last_day_of_the_promise_is_not_late_yet():
    due = answered_by(date(2026, 11, 20), 7)
    assert due == date(2026, 11, 27)
    assert days_late(due, date(2026, 11, 27), is_answered=False) == 0
    assert days_late(due, date(2026, 11, 29), is_answered=False) == 2
    assert days_late(due, date(2026, 11, 29), is_answered=True) == 0


def test_a_change_counts_more_than_the_answer_before_it():
    assert state_of("", changed=False) is State.OPEN
    assert state_of("declined", changed=False) is State.DECLINED
    assert state_of("declined", changed=True) is State.CHANGED
    with pytest.raises(ValueError, match="maybe"):
        state_of("maybe", changed=False)
