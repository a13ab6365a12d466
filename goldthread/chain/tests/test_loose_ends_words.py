"""What the rules ask of a text (C11, C27 to C32)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.chain.loose_ends import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("XXX Need proper key results for the R&D", "XXX"),
        ("dataset of XXX pairs", "XXX"),
        ("Key result x", "Key result x"),
        ("Raise NPS by XX%", "XX"),
        ("Owner TBD", "TBD"),
        ("Reach $N net new ARR", "$N"),
        ("n/a", "n/a"),
        ("???", "???"),
        ("Sell shirts in XXL and M", ""),
        ("Todd leaves by Monday", ""),
        ("Cut the risk of developing diabetes", ""),
        ("Reach 1,800 weekly members", ""),
    ],
)
def test_c30_a_placeholder_is_found(text, found):
    assert words.placeholder(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Build a dashboard", "dashboard"),
        ("Implement single sign-on", "single sign-on"),
        ("Launch the new mobile app", "app"),
        ("Einführen einer Schnittstelle", "Schnittstelle"),
        ("Develop the main brand", ""),
        ("Open a new source of revenue", ""),
        ("Build trust in our reports", ""),
        ("Add a dashboard so that doctors decide in ten seconds", ""),
        ("Members weigh in most days", ""),
    ],
)
def test_c27_a_goal_that_reads_as_a_feature_names_what_is_built(text, found):
    assert words.feature_in(text) == found


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("Login and search and export", True),
        ("Do ABC-12", True),
        ("Fix #4260", True),
        ("- Login\n- Search", True),
        ("Log in; search; export", True),
        ("Learn whether users and doctors share data", False),
        ("Learn how COVID-19 patients use it", False),
        ("Comply with ISO-27001", False),
    ],
)
def test_c28_a_list_of_stories_is_told_from_an_outcome(text, is_list):
    assert words.is_list(text) is is_list


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Continue with round 3 research planning", True),
        ("Keep working on the API", True),
        ("Work on onboarding", True),
        ("Weiter an der Anmeldung arbeiten", True),
        ("Continue until three of five users pair a scale", False),
        ("Keep crashes below 1%", False),
        ("Workshops show what users fear", False),
        ("Learn whether users share data", False),
    ],
)
def test_c29_a_sprint_goal_says_a_state_at_the_end(text, goes_on):
    assert words.only_goes_on(text) is goes_on


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Help 1 million people", "1"),
        ("Everybody eats well by December", "December"),
        ("The leading company for ML on Code", "ML"),
        ("The app that everybody loves", "app"),
        ("People live longer, healthier lives", ""),
        ("Make it so everyone codes", ""),
    ],
)
def test_c11_a_vision_names_nothing_that_passes(text, found):
    assert words.passing_in(text) == found


@pytest.mark.parametrize(
    ("child", "parent", "is_same"),
    [
        ("Support [name]’s 2024 OKRs", "Transactions up by 25%", True),
        ("Increase retention of new members", "Increase retention of members", True),
        ("Acquire an initial user base", "Lose weight and keep it off", False),
        ("Support doctors in ten seconds", "Doctors decide faster", False),
        ("", "", False),
    ],
)
def test_c32_a_goal_that_only_passes_on_the_one_above_is_found(child, parent, is_same):
    assert words.is_passed_on(child, parent) is is_same


@given(st.text(max_size=80))
def test_two_texts_that_differ_in_case_and_marks_alone_are_the_same(text):
    assert words.normal(f" {text}! ") == words.normal(text)


@given(st.text(max_size=600))
def test_every_text_has_an_answer(text):
    for ask in (words.placeholder, words.feature_in, words.passing_in):
        assert ask(text).strip() == ask(text) or ask(text) in text
    assert isinstance(words.is_list(text), bool)
    assert isinstance(words.only_goes_on(text), bool)
