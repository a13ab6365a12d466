"""Loose ends of what was agreed: each rule with cases worked by hand, and what the database says to them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from goldthread.chain.loose_ends import agreements, catalogue
from goldthread.chain.loose_ends.shapes import Agreed, Measured, Seen, Standing, Turn
from goldthread.chain.models import Goal, KeyResult
from goldthread.decisions.models import Announced, Decision, Vote
from goldthread.kit import clock
from goldthread.measures.models import Metric

TODAY = date(2026, 11, 22)
LONG_AGO, BEFORE, AFTER = TODAY - timedelta(days=15), datetime(2026, 9, 4, tzinfo=UTC), datetime(2026, 9, 5, tzinfo=UTC)
WORDS = "Nobody waits for bread"
MADE = Agreed(9, BEFORE, WORDS)
NEED = Standing(2, "user_goal", WORDS, set_on=LONG_AGO)
ORDERS = Measured(5, "Orders", "count", "up", Decimal(10), Decimal(100))
STEP = Standing(4, "product_goal", "Order early", parents=(2,), key_results=(ORDERS,), team_id=3, set_on=LONG_AGO)


def found(rule, *goals, **around):
    below = {}
    for one in goals:
        for pk in one.parents:
            below.setdefault(pk, []).append(one.pk)
    made = {one.pk: one._replace(children=tuple(below.get(one.pk, ()))) for one in goals}
    ends = catalogue.check(Seen(made, TODAY, **around))
    return [(end.goal, end.severity, end.what) for end in ends if end.rule == rule]


@pytest.mark.parametrize("level", ["vision", "user_goal", "business_goal"])
def test_c33_a_far_reaching_goal_that_was_never_agreed_on_breaks_the_thread(level):
    assert found("not_agreed", NEED._replace(level=level)) == [(2, "error", ("never",))]
    assert found("not_agreed", NEED._replace(level=level), agreed={2: MADE}) == []


@pytest.mark.parametrize("level", ["product_goal", "sprint_goal", "contribution"])
def test_c33_asks_nothing_of_goals_near_at_hand(level):
    assert found("not_agreed", NEED._replace(level=level)) == []


def test_c33_is_a_hint_for_two_weeks_and_of_what_came_with_a_list_nothing():
    young = NEED._replace(set_on=TODAY - timedelta(days=14))
    assert found("not_agreed", young) == [(2, "hint", ("never",))]
    assert found("not_agreed", young._replace(is_brought_in=True)) == []
    assert found("not_agreed", NEED._replace(is_brought_in=True)) == [(2, "error", ("never",))]


def test_c33_other_words_than_those_agreed_are_not_agreed_and_commas_are_no_other_words():
    assert found("not_agreed", NEED._replace(statement="Nobody pays for bread"), agreed={2: MADE}) == [
        (2, "error", ("reworded",))
    ]
    assert found("not_agreed", NEED._replace(statement="nobody  waits, for Bread."), agreed={2: MADE}) == []


def test_c34_a_weaker_rule_comes_after_everyone_was_asked():
    weaker = MADE._replace(rule="majority")
    assert found("weaker_rule", NEED, agreed={2: weaker}) == [(2, "error", ())]
    assert found("weaker_rule", NEED, agreed={2: weaker._replace(all_were_asked_first=True)}) == []
    assert found("weaker_rule", NEED, agreed={2: MADE}) == []
    assert found("weaker_rule", NEED) == []
    assert found("weaker_rule", STEP, agreed={4: weaker}) == []


def test_c35_everyone_means_everyone_whose_word_is_needed():
    assert found("not_everyone", NEED, agreed={2: MADE._replace(leaves_somebody_out=True)}) == [(2, "error", ())]
    assert found("not_everyone", NEED, agreed={2: MADE}) == []
    assert found("not_everyone", NEED, agreed={2: MADE._replace(rule="consent", leaves_somebody_out=True)}) == []


def test_c36_a_rule_that_is_chosen_after_another_failed_was_chosen_after_the_votes():
    after = MADE._replace(rule="majority", failed_under="unanimity")
    assert found("rule_after_votes", STEP, agreed={4: after}) == [(4, "warning", ())]
    assert found("rule_after_votes", STEP, agreed={4: after._replace(rule="unanimity")}) == []
    assert found("rule_after_votes", STEP, agreed={4: MADE}) == []


def test_c51_the_team_says_that_it_can_reach_a_goal_with_numbers():
    assert found("team_not_sure", STEP) == [(4, "warning", ("unasked",))]
    assert found("team_not_sure", STEP, agreed={4: MADE}) == [(4, "warning", ("unasked",))]
    assert found("team_not_sure", STEP, agreed={4: MADE._replace(doubts=1)}) == [(4, "warning", ("doubted",))]
    assert found("team_not_sure", STEP, agreed={4: MADE._replace(doubts=0)}) == []
    assert found("team_not_sure", STEP._replace(set_on=TODAY)) == [(4, "hint", ("unasked",))]
    assert found("team_not_sure", STEP._replace(team_id=None)) == []
    assert found("team_not_sure", STEP._replace(key_results=())) == []


@pytest.mark.parametrize("what", ["words", "day", "number"])
def test_what_was_agreed_before_the_goal_above_changed_may_be_too_little(what):
    both = {"agreed": {4: MADE._replace(words="Order early")}}
    assert found("no_longer_enough", NEED, STEP, turned={2: [Turn(AFTER, what)]}, **both) == [(4, "warning", (what,))]
    assert found("no_longer_enough", NEED, STEP, turned={2: [Turn(BEFORE, what)]}, **both) == []
    assert found("no_longer_enough", NEED, STEP, turned={2: [Turn(AFTER, what)]}) == []


def test_steps_that_together_move_a_number_less_than_it_is_to_move_are_too_little():
    above = NEED._replace(key_results=(ORDERS._replace(target=Decimal(201)),))
    both = {"agreed": {4: MADE, 6: MADE}}
    other = STEP._replace(pk=6)
    assert found("no_longer_enough", above, STEP, other, **both) == [(4, "hint", ("short",)), (6, "hint", ("short",))]
    enough = NEED._replace(key_results=(ORDERS._replace(target=Decimal(190)),))
    assert found("no_longer_enough", enough, STEP, other, **both) == []
    elsewhere = NEED._replace(key_results=(ORDERS._replace(name="Cakes", target=Decimal(900)),))
    assert found("no_longer_enough", elsewhere, STEP, other, **both) == []


def test_an_agreement_is_looked_at_again_on_its_day_and_no_sooner():
    assert found("review_due", STEP, agreed={4: MADE._replace(review_on=TODAY)}) == [(4, "warning", ())]
    assert found("review_due", STEP, agreed={4: MADE._replace(review_on=TODAY + timedelta(days=1))}) == []


# --- from the database ---

TEAM = "team_member"


def ask(crew, goal, rule="unanimity", voters=("ada", "bo"), group=TEAM, says="support", sure=7, **announced):
    of = Goal.objects.select_related("version").get(pk=crew.goals[goal].pk).version
    about = {
        "kind": "goal", "noun_id": of.goal_id, "version": of.number, "level": of.level, "words": of.statement, "why": "",
    }  # fmt: skip
    people = [(crew.people[short], group) for short in voters]
    given = {"max_rounds": 1, **announced}
    asked, _tokens = Decision.open(
        crew.product, about, Announced({"name": rule}, clock.now() + timedelta(days=2), **given), people, by=crew.ada
    )
    for voter in asked.voters.all():
        asked.cast(voter, Vote(says, sure, "" if says == "support" else "Not like this."))
    return asked


def on(crew, goal):
    return agreements.agreed(crew.product.pk).get(crew.goals[goal].pk)


@pytest.mark.django_db
def test_only_what_was_agreed_last_is_looked_at(crew):
    assert agreements.agreed(crew.product.pk) == {}
    ask(crew, "need", "majority", voters=crew.people)
    ask(crew, "need", voters=crew.people, review_on=TODAY)
    made = on(crew, "need")

    assert (made.rule, made.words, made.review_on) == ("unanimity", str(crew.goals["need"]), TODAY)
    assert not made.leaves_somebody_out


@pytest.mark.django_db
def test_everyone_was_asked_first_where_unanimity_failed_before(crew):
    ask(crew, "need", "majority")
    assert not on(crew, "need").all_were_asked_first
    ask(crew, "need", says="object")
    ask(crew, "need", "majority")

    made = on(crew, "need")
    assert made.all_were_asked_first
    assert made.failed_under == "unanimity"


@pytest.mark.django_db
def test_who_is_needed_and_was_not_asked_is_left_out(crew):
    ask(crew, "need", voters=("ada",))

    assert on(crew, "need").leaves_somebody_out


@pytest.mark.django_db
def test_doubts_are_those_of_the_team(crew):
    ask(crew, "next", group="leader", sure=1)
    assert on(crew, "next").doubts is None
    ask(crew, "next", sure=4)
    assert on(crew, "next").doubts == 2
    ask(crew, "next", sure=5)
    assert on(crew, "next").doubts == -2


def turns(crew, goal):
    return [turn.what for turn in agreements.turned(crew.product.pk).get(crew.goals[goal].pk, ())]


@pytest.mark.django_db
def test_goals_above_turn_by_other_words_another_day_and_more_to_reach(crew):
    need = crew.goals["need"]
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    number = KeyResult.set(need, metric, by=crew.ada, baseline=0, target=20, owner_id=crew.bo.pk)
    need.reword(by=crew.ada, base=None, statement="Said before anything was agreed")
    assert turns(crew, "need") == []
    ask(crew, "next")
    need.reword(by=crew.ada, base=None, why="It matters.")
    need.reword(by=crew.ada, base=None, due=TODAY)
    assert turns(crew, "need") == []
    need.reword(by=crew.ada, base=None, due=TODAY + timedelta(days=9))
    assert turns(crew, "need") == ["day"]
    need.reword(by=crew.ada, base=None, statement="People eat well for a year")
    number.change(by=crew.ada, target=10)
    assert turns(crew, "need") == ["day", "words"]
    number.change(by=crew.ada, target=30)
    assert turns(crew, "need") == ["day", "words", "number"]
