"""Cases checked by hand: what each letter takes as present, and what only looks like it."""

import pytest

from goldthread.coach.rules import coach


def letters(text):
    verdict = coach(text, None, "en")
    return verdict.S, verdict.M, verdict.T


@pytest.mark.parametrize(
    "text",
    [
        "Ship the import wizard by end of Q2",
        "By June 30, 200 households use the planner weekly",
        "Reduce checkout errors from 4% to 2% by 2025-03-31",
        "Publish the accessibility report before the April release",
        "Release version 3.0 at PyCon",
        "Launch the beta in March",
        "Hire five engineers by EOY",
        "Hire a designer over the next two months",
        "Within six months, every school has an account",
        "In Q4 FY21, close 10 deals",
        "Q2: publish the API reference",
        "Close 10 deals in FY24-Q1",
        "Complete the audit by 5/15",
        "Complete the audit before the end of the sprint",
        "Deliver the pilot in time for the autumn term",
        "Increase NPS by 10 points before summer 2026",
        "Move to the new data center by mid-2025",
        "Have the plan approved no later than Nov 3",
        "Grow the community to 10k members over the course of 2025",
        "Run the first user test next week",
        "12 clubs join in the 2025 season",
        "Host the town hall on 3 May",
        "Fix the doors before launch",
        "Complete the move (Q2) and close the old house",
        "Run the pilot from January to March",
        "Close 5 sales in 2H2026",
        "Ship it by the end of the month",
    ],
)
def test_a_date_a_period_and_a_named_event_say_by_when(text):
    assert coach(text, None, "en").T == 1


@pytest.mark.parametrize(
    "text",
    [
        "90% of requests per quarter are answered within one day",
        "Answer support mails within 2 hours",
        "Sales grow 20% year over year",
        "Sales grow 20% compared to Q4 2024",
        "Double revenue since 2019",
        "Set the 2026 budget",
        "Deliver the Q3 roadmap",
        "Upgrade the office machines to Windows 11",
        "Hold weekly demos",
        "Deploy twice a week",
        "A 30-minute call with each customer is held",
        "The page may be opened by everyone",
        "Grow by 2000 users",
        "Reduce the number of unassigned tickets by 20 %",
        "Raise 30-day retention to 60%",
        "Reply in a timely manner",
        "Talks given at 3 conferences",
        "Finish what sprint 43 left over",
        "Define the schedule for Q4",
        "Send the figures at the end of each month",
        "Reduce churn by 2/3",
        "Raise quality by code review",
        "Plan for next year",
        "Increase from 10% in 2019",
        "Improve time to market",
    ],
)
def test_a_rate_a_duration_a_baseline_and_a_name_do_not(text):
    assert coach(text, None, "en").T == 0


@pytest.mark.parametrize(
    "text",
    [
        "Cut load time to under 300 ms",
        "Double the number of volunteers",
        "At least half of the members vote",
        "Reach $2M in yearly sales",
        "Reach N3 in yearly sales",
        "Win three of five pilots",
        "Reduce build time by one third",
        "Be in the top 10 of the league",
        "Publish the accessibility report",
        "Close #803 and #804",
        "Users can reset their password without calling us",
        "All invoices are sent by the system",
        "Migrate to HTTP/2",
        "Waiting times are shorter than in Q1",
        "No complaints about the invoice",
        "A library of examples for the payment forms",
    ],
)
def test_a_target_and_one_thing_done_or_not_done_can_be_measured(text):
    assert coach(text, None, "en").M == 1


@pytest.mark.parametrize(
    "text",
    [
        "Reduce checkout errors",
        "Increase NPS by X points",
        "Raise conversion to XX%",
        "Make our Web 2.0 site better",
        "Improve the 24/7 hotline",
        "Continue the work on #803",
        "An intuitive and delightful sign-up",
        "Improve B2B sales in Q3",
        "Improve search for version 4.2",
        "More reliable deliveries",
        "Foster a culture of feedback",
    ],
)
def test_a_bare_direction_an_open_place_and_an_opinion_cannot(text):
    assert coach(text, None, "en").M == 0


@pytest.mark.parametrize(
    "text",
    [
        "Documentation",
        "Developer experience",
        "Improve quality",
        "Explore new ideas for search",
        "Continue working on the importer",
        "Be the best bakery in town",
        "Build a great product",
        "Publish it and tell everybody",
        "Experiment with another font",
        "Foster a culture of feedback",
        "Be more transparent with the neighbours",
    ],
)
def test_work_without_end_opinions_and_bare_topics_are_not_specific(text):
    assert coach(text, None, "en").S == 0


@pytest.mark.parametrize(
    "text",
    [
        "Increase the number of active members",
        "Ship version 2 of the parser",
        "A guide on how to set up a cluster",
        "Continue the migration until every shop has moved",
        "Shop owners see each morning what sold",
        "Adopt the best practices of the printing trade",
    ],
)
def test_an_object_with_a_change_or_a_bounded_deliverable_is_specific(text):
    assert coach(text, None, "en").S == 1


def test_numbers_in_names_are_no_targets():
    assert letters("Improve the HTTP/2, ISO 27001 and OAuth 2.0 pages")[1:] == (0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Improve the admin experience",
        "Scale the platform",
        "Partner management",
        "Do the right thing for patients",
        "Become the voice of small landlords",
        "Be the most admired logistics company in Europe",
        "Address the concerns from the last board meeting",
        "Finish the tasks from the list above",
        "Enable data driven product development",
        "Research other ways of roasting",
        "Consider what a second warehouse would take",
        "Manage the community of volunteers",
        "Improve the internal communication around fairs",
        "Strengthen the coherence of our guidelines",
        "Provide a stable and pleasant reception",
        "Maintain a useful and up-to-date picture of the market",
    ],
)
def test_what_names_no_change_is_unspecific(text):
    assert coach(text, None, "en").S == 0


@pytest.mark.parametrize(
    "text",
    [
        "Improve search latency",
        "Improve the guides so that every step has a picture",
        "Improve the share of women in technical roles",
        "Determine the licensing strategy",
        "NPS above 40",
        "Fix the most common errors of the importer",
        "Raise occupancy above 80%",
        "Enable clinics to book interpreters",
        "Evaluate three kilns and choose one",
        "Evaluate the offers of the printers and choose one",
        "Grow the number of volunteers",
        "Enhance the guides with a picture for every step",
        "Provide an efficient report for the night shift",
    ],
)
def test_a_property_a_means_or_a_bounded_thing_is_specific(text):
    assert coach(text, None, "en").S == 1


def test_the_time_a_statement_opens_with_is_not_its_verb():
    assert letters("By 2030, improve the state of the wetlands") == (1, 0, 1)
    assert letters("By 2030, publish the atlas of the wetlands") == (1, 1, 1)


def test_an_opinion_beside_a_date_and_all_of_something_is_still_counted():
    assert letters("By 2030, achieve equitable access to safe water for all") == (1, 1, 1)
    assert coach("Make the build fast", None, "en").M == 0


def test_from_a_day_on_says_when_and_than_in_a_year_does_not():
    assert coach("From January on, no invoice is paid late", None, "en").T == 1
    assert coach("Energy use 15 kWh lower than in 2024", None, "en").T == 0
