"""The thread as one sentence."""

from hypothesis import given
from hypothesis import strategies as st

from goldthread.chain.sentence import joined, within


def test_goals_become_one_sentence():
    assert joined(["Prove that scales sync.", "Acquire an initial user base", "People live longer."]) == [
        "Prove that scales sync",
        "acquire an initial user base",
        "people live longer",
    ]


def test_names_and_words_in_capitals_keep_theirs():
    parts = joined(
        ["Sync", "HbA1c falls", "Lighter grows", "KPIs are known", "Amara leads", "A habit"],
        names=["Lighter", "Amara Koné"],
    )

    assert parts == ["Sync", "HbA1c falls", "Lighter grows", "KPIs are known", "Amara leads", "a habit"]


def test_a_word_with_a_capital_in_the_middle_of_a_goal_is_a_name():
    assert joined(["Open in Berlin", "Berlin knows us"])[1] == "Berlin knows us"


def test_a_reason_stands_after_because():
    assert within("The plan is the source.") == "the plan is the source."
    assert within("Rolf says so.", names={"Rolf"}) == "Rolf says so."
    assert within("  ") == ""


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_nothing_but_capitals_and_stops_is_changed(statements):
    for part, said in zip(joined(statements), statements, strict=True):
        assert said.strip().casefold().startswith(part.casefold()) or part.casefold() in said.casefold()
