"""What is guessed, why, and what is asked: owners, levels, parents, gaps, doubles and everything left over."""

import pytest


@pytest.mark.parametrize(
    ("line", "owner", "statement"),
    [
        ("Goal: Bake rye (Sam)", "Sam", "Bake rye"),
        ("Goal: Bake rye (Sam Osei)", "Sam Osei", "Bake rye"),
        ("Goal: Bake rye – Sam Osei", "Sam Osei", "Bake rye"),
        ("Goal: Bake rye @sam", "sam", "Bake rye"),
        ("Goal: Bake rye (sam@bakery.example)", "sam@bakery.example", "Bake rye"),
        ("Goal: Bake rye, owner: Sam Osei", "Sam Osei", "Bake rye"),
        ("Goal: Bake rye (DRI: Sam)", "Sam", "Bake rye"),
        ("Goal: Bake rye | Owner: Sam | Due: March", "Sam", "Bake rye"),
        ("Ziel: Roggenbrot backen (verantwortlich: Jörg Müller)", "Jörg Müller", "Roggenbrot backen"),
        ("Goal: Bake rye (CEO)", "CEO", "Bake rye"),
        ("Goal: Bake rye (Bo Winter, by 31 March)", "Bo Winter", "Bake rye"),
        ("VP Baking: Bake rye", "VP Baking", "Bake rye"),
        ("Goal: Bake rye (Anne-Marie O’Neil)", "Anne-Marie O’Neil", "Bake rye"),
        ("Goal: Bake rye (beta)", None, "Bake rye (beta)"),
        ("Goal: Bake rye (MVP)", None, "Bake rye (MVP)"),
        ("Goal: Bake rye – Germany", None, "Bake rye – Germany"),
        ("Goal: Ask @sam and @bo for their rye", "sam", "Ask @sam and @bo for their rye"),
    ],
)
def test_who_owns_it_is_read_where_it_is_said_and_nowhere_else(read, line, owner, statement):
    goal = read(line).goals[0]

    assert (goal.owner, goal.statement) == (owner, statement)


def test_facts_on_lines_of_their_own_speak_of_the_goal_above(read):
    goal = read(
        """- Objective: Families come back
  - Owner: Sam
  - Due: Q2 2027
  - Why: Children who read stay
  - Status: on track
  - Baseline: 300
  - Target: 400
"""
    ).goals[0]

    assert (goal.owner, str(goal.due), goal.because, goal.notes) == (
        "Sam",
        "2027-06-30",
        "Children who read stay",
        "Status: on track",
    )
    assert [(int(each.baseline), int(each.target)) for each in goal.key_results] == [(300, 400)]


def test_work_is_noted_with_its_goal(read, codes):
    reading = read("Product goal: Book online\n  Feature: Calendar of free slots\n  Task: Ask the doctors\n")

    assert reading.goals[0].notes == "Feature: Calendar of free slots\nTask: Ask the doctors"
    assert codes(reading) == {"not_a_goal"}


def test_below_a_product_goal_the_work_of_others_is_a_contribution(says):
    reading = says(
        """Vision: Nobody waits
\tPatients book online
\t\tFree slots are shown
\t\t\tThe press knows in time
\t\t\tSlots of one doctor are shown
""",
        """
        vision: Nobody waits
          user goal: Patients book online
            product goal: Free slots are shown
              contribution: The press knows in time
              sprint goal: Slots of one doctor are shown
        """,
    )
    assert reading.goals[3].level_why.startswith("It stands below a product goal and speaks of “press”")


def test_a_line_above_a_named_goal_stands_one_level_higher(says):
    says(
        """- Patients decide when they come
  - Product goal: Free slots are shown
    - Sprint goal: Slots of one doctor
""",
        """
        user goal: Patients decide when they come
          product goal: Free slots are shown
            sprint goal: Slots of one doctor
        """,
    )


def test_key_results_with_goals_below_stay_key_results_and_are_the_reason(says):
    reading = says(
        """Objective: Patients book online
  KR: Bookings online from 10% to 40%
    Initiative: Show free slots
""",
        """
        user goal: Patients book online
          * Bookings online: 10 → 40 percent
          product goal: Show free slots
        """,
    )
    assert reading.goals[1].because == "Bookings online from 10% to 40%"


def test_a_key_result_alone_stands_as_a_goal_and_is_asked_about(read, codes):
    reading = read("KR: Bookings online from 10% to 40%")

    assert [goal.statement for goal in reading.goals] == ["Bookings online from 10% to 40%"]
    assert codes(reading) == {"key_result_alone"}


def test_a_number_alone_makes_no_key_result_of_the_vision(says):
    says(
        """Vision: Bread for everybody
- Orders from 10 to 80 a day
""",
        """
        vision: Bread for everybody
          user goal: Orders from 10 to 80 a day
            * Orders from 10 to 80 a day: 10 → 80 count
        """,
    )


def test_flat_lines_without_any_hint_are_product_goals_and_it_is_said_once(read, codes):
    reading = read("Rye on Mondays\nSourdough on Fridays\nCake on Sundays\n")

    assert {goal.level for goal in reading.goals} == {"product_goal"}
    assert [each.what for each in reading.findings if each.code == "no_level"] == [
        "3 lines do not say which level they have, and nothing in them hints at it."
    ]


@pytest.mark.parametrize(
    ("paste", "code"),
    [
        ("Objective: Sell more\n- KR: Orders from XX% to YY%", "placeholder"),
        ("Objective: Sell more\n- KR: TBD", "placeholder"),
        ("Objective: Sell more\nOwner: TBD", "gap"),
        ("Vision: Bread\nVision: Cake", "two_visions"),
        ("Goal: Rye bread\nGoal: Cake\nGoal: rye bread!", "duplicate"),
        ("Vision: Bread\n- Sprint goal: Ask five people", "level_skip"),
        ("Product goal: Bread\n- User goal: Eat well", "upside_down"),
        ("Objective: Sell more\n- KR: Customers are happy", "no_number"),
        ("Objective: Sell more by 31.02.2027", "bad_date"),
        ("Objective: Sell more by 03/04/27", "ambiguous_date"),
        ("Objective: Sell more by 31 March 2020", "past_date"),
        ("Objective: Sell more\n- KR: Orders from 850 to 1.212", "ambiguous_number"),
        ("Objective: Sell more\n- KR: 20% more orders, up by 20%", "relative_change"),
        ("Goal\tParent\nRye bread\tCakes and pies\nRolls\t", "unknown_parent"),
        ("Goal\tParent\nRye bread\tRolls\nRolls\tRye bread", "circle"),
        ("Objective: Sell more (Sam, Bo)", "two_owners"),
        ("Objective: " + "more " * 120, "too_long"),
        ("Vision: Bread\nUser goal: Eat well\nUser goal: Eat now\nProduct goal: Rolls", "orphan"),
        ("Vision: Bread\nUser goal: Eat rolls\nUser goal: Eat now\nProduct goal: Rolls all day", "guessed_parent"),
    ],
)
def test_each_doubt_is_said_with_a_way_to_mend_it(read, paste, code):
    found = [each for each in read(paste).findings if each.code == code]

    assert found, f"not asked: {code}"
    assert all(
        each.what.endswith(".") and each.mend.endswith(".") and "{" not in each.what + each.mend for each in found
    )


def test_a_list_in_order_raises_no_doubt(read):
    reading = read(
        """Vision: Bread for everybody
  User goal: Order on the way to work (Sam)
    Product goal: Order in the app by 31 March 2027
      KR: Orders a day 10 -> 80 (Bo)
      Sprint goal: Choose a loaf
"""
    )

    assert reading.findings == ()
    assert reading.kept == ()


def test_what_is_said_around_the_list_is_kept_with_the_reason(read):
    reading = read(
        """Hello everybody,

- Vision: Bread for everybody
  - User goal: Order on the way

42
Owner:
Best regards
"""
    )

    assert [(kept.line, kept.text) for kept in reading.kept] == [
        (1, "Hello everybody,"),
        (6, "42"),
        (7, "Owner:"),
        (8, "Best regards"),
    ]
    assert all(kept.why.endswith(".") for kept in reading.kept)


def test_headings_that_name_a_department_are_noted_with_the_goals_below(read):
    reading = read("## Marketing\n\n- Families hear of us\n\n## Engineering\n\n- Search finds every title\n")

    assert [goal.notes for goal in reading.goals] == ["Under: Marketing", "Under: Engineering"]
    assert [kept.text for kept in reading.kept] == ["## Marketing", "## Engineering"]


def test_lines_that_begin_with_who_speaks_give_their_owners(read):
    reading = read(
        """1. Bakery: Rye for everybody
   1. Bakery KR: Loaves a day from 40 to 60
   2. Bakery KR: Waste below 5%
2. Shop: Friendly at seven
   1. Shop KR: Rating from 4.1 to 4.6
   2. Shop KR: Queue under 3 minutes
"""
    )

    assert [(goal.statement, goal.owner) for goal in reading.goals] == [
        ("Rye for everybody", "Bakery"),
        ("Friendly at seven", "Shop"),
    ]
    assert [result.owner for goal in reading.goals for result in goal.key_results] == [
        "Bakery",
        "Bakery",
        "Shop",
        "Shop",
    ]


def test_wrapped_lines_are_one_sentence(read):
    reading = read(
        """- Patients see the next free slot of every doctor in town on one page
  and book it without calling
- Doctors see who comes
"""
    )

    assert [goal.statement for goal in reading.goals] == [
        "Patients see the next free slot of every doctor in town on one page and book it without calling",
        "Doctors see who comes",
    ]


def test_priorities_and_links_are_noted(read):
    goal = read("- [P1] Search finds every title ([#7](https://library.example/7))").goals[0]

    assert goal.statement == "Search finds every title (#7)"
    assert goal.notes == "Link: https://library.example/7\nPriority: P1"


def test_sentences_can_be_told_in_another_language(read):
    finding = next(each for each in read("Vision: Bread\nVision: Cake").findings if each.code == "two_visions")

    assert (
        finding.what.told(lambda sentence: sentence.replace("This is the second vision", "Zweite Vision"))
        == "Zweite Vision; the first stands in line 1."
    )
