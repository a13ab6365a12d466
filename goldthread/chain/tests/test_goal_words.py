"""A goal's words change: in place and at once, what is refused, what each version shows."""

import logging
import re
from datetime import date

import pytest

from goldthread.chain.models import Goal

from .conftest import HTMX, at

LONG = "w" * 100_000


@pytest.fixture
def need(crew):
    return crew.goals["need"]


def test_after_a_change_the_difference_is_shown(as_, need):
    client = as_("bo")
    answer = client.post(
        at("wording", need.number), {"statement": "Lose weight for good", "because": "Shorter", "base": need.version_id}
    )
    assert answer["Location"] == at("goal", need.number) + "?said=2"
    html = client.get(answer["Location"]).content.decode()

    assert "Saved as version 2." in html
    assert re.search(r"<del>.*?and keep it off</del>", html)
    assert re.search(r"<ins>.*?for good</ins>", html)


def test_in_place_the_answer_is_the_goal_and_the_difference(as_, need):
    answer = as_("bo").post(
        at("wording", need.number), {"statement": "Lose weight for good", "base": need.version_id}, **HTMX
    )
    html = answer.content.decode()

    assert answer.status_code == 200
    assert f'<article id="goal-{need.number}"' in html
    assert 'id="goal-told" class="goal-told" hx-swap-oob="true"' in html
    assert "for good</ins>" in html


def test_saving_what_is_in_force_makes_no_version(as_, need):
    answer = as_("bo").post(at("wording", need.number), {"statement": need.version.statement, "base": need.version_id})

    assert answer["Location"] == at("goal", need.number)
    assert need.versions.count() == 1


def test_a_field_that_was_not_sent_stays_as_it_is(as_, need):
    need.reword(by=need.set_by, base=None, why="Health", timeframe="spring")
    as_("bo").post(at("wording", need.number), {"timeframe": "", "base": need.version_id})
    need.refresh_from_db()

    assert (need.version.why, need.version.timeframe) == ("Health", "")


def test_all_words_and_facts_can_be_edited_at_once(as_, crew, need):
    said = {
        "statement": "Lose weight\nfor good", "level": "business_goal", "why": "A", "how": "B", "for_customer": "C", "for_business": "D", "method": "E",
        "how_we_know": "F", "team": "", "owner": crew.cy.pk, "owner_as_written": "", "starts": "2031-01-01", "due": "2031-02-01", "name": "1.0",
        "timeframe": "spring", "because": "All new", "base": need.version_id,
    }  # fmt: skip
    assert as_("bo").post(at("wording", need.number), said).status_code == 302
    need.refresh_from_db()
    now = need.version

    assert (now.statement, now.level, now.owner, now.because) == (
        "Lose weight for good",
        "business_goal",
        crew.cy,
        "All new",
    )
    assert (now.starts, now.due) == (date(2031, 1, 1), date(2031, 2, 1))
    assert (
        now.why,
        now.how,
        now.for_customer,
        now.for_business,
        now.method,
        now.how_we_know,
        now.name,
        now.timeframe,
    ) == ("A", "B", "C", "D", "E", "F", "1.0", "spring")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"statement": "  \n "}, "Say what the goal is."),
        ({"statement": "w" * 601}, "601 characters long, and 600 is the most"),
        ({"why": LONG}, "100000 characters long, and 8000 is the most"),
        ({"due": "soon"}, "“soon” is not a date."),
        ({"starts": "2031-02-01", "due": "2031-01-01"}, "due before it starts"),
        ({"owner": "4711"}, "Select a valid choice"),
        ({"level": "epic"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_saved_comes_back_as_typed_with_a_sentence(as_, need, said, sentence):
    answer = as_("bo").post(
        at("wording", need.number),
        {"statement": need.version.statement, "why": "kept words", **said, "base": need.version_id},
    )
    html = answer.content.decode()

    assert answer.status_code == 422
    assert sentence in html
    assert "kept words" in html or LONG in html
    assert need.versions.count() == 1


def test_a_refusal_in_place_keeps_the_words_in_the_open_form(as_, need):
    answer = as_("bo").post(at("wording", need.number), {"statement": "x" * 700, "base": need.version_id}, **HTMX)
    html = answer.content.decode()

    assert answer.status_code == 422
    assert 'id="statement" data-place' in html
    assert re.search(r'<details class="in-place"[^>]* open>', html)
    assert "x" * 700 in html


def test_nobody_of_another_organisation_can_become_owner(as_, crew, need):
    assert (
        as_("bo").post(at("wording", need.number), {"owner": crew.hal.pk, "base": need.version_id}).status_code == 422
    )


def test_a_team_cannot_turn_its_sprint_goal_into_what_others_set(as_, crew):
    goal = crew.goals["sprint"]
    for said in ({"level": "vision"}, {"team": ""}, {"team": crew.teams["marketing"].pk}):
        assert as_("cy").post(at("wording", goal.number), {**said, "base": goal.version_id}).status_code == 422
    goal.refresh_from_db()
    assert (goal.level, goal.version.team) == ("sprint_goal", crew.teams["orion"])


def test_who_steers_turns_no_goal_into_that_of_a_team_but_still_words_one_that_came_without_a_team(as_, crew, need):
    taken = as_("bo").post(at("wording", need.number), {"level": "sprint_goal", "base": need.version_id})
    came = Goal.set(crew.product, "sprint_goal", "Log meals", by=crew.ada)
    worded = as_("bo").post(at("wording", came.number), {"statement": "Log a meal", "base": came.version_id})
    need.refresh_from_db()

    assert (taken.status_code, need.level, worded.status_code) == (422, "user_goal", 302)


def test_who_may_not_change_a_goal_keeps_the_way_around_and_leaves_nothing_in_the_log(as_, need, caplog):
    keeping = [one for one in logging.getLogger().handlers if one.filters]
    answer = as_("eve").get(at("wording", need.number))
    refusals = [record for record in caplog.records if record.name == "django.request"]

    assert answer.status_code == 403
    assert '<header class="top' in answer.content.decode()
    assert keeping
    assert refusals
    assert not [one for one in keeping for record in refusals if one.filter(record)]


def test_the_edit_page_says_what_another_level_means_for_the_ties(as_, crew, need):
    html = as_("bo").get(at("wording", need.number)).content.decode()

    assert (
        "As a sprint goal its tie with “People eat well without thinking about it” is not one that the method foresees."
        in html
    )
    assert "As a user goal its tie" not in html


def test_every_version_shows_what_it_changed(as_, crew, need):
    need.reword(by=crew.bo, base=None, because="Clearer", statement="Lose weight for good", owner_id=crew.cy.pk)
    html = as_("eve").get(at("version", need.number, 2)).content.decode()
    first = as_("eve").get(at("version", need.number, 1), **HTMX).content.decode()

    assert "Clearer" in html
    assert "for good</ins>" in html
    assert "Cy Okafor</ins>" in html
    assert "Lose weight and keep it off" in first
    assert "<html" not in first
    assert "<ins>" not in first
