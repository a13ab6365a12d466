"""When a goal is due, in running text and in cells, seen from a day in November 2026."""

from datetime import date

import pytest

from goldthread.exchange.reading.dates import find_due, read_due

TODAY = date(2026, 11, 21)


def due(text, **more):
    found = find_due(text, today=TODAY, **more)
    return found.day if found else None


def cell(text, **more):
    found = read_due(text, today=TODAY, **more)
    return found.day if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Open the branch by 31 January", date(2027, 1, 31)),
        ("Open the branch by Q2 2027", date(2027, 6, 30)),
        ("Open on 2027-01-31", date(2027, 1, 31)),
        ("Eröffnung am 31.01.2027", date(2027, 1, 31)),
        ("Open by 1/31/27", date(2027, 1, 31)),
        ("Open by the end of March", date(2027, 3, 31)),
        ("Eröffnung bis Ende März", date(2027, 3, 31)),
        ("Open in H1 2027", date(2027, 6, 30)),
        ("Open by mid February", date(2027, 2, 15)),
        ("Open until January 31st, 2028", date(2028, 1, 31)),
        ("Open by December", date(2026, 12, 31)),
        ("Open by October", date(2027, 10, 31)),
        ("Open by EOY", date(2026, 12, 31)),
        ("Open by the end of the quarter", date(2026, 12, 31)),
        ("Open until the end of next month", date(2026, 12, 31)),
        ("Eröffnung bis KW 12", date(2027, 3, 28)),
        ("Eröffnung im 2. Quartal 2027", date(2027, 6, 30)),
        ("Open before 29 February", date(2028, 2, 29)),
        ("Half of all by 2030", date(2030, 12, 31)),
        ("Open the branch (Q1)", date(2027, 3, 31)),
    ],
)
def test_a_day_in_a_sentence_is_the_next_of_its_kind(text, day):
    assert due(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Twice as many as in Q4 2025",
        "Compared to Q4 2025 more loans",
        "Schedule the readings for Q1",
        "Agree on the 2027 budget",
        "More loans than last year",
        "Readers may come back",
        "Version 1.2.30 of the catalogue",
        "Be open 24/7",
        "A loan per month",
    ],
)
def test_what_looks_back_or_names_something_is_no_due_day(text):
    assert due(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Q2", date(2027, 6, 30)),
        ("Q4", date(2026, 12, 31)),
        ("2Q27", date(2027, 6, 30)),
        ("Q3'27", date(2027, 9, 30)),
        ("2027 H2", date(2027, 12, 31)),
        ("Jan–Mar 2027", date(2027, 3, 31)),
        ("Q1–Q2 2027", date(2027, 6, 30)),
        ("2027-2029", date(2029, 12, 31)),
        ("31.01.", date(2027, 1, 31)),
        ("1/31", date(2027, 1, 31)),
        ("31-Jan-27", date(2027, 1, 31)),
        ("next quarter", date(2027, 3, 31)),
        ("1. Halbjahr 2027", date(2027, 6, 30)),
        ("ongoing", None),
        ("45000", None),
    ],
)
def test_a_cell_needs_no_word_before_its_date(text, day):
    assert cell(text) == day


def test_day_and_month_that_could_change_places_are_said_to_be_unclear():
    english, german = read_due("03/04/27", today=TODAY), read_due("03/04/27", today=TODAY, german=True)

    assert (english.day, english.doubt) == (date(2027, 3, 4), "ambiguous_date")
    assert (german.day, german.doubt) == (date(2027, 4, 3), "ambiguous_date")
    assert read_due("31/04/27", today=TODAY).doubt == "bad_date"
    assert read_due("25/04/27", today=TODAY).doubt is None


def test_a_day_that_does_not_exist_is_said_to_be_none():
    found = find_due("Open by 31.02.2027", today=TODAY)

    assert (found.day, found.doubt) == (None, "bad_date")


def test_a_fiscal_year_is_read_as_the_calendar_year_and_said_so():
    found = read_due("FY27 Q2", today=TODAY)

    assert (found.day, found.doubt) == (date(2027, 6, 30), "ambiguous_date")


def test_the_words_before_a_date_belong_to_it():
    text = "Orders to 1,800 by the end of March"
    found = find_due(text, today=TODAY)

    assert text[found.start : found.end] == "by the end of March"


@pytest.mark.parametrize(
    ("line", "words", "owner", "day"),
    [
        ("Faster onboarding (Ida) by 31 March 2027", "Faster onboarding", "Ida", "2027-03-31"),
        ("Faster onboarding by 31 March 2027 (Ida)", "Faster onboarding", "Ida", "2027-03-31"),
        ("More shops, 31 March 2027", "More shops", None, "2027-03-31"),
        ("Third goal by 31 March 2027", "Third goal", None, "2027-03-31"),
        ("Fourth goal owner: Ida, due 2027-04-01", "Fourth goal", "Ida", "2027-04-01"),
        ("Fourth goal (owner: Ida, due 2027-04-01)", "Fourth goal", "Ida", "2027-04-01"),
        ("Tenth goal, due 2027-04-01, owner: Ida", "Tenth goal", "Ida", "2027-04-01"),
        ("Close more — VP Eng by 31 Dec 2029", "Close more", "VP Eng", "2029-12-31"),
        ("Close more – Ida, 31 Dec 2029", "Close more", "Ida", "2029-12-31"),
        ("Close more — Sales (Closing Deals)", "Close more — Sales (Closing Deals)", None, "None"),
        ("Open five shops before May 2027", "Open five shops before May 2027", None, "2027-05-31"),
    ],
)
def test_who_and_when_at_the_end_of_a_line_leave_its_words(read, line, words, owner, day):
    for text in (line, f"- {line}"):
        goal = read(text).goals[0]
        assert (goal.statement, goal.owner, str(goal.due)) == (words, owner, day)


def test_a_line_that_says_who_and_when_speaks_of_the_goal_above(read):
    goal = read("- Faster onboarding\n  - owner: Ida, due 2027-04-01").goals[0]

    assert (goal.owner, str(goal.due), goal.notes) == ("Ida", "2027-04-01", "")


def test_two_lines_that_end_in_who_and_when_are_no_table(read):
    reading = read("Ninth goal - owner: Ida, due: 2027-04-01\nTenth goal, due 2027-04-01, owner: Bo")

    assert [(goal.statement, goal.owner) for goal in reading.goals] == [("Ninth goal", "Ida"), ("Tenth goal", "Bo")]
