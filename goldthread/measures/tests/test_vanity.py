"""Numbers that only look good: what is doubtful about a metric by its name."""

import pytest

from goldthread.measures.vanity import hints


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Registered users", "grows"),
        ("Total revenue to date", "grows"),
        ("App downloads", "grows"),
        ("Registrierte Nutzer", "grows"),
        ("Downloads insgesamt", "grows"),
        ("Page views", "attention"),
        ("Instagram followers", "attention"),
        ("Likes", "attention"),
        ("Seitenaufrufe", "attention"),
        ("Features shipped", "activity"),
        ("Story points", "activity"),
        ("Durchgeführte Workshops", "activity"),
        ("Customers", "no_whole"),
        ("Kunden", "no_whole"),
    ],
)
def test_a_number_that_can_rise_while_nothing_gets_better_gets_a_hint(name, code):
    assert [hint.code for hint in hints(name)][:1] == [code]


@pytest.mark.parametrize(
    "name",
    [
        "Weekly active members",
        "Share of members who lost 5 %",
        "Sign-ups per week",
        "Retention after 30 days",
        "Paying members",
        "Activation in week 1",
        "Net promoter score",
        "Cost of acquisition",
        "Aktive Mitglieder",
        "Anmeldungen je Woche",
        "Weigh-ins a week",
        "HbA1c below 5.7%",
        "Response time",
    ],
)
def test_a_number_that_can_fall_gets_none(name):
    assert hints(name) == []


def test_the_hint_names_the_words_that_made_it_doubtful():
    assert hints("Monthly page views")[0].words == "page views"


def test_shares_and_numbers_that_should_fall_or_are_watched_flatter_nobody():
    assert hints("Registered users", unit="percent") == []
    assert hints("Open tickets closed late", direction="down") == []
    assert hints("Page views", purpose="health") == []
