"""When mails about notices leave: at once or gathered, and never in quiet hours."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from goldthread.journal.rules import is_quiet, leaves_at

BERLIN = ZoneInfo("Europe/Berlin")


def at(day, hour, minute=0):
    """A moment of November 2026, whose second is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("rhythm", "leaves"),
    [("at_once", at(4, 15)), ("daily", at(5, 8)), ("weekly", at(9, 8)), ("never", None)],
)
def test_a_mail_leaves_at_once_or_next_morning_or_next_monday_or_never(rhythm, leaves):
    assert leaves_at(at(4, 15), rhythm, None, None, now=at(4, 15), zone=BERLIN) == leaves


def test_what_was_written_early_leaves_the_same_morning():
    assert leaves_at(at(4, 6), "daily", None, None, now=at(4, 7), zone=BERLIN) == at(4, 8)


def test_what_should_have_left_while_nobody_swept_leaves_now():
    assert leaves_at(at(4, 6), "daily", None, None, now=at(7, 11), zone=BERLIN) == at(7, 11)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [(at(4, 23), at(5, 7)), (at(5, 3), at(5, 7)), (at(5, 7), at(5, 7)), (at(5, 21, 59), at(5, 21, 59))],
)
def test_no_mail_leaves_in_quiet_hours_over_midnight(now, leaves):
    assert leaves_at(at(4, 20), "at_once", time(22), time(7), now=now, zone=BERLIN) == leaves


def test_quiet_hours_are_those_of_the_persons_time_zone():
    tokyo = ZoneInfo("Asia/Tokyo")

    leaves = leaves_at(at(4, 15), "at_once", time(22), time(7), now=at(4, 15), zone=tokyo)

    assert leaves == datetime(2026, 11, 5, 7, tzinfo=tokyo)


def test_quiet_hours_hold_for_what_is_gathered_too():
    assert leaves_at(at(4, 15), "daily", time(6), time(10), now=at(4, 15), zone=BERLIN) == at(5, 10)


def test_equal_times_mean_no_quiet_at_all():
    assert not is_quiet(time(9), time(9), time(9))
