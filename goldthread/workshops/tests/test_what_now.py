"""What to do now is in sight at any moment, for who leads and for who takes part."""

from datetime import timedelta

import pytest

from goldthread.kit import clock
from goldthread.workshops import convening, course, floor, rules, standing
from goldthread.workshops.models import Workshop
from tests.doors.workshops import agreed, at, begun, turned_over

HTMX = {"HX-Request": "true"}


def to(pk, what=""):
    return f"/northwind/lighter/workshops/{pk}/{what}"


def shown(client, pk, what):
    return client.get(to(pk, what)).content.decode()


def test_a_turn_is_as_long_as_leaves_one_for_everybody_within_the_time_planned():
    assert rules.turn_seconds(90, 8, 12) == 40
    assert rules.turn_seconds(90, 8, 3) == 90
    assert rules.turn_seconds(90, 5, 60) == 20
    assert rules.turn_seconds(90, 5, 0) == 90
    # Every template that is held in a room: all of twelve have a turn in the round, and it is over in time.
    for people in range(1, 13):
        assert rules.turn_seconds(90, 8, people) * people <= 8 * 60


def test_the_length_of_a_turn_stands_beside_who_has_the_word(crew, as_):
    pk = at("discuss")(crew)
    of = Workshop.objects.get(pk=pk)
    floor.give_word(of, of.seat_of(crew.cy))
    assert "of 01:00" in shown(as_("di"), pk, "table/")


def test_whoever_leads_without_a_vote_is_not_asked_to_pass(crew, as_):
    pk = at("discuss")(crew)
    assert "nobody waits for your word" in shown(as_("fay"), pk, "mine/")
    assert "I pass" not in shown(as_("fay"), pk, "mine/")
    assert "I would like to speak" in shown(as_("fay"), pk, "mine/")
    assert "I pass" in shown(as_("cy"), pk, "mine/")


def test_whoever_leads_sees_how_many_have_finished_grouping(crew, as_):
    pk = at("reveal")(crew)
    assert as_("cy").post(to(pk, "readiness/"), headers=HTMX).status_code == 200
    assert "have finished" in shown(as_("fay"), pk, "lead/")
    assert '<b class="num">1</b>' in shown(as_("fay"), pk, "lead/")


def test_whoever_changes_the_words_begins_with_those_on_the_table(crew, as_):
    pk = at("draft", "vision")(crew)
    of = Workshop.objects.get(pk=pk)
    before = standing.of_people(of, [crew.cy.pk])[crew.cy.pk]
    # A vision that is there is worded anew, beginning with the words it has.
    assert "Change the words" in shown(as_("cy"), pk, "mine/")
    convening.draft(of.item, "People sleep better", by=crew.ada)
    after = standing.of_people(Workshop.objects.get(pk=pk), [crew.cy.pk])[crew.cy.pk]
    # Another standing is told with the form as it is now.
    assert before.key != after.key
    assert ">People sleep better</textarea>" in shown(as_("cy"), pk, "mine/")


def test_in_the_next_round_the_room_sees_what_stood_against_it_and_goes_on_to_draft(crew, as_):
    pk = turned_over(rounds=2)(crew)
    of = Workshop.objects.get(pk=pk)
    assert "Back to talking" in shown(as_("fay"), pk, "lead/")
    course.advance(of, by=crew.fay, leaving=of.phase_id, passing_over=True)

    table = shown(as_("cy"), pk, "table/")
    assert 'id="stood-against"' in table
    assert "It is too vague" in table
    assert "round 2 of 2" in table
    lead = shown(as_("fay"), pk, "lead/")
    assert "On: Draft" in lead
    assert "Back to talking" not in lead


def test_the_way_in_stands_as_a_picture_on_the_large_screen(crew, as_):
    of = begun(crew)
    assert f"/workshops/{of.pk}/joining/square.svg" in shown(as_("cy"), of.pk, "projector/")
    picture = as_("cy").get(to(of.pk, "joining/square.svg"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")


def test_whoever_facilitates_and_decides_names_somebody_who_leads_then(crew, as_):
    said = {
        "title": "Where to?", "day": (clock.now() + timedelta(days=1)).date().isoformat(), "at": "09:30",
        "facilitator": crew.ada.pk, "leading": "", "invited": [crew.cy.pk], "required": [crew.cy.pk],
        "rule": "unanimity", "rounds": 2, "fallback": "decide_after_hearing", "decider": crew.ada.pk,
    }  # fmt: skip
    new = "/northwind/lighter/workshops/new/?agenda=strategizing"
    refused = as_("ada").post(new, said)
    assert refused.status_code == 422
    assert "Name somebody else who leads when it comes to that" in refused.content.decode()
    assert as_("ada").post(new, {**said, "leading": crew.ada.pk}).status_code == 422
    assert as_("ada").post(new, {**said, "leading": crew.bo.pk}).status_code == 303


def test_when_it_is_over_every_screen_says_so_with_what_was_agreed(crew, as_):
    pk = at("closing")(crew)
    wall = shown(as_("cy"), pk, "table/")
    assert "The meeting is over." not in wall
    of = Workshop.objects.get(pk=pk)
    course.advance(of, by=crew.fay, leaving=of.phase_id, passing_over=True)
    wall = shown(as_("cy"), pk, "table/")
    assert 'id="room-over"' in wall
    assert "People sleep better" in wall
    assert "Were you heard?" not in wall


def test_one_vision_is_enough_and_of_other_goals_there_may_be_more(crew, as_):
    pk = agreed(crew, "vision")
    assert "One more from these cards" not in shown(as_("fay"), pk, "lead/")
    Workshop.objects.get(pk=pk).items.filter(number=1).update(level="user_goal")
    assert "One more from these cards" in shown(as_("fay"), pk, "lead/")


@pytest.mark.parametrize("kind", ["round", "discuss"])
def test_when_all_were_heard_whoever_leads_is_told_to_go_on(crew, as_, kind):
    pk = at(kind)(crew)
    assert "All were heard." not in shown(as_("fay"), pk, "lead/")
    for one in ("ada", "bo", "cy", "di"):
        as_(one).post(to(pk, "turn/"), {"what": "pass"}, headers=HTMX)
    lead = shown(as_("fay"), pk, "lead/")
    assert "All were heard." in lead
    # In a round nobody is left who could be next.
    assert ("Next speaker" in lead) == (kind == "discuss")
