import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.talk.rules import mentioned

PEOPLE = [
    (1, "Mia Jansen"),
    (2, "Mia Olsen"),
    (3, "Bo Winter"),
    (4, "Leila Bensaïd"),
    (5, "Anne-Marie O'Neill"),
    (6, "Cher"),
    (7, "Bo Winter Jr."),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Mia Jansen, look", {1: "Mia Jansen"}),
        ("hello @mia jansen", {1: "mia jansen"}),
        ("(@Leila)", {4: "Leila"}),
        ("@Leila Bensaïd: yes", {4: "Leila Bensaïd"}),
        ("@Anne-Marie O'Neill!", {5: "Anne-Marie O'Neill"}),
        ("@Anne-Marie and @Cher", {5: "Anne-Marie", 6: "Cher"}),
        ("@Cher @Cher", {6: "Cher"}),
        ("@Bo Winter Jr. knows", {7: "Bo Winter Jr."}),
        ("@Bo Winter knows", {3: "Bo Winter"}),
        ("line\n@Cher\n", {6: "Cher"}),
    ],
)
def test_a_name_after_an_at_sign_means_that_person(text, found):
    assert mentioned(text, PEOPLE) == found


@pytest.mark.parametrize(
    "text", ["@Mia", "@Bo", "@Nobody", "mia@cher.example", "Cher", "@ Cher", "@Cheryl", "@@", "@", ""]
)
def test_what_fits_nobody_or_several_means_nobody(text):
    assert mentioned(text, PEOPLE) == {}


def test_two_people_of_one_name_are_told_apart_by_nobody():
    assert mentioned("@Ada Lopez", [(1, "Ada Lopez"), (2, "ada  lopez")]) == {}


def test_a_text_full_of_at_signs_costs_little_and_reaches_few():
    crowd = [(number, f"P{number} Q") for number in range(200)]
    text = " ".join(f"@P{number} Q" for number in range(200)) * 10

    assert len(mentioned(text, crowd)) == 50


@given(st.text(), st.lists(st.tuples(st.integers(1, 9), st.text(max_size=20)), max_size=5))
def test_whoever_is_found_is_named_in_the_text_behind_an_at_sign(text, people):
    for person, name in mentioned(text, people).items():
        assert f"@{name}" in text
        assert person in dict(people)
