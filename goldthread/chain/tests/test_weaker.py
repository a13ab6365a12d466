"""What a change takes away, by cases counted by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.chain.weaker import Above, Loss, Number, Words, left_above, of_number, of_words, way_left


def number(target, baseline=20, kind="increase", **more):
    return Number("Members", kind, None if baseline is None else Decimal(baseline), Decimal(target), **more)


def kinds(found):
    return [one.kind for one in found]


# --- numbers of key results ---


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        (number(40), number(25), Fraction(1, 4)),
        (number(40), number(30), Fraction(1, 2)),
        (number(40), number(40), Fraction(1)),
        (number(40), number(45), Fraction(5, 4)),
        (number(40), number(20), Fraction(0)),
        (number(10, 50, "decrease"), number(30, 50, "decrease"), Fraction(1, 2)),
        (number(40, 0), number(25, 0), Fraction(5, 8)),
        (number(40, 40), number(25, 40), None),
        (number(40, None), number(25, None), None),
        (number(40, kind="stay_above"), number(25, kind="stay_above"), None),
    ],
)
def test_a_lower_target_leaves_a_share_of_the_way_that_was_said(before, after, left):
    assert way_left(before, after) == left


def test_a_target_from_40_to_25_shows_what_is_left_of_it_and_of_the_goal_above():
    parent = Above("Lose weight and keep it off", steps=4)
    assert of_number(number(40, 0), number(25, 0), [parent]) == [
        Loss("target_less", ("40", "25"), Fraction(5, 8)),
        Loss("less_above", ("Lose weight and keep it off", "4"), Fraction(29, 32), parent),
    ]


def test_one_of_two_key_results_takes_half_as_much_from_the_goal_above():
    [_own, above] = of_number(number(40, 0), number(20, 0), [Above("A", steps=2)], share=Fraction(1, 2))
    # Half of half is gone of this goal, and it is one of two steps: 7/8.
    assert above.left == Fraction(7, 8)


def test_a_target_that_turns_its_back_takes_no_more_than_the_whole_step():
    [own, above] = of_number(number(40, 20), number(10, 20), [Above("A", steps=2)])
    assert (own.left, above.left) == (Fraction(-1, 2), Fraction(1, 2))


@pytest.mark.parametrize("target", [40, 41, 80])
def test_as_much_or_more_is_no_loss(target):
    assert of_number(number(40), number(target), [Above("A")]) == []


@pytest.mark.parametrize(
    ("kind", "before", "after", "looser"),
    [
        ("stay_above", 40, 25, True),
        ("stay_above", 25, 40, False),
        ("stay_below", 25, 40, True),
        ("stay_below", 40, 25, False),
    ],
)
def test_a_bound_that_lets_more_through_is_said(kind, before, after, looser):
    assert kinds(of_number(number(before, kind=kind), number(after, kind=kind))) == (["bound_looser"] if looser else [])


def test_a_wider_stretch_between_two_bounds_is_looser():
    narrow, wide = number(10, kind="stay_between", upto=Decimal(20)), number(10, kind="stay_between", upto=Decimal(30))
    assert of_number(narrow, wide) == [Loss("bound_looser", ("10–20", "10–30"))]
    assert of_number(wide, narrow) == []


@given(st.fractions(0, 1), st.integers(1, 40))
def test_what_is_left_above_lies_between_what_the_others_give_and_the_whole(share, steps):
    left = left_above(share, steps)
    assert Fraction(steps - 1, steps) <= left <= 1
    assert (left == 1) == (share == 1)


def test_no_steps_and_no_share_are_refused():
    with pytest.raises(ValueError, match="no steps"):
        left_above(Fraction(1), 0)
    with pytest.raises(ValueError, match="not a share"):
        of_number(number(40), number(20), share=Fraction(3, 2))


# --- words ---


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Help 40% of users cook twice a week", "Improve the cooking module", ["user_gone", "number_gone"]),
        ("Help 40% of users cook", "Help 25% of users cook", ["number_less"]),
        ("Help 25% of users cook", "Help 40% of users cook", []),
        ("Cut the wait of patients to 5 days", "Cut the wait of patients to 9 days", ["number_less"]),
        ("Cut the wait of patients to 9 days", "Cut the wait of patients to 5 days", []),
        ("Understand what I eat", "Understand eating habits", ["user_gone"]),
        ("Understand what I eat", "People understand what they eat", []),
        ("Erreiche 1.800 Kunden", "Erreiche 900 Kunden", ["number_less"]),
        ("Earn €60k from clinics", "Earn €40k from clinics", ["number_less"]),
        ("Open a new source of revenue in 2027", "Open a new source of revenue", []),
        ("Open a new source of revenue", "Find a new source of revenue", []),
        ("Reach 1,800 members", "Reach 40% of members", []),
    ],
)
def test_words_that_lose_the_user_or_the_number_are_found(before, after, found):
    assert kinds(of_words(Words(before), Words(after))) == found


@pytest.mark.parametrize(
    ("before", "after", "came"),
    [
        ("Help 40% of users cook", "Help up to 40% of users cook", "up to"),
        ("Members lose weight", "Members try to lose weight", "try to"),
        ("Members try to lose weight", "Members try to lose weight for good", None),
        ("Erreiche alle Kunden", "Erreiche möglichst alle Kunden", "möglichst"),
        ("Lose weight and keep it off", "Lose weight and keep it off for good", None),
    ],
)
def test_a_word_that_makes_a_promise_softer_is_named(before, after, came):
    assert of_words(Words(before), Words(after)) == ([Loss("softer", (came,))] if came else [])


def test_other_words_altogether_are_said_with_the_goal_that_rested_on_those_before():
    parent = Above("People live longer")
    found = of_words(Words("Lose weight and keep it off"), Words("Help some people"), [parent])
    assert found == [
        Loss("other_words", ("Lose weight and keep it off",)),
        Loss("other_above", ("People live longer",), None, parent),
        Loss("softer", ("some",)),
    ]
    assert kinds(of_words(Words("Lose weight and keep it off"), Words("Losing weight, for good"), [parent])) == []


def test_a_measure_that_is_no_longer_named_and_a_way_of_knowing_that_is_gone():
    before = Words("Double Weekly active members", how_we_know="We count", metrics=("Weekly active members", "Revenue"))
    assert of_words(before, Words("Double members")) == [
        Loss("measure_gone", ("Weekly active members",)),
        Loss("knowing_gone"),
    ]


def test_a_day_later_than_that_of_the_goal_above_is_named_with_it():
    parent = Above("Lose weight", due=date(2027, 3, 31))
    before, after = Words("A", due=date(2027, 2, 1)), Words("A", due=date(2027, 4, 15))
    assert of_words(before, after, [parent]) == [
        Loss("after_above", ("2027-04-15", "2027-03-31", "Lose weight"), None, parent)
    ]
    assert kinds(of_words(before, after)) == ["later"]
    assert kinds(of_words(after, before, [parent])) == []
    assert kinds(of_words(before, Words("A"), [parent])) == ["day_gone"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared_and_the_same_words_lose_nothing(one, other):
    of_words(Words(one), Words(other))
    assert of_words(Words(one), Words(one)) == []
