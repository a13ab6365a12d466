"""Which loose ends come first, how fast a large thread is looked through, and real chains of real companies."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.chain.loose_ends import catalogue, sayings
from goldthread.chain.loose_ends.shapes import Measured, Seen, Standing
from goldthread.chain.rules import Level, levels_below

from .test_loose_ends import BOARDS, BUSINESS, STEP, TODAY, USER, VISION, goal, seen

# --- order ---


def test_the_gravest_come_first_then_those_on_whose_goal_most_others_hang():
    twins = [goal(pk, "user_goal", parents=(1,)) for pk in (2, 3)]
    below = [goal(pk, parents=(3,)) for pk in (4, 5)]
    ends = catalogue.check(seen(VISION, *twins, *below))

    assert [end.severity for end in ends] == sorted(
        (end.severity for end in ends), key=["error", "warning", "hint"].index
    )
    assert [end.goal for end in ends if end.rule == "no_kpi"] == [3, 2]


def test_what_hangs_above_and_below_is_counted_once_whatever_the_way():
    whole = seen(VISION, USER, BUSINESS, STEP, goal(5, "sprint_goal", parents=(4,)))

    assert catalogue.unblocked(whole) == {1: 4, 2: 3, 3: 3, 4: 4, 5: 4}


def test_a_thread_without_a_vision_says_that_before_anything_else():
    assert catalogue.check(seen(USER, BUSINESS, STEP))[0].rule == "one_vision"


levels = st.sampled_from(list(Level))
words = st.sampled_from(["TBD", "Build an app", "Continue", "Sleep well", "A and B and C", "Support our OKRs", ""])


@st.composite
def threads(draw):
    """Up to twelve goals of any level; ties may lead anywhere, in rings too."""
    count = draw(st.integers(0, 12))
    made = []
    for pk in range(1, count + 1):
        parents = draw(st.lists(st.integers(1, count), max_size=3, unique=True))
        due = draw(st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2028, 1, 1))))
        numbers = (Measured(pk, draw(words)),) * draw(st.integers(0, 6))
        made.append(
            goal(pk, draw(levels), statement=draw(words) or "x", parents=tuple(parents), due=due, key_results=numbers)
        )
    return seen(*made)


@settings(max_examples=60, deadline=None)
@given(threads())
def test_every_loose_end_of_any_thread_can_be_told_and_is_told_once(thread):
    ends = catalogue.check(thread)

    assert len({end.key for end in ends}) == len(ends)
    for end in ends:
        assert sayings.knows(end.rule)
        assert end.severity in ("error", "warning", "hint")
        assert end.goal is None or end.goal in thread.goals


@settings(max_examples=40, deadline=None)
@given(threads(), st.data())
def test_a_rule_that_is_off_is_gone_and_all_others_stay(thread, data):
    ends = catalogue.check(thread)
    rule = data.draw(st.sampled_from(sorted(catalogue.rules())))

    assert catalogue.check(thread, {rule: "off"}) == [end for end in ends if end.rule != rule]


@settings(max_examples=40, deadline=None)
@given(threads())
def test_closing_every_goal_leaves_no_loose_end_of_a_goal(thread):
    assert catalogue.check(Seen({}, TODAY, more=BOARDS)) == []
    assert {end.goal for end in catalogue.check(thread)} <= {None, *thread.goals}


def test_two_thousand_goals_are_looked_through_in_a_tenth_of_a_second():
    made = [VISION, *(goal(pk, "user_goal", parents=(1,)) for pk in range(2, 22))]
    made += [goal(pk, parents=(2 + pk % 20,), statement=f"Acquire {pk} members", due=TODAY) for pk in range(22, 422)]
    made += [
        goal(pk, "sprint_goal", parents=(22 + pk % 400,), statement=f"Learn thing {pk}") for pk in range(422, 2001)
    ]
    costs = []
    for _round in range(5):
        whole = seen(*made)
        begun = time.process_time()
        catalogue.check(whole)
        costs.append(time.process_time() - begun)

    assert min(costs) < 0.1


# --- real chains ---

CHAINS = Path(__file__).parents[4] / "shared" / "data" / "chains"
FIRST = {"vision": Level.VISION, "program": None, "company": None, "organisation": None}
real = pytest.mark.skipif(not CHAINS.exists(), reason="the real chains are not here")


def _read(name):
    """A real chain as goals and key results: what stands below what, the levels guessed from the height."""
    told = json.loads((CHAINS / f"{name}.json").read_text(encoding="utf-8"))
    made: dict[int, Standing] = {}

    def walk(node, parent):
        if node["level"] in ("key_result", "metric"):
            result = Measured(len(made) * 100 + len(made[parent].key_results), node["text"])
            made[parent] = made[parent]._replace(key_results=(*made[parent].key_results, result))
            for child in node.get("children", ()):
                walk(child, parent)
            return
        level = FIRST.get(node["level"], _below(made[parent].level) if parent else Level.USER_GOAL)
        pk = parent
        if level is not None:
            pk = len(made) + 1
            made[pk] = goal(pk, level, statement=node["text"], parents=(parent,) if parent else ())
        for child in node.get("children", ()):
            walk(child, pk)

    for root in (told["root"], *told["meta"].get("orphans", ()), *told["meta"].get("unlinked", ())):
        walk(root, None)
    return seen(*made.values())


def _below(level):
    return next(iter(levels_below(level)), level)


def _found(whole, rule):
    return {whole.goals[end.goal].statement for end in catalogue.check(whole) if end.rule == rule}


@real
def test_the_orphans_of_real_chains_lead_nowhere():
    assert "Improve our Monthly Financials Reporting Process" in _found(_read("srcd_2018q2"), "leads_nowhere")
    assert "Create greater cohesion among logged-in tools." in _found(_read("va_octo_2024"), "leads_nowhere")
    assert (
        len([one for one in _found(_read("rust_2026"), "leads_nowhere") if "rustup" in one or "executable" in one]) == 2
    )


@real
def test_placeholders_in_a_real_chain_are_found():
    whole = _read("srcd_2018q2")

    said = [end.what[0] for end in catalogue.check(whole) if end.rule == "placeholder"]
    assert any("key result x" in one.lower() for one in said)
    assert any("XXX" in one for one in said)


@real
def test_a_subtree_that_stands_twice_in_a_real_chain_is_found():
    assert any("Gemini" in one for one in _found(_read("srcd_2018q2"), "written_twice"))


@real
def test_a_goal_that_only_supports_somebody_elses_is_found_in_a_real_chain():
    assert any(one.startswith("Support [name]") for one in _found(_read("va_octo_2024"), "passed_on"))


@real
@pytest.mark.parametrize("name", ["srcd_2018q2", "sourcegraph_cy19q4"])
def test_objectives_without_a_number_are_found_in_real_chains(name):
    whole = _read(name)

    bare = {one.statement for one in whole.goals.values() if one.level == Level.USER_GOAL and not one.key_results}
    assert bare
    assert bare == _found(whole, "no_kpi")


def test_a_sprint_goal_that_only_continues_is_found():
    whole = seen(goal(5, "sprint_goal", statement="Continue with round 3 research planning"))

    assert _found(whole, "only_goes_on") == {"Continue with round 3 research planning"}
