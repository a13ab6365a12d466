"""What numbers in a goal say: from where to where, in which unit, and when that is unclear."""

from decimal import Decimal

import pytest

from goldthread.exchange.reading.numbers import find_change


def change(text, **more):
    found = find_change(text, **more)
    assert found is not None, f"no change found in {text!r}"
    return found


def told(text, **more):
    found = change(text, **more)
    return found.baseline, found.target, found.unit, found.direction


@pytest.mark.parametrize(
    ("text", "baseline", "target", "unit", "direction"),
    [
        ("Repeat visits from 31% to 45%", 31, 45, "percent", "up"),
        ("Repeat visits 31 → 45 %", 31, 45, "percent", "up"),
        ("Weekly orders 850 -> 1,800", 850, 1800, "count", "up"),
        ("Subscriptions €0 to 60k", 0, 60_000, "money", "up"),
        ("Wartezeit von 12 auf 5 Minuten senken", 12, 5, "minutes", "down"),
        ("Complaints from 40 to 40 a month", 40, 40, "count", "keep"),
        ("Rating from 3.9 to 4.5", "3.9", "4.5", "number", "up"),
        ("From 8.5 days on average to 7 days or less", "8.5", 7, "days", "down"),
        ("Turnover from 1.2m to 1.5m EUR", 1_200_000, 1_500_000, "money", "up"),
        ("Shops with warm bread: 3 of 12 -> 10 of 12", 3, 10, "count", "up"),
        ("Läden mit warmem Brot von 3 von 12 auf 10 von 12", 3, 10, "count", "up"),
        ("Orders from the 12 of today to 80", 12, 80, "count", "up"),
        ("Bestellungen am 3. Tag 7 von 12 auf 20", 12, 20, "count", "up"),
        ("Umsatz von 1.000,50 auf 2.000,75 Euro", "1000.5", "2000.75", "money", "up"),
    ],
)
def test_a_way_from_here_to_there_has_a_baseline_and_a_target(text, baseline, target, unit, direction):
    assert told(text) == (Decimal(str(baseline)), Decimal(str(target)), unit, direction)


@pytest.mark.parametrize(
    ("text", "target", "unit", "direction"),
    [
        ("≥ 60% of borrowers renew online", 60, "percent", "up"),
        ("Uptime >= 99.9%", "99.9", "percent", "up"),
        ("At least five bakeries bake with us", 5, "count", "up"),
        ("Answer letters within 2 days", 2, "days", "down"),
        ("Fewer than 25% of loaves go to waste", 25, "percent", "down"),
        ("Hire +2 bakers, and up to 5 if the rooms are found", 2, "count", "up"),
        ("Reach 60k members", 60_000, "count", "up"),
        ("Load the menu in under 4 seconds", 4, "seconds", "down"),
        ("Happy with over 2/3 of patients", "66.67", "percent", "up"),
        ("Sell 3x more rye", 3, "times", "up"),
        ("Orders doubled", 2, "times", "up"),
        ("50+ schools read along", 50, "count", "up"),
        ("1 800 members", 1800, "count", "up"),
        ("Keep satisfaction at 4.5", "4.5", "number", "keep"),
        ("No queue: 0 people wait outside", 0, "count", "down"),
    ],
)
def test_a_number_alone_is_the_target(text, target, unit, direction):
    assert told(text) == (None, Decimal(str(target)), unit, direction)


@pytest.mark.parametrize(
    ("text", "target", "direction"),
    [
        ("Increase loans by 20 %", 20, "up"),
        ("Reduce waste by 20%", -20, "down"),
        ("Halve the queue", -50, "down"),
        ("Waste -15%", -15, "down"),
        ("Reduce complaints and increase orders by at least 25%", 25, "up"),
        ("Increase orders and reduce complaints by 25%", 25, "up"),
    ],
)
def test_by_twenty_per_cent_is_a_change_that_does_not_say_from_where(text, target, direction):
    found = change(text)

    assert (found.baseline, found.target, found.unit, found.direction) == (None, target, "percent", direction)
    assert found.relative


@pytest.mark.parametrize(
    "text",
    [
        "Ship version 2 to tier 1 bakeries in sprint 14",
        "Prepare the 30-minute tour",
        "Learn from Windows 11 users",
        "Close ticket #803",
        "Agree on the 2027 budget",
        "Certify for ISO 27001 and IEC 61508",
        "Opening hours in the next 3 months",
        "Be open 24/7",
        "Win the top 5 schools",
        "Invite the 1st reader",
        "Replace the 2 old ovens",
        "Unsere 3 besten Brote kennt jeder",
    ],
)
def test_names_years_and_spans_of_time_measure_nothing(text):
    assert find_change(text) is None


def test_days_that_were_read_as_a_date_do_not_count_as_numbers():
    text = "Orders from 10 to 20 by 31 March"

    assert told(text, dates=((21, 32),))[:2] == (10, 20)
    assert find_change("Open by 31 March", dates=((5, 16),)) is None


def test_a_separator_that_could_be_either_is_read_with_the_number_beside_it_and_said():
    found = change("Orders from 850 to 1.212")

    assert found.target == 1212
    assert found.doubts == (("ambiguous_number", "1.212", "1,212"),)


def test_alone_it_is_read_as_the_language_writes_it():
    assert change("Reach 1.212 members").target == Decimal("1.212")
    assert change("1.212 Mitglieder erreichen", german=True).target == 1212
    assert change("Reach 1,212 members").target == 1212
    assert change("Reach 1,212 members").doubts == ()
    assert change("1,212 Liter", german=True).doubts[0][0] == "ambiguous_number"


def test_thousands_written_once_count_for_both():
    found = change("Raise income from 45 to 60k")

    assert (found.baseline, found.target) == (45_000, 60_000)
    assert found.doubts[0][0] == "ambiguous_number"


def test_of_a_range_the_lower_end_is_the_target_and_it_is_said():
    found = change("20–30 % of readers come back")

    assert (found.target, found.unit) == (20, "percent")
    assert found.doubts == (("ambiguous_number", "20–30 %", "20"),)


def test_a_number_of_which_nobody_could_keep_all_digits_is_no_number():
    assert find_change("Reach " + "9" * 15 + " members") is None
