"""Metrics in pasted lists: what they measure, and what stands below or beside them."""


def test_sprint_goals_behind_a_metric_are_steps_of_the_goal_it_measures(says):
    says(
        """Product goal: People order ahead
- Orders a day: 12 -> 80
- Sprint goal: The order page shows what is left
- Sprint goal: Regulars pay by phone
""",
        """
        product goal: People order ahead
          * Orders a day: 12 → 80 count
          sprint goal: The order page shows what is left
          sprint goal: Regulars pay by phone
        """,
    )


def test_sprint_goals_indented_below_a_metric_say_that_they_move_it(says):
    reading = says(
        """Product goal: People order ahead
- Orders a day: 12 -> 80
  - Sprint goal: The order page shows what is left
""",
        """
        product goal: People order ahead
          * Orders a day: 12 → 80 count
          sprint goal: The order page shows what is left
        """,
    )

    assert reading.goals[1].because == "Orders a day: 12 -> 80"


def test_a_number_that_says_which_are_meant_is_no_key_result(says):
    says(
        """Product goal: Every shop bakes for itself
- Replace the 2 old ovens
- Die 2 alten Öfen verkaufen
- Open 2 shops
""",
        """
        product goal: Every shop bakes for itself
          * Open 2 shops: 2 count
          sprint goal: Replace the 2 old ovens
          sprint goal: Die 2 alten Öfen verkaufen
        """,
    )
