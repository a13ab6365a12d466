from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from goldthread.measures.pulling.rules import (
    Unusable,
    at_path,
    in_column,
    is_path,
    next_time,
    number,
    read_json,
    wait_after,
)

BERLIN = ZoneInfo("Europe/Berlin")
TREE = read_json(
    b'{"open": {"total": 12.50}, "teams": [{"name": "Lighter", "n": 3, "on": true}, {"name": "Heavier", "n": 4, "on": false}], "a b": [7]}'
)


def times(rhythm, at, start, count, weekday=0):
    found = [start]
    for _step in range(count):
        found.append(next_time(rhythm, at, weekday, BERLIN, found[-1]))
    return found[1:]


@pytest.mark.parametrize("at", [time(0), time(1, 30), time(2), time(2, 30), time(3), time(7), time(23, 59)])
@pytest.mark.parametrize("start", [datetime(2026, 3, 27, 5, tzinfo=UTC), datetime(2026, 10, 23, 5, tzinfo=UTC)])
def test_a_daily_source_is_asked_once_each_local_day_across_a_change_of_clocks(at, start):
    found = times("daily", at, start, 6)
    days = [moment.astimezone(BERLIN).date() for moment in found]
    assert days == [days[0] + timedelta(days=step) for step in range(6)]
    walls = [moment.astimezone(BERLIN).time() for moment in found]
    # A wall time that the change leaves out comes an hour later.
    assert set(walls) <= {at, (datetime.combine(days[0], at) + timedelta(hours=1)).time()}
    assert sum(wall != at for wall in walls) <= 1


def test_an_hourly_source_is_asked_every_hour_that_passes():
    found = times("hourly", time(0, 15), datetime(2026, 10, 24, 23, 20, tzinfo=UTC), 5)
    assert [moment - found[0] for moment in found] == [timedelta(hours=step) for step in range(5)]
    assert {moment.minute for moment in found} == {15}


def test_a_weekly_source_keeps_its_day():
    found = times("weekly", time(2, 30), datetime(2026, 3, 15, 12, tzinfo=UTC), 4, weekday=6)
    assert [moment.astimezone(BERLIN).strftime("%a %d %H:%M") for moment in found] == [
        "Sun 22 02:30", "Sun 29 03:30", "Sun 05 02:30", "Sun 12 02:30",
    ]  # fmt: skip


def test_after_a_long_sleep_it_is_asked_once_and_not_for_each_day_missed():
    assert next_time("daily", time(7), 0, BERLIN, datetime(2026, 5, 9, 12, tzinfo=UTC)) == datetime(
        2026, 5, 10, 5, tzinfo=UTC
    )


def test_it_waits_longer_after_each_failure_up_to_six_hours():
    assert [wait_after(count).total_seconds() / 60 for count in (1, 2, 3, 4, 7, 8, 500)] == [
        5,
        10,
        20,
        40,
        320,
        360,
        360,
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$.open.total", Decimal("12.50")),
        ("$['open'][\"total\"]", Decimal("12.50")),
        ("$.teams[1].n", 4),
        ("$.teams[-2].n", 3),
        ("$.teams[?(@.name=='Lighter')].n", 3),
        ("$.teams[?@.on == true].n", 3),
        ("$.teams[?(@.n==4)].name", "Heavier"),
        ("$['a b'][0]", 7),
    ],
)
def test_a_path_leads_to_one_thing(path, value):
    assert at_path(TREE, path) == value


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("$.teams[*].n", "several"), ("$.none", "nothing there"), ("$.open[0]", "nothing there"), ("$.teams[9]", "nothing there"),
        ("open.total", "path"), ("$..total", "path"), ("$.teams[?(@.n > 3)].n", "path"), ("$.teams[0:1]", "path"), ("$.a[", "path"), ("", "path"),
    ],
)  # fmt: skip
def test_a_path_that_leads_to_none_or_many_says_so(path, word):
    with pytest.raises(Unusable, match=f"^{word}$"):
        at_path(TREE, path)


def test_the_whole_answer_may_be_the_number():
    assert is_path("$")
    assert number(at_path(read_json(b"41"), "$")) == 41


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"<html>", b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"[1,]", b'"\x00"', b"nan", b"{'a': 1}"],
)  # fmt: skip
def test_what_is_no_json_is_said_so_at_once(body):
    with pytest.raises(Unusable, match="no json"):
        read_json(body)


@pytest.mark.parametrize(
    "found",
    [
        "",
        "no number",
        "1e999999999",
        "9" * 50,
        None,
        [],
        {},
        "NaN",
        "Infinity",
        "-Infinity",
        "sNaN",
        "1; DROP",
        "x" * 5000,
    ],
)
def test_what_is_no_number_is_said_so(found):
    with pytest.raises(Unusable, match="no number"):
        number(found)


@pytest.mark.parametrize("text", [b"1e999999999", b"NaN", b"Infinity", b"9" * 4000, b"1" + b"0" * 14])
def test_a_number_that_is_too_large_is_none(text):
    with pytest.raises(Unusable, match="no number"):
        number(read_json(text))


@pytest.mark.parametrize(
    ("found", "mark", "value"),
    [
        ("12.5", ".", "12.5"), ("1,212", ".", "1212"), ("1.212", ",", "1212"), ("1,5", ",", "1.5"), ("45 %", ".", "45"), ("€60k", ".", "60000"),
        (" 7 ", ".", "7"), ("1e3", ".", "1000"), (True, ".", "1"), (False, ".", "0"), (Decimal("0.1234567890123456789"), ".", "0.123456789012346"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_written(found, mark, value):
    assert number(found, decimal_mark=mark) == Decimal(value)


def test_of_a_column_the_last_or_first_filled_cell_is_taken():
    text = "Day,Signed up,Left\n2026-05-01,10,1\n2026-05-02,12,\n2026-05-03,,\n"
    assert in_column(text, "signed UP ") == "12"
    assert in_column(text, "Left") == "1"
    assert in_column(text, "Signed up", row="first") == "10"
    assert in_column('a;"b;c"\n1;"1.212,5"\n', "b;c") == "1.212,5"


@pytest.mark.parametrize(
    ("text", "word"),
    [("a,b\n1,2\n", "no column"), ("c,c\n1,2\n", "no column"), ("c\n\n", "no row"), ("", "no column"), (" <!doctype html>", "page"), ("c\n" + "x" * 200_000, "no column"), ("c\0\n1", "no column")],
)  # fmt: skip
def test_a_table_without_that_value_says_so(text, word):
    with pytest.raises(Unusable, match=word):
        in_column(text, "c")
