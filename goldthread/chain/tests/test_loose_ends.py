"""Loose ends: each rule with cases worked by hand, where it fires and where it does not."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from goldthread.boards import loose_ends as boards
from goldthread.chain.loose_ends import catalogue, sentences
from goldthread.chain.loose_ends.shapes import Beyond, Measured, Seen, Standing

TODAY = date(2026, 11, 22)
FULL = Measured(1, "Weekly members", "count", "up", Decimal(850), Decimal(1800), date(2027, 1, 31), 7, "Mia Jansen")
BOARDS = {"boards": {"features": {}, "bare": []}}


def goal(pk, level="product_goal", **said):
    return Standing(pk, level, **{"statement": f"Outcome {pk}", **said})


def seen(*goals, **around):
    """A thread of these goals; children follow from the parents, reasons are said unless given."""
    below = {}
    for one in goals:
        for pk in one.parents:
            below.setdefault(pk, []).append(one.pk)
    made = {one.pk: one._replace(children=tuple(below.get(one.pk, ()))) for one in goals}
    reasons = {(one.pk, pk): "It helps." for one in goals for pk in one.parents}
    return Seen(made, TODAY, **{"reasons": reasons, "more": BOARDS, **around})


def fires(rule, *goals, **around):
    """The ids of the goals for which a rule does not hold; None stands for the product."""
    return [end.goal for end in catalogue.check(seen(*goals, **around)) if end.rule == rule]


def severities(rule, *goals, **around):
    return [end.severity for end in catalogue.check(seen(*goals, **around)) if end.rule == rule]


VISION = goal(1, "vision")
USER, BUSINESS = goal(2, "user_goal", parents=(1,)), goal(3, "business_goal", parents=(1,))
STEP = goal(4, parents=(2, 3), key_results=(FULL,), due=date(2027, 2, 1))


def test_c01_a_product_with_goals_has_one_vision():
    assert fires("one_vision", VISION) == []
    assert fires("one_vision", USER) == [None]
    assert fires("one_vision", VISION, goal(9, "vision")) == [9]
    assert fires("one_vision") == []


@pytest.mark.parametrize("level", ["user_goal", "business_goal", "product_goal", "sprint_goal", "contribution"])
def test_c02_every_goal_but_the_vision_leads_somewhere(level):
    assert fires("leads_nowhere", VISION, goal(2, level)) == [2]
    assert fires("leads_nowhere", VISION, goal(2, level, parents=(1,))) == []


def test_c03_no_tie_skips_a_level():
    assert fires("unusual_step", VISION, USER, STEP) == []
    assert fires("unusual_step", VISION, goal(5, "product_goal", parents=(1,))) == [5]
    assert fires("unusual_step", USER, goal(6, "sprint_goal", parents=(2,))) == [6]
    assert fires("unusual_step", VISION._replace(parents=(2,)), USER) == [1]


def test_c03_sees_the_level_of_goals_in_other_products():
    beyond = {90: Beyond(90, "vision")}
    assert fires("unusual_step", goal(5, parents=(90,)), beyond=beyond) == [5]
    assert fires("unusual_step", goal(5, "user_goal", parents=(90,)), beyond=beyond) == []


def test_c04_a_ring_is_named_and_what_hangs_on_it_is_not():
    ring = (goal(1, parents=(2,)), goal(2, parents=(3,)), goal(3, parents=(1,)))
    assert sorted(fires("in_a_ring", *ring, goal(4, parents=(3,)), goal(5))) == [1, 2, 3]
    assert fires("in_a_ring", VISION, USER, STEP) == []


def test_c05_below_a_vision_stand_both_kinds():
    assert fires("one_kind_below", VISION, USER) == [1]
    assert fires("one_kind_below", VISION, USER, BUSINESS) == []
    assert fires("one_kind_below", VISION) == []


def test_c06_a_goal_of_a_quarter_and_more_has_a_product_goal_on_the_way():
    old, young = TODAY - timedelta(days=91), TODAY - timedelta(days=90)
    assert fires("unsupported", USER._replace(set_on=old)) == [2]
    assert fires("unsupported", USER._replace(set_on=young)) == []
    assert fires("unsupported", USER._replace(set_on=old, state="planned")) == []
    assert fires("unsupported", USER._replace(set_on=old), goal(4, parents=(2,))) == []


def test_c07_a_sprint_that_runs_beside_an_active_product_goal_has_a_goal():
    running = {"team_id": 3, "team__name": "Orion", "name": "Sprint 4", "starts": TODAY, "ends": TODAY}
    more = {"boards": {"features": {}, "bare": [running]}}
    assert fires("no_sprint_goal", STEP, more=more) == [None]
    assert fires("no_sprint_goal", STEP._replace(state="planned"), more=more) == []
    later = {"boards": {"features": {}, "bare": [{**running, "starts": TODAY + timedelta(days=1)}]}}
    assert fires("no_sprint_goal", STEP, more=later) == []


def test_c08_a_tie_to_a_strategic_goal_says_why():
    assert fires("no_reason", VISION, USER, BUSINESS, STEP) == []
    assert fires(
        "no_reason", VISION, USER, BUSINESS, STEP, reasons={(4, 2): "Who counts eats less.", (4, 3): "  "}
    ) == [4]
    assert fires("no_reason", VISION, USER, reasons={}) == []


def test_c09_an_open_goal_hangs_under_an_open_one():
    closed = {8: Beyond(8, "user_goal", is_closed=True)}
    assert severities("closed_above", goal(4, parents=(8,)), beyond=closed) == ["error"]
    assert severities("closed_above", USER, goal(4, parents=(8, 2)), beyond=closed) == ["hint"]
    assert fires("closed_above", goal(4, parents=(8,)), beyond={8: Beyond(8, "user_goal")}) == []


def test_c10_a_vision_carries_no_number():
    assert fires("vision_measured", VISION._replace(key_results=(FULL,))) == [1]
    assert fires("vision_measured", VISION) == []


@pytest.mark.parametrize(
    ("rule", "level"), [("no_kpi", "user_goal"), ("no_kpi", "business_goal"), ("no_metric", "product_goal")]
)
def test_c13_and_c14_user_business_and_product_goals_are_measured(rule, level):
    assert fires(rule, goal(4, level)) == [4]
    assert fires(rule, goal(4, level, key_results=(FULL,))) == []


@pytest.mark.parametrize("said", [{"method": "Interviews"}, {"how_we_know": "Six of ten"}, {"key_results": (FULL,)}])
def test_c15_a_sprint_goal_says_how_we_know(said):
    assert fires("no_test", goal(5, "sprint_goal")) == [5]
    assert fires("no_test", goal(5, "sprint_goal", **said)) == []


@pytest.mark.parametrize("missing", ["baseline", "target", "due"])
def test_c16_a_key_result_says_from_where_to_where_and_by_when(missing):
    assert fires("incomplete_numbers", goal(4, key_results=(FULL,))) == []
    assert fires("incomplete_numbers", goal(4, key_results=(FULL._replace(**{missing: None}),))) == [4]


def test_c16_a_milestone_needs_no_baseline_and_the_goals_day_is_enough():
    milestone = FULL._replace(unit="yes_no", baseline=None, due=None)
    assert fires("incomplete_numbers", goal(4, key_results=(milestone,), due=TODAY)) == []


def test_c16_and_c17_what_should_stay_needs_no_beginning_and_leads_nowhere():
    stays = FULL._replace(direction="down", baseline=None, target=Decimal(3), stays=True)
    above = stays._replace(baseline=Decimal(1))
    assert fires("incomplete_numbers", goal(4, key_results=(stays,))) == []
    assert fires("contradicting_numbers", goal(4, key_results=(above,))) == []


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "holds"),
    [("up", 1, 2, True), ("up", 2, 1, False), ("up", 1, 1, False), ("down", 2, 1, True), ("down", 1, 2, False), ("keep", 1, 1, True)],
)  # fmt: skip
def test_c17_numbers_lead_where_the_metric_should_go(direction, baseline, target, holds):
    one = FULL._replace(direction=direction, baseline=Decimal(baseline), target=Decimal(target))
    assert fires("contradicting_numbers", goal(4, key_results=(one,))) == ([] if holds else [4])


@pytest.mark.parametrize(
    ("owner", "holds"),
    [("", False), ("Mia Jansen", True), ("Jansen, Mia", True), ("Mia & Sam", False), ("Mia and Sam", False), ("Mia Jansen, Sam Roe", False), ("Sandy Andrews", True)],
)  # fmt: skip
def test_c18_exactly_one_name_stands_on_a_key_result(owner, holds):
    one = FULL._replace(owner_id=None, owner=owner)
    assert fires("unowned", goal(4, key_results=(one,))) == ([] if holds else [4])


def test_c19_an_owner_is_here_and_has_no_more_than_five_key_results():
    assert fires("owner_away", goal(4, key_results=(FULL,)), gone=frozenset({7})) == [4]
    assert fires("owner_away", goal(4, owner_id=7, owner="Mia"), gone=frozenset({8})) == []
    five = goal(4, key_results=(FULL,) * 5)
    assert fires("owner_away", five) == []
    assert severities("owner_away", five, goal(5, key_results=(FULL,))) == ["hint"]


@pytest.mark.parametrize(
    ("count", "found"), [(0, []), (1, ["hint"]), (2, ["hint"]), (3, []), (5, []), (6, ["warning"])]
)
def test_c20_three_to_five_key_results_measure_an_objective(count, found):
    assert severities("few_or_many", goal(4, key_results=(FULL,) * count)) == found


@pytest.mark.parametrize(
    ("days", "holds"), [(20, False), (53, True), (60, True), (180, True), (193, True), (230, False)]
)
def test_c21_a_product_goal_takes_two_to_six_months(days, holds):
    one = goal(4, starts=TODAY, due=TODAY + timedelta(days=days))
    assert fires("horizon", one) == ([] if holds else [4])


@pytest.mark.parametrize(
    ("days", "says"), [(20, "Takes less than a month"), (40, "Takes about a month"), (215, "Takes about 8 months")]
)
def test_c21_says_how_long_the_goal_takes_and_not_how_far_it_is(days, says):
    one = goal(4, starts=TODAY - timedelta(days=100), due=TODAY + timedelta(days=days - 100))
    (end,) = [end for end in catalogue.check(seen(one)) if end.rule == "horizon"]
    card = {"number": 4, "level": "product_goal", "statement": "Sleep", "ends": [end]}
    said = sentences.sentence(end, {4: card}.get)

    assert said["short"] == f"{says}; product goals take two to six."
    assert sentences.on_card(card, {4: card}.get, {})[0]["words"] == said["short"]


def test_c21_without_a_start_the_day_it_was_set_counts_unless_it_came_with_a_list():
    one = goal(4, set_on=TODAY, due=TODAY + timedelta(days=9))
    assert fires("horizon", one) == [4]
    assert fires("horizon", one._replace(is_brought_in=True)) == []


@pytest.mark.parametrize(("days", "holds"), [(14, True), (28, True), (29, False)])
def test_c22_a_sprint_goal_spans_four_weeks_at_most(days, holds):
    one = goal(5, "sprint_goal", starts=TODAY, due=TODAY + timedelta(days=days - 1))
    assert fires("sprint_too_long", one) == ([] if holds else [5])


def test_c23_one_product_goal_at_a_time_is_a_hint():
    assert severities("several_at_once", goal(4), goal(5)) == ["hint"]
    assert fires("several_at_once", goal(4), goal(5, state="planned")) == []
    assert fires("several_at_once", goal(4, team_id=1), goal(5, team_id=2)) == []


def test_c24_a_sprint_has_one_goal():
    week = {"starts": TODAY, "due": TODAY + timedelta(days=6), "team_id": 3}
    assert fires("two_in_a_sprint", goal(5, "sprint_goal", **week), goal(6, "sprint_goal", **week)) == [6]
    assert (
        fires("two_in_a_sprint", goal(5, "sprint_goal", **week), goal(6, "sprint_goal", **{**week, "team_id": 4})) == []
    )
    named = {"name": "Sprint 4", "team_id": 3}
    assert fires("two_in_a_sprint", goal(5, "sprint_goal", **named), goal(6, "sprint_goal", **named)) == [6]


def test_c25_a_step_is_due_no_later_than_what_it_leads_to():
    above = USER._replace(due=TODAY)
    assert fires("due_after_above", above, goal(4, parents=(2,), due=TODAY)) == []
    assert fires("due_after_above", above, goal(4, parents=(2,), due=TODAY + timedelta(days=1))) == [4]


@pytest.mark.parametrize(("count", "found"), [(0, ["hint"]), (1, []), (5, []), (6, ["warning"])])
def test_c26_up_to_five_features_stand_under_a_product_goal(count, found):
    assert severities("features", goal(4), more={"boards": {"features": {4: count}, "bare": []}}) == found


def test_c31_the_same_words_at_the_same_time_are_written_twice():
    one, other = goal(4, statement="Gemini"), goal(5, statement="  gemini! ")
    assert fires("written_twice", one, other) == [5]
    quarters = [
        {"starts": date(2026, 1, 1), "due": date(2026, 3, 31)},
        {"starts": date(2026, 4, 1), "due": date(2026, 6, 30)},
    ]
    assert fires("written_twice", one._replace(**quarters[0]), other._replace(**quarters[1])) == []
    assert fires("written_twice", one._replace(timeframe="Q1"), other._replace(timeframe="Q2")) == []
    assert fires("written_twice", one._replace(team_id=1), other._replace(team_id=2)) == []


def test_c48_a_roadmap_looks_a_year_ahead_and_names_quarters_beyond_the_next_goal():
    assert severities("far_ahead", goal(4, due=TODAY + timedelta(days=367))) == ["warning"]
    near = [goal(pk, due=TODAY + timedelta(days=30 * pk)) for pk in (1, 2)]
    assert fires("far_ahead", *near) == []
    assert severities("far_ahead", *near, goal(3, due=date(2027, 5, 12))) == ["hint"]
    assert fires("far_ahead", *near, goal(3, due=date(2027, 6, 30))) == []


def test_g01_a_product_goal_that_serves_one_side_alone_is_a_hint():
    assert severities("one_sided", USER, goal(4, parents=(2,))) == ["hint"]
    assert fires("one_sided", USER, BUSINESS, STEP) == []
    assert fires("one_sided", goal(4)) == []


def test_g02_a_contribution_has_an_owner_and_a_sprint_goal_its_team():
    assert fires("nobodys", goal(4, "contribution")) == [4]
    assert fires("nobodys", goal(4, "contribution", owner="Marketing lead")) == []
    assert fires("nobodys", goal(4, "sprint_goal")) == [4]
    assert fires("nobodys", goal(4, "sprint_goal", team_id=3)) == []


def test_every_rule_of_the_boards_stands_among_all_rules():
    assert {rule.name for rule in boards.PACKAGE.rules} <= catalogue.rules().keys()
