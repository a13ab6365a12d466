"""Tables as they are copied: cells from a spreadsheet, CSV files, Markdown and wiki tables, with headings and without."""


def test_cells_with_levels_owners_parents_and_metrics(says):
    reading = says(
        """Level\tGoal\tOwner\tParent\tMetric\tBaseline\tTarget\tDue
Vision\tEvery reader finds the next book\t\t\t\t\t\t
User goal\tReaders see what is free\tAda\tEvery reader finds the next book\tSearches that end in a loan\t31%\t45%\tQ2 2027
Product goal\tShow availability in search\tBo Lund\tReaders see what is free\t\t\t\t31.01.2027
Tier nine\tShelf lights\t\tShow availability in search\t\t\t\tsoon
""",
        """
        vision: Every reader finds the next book
          user goal: Readers see what is free [Ada] [2027-06-30]
            * Searches that end in a loan: 31 → 45 percent [Ada] [2027-06-30]
            product goal: Show availability in search [Bo Lund] [2027-01-31]
              sprint goal: Shelf lights
        """,
    )
    assert {(each.code, each.line) for each in reading.findings} == {("unknown_level", 5)}
    assert reading.goals[-1].notes == "Level: Tier nine\nDue: soon"
    assert reading.kept[0].why == "These are the names of the columns."


def test_objectives_are_written_once_and_blank_below(says):
    says(
        """Objective\tKey result\tOwner\tDue
Families come back\tVisits a month from 300 to 400\tSam\tend of March
\tRating >= 4.5\tBo\t
The library pays for itself\tRenewals 60% → 75%\tAda\tQ4 2026
""",
        """
        user goal: Families come back
          * Visits a month: 300 → 400 count [Sam] [2027-03-31]
          * Rating: 4.5 number [Bo]
        user goal: The library pays for itself
          * Renewals: 60 → 75 percent [Ada] [2026-12-31]
        """,
    )


def test_objectives_repeated_in_every_row_are_one_goal(says):
    says(
        """Objective,Key Result,Owner
Families come back,Visits a month from 300 to 400,Sam
Families come back,"Rating, all shops >= 4.5",Bo
""",
        """
        user goal: Families come back
          * Visits a month: 300 → 400 count [Sam]
          * Rating, all shops: 4.5 number [Bo]
        """,
    )


def test_a_cell_with_line_breaks_holds_one_key_result_a_line(says):
    reading = says(
        """Objective;Key results;Owner
Bake less for the bin;"- Waste from 12% to 5%
- Bread given away 20 -> 60 kg
a day";Sam
"Sell ""day-old"" bread";Day-old loaves sold >= 50;Bo
""",
        """
        product goal: Bake less for the bin
          * Waste: 12 → 5 percent [Sam]
          * Bread given away 20 -> 60 kg a day: 20 → 60 count [Sam]
        product goal: Sell "day-old" bread
          * Day-old loaves sold: 50 count [Bo]
        """,
    )
    assert [goal.line for goal in reading.goals] == [2, 5]


def test_a_staircase_of_columns_needs_no_headings(says):
    says(
        """Everybody reads\tFamilies come back\tOpen on Sundays\tAda Lovelace
\t\tReading hour for children\tBo Lund
\tThe library pays for itself\tFriends of the library\tSam Osei
""",
        """
        vision: Everybody reads
          user goal: Families come back
            product goal: Open on Sundays [Ada Lovelace]
            product goal: Reading hour for children [Bo Lund]
          user goal: The library pays for itself
            product goal: Friends of the library [Sam Osei]
        """,
    )


def test_one_column_for_each_level(says):
    says(
        """Vision\tUser goals\tProduct goals\tSprint goals
Nobody waits\tPatients book online\tSee free slots\tShow one doctor's slots
\t\t\tShow all slots
\tPatients are on time\tReminders the day before\t
""",
        """
        vision: Nobody waits
          user goal: Patients book online
            product goal: See free slots
              sprint goal: Show one doctor's slots
              sprint goal: Show all slots
          user goal: Patients are on time
            product goal: Reminders the day before
        """,
    )


def test_ids_and_parent_ids_make_the_tree_whatever_the_order(says):
    says(
        """ID,Type,Title,Parent ID
G-4,Product goal,Free slots are shown,G-2
G-2,User goal,Patients book online,G-1
G-3,Business goal,Fewer empty hours,G-1
G-1,Vision,Nobody waits,
G-5,Product goal,Waiting list,"G-2, G-3"
""",
        """
        vision: Nobody waits
          user goal: Patients book online
            product goal: Free slots are shown
            product goal: Waiting list [+g5]
          business goal: Fewer empty hours
        """,
    )


def test_a_markdown_table(says):
    says(
        """| # | Goal | Owner | Target |
|---|------|-------|--------|
| 1 | **Patients book online** | @ada | 40 % |
| 1.1 | [Free slots](https://clinic.example/slots) are shown | Bo | 31.01.2027 |
""",
        """
        user goal: Patients book online [ada]
          * Patients book online: 40 percent
          product goal: Free slots are shown [Bo] [2027-01-31]
        """,
    )


def test_a_wiki_table_with_lists_in_its_cells(says):
    says(
        """||Objective||Key results||Owner||
|Bake on demand|* Orders a day before 10% -> 40%
* Waste 12% -> 5%|Sam|
|Open earlier|* Sales before seven 0 -> 60|Ada|
""",
        """
        product goal: Bake on demand
          * Orders a day before: 10 → 40 percent [Sam]
          * Waste: 12 → 5 percent [Sam]
        product goal: Open earlier
          * Sales before seven: 0 → 60 count [Ada]
        """,
    )


def test_german_headings(says):
    says(
        """Ebene;Ziel;Verantwortlich;Ausgangswert;Zielwert;Einheit;Termin
Vision;Niemand wartet;;;;;
Nutzerziel;Patienten buchen online;Jana Weiß;10;40;%;Q2 2027
Produktziel;Freie Termine sind sichtbar;Jörg Müller;;;;31.03.2027
""",
        """
        vision: Niemand wartet
          user goal: Patienten buchen online [Jana Weiß] [2027-06-30]
            * Patienten buchen online: 10 → 40 percent [2027-06-30]
            product goal: Freie Termine sind sichtbar [Jörg Müller] [2027-03-31]
        """,
    )


def test_rows_with_one_cell_stand_over_the_rows_that_follow(says):
    reading = says(
        """Goal\tOwner\tStatus
Q1 2027\t\t
See the next appointment\tAda\ton track
Q2 2027\t\t
Move an appointment\tBo\topen
""",
        """
        product goal: See the next appointment [Ada] [2027-03-31]
        product goal: Move an appointment [Bo] [2027-06-30]
        """,
    )
    assert [goal.notes for goal in reading.goals] == ["Status: on track", "Status: open"]


def test_a_table_between_paragraphs(says):
    reading = says(
        """Hello all,

Here is what we agreed on for spring:

| Objective | Key result |
|---|---|
| Families come back | Visits 300 -> 400 |

Best regards, Ada
""",
        """
        user goal: Families come back
          * Visits: 300 → 400 count
        """,
    )
    assert [kept.line for kept in reading.kept] == [1, 3, 5, 9]


def test_a_formula_stays_text_and_is_asked_about(says):
    reading = says(
        """Goal\tOwner\tTarget
=HYPERLINK("https://clinic.example";"Book online")\tAda\t=B2*2
Doctors see who comes\tBo\t40%
""",
        """
        user goal: =HYPERLINK("https://clinic.example";"Book online") [Ada]
        user goal: Doctors see who comes [Bo]
          * Doctors see who comes: 40 percent
        """,
    )
    assert [each.what for each in reading.findings if each.code == "formula"] == [
        "The cell “=B2*2” is a formula; it is kept as text.",
        'The cell “=HYPERLINK("https://clinic.example";"Book online")” is a formula; it is kept as text.',
    ]


def test_several_names_in_a_cell_leave_one_owner_and_say_so(says):
    reading = says(
        """Goal\tOwner
Patients book online\tAda Lovelace, Bo Lund
""",
        """
        user goal: Patients book online [Ada Lovelace]
        """,
    )
    assert reading.goals[0].notes == "Also named: Bo Lund"
    assert "two_owners" in {each.code for each in reading.findings}


def test_commas_in_sentences_make_no_table(says):
    says(
        """Families come back, week after week
Children read, alone, aloud, together
Parents rest, at last
""",
        """
        user goal: Families come back, week after week
        user goal: Children read, alone, aloud, together
        user goal: Parents rest, at last
        """,
    )


def test_a_roadmap_as_it_hangs_on_the_wall_with_a_column_for_each_goal(says):
    reading = says(
        """Date\tQ1 2027\tQ2 2027
Name\tMorning\tFamilies
Goal\tRegulars order on the way\tFamilies order together
Features\tSlots, reminders\tShared basket
Metrics\tOrders a day 10 -> 80\t500 families
""",
        """
        product goal: Regulars order on the way [2027-03-31] [Morning]
          * Orders a day: 10 → 80 count [2027-03-31]
        product goal: Families order together [2027-06-30] [Families]
          * 500 families: 500 count [2027-06-30]
        """,
    )
    assert [goal.notes for goal in reading.goals] == ["Features: Slots, reminders", "Features: Shared basket"]


def test_tickets_exported_from_a_tracker(says):
    reading = says(
        """Issue key,Issue Type,Summary,Assignee,Parent,Due date,Status
LIB-1,Initiative,Borrowing takes a moment,Ada Lovelace,,2027-03-31,In progress
LIB-2,Epic,Self-checkout in every branch,Bo Lund,LIB-1,2027-02-28,To do
LIB-3,Story,Scan a card,Sam,LIB-2,,To do
""",
        """
        product goal: Borrowing takes a moment [Ada Lovelace] [2027-03-31]
          product goal: Self-checkout in every branch [Bo Lund] [2027-02-28]
        """,
    )
    assert "Story: Scan a card" in reading.goals[1].notes


def test_a_column_that_ranks_the_goals_is_no_column_of_goals(says):
    reading = says(
        """Priority\tGoal\tOwner\tDue\tColour\tTeam
P1\tFaster onboarding\tIda\t2027-03-31\tred\tGrowth
high\tMore shops\tBo\t2027-06-30\tblue\tSales
""",
        """
        product goal: Faster onboarding [Ida] [2027-03-31]
        product goal: More shops [Bo] [2027-06-30]
        """,
    )
    assert [goal.notes for goal in reading.goals] == ["Priority: P1\nColour: red", "Priority: high\nColour: blue"]
    assert [goal.team for goal in reading.goals] == ["Growth", "Sales"]


def test_what_a_table_says_beside_a_key_result_is_noted_with_its_goal(read):
    reading = read(
        "Objective,Key Result,Priority,Team\nFaster onboarding,Signups 12 -> 80,P1,Growth\n,Churn 5% -> 3%,P2,Sales"
    )

    assert reading.goals[0].notes.split("\n") == [
        "Signups 12 -> 80: Priority: P1",
        "Signups 12 -> 80: Team: Growth",
        "Churn 5% -> 3%: Priority: P2",
        "Churn 5% -> 3%: Team: Sales",
    ]


def test_several_columns_of_key_results_and_an_owner_of_the_objective(says):
    says(
        """Objective\tKey result 1\tKey result 2\tObjective owner
Families come back\tVisits 300 -> 400\tRating >= 4.5\tAda
""",
        """
        user goal: Families come back [Ada]
          * Visits: 300 → 400 count
          * Rating: 4.5 number
        """,
    )
