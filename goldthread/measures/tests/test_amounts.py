from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.measures.rules import Amount, amount, direction_of, parsed, with_unit

NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("45%", Amount(Decimal(45), "percent")),
        ("45 percent", Amount(Decimal(45), "percent")),
        ("€60k", Amount(Decimal(60000), "money", "EUR")),
        ("60 k€", Amount(Decimal(60000), "money", "EUR")),
        ("-$1.25M", Amount(Decimal(-1250000), "money", "USD")),
        ("CHF 300", Amount(Decimal(300), "money", "CHF")),
        ("12 days", Amount(Decimal(12), "duration")),
        ("3.5d", Amount(Decimal("3.5"), "duration")),
        ("1,800", Amount(Decimal(1800))),
        ("1,800.50", Amount(Decimal("1800.5"))),
        ("1.800,50", Amount(Decimal("1800.5"))),
        ("1,5", Amount(Decimal("1.5"))),
        ("1,234,567", Amount(Decimal(1234567))),
        ("12,34,567", Amount(Decimal(1234567))),
        ("1 800", Amount(Decimal(1800))),
        ("1'800", Amount(Decimal(1800))),
        ("−3", Amount(Decimal(-3))),
        (".5", Amount(Decimal("0.5"))),
        ("2 million", Amount(Decimal(2000000))),
        ("yes", Amount(Decimal(1), "yes_no")),
        ("No", Amount(Decimal(0), "yes_no")),
    ],
)
def test_a_number_is_read_as_people_write_it(written, meant):
    assert amount(written) == meant


@pytest.mark.parametrize(
    "written", ["", "many", "1.2.3", "12 apples", "NaN", "Infinity", "1e5", "--3", "€", "<b>3</b>", "1,2,3"]
)
def test_what_is_no_number_is_refused_with_the_words_that_were_typed(written):
    with pytest.raises(ValueError, match="is not a number") as refusal:
        amount(written)

    assert f"“{written}”" in str(refusal.value)


def test_a_number_too_large_to_keep_is_refused():
    with pytest.raises(ValueError, match="too large"):
        parsed("100000000000000")
    with pytest.raises(ValueError, match="too large"):
        parsed("500000 billion")


@given(
    NUMBERS,
    st.sampled_from(
        [
            ("percent", ""),
            ("money", "EUR"),
            ("money", "CHF"),
            ("money", ""),
            ("duration", ""),
            ("number", ""),
            ("count", ""),
        ]
    ),
)
def test_what_is_shown_can_be_typed_back(value, unit):
    read = amount(with_unit(value, *unit))

    assert read.value == value
    assert read.unit in (unit[0], "")


@given(st.text(max_size=30))
def test_no_text_makes_reading_fail_otherwise_than_by_refusing(written):
    assert _refused(written) or amount(written).value.is_finite()


def _refused(written):
    try:
        amount(written)
    except ValueError as refusal:
        return written in str(refusal)
    return False


def test_a_metric_rises_falls_or_stays():
    assert [
        direction_of(Decimal(1), Decimal(2)),
        direction_of(Decimal(2), Decimal(1)),
        direction_of(Decimal(2), Decimal(2)),
        direction_of(None, Decimal(2)),
    ] == ["up", "down", "keep", "up"]
