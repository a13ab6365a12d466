from datetime import date
from decimal import Decimal

import pytest

from goldthread.chain.fan import BOTTOM, LEFT, RIGHT, TOP, fan
from goldthread.measures.forecasting.forecast import FanPoint

STARTS, DUE = date(2030, 1, 1), date(2030, 4, 11)
TAKEN = [(date(2030, 1, 21), Decimal(20)), (date(2030, 2, 20), Decimal(50))]
AHEAD = [FanPoint(0.5, 50, 50, 50, 50, 50), FanPoint(0.75, 55, 60, 70, 80, 85), FanPoint(1.0, 60, 70, 90, 110, 120)]


def _fan(taken=TAKEN, ahead=AHEAD, **more):
    said = {
        "starts": STARTS,
        "due": DUE,
        "baseline": Decimal(0),
        "lines": [("committed", Decimal(100))],
        "today": date(2030, 2, 20),
    }
    return fan(taken, ahead, **{**said, **more})


def test_the_course_begins_at_the_baseline_and_lies_in_its_time():
    made = _fan()

    assert made.dots[0] == (LEFT, BOTTOM)
    assert [x for x, _y in made.dots] == [LEFT, round(LEFT + 0.2 * (RIGHT - LEFT), 1), made.today]
    assert [y for _x, y in made.dots] == sorted((y for _x, y in made.dots), reverse=True)


def test_the_bands_hold_the_middle_and_end_at_the_due_day():
    made = _fan()

    assert made.wide.startswith("M401 ")
    assert made.wide.endswith("Z")
    assert f"L{RIGHT} " in made.middle
    assert made.rows[-1] == (DUE, 60, 90, 120)


def test_everything_lies_within_the_frame():
    made = _fan()

    assert all(TOP <= y <= BOTTOM for y, _value in made.levels)
    assert all(TOP <= mark.y <= BOTTOM for mark in made.marks)


def test_without_a_forecast_there_is_no_fan():
    made = _fan(taken=TAKEN[:1], ahead=[])

    assert (made.wide, made.narrow, made.middle, made.rows) == ("", "", "", ())
    assert made.line


def test_after_its_time_today_is_not_drawn():
    assert _fan(today=date(2030, 5, 1)).today is None


def test_without_time_there_is_nothing_to_draw_in():
    with pytest.raises(ValueError, match="due"):
        _fan(due=STARTS)


def test_a_course_that_does_not_move_is_drawn_all_the_same():
    made = _fan(
        taken=[(date(2030, 1, 21), Decimal(5))], ahead=[], baseline=Decimal(5), lines=[("committed", Decimal(5))]
    )

    assert made.dots[0][1] == made.dots[1][1]
