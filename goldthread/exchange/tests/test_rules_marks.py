"""Lists as people write them: labelled, indented, in Markdown, wiki markup or plain text, in English and German."""


def test_facts_on_one_line_behind_a_measure(says):
    says(
        """Mission
 Every neighbour reads
   Goal: Find a book at once
     Measure: searches with a loan; Baseline: 31%; Target: 45%; Owner: Ada; Due: 2027-06-30
""",
        """
        vision: Every neighbour reads
          user goal: Find a book at once
            * searches with a loan: 31 → 45 percent [Ada] [2027-06-30]
        """,
    )


def test_marks_before_the_words_are_noted_and_lines_without_words_are_kept(says):
    reading = says(
        """- [P0] Faster onboarding
- [x] More shops
[ ] Fewer calls
???
- !!!
---
""",
        """
        product goal: Faster onboarding
        product goal: More shops
        product goal: Fewer calls
        """,
    )
    assert [goal.notes for goal in reading.goals] == [
        "Priority: P0",
        "Status: ticked as done",
        "Status: not ticked yet",
    ]
    assert [kept.text for kept in reading.kept] == ["???", "- !!!"]


def test_a_goal_with_a_number_of_its_own_or_an_owner_is_no_heading(says):
    says(
        """* First goal
* Second goal (Ida)
* Marketing (Bo)
""",
        """
        product goal: First goal
        product goal: Second goal [Ida]
        product goal: Marketing [Bo]
        """,
    )
