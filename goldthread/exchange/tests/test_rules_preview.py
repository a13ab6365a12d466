"""Rows that somebody corrects before anything is saved, and what they say afterwards."""

from decimal import Decimal

import pytest

from goldthread.exchange.rules import as_rows, from_rows

LIST = """Vision: Bread for everybody
  User goal: Order on the way to work (Sam)
    Orders a day from 10 to 80
    Product goal: Order in the app by 31 March 2027
      Sprint goal: Choose a loaf
Business goal: Waste below 5%
Hello all,
"""


@pytest.fixture
def rows(read):
    return as_rows(read(LIST))


def row(rows, words):
    return next(each for each in rows if each["statement"].startswith(words))


def goals(reading):
    return {goal.statement: goal for goal in reading.goals}


def test_rows_stand_in_the_order_of_the_tree_with_their_depth(rows):
    assert [(each["kind"], each["depth"], each["statement"]) for each in rows] == [
        ("goal", 0, "Bread for everybody"),
        ("goal", 1, "Order on the way to work"),
        ("key_result", 2, "Orders a day"),
        ("goal", 2, "Order in the app"),
        ("goal", 3, "Choose a loaf"),
        ("goal", 0, "Waste below 5%"),
        ("key_result", 1, "Waste"),
        ("kept", 0, "Hello all,"),
    ]


def test_rows_hold_only_what_a_form_can_send(rows):
    assert {type(value) for each in rows for name, value in each.items() if name not in ("depth", "line", "why")} == {
        str
    }
    assert row(rows, "Orders a day")["target"] == "80"
    assert row(rows, "Order in the app")["due"] == "2027-03-31"


def test_a_level_chosen_by_hand_stands_and_says_so(rows):
    row(rows, "Order on the way")["level"] = "business_goal"
    goal = goals(from_rows(rows))["Order on the way to work"]

    assert (goal.level, goal.level_why) == ("business_goal", "Chosen by hand.")


def test_a_parent_chosen_by_hand_settles_the_doubt_about_it(rows, read, codes):
    assert codes(read(LIST)) == {"orphan"}
    row(rows, "Waste below")["parent"] = row(rows, "Bread")["key"]
    reading = from_rows(rows)

    assert goals(reading)["Waste below 5%"].parent_key == row(rows, "Bread")["key"]
    assert codes(reading) == set()


def test_a_key_result_may_become_a_goal(rows):
    changed = row(rows, "Orders a day")
    changed.update(kind="goal", level="product_goal")
    reading = from_rows(rows)

    goal = goals(reading)["Orders a day"]
    assert (goal.level, goal.parent_key) == ("product_goal", row(rows, "Order on the way")["key"])
    assert goals(reading)["Order on the way to work"].key_results == ()


def test_a_goal_may_become_a_key_result_and_hands_up_what_hung_on_it(rows):
    row(rows, "Order in the app")["kind"] = "key_result"
    reading = from_rows(rows)

    above = goals(reading)["Order on the way to work"]
    assert [result.name for result in above.key_results] == ["Orders a day", "Order in the app"]
    assert goals(reading)["Choose a loaf"].parent_key == above.key


def test_what_is_left_out_is_kept_and_what_hung_on_it_hangs_above(rows):
    row(rows, "Order in the app")["kind"] = "left_out"
    reading = from_rows(rows)

    assert ("Order in the app", "Left out by hand.") in [(kept.text, kept.why) for kept in reading.kept]
    assert goals(reading)["Choose a loaf"].parent_key == goals(reading)["Order on the way to work"].key


def test_a_key_result_whose_goal_was_left_out_measures_the_goal_above(rows):
    row(rows, "Order on the way")["kind"] = "left_out"
    reading = from_rows(rows)

    assert [result.name for result in goals(reading)["Bread for everybody"].key_results] == ["Orders a day"]


def test_a_key_result_without_any_goal_is_kept(rows):
    for each in rows:
        if each["kind"] == "goal":
            each["kind"] = "left_out"
    reading = from_rows(rows)

    assert reading.goals == ()
    assert {"Orders a day", "Waste"} <= {kept.text for kept in reading.kept}


def test_no_goal_can_be_put_below_itself(rows):
    row(rows, "Order on the way")["parent"] = row(rows, "Choose a loaf")["key"]
    reading = from_rows(rows)

    assert len(reading.goals) == 5
    assert "circle" in {each.code for each in reading.findings}


def test_what_was_kept_may_become_a_goal(rows):
    row(rows, "Hello all")["kind"] = "goal"
    row(rows, "Hello all").update(level="product_goal", statement="Say hello")

    assert goals(from_rows(rows))["Say hello"].level == "product_goal"


def test_numbers_and_days_corrected_by_hand_are_taken(rows):
    row(rows, "Orders a day").update(target="1800.5", due="2027-06-30", unit="number", owner="Bo")
    result = goals(from_rows(rows))["Order on the way to work"].key_results[0]

    assert (result.target, str(result.due), result.owner) == (Decimal("1800.5"), "2027-06-30", "Bo")


@pytest.mark.parametrize(
    ("name", "value"),
    [("target", "many"), ("target", "NaN"), ("due", "soon"), ("level", "epic"), ("direction", "sideways")],
)
def test_what_cannot_be_read_is_refused_with_its_words(rows, name, value):
    wrong = row(rows, "Orders a day") if name in ("target", "direction") else row(rows, "Waste below")
    wrong[name] = value

    with pytest.raises(ValueError, match=value):
        from_rows(rows)


def test_rows_need_only_the_fields_that_say_something():
    reading = from_rows(
        [
            {"kind": "goal", "key": "a", "level": "vision", "statement": "Bread"},
            {"kind": "key_result", "parent": "a", "statement": "Loaves"},
        ]
    )

    assert [(goal.statement, [result.name for result in goal.key_results]) for goal in reading.goals] == [
        ("Bread", ["Loaves"])
    ]
