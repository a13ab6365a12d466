"""What now: when it is asked, which ways there are, and what the chance would be with each."""

from datetime import date, timedelta
from decimal import Decimal
from time import thread_time

import pytest

from goldthread.chain.chances import Course, Taken, reckoned
from goldthread.checkins.ways import Wish, chances_with, first_wishes, is_time, offered, would_be

STARTS, DUE, TODAY = date(2030, 1, 1), date(2030, 4, 11), date(2030, 2, 20)


def _course(kind="increase", baseline=0, target=100, values=(4, 8, 10, 15, 20), unit="number", **more):
    taken = tuple(Taken(STARTS + timedelta(days=10 * at + 10), Decimal(one)) for at, one in enumerate(values))
    return Course(kind, unit, Decimal(baseline), Decimal(target), None, STARTS, DUE, taken, **more)


def _chance(course, wish=None):
    [said] = chances_with(course, [wish or Wish()], TODAY)
    return said.chance


def test_it_is_time_below_even_chances_or_after_a_fall():
    said = [(date(2030, 2, 1), 0.75), (date(2030, 1, 2), 0.9)]

    assert is_time(0.49, [], TODAY)
    assert not is_time(0.5, [], TODAY)
    assert is_time(0.65, said, TODAY)
    assert not is_time(0.66, said, TODAY), "it fell by less than a tenth within four weeks"
    assert not is_time(0.7, [(date(2030, 2, 1), 0.95)], TODAY), "it is safe all the same"


def test_what_comes_on_top_is_reckoned_over_the_weeks_that_are_left():
    # Fifty days are left: 7.14 weeks of 7 are 50.
    assert would_be(_course(), Wish(pace=Decimal(7)), TODAY).push == pytest.approx(50)
    assert would_be(_course("decrease", 100, 0, (96, 90)), Wish(pace=Decimal(7)), TODAY).push == pytest.approx(-50)


def test_more_a_week_makes_it_likelier_and_moves_where_it_lands():
    course = _course()
    plain, more, much = (_chance(course, Wish(pace=Decimal(one))) for one in (0, 4, 12))
    lands = [one.saying.landing for one in chances_with(course, [Wish(), Wish(pace=Decimal(7))], TODAY)]

    assert plain < more < much
    assert lands[1] - lands[0] == pytest.approx(50, abs=10)


def test_nothing_on_top_changes_nothing():
    course = _course()

    assert _chance(course, Wish(pace=Decimal(0))) == reckoned([course])[0].chance


def test_less_a_week_makes_a_falling_number_likelier():
    course = _course("decrease", 100, 0, (96, 92, 90, 85, 80))

    assert _chance(course, Wish(pace=Decimal(4))) > _chance(course)


def test_a_bound_to_hold_is_likelier_held_with_help():
    course = _course("stay_above", 60, 55, (58, 56, 57, 56, 55))

    assert _chance(course, Wish(pace=Decimal(2))) > _chance(course)


def test_a_later_day_and_a_nearer_target_make_it_likelier():
    course = _course(values=(9, 17, 24, 33, 41))

    assert _chance(course, Wish(due=DUE + timedelta(days=28))) > _chance(course)
    assert _chance(course, Wish(target=Decimal(70))) > _chance(course)


def test_help_begins_at_what_it_would_take_to_land_at_the_target():
    course = _course()
    said = reckoned([course])[0]
    wishes = first_wishes(course, said, TODAY)
    missing = 100 - said.fan[-1].middle

    assert float(wishes["help"].pace) == pytest.approx(missing / (50 / 7), abs=0.11)
    assert float(wishes["drop"].pace) == pytest.approx(missing / (50 / 7) / 2, abs=0.11)
    assert wishes["later"].due > DUE
    assert course.value <= wishes["target"].target < 100


def test_what_is_over_or_done_or_too_early_offers_no_way():
    course = _course()
    early = _course(values=(4,))

    assert offered(course, reckoned([course])[0], TODAY) == ("help", "drop", "later", "target")
    assert offered(course, reckoned([course])[0], DUE + timedelta(days=1)) == ()
    assert offered(early, reckoned([early])[0], TODAY) == ()
    assert offered(course, None, TODAY) == ()


def test_the_four_ways_are_reckoned_while_somebody_types():
    course = _course()
    wishes = [Wish(pace=Decimal(one)) for one in range(4)]
    costs = []
    for _round in range(5):
        begun = thread_time()
        chances_with(course, wishes, TODAY)
        costs.append(thread_time() - begun)

    assert min(costs) < 0.05
