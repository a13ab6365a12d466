from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.boards.rules import (
    Coarse,
    Column,
    Quarter,
    coarse,
    feature_hint,
    in_time_order,
    may_stand_before,
    months_ahead,
    period_end,
    placed,
    quarter_of,
    summary_of,
)

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("2nd quarter 2027", date(2027, 6, 30)),
        ("second quarter of 2027", date(2027, 6, 30)),
        ("Q3 2027", date(2027, 9, 30)),
        ("2027 Q1", date(2027, 3, 31)),
        ("Q4", date(2026, 12, 31)),
        ("Q2", date(2027, 6, 30)),
        ("H1 '27", date(2027, 6, 30)),
        ("second half 2026", date(2026, 12, 31)),
        ("May 2027", date(2027, 5, 31)),
        ("february", date(2027, 2, 28)),
        ("2028", date(2028, 12, 31)),
        ("late 2027", date(2027, 12, 31)),
        ("Sept 2027", date(2027, 9, 30)),
        ("later", None),
        ("maybe never", None),
        ("a decision of the market", None),
        ("after the merger", None),
        ("when 300 clinics have signed", None),
        ("", None),
    ],
)
def test_a_timeframe_ends_where_people_say_it_does(words, end):
    assert period_end(words, today=TODAY) == end


@given(DAYS, st.integers(1, 4))
def test_a_quarter_without_a_year_is_never_over(today, number):
    end = period_end(f"Q{number}", today=today)

    assert end >= today
    assert end - today <= timedelta(days=366)
    assert quarter_of(end).number == number


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 12, 31), Coarse("this", Quarter(2026, 4))),
        (date(2026, 9, 1), Coarse("this", Quarter(2026, 4))),
        (date(2027, 1, 1), Coarse("next", Quarter(2027, 1))),
        (date(2027, 3, 31), Coarse("next", Quarter(2027, 1))),
        (date(2027, 4, 1), Coarse("later")),
        (None, Coarse("later")),
    ],
)
def test_outside_a_date_is_this_quarter_next_quarter_or_later(due, said):
    assert coarse(due, "", today=TODAY) == said


def test_outside_a_timeframe_in_words_is_read_like_a_date():
    assert coarse(None, "1st quarter 2027", today=TODAY) == Coarse("next", Quarter(2027, 1))
    assert coarse(None, "as soon as we can", today=TODAY) == Coarse("later")


@given(DAYS, st.one_of(st.none(), DAYS))
def test_what_is_said_outside_never_tells_the_day(today, due):
    said = coarse(due, "", today=today)

    assert said.quarter is None or said.quarter in (quarter_of(today), quarter_of(today).after())


def _column(pk, due=None, timeframe="", rank=0):
    return Column(pk, due, timeframe, rank)


def test_columns_stand_by_date_then_by_timeframe_then_by_rank():
    columns = [
        _column(1, rank=1),
        _column(2, timeframe="later", rank=2),
        _column(3, due=date(2027, 8, 1), rank=3),
        _column(4, timeframe="2nd quarter 2027", rank=4),
        _column(5, due=date(2027, 1, 31), rank=6),
        _column(6, due=date(2027, 1, 31), rank=5),
    ]

    assert [one.pk for one in in_time_order(columns, today=TODAY)] == [6, 5, 4, 3, 2, 1]


def test_a_column_may_move_only_among_those_of_its_moment():
    early, middle, also_middle = (
        _column(1, date(2027, 1, 31)),
        _column(2, date(2027, 6, 30)),
        _column(3, date(2027, 6, 30)),
    )

    assert may_stand_before(also_middle, middle, [early, middle], today=TODAY)
    assert not may_stand_before(also_middle, early, [early, middle], today=TODAY)
    assert not may_stand_before(early, None, [middle, also_middle], today=TODAY)


@given(st.lists(st.tuples(st.one_of(st.none(), DAYS), st.integers(0, 9)), max_size=8))
def test_the_order_of_time_depends_on_nothing_but_the_columns(rows):
    columns = [_column(pk, due, rank=rank) for pk, (due, rank) in enumerate(rows)]

    assert in_time_order(columns, today=TODAY) == in_time_order(columns[::-1], today=TODAY)


@pytest.mark.parametrize(
    ("last", "months"), [(date(2027, 11, 30), 13), (date(2027, 11, 21), 12), (date(2026, 11, 25), 1), (TODAY, None)]
)
def test_a_roadmap_reaches_as_many_months_ahead_as_its_last_date(last, months):
    assert months_ahead(TODAY, [date(2026, 12, 1), last] if months and months > 1 else [last]) == months


def test_three_to_five_features_need_no_hint():
    assert [feature_hint(count) for count in range(7)] == ["few", "few", "few", "", "", "", "many"]


def test_a_folded_card_names_its_lines_where_they_fit():
    assert summary_of(["Devices", "Support"]) == "Devices, Support"
    assert summary_of(["The leaflet in the waiting room"] * 2) == ""


def test_a_line_moves_up_and_down_by_one_place():
    assert placed([1, 2, 3], 2, to="up", before=None) == 1
    assert placed([1, 2, 3], 2, to="down", before=None) is None
    assert placed([1, 2, 3], 1, to="up", before=None) == 2
    assert placed([1, 2, 3], 3, to="down", before=None) is None
    assert placed([1, 2, 3], 1, to="", before=3) == 3
    assert placed([1, 2, 3], 1, to="", before=99) is None


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_moving_down_and_up_again_changes_nothing(order, data):
    moved = data.draw(st.sampled_from(order))

    after = _moved(order, moved, "down")

    assert _moved(after, moved, "up") == order or order[-1] == moved


def _moved(order, moved, to):
    before = placed(order, moved, to=to, before=None)
    rest = [one for one in order if one != moved]
    rest.insert(rest.index(before) if before is not None else len(rest), moved)
    return rest
