"""Lists as people write them: labelled, indented, in Markdown, wiki markup or plain text, in English and German."""


def test_labelled_lines_side_by_side_hang_below_one_another(says):
    says(
        """Vision: Nobody in our town goes without fresh bread
User goal: People get the bread they want before work
Product goal: Ordering takes under a minute (Ada Lovelace)
Sprint goal: Regulars try a click-through prototype
Business goal: Weekly orders from 850 to 1,800 by 31 March (Sam)
""",
        """
        vision: Nobody in our town goes without fresh bread
          user goal: People get the bread they want before work
            product goal: Ordering takes under a minute [Ada Lovelace]
              sprint goal: Regulars try a click-through prototype
          business goal: Weekly orders from 850 to 1,800 [Sam] [2027-03-31]
            * Weekly orders: 850 → 1800 count [2027-03-31]
        """,
    )


def test_one_user_goal_and_one_business_goal_are_both_served_by_what_follows(says):
    says(
        """Vision: Everybody reads
User goal: Readers find a book at once
Business goal: Membership pays for itself
Product goal: Search shows what is free
""",
        """
        vision: Everybody reads
          user goal: Readers find a book at once
            product goal: Search shows what is free [+g4]
          business goal: Membership pays for itself
        """,
    )


def test_objectives_with_numbered_key_results(says):
    says(
        """Objective 1: Readers find their next book without help
KR1.1: Searches that end in a loan from 31% to 45% (Sam)
KR1.2: Time to the first result 6 -> 2 seconds @ada
O2 Parents bring their children
KR2.1 – Visits of families ≥ 400 a week by Q2 2027
""",
        """
        user goal: Readers find their next book without help
          * Searches that end in a loan: 31 → 45 percent [Sam]
          * Time to the first result: 6 → 2 seconds [ada]
        user goal: Parents bring their children
          * Visits of families ≥ 400 a week: 400 count [2027-06-30]
        """,
    )


def test_key_results_that_stand_apart_find_their_objective_by_number(says):
    says(
        """O1: Readers find books
O2: Families come back
KR1.1: Loans a visit 2 -> 3
KR2.1: Visits a month 300 -> 400
""",
        """
        user goal: Readers find books
          * Loans a visit: 2 → 3 count
        user goal: Families come back
          * Visits a month: 300 → 400 count
        """,
    )


def test_an_indented_list_without_labels_is_read_by_depth(says):
    reading = says(
        """Help people eat healthily
\tReduce the risk of type-two diabetes
\t\tUnderstand eating habits by end of March
\t\t\tTesters share what they eat
\tCreate a new source of revenue
\t\tPremium plan from €0 to 60k
""",
        """
        vision: Help people eat healthily
          user goal: Reduce the risk of type-two diabetes
            product goal: Understand eating habits [2027-03-31]
              sprint goal: Testers share what they eat
          business goal: Create a new source of revenue
            * Premium plan: 0 → 60000 EUR
        """,
    )
    assert reading.goals[0].level_why == "The first line of the list, everything hangs below it."
    assert reading.goals[4].level_why == "It speaks of “revenue”, a benefit for the company."


def test_markdown_headings_hold_what_stands_below_them(says):
    reading = says(
        """# City library: goals for 2027

## Vision: Every neighbour reads

### Readers know what is free

Nobody should walk to the shelf in vain.

- [x] **KR:** Titles with live availability from 40 % to 95 % – Ada Lovelace
- [ ] KR: Calls about availability < 10 a day (Bo)

### Memberships carry the opening hours
* Renewals 60% → 75%
""",
        """
        vision: Every neighbour reads
          user goal: Readers know what is free
            * Titles with live availability: 40 → 95 percent [Ada Lovelace]
            * Calls about availability < 10 a day: 10 count [Bo]
          user goal: Memberships carry the opening hours
            * Renewals: 60 → 75 percent
        """,
    )
    goal = reading.goals[1]
    assert goal.notes.startswith("Nobody should walk to the shelf in vain.\n")
    assert "Status: ticked as done" in goal.notes
    assert [kept.text for kept in reading.kept] == ["# City library: goals for 2027"]


def test_sections_named_for_levels_give_their_level_to_the_lines_below(says):
    reading = says(
        """Vision

Fresh bread for everybody

User needs

- Order on the way to work
- Know what is still there

Business goals

- Waste from 12% to 5%
""",
        """
        vision: Fresh bread for everybody
          user goal: Order on the way to work
          user goal: Know what is still there
          business goal: Waste from 12% to 5%
            * Waste: 12 → 5 percent
        """,
    )
    assert [goal.level_why for goal in reading.goals[:2]] == [
        "It stands under “Vision”.",
        "It stands under “User needs”.",
    ]


def test_a_roadmap_by_quarters_gives_its_quarters_to_the_goals(says):
    says(
        """# Roadmap
## Q1 2027
- Patients see their next appointment
## Q2 2027
- Patients move an appointment themselves
## Release 2.0
- Families share one calendar
""",
        """
        product goal: Patients see their next appointment [2027-03-31]
        product goal: Patients move an appointment themselves [2027-06-30]
        product goal: Families share one calendar [Release 2.0]
        """,
    )


def test_sprints_are_named_and_hang_below_the_goal_before_them(says):
    says(
        """Product goal: Patients book without calling
Sprint 14: Patients see free slots
Sprint 15: Patients book one slot
""",
        """
        product goal: Patients book without calling
          sprint goal: Patients see free slots [Sprint 14]
          sprint goal: Patients book one slot [Sprint 15]
        """,
    )


def test_wiki_markup_nests_by_the_number_of_signs(says):
    says(
        """h1. Bakery goals 2027
* Vision: Nobody bakes for the bin
** Know tomorrow's demand
*** Forecast per shop
**** Two shops try it for a week
** Waste from 12 to 5 %
""",
        """
        vision: Nobody bakes for the bin
          user goal: Know tomorrow's demand
            product goal: Forecast per shop
              sprint goal: Two shops try it for a week
          user goal: Waste from 12 to 5 %
            * Waste: 12 → 5 percent
        """,
    )


def test_numbered_outlines_nest_without_indentation(says):
    says(
        """1. Nobody waits at the clinic
1.1 Patients book online
1.1.1 Free slots are shown
1.2 Doctors see who comes
2. Second thoughts
""",
        """
        user goal: Nobody waits at the clinic
          product goal: Patients book online
            sprint goal: Free slots are shown
          product goal: Doctors see who comes
        user goal: Second thoughts
        """,
    )


def test_bullets_pasted_without_indentation_nest_by_their_signs(says):
    says(
        """•\tReaders find books
o\tLoans a visit from 2 to 3
o\tSearches without result < 10%
•\tFamilies come back
o\tVisits from 300 to 400
""",
        """
        user goal: Readers find books
          * Loans a visit: 2 → 3 count
          * Searches without result: 10 percent
        user goal: Families come back
          * Visits: 300 → 400 count
        """,
    )


def test_numbers_over_dashes_without_indentation(says):
    says(
        """1. Customers order in the app
- Orders 10 -> 80 a day
- Rating >= 4.5
2. Customers come back
- Second order within a week: 20% -> 35%
""",
        """
        user goal: Customers order in the app
          * Orders 10 -> 80 a day: 10 → 80 count
          * Rating: 4.5 number
        user goal: Customers come back
          * Second order within a week: 20 → 35 percent
        """,
    )


def test_german_labels_owners_and_numbers(says):
    says(
        """Produktvision: Niemand wartet mehr beim Arzt
Nutzerziel: Patienten bekommen schnell einen Termin
Geschäftsziel: Umsatz von 1,2 Mio. auf 1,5 Mio. € bis Ende März 2027 (Jörg Müller)
Produktziel: Termine online buchen
Verantwortlich: Jana Weiß
Fällig: 31.01.2027
Kennzahl: Online gebuchte Termine von 10 % auf 40 %
Sprintziel: Fünf Patienten buchen einen Termin
""",
        """
        vision: Niemand wartet mehr beim Arzt
          user goal: Patienten bekommen schnell einen Termin
            product goal: Termine online buchen [Jana Weiß] [2027-01-31] [+g5]
              * Online gebuchte Termine: 10 → 40 percent
              sprint goal: Fünf Patienten buchen einen Termin
          business goal: Umsatz von 1,2 Mio. auf 1,5 Mio. € [Jörg Müller] [2027-03-31]
            * Umsatz: 1200000 → 1500000 EUR [2027-03-31]
        """,
    )


def test_a_vision_board_copied_as_text(says):
    reading = says(
        """Vision
Help people eat healthily
Target group
Adults at risk of diabetes
Needs
Understand what I eat
Lose weight without hunger
Product
A photo diary
Business goals
A new stream of revenue of €1m by 2028
""",
        """
        vision: Help people eat healthily
          user goal: Understand what I eat
          user goal: Lose weight without hunger
          business goal: A new stream of revenue of €1m [2028-12-31]
            * A new stream of revenue: 1000000 EUR [2028-12-31]
        """,
    )
    assert {"Adults at risk of diabetes", "A photo diary"} <= {kept.text for kept in reading.kept}


def test_pictures_before_labels_and_the_quarter_in_the_title(says):
    says(
        """Q1 2027 OKRs
🎯 Objective 1: Borrowing is effortless
KR1: Self-checkout 45% → 70%  (Owner: Ada)
KR2: 1,200 children join the reading club (currently 850)
🎯 Objective 2: Children read
KR1: 30 schools read along
""",
        """
        user goal: Borrowing is effortless [2027-03-31]
          * Self-checkout: 45 → 70 percent [Ada] [2027-03-31]
          * 1,200 children join the reading club (currently 850): 850 → 1200 count [2027-03-31]
        user goal: Children read [2027-03-31]
          * 30 schools read along: 30 count [2027-03-31]
        """,
    )


def test_goals_for_the_next_sprint(says):
    says(
        """Goals for the next sprint:
• Patients can cancel (Ana)
• Reminders go out the day before (Bo)
""",
        """
        sprint goal: Patients can cancel [Ana]
        sprint goal: Reminders go out the day before [Bo]
        """,
    )


def test_letters_below_numbers_below_a_named_section(says):
    says(
        """Our mission: Healthy food for every family

Strategic pillars
1. Delight customers
   a. Raise the rating from 3.2 to 4.5
   b. Deliver in under 30 minutes
2. Grow sustainably
   a. Break even by Q4 2027
   b. Monthly revenue from $120k to $200k
""",
        """
        vision: Healthy food for every family
          user goal: Delight customers
            * Raise the rating: 3.2 → 4.5 number
            * Deliver: 30 minutes
          user goal: Grow sustainably
            * Monthly revenue: 120000 → 200000 USD
            product goal: Break even [2027-12-31]
        """,
    )
