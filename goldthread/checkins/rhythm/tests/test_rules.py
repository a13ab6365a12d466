"""Due days by cases checked by hand, and by properties in zones whose clocks jump."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.checkins.rhythm.rules import (
    LAST,
    Every,
    Moves,
    Rhythm,
    dropped_days,
    due_days,
    instant,
    next_wake,
    planned_days,
    spans,
    standing,
)

TEN = time(10)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "UTC",
)


def weekly(starts=date(2026, 1, 5), weekday=0, every=Every.WEEK, zone="Europe/Berlin", **more):
    return Rhythm(every, starts, more.pop("at", TEN), zone, weekday=weekday, **more)


def days(versions, first, last, holidays=()):
    return [one.day for one in due_days(versions, first, last, holidays)]


# --- cases ---


def test_every_week_from_the_first_such_day_on():
    assert days([weekly(starts=date(2026, 1, 7))], date(2026, 1, 1), date(2026, 1, 31)) == [
        date(2026, 1, 12), date(2026, 1, 19), date(2026, 1, 26),
    ]  # fmt: skip


def test_every_two_weeks_counts_from_the_start_over_the_turn_of_the_year_and_week_53():
    rhythm = weekly(starts=date(2026, 12, 14), every=Every.TWO_WEEKS)

    assert days([rhythm], date(2026, 12, 1), date(2027, 1, 31)) == [
        date(2026, 12, 14), date(2026, 12, 28), date(2027, 1, 11), date(2027, 1, 25),
    ]  # fmt: skip
    assert days([rhythm], date(2027, 1, 12), date(2027, 1, 25)) == [date(2027, 1, 25)]


def test_the_31st_is_the_last_day_of_shorter_months_also_in_a_leap_year():
    rhythm = Rhythm(Every.MONTH_DAY, date(2028, 1, 1), TEN, "UTC", day=31, moves=Moves.STAYS)

    assert days([rhythm], date(2028, 1, 1), date(2028, 4, 30)) == [
        date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nth", "expected"), [(1, date(2026, 11, 3)), (4, date(2026, 11, 24)), (LAST, date(2026, 11, 24))]
)
def test_the_nth_tuesday_of_a_month(nth, expected):
    rhythm = Rhythm(Every.MONTH_WEEKDAY, date(2026, 1, 1), TEN, "UTC", weekday=1, nth=nth)

    assert days([rhythm], date(2026, 11, 1), date(2026, 11, 30)) == [expected]


def test_the_last_friday_is_the_fifth_where_there_are_five():
    rhythm = Rhythm(Every.MONTH_WEEKDAY, date(2026, 1, 1), TEN, "UTC", weekday=4, nth=LAST)

    assert days([rhythm], date(2026, 7, 1), date(2026, 7, 31)) == [date(2026, 7, 31)]


def test_a_holiday_moves_to_the_next_or_the_previous_day_on_which_people_work():
    # Easter Monday; the Friday before is Good Friday.
    easter = {date(2026, 4, 3), date(2026, 4, 6)}
    span = (date(2026, 4, 1), date(2026, 4, 9))

    assert days([weekly()], *span, easter) == [date(2026, 4, 7)]
    assert days([weekly(moves=Moves.PREVIOUS)], *span, easter) == [date(2026, 4, 2)]
    assert days([weekly(moves=Moves.STAYS)], *span, easter) == [date(2026, 4, 6)]
    assert due_days([weekly()], *span, easter)[0].planned == date(2026, 4, 6)


def test_a_day_of_the_month_on_a_sunday_moves_but_a_weekday_that_was_chosen_does_not():
    monthly = Rhythm(Every.MONTH_DAY, date(2026, 1, 1), TEN, "UTC", day=15)

    assert days([monthly], date(2026, 3, 1), date(2026, 3, 31)) == [date(2026, 3, 16)]
    assert days([weekly(weekday=6)], date(2026, 3, 9), date(2026, 3, 15)) == [date(2026, 3, 15)]


def test_people_who_work_from_sunday_to_thursday():
    rhythm = Rhythm(Every.MONTH_DAY, date(2026, 1, 1), TEN, "Asia/Amman", day=16, working=frozenset({6, 0, 1, 2, 3}))

    assert days([rhythm], date(2026, 1, 1), date(2026, 1, 31)) == [date(2026, 1, 18)]


def test_a_day_with_nothing_but_holidays_around_it_stays():
    free = {date(2026, 3, 1) + timedelta(days=one) for one in range(90)}

    assert days([weekly()], date(2026, 4, 1), date(2026, 4, 7), free) == [date(2026, 4, 6)]


def test_two_days_that_move_to_the_same_one_are_due_once():
    free = {date(2026, 12, 21) + timedelta(days=one) for one in range(9)}

    assert days([weekly()], date(2026, 12, 20), date(2026, 12, 31), free) == [date(2026, 12, 30)]


def test_another_rhythm_leaves_the_days_before_it_as_they_were():
    before = weekly()
    after = weekly(starts=date(2026, 3, 1), weekday=2, every=Every.TWO_WEEKS, at=time(9), zone="UTC")
    until = (date(2026, 2, 1), date(2026, 2, 28))

    assert due_days([before, after], *until) == due_days([before], *until)
    assert days([before, after], date(2026, 3, 1), date(2026, 3, 31)) == [date(2026, 3, 4), date(2026, 3, 18)]
    assert next((one.every, begins, ends) for one, begins, ends in spans([before, after])) == (
        Every.WEEK,
        date(2026, 1, 5),
        date(2026, 2, 28),
    )


def test_a_rhythm_that_was_announced_and_replaced_before_it_began_never_was():
    versions = [weekly(), weekly(starts=date(2026, 5, 1), weekday=3), weekly(starts=date(2026, 4, 1), weekday=1)]

    assert days(versions, date(2026, 5, 1), date(2026, 5, 14)) == [date(2026, 5, 5), date(2026, 5, 12)]


def test_no_rhythm_is_a_rhythm_too():
    assert days([weekly(), weekly(starts=date(2026, 2, 1), every=Every.NEVER)], date(2026, 1, 1), date(2026, 12, 31))[-1] == date(2026, 1, 26)  # fmt: skip
    assert standing([], datetime(2026, 1, 1, tzinfo=UTC)).coming is None


def test_what_an_earlier_rhythm_foresaw_is_crossed_out():
    versions = [weekly(), weekly(starts=date(2026, 3, 1), weekday=2)]
    dropped = [day for _rhythm, day in dropped_days(versions, date(2026, 2, 16), date(2026, 3, 15))]

    assert dropped == [date(2026, 3, 2), date(2026, 3, 9)]


# --- clocks that jump ---


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        # Skipped: as much later as the clocks skip.
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        # Half an hour only.
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 45, tzinfo=UTC)),
        # Twice: the first.
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
        # Before and after.
        ("Europe/Berlin", date(2026, 3, 28), TEN, datetime(2026, 3, 28, 9, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 3, 29), TEN, datetime(2026, 3, 29, 8, tzinfo=UTC)),
    ],
)
def test_the_instant_of_a_local_time(zone, day, at, expected):
    assert instant(day, at, zone) == expected


def test_a_weekly_rhythm_keeps_its_hour_when_the_clocks_change():
    due = due_days([weekly()], date(2026, 3, 23), date(2026, 4, 5))

    assert [one.at.hour for one in due] == [9, 8]
    assert due[1].at - due[0].at == timedelta(days=7, hours=-1)


def test_a_due_day_is_over_from_its_instant_on():
    at = instant(date(2026, 2, 2), TEN, "Europe/Berlin")

    assert standing([weekly()], at).last.day == date(2026, 2, 2)
    assert standing([weekly()], at - timedelta(microseconds=1)).last.day == date(2026, 1, 26)


def test_the_next_moment_to_wake_is_a_lead_before_a_due_day_or_the_day_itself():
    monday = instant(date(2026, 3, 30), TEN, "Europe/Berlin")
    leads = (timedelta(days=1), timedelta(hours=2))

    # The day before has 23 hours: the lead counts hours, not the face of a clock.
    assert next_wake([weekly()], monday - timedelta(days=3), leads) == monday - timedelta(hours=24)
    assert next_wake([weekly()], monday - timedelta(hours=24), leads) == monday - timedelta(hours=2)
    assert next_wake([weekly()], monday - timedelta(hours=2), leads) == monday
    assert next_wake([weekly(every=Every.NEVER)], monday, leads) is None


# --- properties ---

rhythms = st.builds(
    Rhythm,
    every=st.sampled_from([Every.WEEK, Every.TWO_WEEKS, Every.MONTH_DAY, Every.MONTH_WEEKDAY]),
    starts=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    at=st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
    weekday=st.integers(0, 6),
    day=st.integers(1, 31),
    nth=st.sampled_from([1, 2, 3, 4, LAST]),
    moves=st.sampled_from(list(Moves)),
)
free_days = st.frozensets(st.dates(date(2020, 1, 1), date(2032, 12, 31)), max_size=40)


@given(rhythms, free_days, st.integers(0, 700), st.integers(0, 400))
def test_due_days_stand_in_order_at_instants_in_order_and_a_window_shows_what_a_wider_one_shows(
    rhythm, free, after, length
):
    first = rhythm.starts + timedelta(days=after)
    last = first + timedelta(days=length)
    due = due_days([rhythm], first, last, free)
    wider = due_days([rhythm], first - timedelta(days=50), last + timedelta(days=50), free)

    assert [one.day for one in due] == sorted({one.day for one in due})
    assert all(one.at < two.at for one, two in itertools.pairwise(due))
    assert due == [one for one in wider if first <= one.day <= last]


@given(rhythms, free_days, st.integers(0, 700))
def test_no_due_day_is_free_unless_days_stay_or_nothing_else_is_near(rhythm, free, after):
    first = rhythm.starts + timedelta(days=after)
    for one in due_days([rhythm], first, first + timedelta(days=60), free):
        assert rhythm.moves == Moves.STAYS or one.day not in free


@given(rhythms, st.integers(0, 2000))
def test_the_local_time_is_kept_wherever_it_exists(rhythm, after):
    first = rhythm.starts + timedelta(days=after)
    for one in due_days([rhythm], first, first + timedelta(days=40)):
        local = one.at.astimezone(ZoneInfo(rhythm.zone))
        there = datetime.combine(one.day, rhythm.at, ZoneInfo(rhythm.zone))
        skipped = there.astimezone(UTC).astimezone(ZoneInfo(rhythm.zone)).replace(tzinfo=None) != there.replace(
            tzinfo=None
        )
        assert skipped or (local.date(), local.time()) == (one.day, rhythm.at)


@given(rhythms, free_days, st.integers(0, 900))
def test_the_moments_between_two_due_days_agree_on_them(rhythm, free, hours):
    now = datetime.combine(rhythm.starts, time(0), UTC) + timedelta(days=90, hours=hours)
    around = standing([rhythm], now, free)

    assert around.last is not None
    assert around.coming is not None
    assert around.last.at <= now < around.coming.at
    assert standing([rhythm], around.coming.at - timedelta(seconds=1), free).last == around.last
    assert standing([rhythm], around.coming.at, free).last == around.coming


@given(rhythms, st.integers(0, 400))
def test_a_month_has_one_planned_day_and_weeks_are_evenly_apart(rhythm, after):
    first = rhythm.starts + timedelta(days=after)
    planned = list(planned_days(rhythm, first, first + timedelta(days=200)))

    if rhythm.every in (Every.WEEK, Every.TWO_WEEKS):
        step = 7 if rhythm.every == Every.WEEK else 14
        assert {(two - one).days for one, two in itertools.pairwise(planned)} == {step}
    else:
        assert len({(one.year, one.month) for one in planned}) == len(planned)
