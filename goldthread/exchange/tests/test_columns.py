"""Pasted columns: days and values as people write them, and what is wrong in each line."""

from datetime import date
from decimal import Decimal

import pytest

from goldthread.exchange.columns.days import day_of, steps_from
from goldthread.exchange.columns.lines import How, read

TODAY = date(2026, 11, 22)
ENGLISH = How(TODAY)
GERMAN = How(TODAY, decimal_mark=",", day_first=True)


def said(text, how=ENGLISH):
    return [(line.day, line.value, line.problem) for line in read(text, how).lines]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("2026-03-31T22:30:00Z", date(2026, 3, 31)),
        ("2026-03-31 10:15", date(2026, 3, 31)),
        ("20260331", date(2026, 3, 31)),
        ("31.3.2026", date(2026, 3, 31)),
        ("31.03.26", date(2026, 3, 31)),
        ("31.12.", date(2025, 12, 31)),
        ("31. März 2026", date(2026, 3, 31)),
        ("31 Mar 2026", date(2026, 3, 31)),
        ("31-Mar-26", date(2026, 3, 31)),
        ("March 31, 2026", date(2026, 3, 31)),
        ("Mar 31", date(2026, 3, 31)),
        ("Tue 31 March 2026", date(2026, 3, 31)),
        ("3/31/2026", date(2026, 3, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("02/2024", date(2024, 2, 29)),
        ("Dezember 2025", date(2025, 12, 31)),
        ("Nov 2026", TODAY),
        ("KW 12 2026", date(2026, 3, 22)),
        ("2026-W47", TODAY),
        ("Q3 2026", date(2026, 9, 30)),
        ("31/2/2026", None),
        ("2026-13-01", None),
        ("40", None),
        ("Berlin", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(written, day):
    assert day_of(written, today=TODAY) == day


def test_values_without_days_step_from_the_first():
    assert steps_from(date(2026, 1, 31), "month", 3) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert steps_from(date(2026, 1, 2), "workday", 2) == [date(2026, 1, 2), date(2026, 1, 5)]
    assert steps_from(date(2026, 1, 1), "week", 2)[-1] == date(2026, 1, 8)
    with pytest.raises(ValueError, match="no step"):
        steps_from(date(2026, 1, 1), "year", 2)


@pytest.mark.parametrize("gap", ["\t", ";", " | ", ", ", ": ", "   ", ","])
def test_a_day_and_a_value_are_told_apart_whatever_stands_between(gap):
    assert said(f"2026-03-01{gap}1,212\n2026-03-08{gap}1,240") == [
        (date(2026, 3, 1), Decimal(1212), ""),
        (date(2026, 3, 8), Decimal(1240), ""),
    ]


@pytest.mark.parametrize(
    ("written", "how", "value"),
    [
        ("1.212", GERMAN, "1212"),
        ("1.212", ENGLISH, "1.212"),
        ("1,212", GERMAN, "1.212"),
        ("1,212", ENGLISH, "1212"),
        ("1 212,5", ENGLISH, "1212.5"),
        ("1 212,5", GERMAN, "1212.5"),
        ("1'212.5", GERMAN, "1212.5"),
        ("−3,5", GERMAN, "-3.5"),
    ],
)
def test_a_number_means_what_it_means_in_the_readers_language(written, how, value):
    assert said(f"1.3.2026\t{written}", how) == [(date(2026, 3, 1), Decimal(value), "")]


def test_one_clear_number_says_how_all_of_the_column_are_written():
    assert [value for _day, value, _problem in said("1.3.2026\t1.212\n2.3.2026\t1.300,5", ENGLISH)] == [
        Decimal(1212),
        Decimal("1300.5"),
    ]


def test_one_clear_day_says_which_number_is_the_month():
    assert [day for day, _value, _problem in said("3/4/2026\t1\n25/4/2026\t2")] == [date(2026, 4, 3), date(2026, 4, 25)]
    assert "day_or_month" in read("3/4/2026\t1\n5/4/2026\t2", ENGLISH).doubts
    assert "day_or_month" not in read("3/4/2026\t1\n25/4/2026\t2", ENGLISH).doubts


def test_percent_and_money_are_read_as_people_write_them():
    percent, money = How(TODAY, unit="percent"), How(TODAY, unit="money", currency="EUR")
    assert said("1.3.2026\t12 %", percent)[0][1] == 12
    assert said("1.3.2026\t€ 1.2m", money)[0][1] == 1_200_000
    assert said("1.3.2026\t$ 5", money)[0][2] == "other_unit"
    assert said("1.3.2026\t12 %", money)[0][2] == "other_unit"
    assert "fractions" in read("1.3.2026\t0.12\n2.3.2026\t0.13", percent).doubts
    assert "fractions" not in read("1.3.2026\t0.12\n2.3.2026\t13", percent).doubts


def test_each_line_says_what_is_wrong_with_it_and_the_others_stand():
    column = read("2026-03-01\t40\n2026-03-08\n2026-99-01\t5\n2026-03-15\tmany\n2030-01-01\t7\n2026-03-22\t44", ENGLISH)
    assert [(line.number, line.problem) for line in column.bad] == [
        (2, "no_value"), (3, "bad_day"), (4, "bad_value"), (5, "to_come"),
    ]  # fmt: skip
    assert [line.value for line in column.good] == [40, 44]


def test_a_header_is_left_out_and_said():
    column = read("Week\tActive members\n2026-03-01\t40", ENGLISH)
    assert (len(column.lines), column.doubts) == (1, {"header"})


def test_values_alone_need_a_first_day():
    assert [line.problem for line in read("40\n41", ENGLISH).lines] == ["no_day", "no_day"]
    how = How(TODAY, starts=date(2026, 3, 1), step="week")
    assert said("40\n41", how) == [(date(2026, 3, 1), 40, ""), (date(2026, 3, 8), 41, "")]


def test_of_two_values_of_a_day_the_later_is_kept():
    assert [line.problem for line in read("1.3.2026\t40\n1.3.2026\t41", ENGLISH).lines] == ["twice", ""]


def test_a_note_may_stand_in_the_third_cell():
    assert read("1.3.2026\t40\tAfter the fair", ENGLISH).lines[0].note == "After the fair"


def test_the_value_may_stand_before_the_day():
    assert said("40\t2026-03-01") == [(date(2026, 3, 1), 40, "")]


def test_yes_and_no_are_the_only_values_of_a_yes_or_no():
    how = How(TODAY, unit="yes_no")
    assert [(line.value, line.problem) for line in read("1.3.2026\tno\n2.3.2026\tja\n3.3.2026\t7", how).lines] == [
        (0, ""), (1, ""), (7, "no_yes_no"),
    ]  # fmt: skip
