"""What holds for every paste: nothing is lost, nothing breaks it, corrections come back, time grows with the length."""

import re
import time
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from goldthread.exchange.rules import as_rows, from_rows, read
from goldthread.exchange.shapes import RANK

TODAY = date(2026, 11, 21)
# A line of "_" alone is drawn, not said.
WORD = re.compile(r"\w*[^\W_]\w*")

STATEMENTS = st.sampled_from(
    [
        "Families come back",
        "Orders from 850 to 1,800 by 31 March",
        "Waste 12% → 5%",
        "Every neighbour reads",
        "Umsatz von 1,2 Mio. auf 1,5 Mio. €",
        "Increase loans by 20 %",
        "Reach 1.212 members",
        "TBD",
        "Search shows what is free, everywhere",
        '"Day-old" bread; sold',
        "=SUM(A1:A3)",
        "Ask @bo (really)",
        "Open by 31.02.2027",
        "für alle Nachbarn",
    ]
)
LABELS = st.sampled_from(
    [
        "",
        "",
        "",
        "Vision: ",
        "User goal: ",
        "Business goal: ",
        "Objective 2: ",
        "O1 ",
        "KR1.2: ",
        "Key result – ",
        "Sprint 14: ",
        "Ziel: ",
        "Owner: ",
        "Due: ",
        "Marketing: ",
        "Q2 2027: ",
    ]
)
MARKERS = st.sampled_from(
    ["", "", "- ", "* ", "** ", "1. ", "1.2 ", "# ", "## ", "h2. ", "• ", "- [x] ", "> ", "o\t", "a) "]
)
TAILS = st.sampled_from(
    ["", "", "", " (Sam Osei)", " – Ada Lovelace", " @bo", " (Q2 2027)", " | Owner: Sam | Due: March", " [draft]", ":"]
)
INDENTS = st.sampled_from(["", "", "  ", "    ", "\t", "\t\t", " \t "])
LINES = st.builds(lambda *parts: "".join(parts), INDENTS, MARKERS, LABELS, STATEMENTS, TAILS)
CELLS = st.lists(
    st.one_of(STATEMENTS, st.sampled_from(["", "Ada", "31%", "Q2 2027", "Vision", "KR", "Goal", "Owner", "1.1"])),
    min_size=2,
    max_size=5,
)
ROWS = st.builds(lambda cells, by: by.join(cells), CELLS, st.sampled_from(["\t", "\t", ",", ";", " | "]))
PIPED = st.builds(lambda cells: f"|{'|'.join(cells)}|", CELLS)
ODD = st.sampled_from(
    [
        "",
        "",
        "---",
        "===",
        "|---|---|",
        "Vision",
        "Key results:",
        "Hello all,",
        '"open quote',
        "\x00",
        "\u202ehidden",
        "🥐🥖",
        "||a||b||",
        "…",
    ]
)
PASTES = st.lists(st.one_of(LINES, LINES, ROWS, PIPED, ODD, st.text(max_size=40)), max_size=25).map("\n".join)

slow_machine = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def words(text):
    text = text or ""
    # Long runs of combining marks take the library minutes; the reader leaves such lines alone too.
    plain = unicodedata.normalize("NFKC", text) if len(text) < 5_000 else text
    return set(WORD.findall(plain.casefold()))


def shown(reading):
    """Every word that the preview of a reading shows somewhere."""
    texts = [kept.text for kept in reading.kept]
    texts += [each.what for each in reading.findings]
    for goal in reading.goals:
        texts += [goal.statement, goal.owner, goal.name, goal.because, goal.notes, goal.level_why, goal.raw]
        for result in goal.key_results:
            texts += [result.name, result.owner, result.raw]
    return set().union(*map(words, texts)) if texts else set()


def visible(text):
    """The paste as the reader sees it: without unseen characters, which belong to no word."""
    unseen = {"Cf", "Cc", "Cs"}
    broken = re.sub("[\v\f\x85\u2028\u2029\r]", "\n", text)
    return "".join(
        "\ufffd" if unicodedata.category(sign) == "Cs" else sign
        for sign in broken
        if sign in "\n\t\u200c\u200d" or unicodedata.category(sign) not in unseen
    )


@slow_machine
@given(PASTES)
@example("Families come back\n_")
def test_no_word_of_a_paste_is_lost(text):
    assert words(visible(text)) <= shown(read(text, today=TODAY))


@slow_machine
@given(PASTES)
def test_every_line_that_says_something_is_somewhere_under_its_own_number(text):
    reading = read(text, today=TODAY)
    numbers = {goal.line for goal in reading.goals} | {kept.line for kept in reading.kept}
    numbers |= {result.line for goal in reading.goals for result in goal.key_results}

    assert numbers <= set(range(1, len(re.split("[\n\v\f\x85\u2028\u2029]|\r\n?", text)) + 1))


@slow_machine
@given(PASTES)
def test_rows_come_back_as_the_reading_they_were_made_of(text):
    reading = read(text, today=TODAY)

    assert from_rows(as_rows(reading)) == reading


@slow_machine
@given(PASTES)
def test_goals_form_trees_in_which_each_stands_behind_what_it_leads_to(text):
    goals = read(text, today=TODAY).goals
    seen = set()
    for goal in goals:
        assert goal.parent_key is None or goal.parent_key in seen
        assert goal.key not in seen
        assert goal.level in RANK
        assert goal.level_why.endswith(".")
        seen.add(goal.key)
    assert all(set(goal.other_parents) <= seen - {goal.key, goal.parent_key} for goal in goals)


@slow_machine
@given(PASTES)
def test_what_is_read_can_be_stored(text):
    """No NUL, no lone surrogate, numbers that a column can hold."""
    reading = read(text, today=TODAY)
    for row in as_rows(reading):
        for value in row.values():
            assert "\x00" not in str(value)
            str(value).encode()
    results = [result for goal in reading.goals for result in goal.key_results]
    assert all(
        abs(number) < 10**14 for result in results for number in (result.baseline, result.target) if number is not None
    )
    assert all(result.name for result in results)
    assert all(goal.statement for goal in reading.goals)


@slow_machine
@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert from_rows(as_rows(read(text, today=TODAY))) == read(text, today=TODAY)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_any_kind_mean_the_same(ending):
    lines = [
        "\ufeffVision: Bread for everybody",
        "\u00a0\u00a0- User goal: Order on the way",
        "    - Orders a day 10 → 80",
    ]

    assert read(ending.join(lines), today=TODAY) == read(
        "\n".join(["Vision: Bread for everybody", "  - User goal: Order on the way", "    - Orders a day 10 → 80"]),
        today=TODAY,
    )


def test_unseen_characters_are_gone_and_the_rest_stands():
    goal = read("Vi\u00adsion: Bread\x00 for \u202eeverybody\u202c 🥖\u200b", today=TODAY).goals[0]

    assert (goal.level, goal.statement) == ("vision", "Bread for everybody 🥖")


HOSTILE = {
    "one letter": "a" * 100_000,
    "digits": "1" * 100_000,
    "digits and commas": "1," * 50_000,
    "numbers with dots": "1.1" * 33_000,
    "blanks": "x" + " " * 100_000 + "x",
    "open brackets": "(" * 100_000,
    "pairs of brackets": "(a)" * 33_000,
    "links": "[a](" * 25_000,
    "stars": "*a " * 33_000,
    "underscores": "_a " * 33_000,
    "at signs": "@a" * 50_000,
    "addresses": "a@a." * 25_000,
    "quotes": '"a,' * 33_000,
    "tabs": "a\t" * 50_000,
    "bars": "|a" * 50_000,
    "colons": "a: " * 33_000,
    "dashes": "a – " * 25_000,
    "names": "Aa " * 33_000,
    "combining marks": "a" + "\u0301\u0323" * 50_000,
    "dates": "31.01.2027 " * 9_000,
    "quarters": "Q1 " * 33_000,
    "arrows": "1 -> " * 20_000,
    "ways": "from 1 to " * 10_000,
    "owners": "| owner: a " * 9_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_line_of_a_hundred_thousand_characters_is_read_in_a_moment(name):
    started = time.process_time()
    reading = read(HOSTILE[name], today=TODAY)

    assert time.process_time() - started < 2
    assert words(HOSTILE[name]) <= shown(reading)


MANY = {
    "labelled bullets": "\n".join(
        f"{'  ' * (number % 4)}- {('Vision', 'User goal', 'Product goal', 'Sprint goal')[number % 4]}: Shelf {number} is found (Sam)"
        for number in range(5_000)
    ),
    "plain lines": "\n".join(f"Readers find shelf {number}" for number in range(2_000)),
    "cells": "Level\tGoal\tOwner\tParent\n"
    + "\n".join(f"Objective\tShelf {number} is found\tSam\tShelf {number // 9} is found" for number in range(2_000)),
    "comma-separated": "ID,Type,Title,Parent ID\n"
    + "\n".join(f'G-{number},Goal,"Shelf {number}, found",G-{number // 9}' for number in range(1, 2_001)),
    "open quotes": "Goal,Owner\n" + "\n".join('"a,"b,"c' for _ in range(2_000)),
    "a deep stair": "\n".join(f"{' ' * number}- step" for number in range(2_000)),
    "wrapped": "\n".join(["and so this sentence goes on and on until it reaches its end soon"] * 2_000),
    "the same": "\n".join(["- rye"] * 2_000),
    "facts": "- Rye\n" + "\n".join(["  Owner: Sam"] * 2_000),
}


@pytest.mark.parametrize("name", MANY)
def test_thousands_of_lines_take_a_second_and_no_line_waits_for_the_others(name):
    """The bound leaves room for a slow machine; what costs the square of the length takes minutes."""
    started = time.process_time()
    read(MANY[name], today=TODAY)

    assert time.process_time() - started < 5


def test_depths_beyond_any_recursion_are_fine():
    reading = read(MANY["a deep stair"], today=TODAY)

    assert len(reading.goals) == 2_000
    assert from_rows(as_rows(reading)) == reading
    assert replace(reading, findings=()) == replace(from_rows(as_rows(reading)), findings=())
