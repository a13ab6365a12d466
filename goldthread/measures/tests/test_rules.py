from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.measures import rules

NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "unit", "currency", "written"),
    [
        ("1800", "count", "", "1,800"),
        ("45", "percent", "", "45%"),
        ("60000", "money", "EUR", "€60k"),
        ("-85", "money", "EUR", "-€85"),
        ("29.7", "money", "EUR", "€29.70"),
        ("29.75", "money", "EUR", "€29.75"),
        ("1250000", "money", "USD", "$1.25M"),
        ("12345", "money", "CHF", "CHF 12.345k"),
        ("0", "money", "EUR", "€0"),
        ("1", "yes_no", "", "yes"),
        ("12", "duration", "", "12 d"),
        ("3.10", "number", "", "3.1"),
    ],
)
def test_values_are_written_as_people_write_them(value, unit, currency, written):
    assert rules.with_unit(D(value), unit, currency) == written


@pytest.mark.parametrize(
    ("baseline", "target", "unit", "currency", "written"),
    [
        ("31", "45", "percent", "", "31 → 45%"),
        ("0", "60000", "money", "EUR", "€0 → 60k"),
        ("850", "1800", "count", "", "850 → 1,800"),
        (None, "60", "percent", "", "60%"),
        ("5", None, "number", "", "5 → ?"),
        (None, None, "number", "", "?"),
    ],
)
def test_a_span_says_from_where_to_where(baseline, target, unit, currency, written):
    assert rules.span(baseline and D(baseline), target and D(target), unit, currency) == written


@pytest.mark.parametrize(
    ("typed", "mark", "value"),
    [
        ("1,800", ".", "1800"),
        ("1.800", ",", "1800"),
        ("45 %", ".", "45"),
        ("€60 000", ".", "60000"),
        ("-0,5", ",", "-0.5"),
        ("1.212", ".", "1.212"),
        ("1.212", ",", "1212"),
    ],
)
def test_a_number_is_read_by_the_decimal_mark_of_the_reader(typed, mark, value):
    assert rules.parsed(typed, decimal_mark=mark) == D(value)


@pytest.mark.parametrize("typed", ["", "many", "1.2.3", "NaN", "Infinity", "1e99"])
def test_what_is_no_number_is_refused_with_the_words_that_were_typed(typed):
    with pytest.raises(ValueError, match="number"):
        rules.parsed(typed)


def test_half_of_the_way_is_half_whichever_way_it_leads():
    assert rules.share_of_way(D(15), baseline=D(10), target=D(20)) == D("0.5")
    assert rules.share_of_way(D(15), baseline=D(20), target=D(10)) == D("0.5")


def test_a_way_without_length_has_no_share():
    with pytest.raises(ValueError, match="equal"):
        rules.share_of_way(D(1), baseline=D(2), target=D(2))


@given(NUMBERS)
def test_what_is_written_plainly_is_read_back(value):
    assert rules.parsed(rules.plain(value)) == value


@pytest.mark.parametrize(
    ("value", "unit", "currency", "written"),
    [
        (D("1234.5"), "number", "", "1.234,5"),
        (D("45.5"), "percent", "", "45,5\xa0%"),
        (D("60000"), "money", "EUR", "60\xa0Tsd.\xa0€"),
        (D("-3"), "money", "CHF", "-3\xa0CHF"),
        (D("12"), "duration", "", "12\xa0Tage"),
        (D("1"), "yes_no", "", "ja"),
    ],
)
def test_a_german_reader_sees_a_comma_before_decimals_and_units_behind(value, unit, currency, written):
    assert rules.with_unit(value, unit, currency, rules.marks_of("de-at")) == written


def test_a_german_span_has_its_currency_behind_once():
    assert rules.span(D(0), D(60000), "money", "EUR", rules.GERMAN) == "0 → 60\xa0Tsd.\xa0€"


@given(NUMBERS, st.sampled_from(["number", "percent", "money", "duration"]), st.sampled_from(["en", "de"]))
def test_what_a_language_writes_with_its_unit_is_read_back(value, unit, language):
    marks = rules.marks_of(language)

    read = rules.amount(rules.with_unit(value, unit, "EUR", marks), decimal_mark=marks.decimal)

    assert read.value == value
    assert (read.unit or "number") == unit


@given(NUMBERS, NUMBERS)
def test_the_baseline_is_no_way_and_the_target_is_all_of_it(baseline, target):
    if baseline != target:
        assert rules.share_of_way(baseline, baseline=baseline, target=target) == 0
        assert rules.share_of_way(target, baseline=baseline, target=target) == 1
