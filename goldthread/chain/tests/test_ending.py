"""How a goal ended, from its numbers, checked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from goldthread.chain.commitments import altered, has_begun
from goldthread.chain.ending import Told, known_when, result_of, scored

STARTS, DUE = date(2030, 1, 1), date(2030, 3, 31)


def test_the_score_is_the_weighted_share_of_the_way_over_what_has_data():
    # (2 × 0.5 + 1 × 1) / 3, and the one without data is told apart.
    made = scored([(2, Decimal("0.5")), (1, Decimal("1.4")), (5, None)])

    assert made == (Decimal("0.67"), 2, 1)


def test_no_data_is_something_else_than_nothing_done():
    assert scored([(1, None)]) == (None, 0, 1)
    assert scored([(1, Decimal(0))]) == (Decimal("0.00"), 1, 0)
    assert scored([(1, Decimal("-0.4"))]).score == 0


def test_what_is_nearly_whole_is_not_whole():
    assert scored([(1, Decimal("0.998"))]).score == Decimal("0.99")


@pytest.mark.parametrize(
    ("score", "result"),
    [("1", "met"), ("0.99", "partly"), ("0.30", "partly"), ("0.29", "missed"), ("0", "missed"), (None, "")],
)
def test_a_score_suggests_how_it_ended(score, result):
    assert result_of(None if score is None else Decimal(score)) == result


def test_what_was_known_when_is_the_first_word_that_at_half_time_and_the_last():
    said = [
        (date(2030, 1, 9), 0.6),
        (date(2030, 1, 30), 0.5),
        (date(2030, 2, 13), 0.31),
        (date(2030, 3, 20), 0.05),
        (date(2030, 4, 2), 0.0),
    ]

    assert known_when(said, STARTS, DUE) == [
        Told("first", date(2030, 1, 9), 0.6),
        Told("half", date(2030, 2, 13), 0.31),
        Told("last", date(2030, 3, 20), 0.05),
    ]


def test_the_same_word_is_told_once():
    assert known_when([(date(2030, 1, 9), 0.6)], STARTS, DUE) == [Told("first", date(2030, 1, 9), 0.6)]
    assert known_when([], STARTS, DUE) == []
    late = [(date(2030, 3, 1), 0.4), (date(2030, 3, 9), 0.2)]
    assert [one.when for one in known_when(late, STARTS, DUE)] == ["first", "last"]


HELD = {
    "metric_id": 1,
    "kind": "increase",
    "baseline": None,
    "target": Decimal(9),
    "upto": None,
    "starts": STARTS,
    "due": DUE,
}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, []),
        ({"target": Decimal(8)}, ["target"]),
        ({"due": date(2030, 4, 30), "metric_id": 2}, ["metric_id", "due"]),
        ({"baseline": Decimal(1)}, []),
        ({"target": None}, ["target"]),
        ({"kind": "stay_above"}, ["kind"]),
    ],
)
def test_what_was_said_is_agreed_and_what_was_open_is_not(said, found):
    assert altered(HELD, {**HELD, **said}) == found


def test_without_a_target_the_kind_is_not_agreed_either():
    assert altered({**HELD, "target": None}, {**HELD, "target": Decimal(3), "kind": "decrease"}) == []


def test_what_was_agreed_holds_from_the_day_after_the_start_or_after_it_was_set():
    day = date(2030, 1, 10)

    assert not has_begun(day, date(2030, 1, 1), day)
    assert has_begun(day, date(2030, 1, 1), date(2030, 1, 11))
    assert not has_begun(date(2029, 9, 1), day, day)
