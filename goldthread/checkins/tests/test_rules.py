"""Which check-in waits, which was missed, and whose confidence counts."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goldthread.checkins.rules import Due, counts, serves, usually_waiting, waiting

FIRST, SECOND, THIRD = date(2030, 1, 8), date(2030, 1, 22), date(2030, 2, 5)
DAYS = [FIRST, SECOND, THIRD]
BEFORE = date(2029, 12, 1)


def test_on_the_due_day_a_check_in_waits_and_the_day_after_it_was_missed():
    assert waiting(DAYS, last=FIRST, since=BEFORE, today=SECOND - timedelta(days=1)) == Due()
    assert waiting(DAYS, last=FIRST, since=BEFORE, today=SECOND) == Due(SECOND, is_missed=False)
    assert waiting(DAYS, last=FIRST, since=BEFORE, today=SECOND + timedelta(days=1)) == Due(SECOND, is_missed=True)


def test_whoever_comes_early_or_late_has_come():
    assert waiting(DAYS, last=SECOND - timedelta(days=5), since=BEFORE, today=SECOND) == Due()
    assert waiting(DAYS, last=SECOND + timedelta(days=3), since=BEFORE, today=SECOND + timedelta(days=3)) == Due()


def test_only_the_last_due_day_counts_however_many_were_missed():
    assert waiting(DAYS, last=None, since=BEFORE, today=date(2030, 3, 1)) == Due(THIRD, is_missed=True)


def test_nothing_is_due_before_a_key_result_began():
    assert waiting(DAYS, last=None, since=FIRST, today=FIRST + timedelta(days=3)) == Due()
    assert waiting(DAYS, last=None, since=SECOND - timedelta(days=1), today=SECOND) == Due(SECOND)


def test_without_a_rhythm_two_weeks_after_the_last_look_one_waits_and_none_is_ever_missed():
    last = date(2030, 1, 1)
    assert usually_waiting(last=last, since=BEFORE, today=date(2030, 1, 14)) == Due()
    assert usually_waiting(last=last, since=BEFORE, today=date(2030, 4, 1)) == Due(date(2030, 1, 15))


def test_whoever_always_comes_a_day_late_is_asked_every_time():
    late = FIRST + timedelta(days=1)
    assert waiting(DAYS, last=late, since=BEFORE, today=late) == Due()
    assert waiting(DAYS, last=late, since=BEFORE, today=SECOND) == Due(SECOND)


def test_a_check_in_is_for_the_nearest_due_day():
    assert serves(DAYS, FIRST + timedelta(days=1)) == FIRST
    assert serves(DAYS, FIRST + timedelta(days=7)) == SECOND
    assert serves(DAYS, SECOND) == SECOND
    assert serves(DAYS, date(2031, 1, 1)) == THIRD
    assert serves([], FIRST) is None


def test_a_confidence_counts_only_where_the_owner_gave_it_about_todays_numbers():
    assert counts(7, by_owner=True, same_numbers=True) == 7
    assert counts(0, by_owner=True, same_numbers=True) == 0
    assert counts(7, by_owner=False, same_numbers=True) is None
    assert counts(7, by_owner=True, same_numbers=False) is None
    assert counts(None, by_owner=True, same_numbers=True) is None


days = st.dates(date(2029, 1, 1), date(2032, 1, 1))


@given(st.lists(days, unique=True).map(sorted), days)
def test_who_checks_in_today_is_waited_for_no_more(due_days, today):
    assert waiting(due_days, last=today, since=date.min, today=today) == Due()


@given(st.lists(days, unique=True).map(sorted), days, st.none() | days)
def test_what_is_missed_was_due_on_a_day_that_is_over(due_days, today, last):
    found = waiting(due_days, last=last, since=date.min, today=today)
    assert found.day is None or found.day in due_days
    assert found.is_missed == (found.day is not None and found.day < today)
