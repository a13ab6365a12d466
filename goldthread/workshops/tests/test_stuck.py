"""A draft that went round and is stuck proposes a meeting, with the people it went to and in its words."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.kit import clock
from goldthread.soundings.models import Given, Sounding
from goldthread.workshops.models import Workshop, words_of

SLUGS = ("northwind", "lighter")
WORDS = {"statement": "Know what I ate, and what it did to me", "why": ""}


@pytest.fixture
def stuck(crew):
    asked = [(crew.cy, "team_member", True), (crew.di, "stakeholder", True), (crew.gus, "other", False)]
    closes = clock.now() + timedelta(days=9)
    of = Sounding.begin(
        crew.goals["next"], WORDS, asked, by=crew.ada, closes_at=closes, organiser_role="product_person"
    )
    of.stall(by=crew.ada)
    return Sounding.objects.get(pk=of.pk)


def page_of(of):
    return reverse("soundings:sounding", args=[*SLUGS, of.pk])


def meeting(of):
    return f"{reverse('workshops:new', args=SLUGS)}?agenda=one_goal&goal={of.goal.number}&sounding={of.pk}"


def form(crew, page):
    """What the page sends as it is offered, for tomorrow."""
    text = page.content.decode()

    def ticked(name):
        return [pk for pk in map(str, crew.organisation.memberships.values_list("person", flat=True)) if f'name="{name}" value="{pk}" checked' in text]  # fmt: skip

    tomorrow = (clock.today("Europe/Berlin") + timedelta(days=1)).isoformat()
    return {
        "title": WORDS["statement"], "day": tomorrow, "at": "10:00", "facilitator": crew.fay.pk, "rule": "everyone_supports",
        "rounds": "3", "invited": ticked("invited"), "required": ticked("required"),
    }  # fmt: skip


def test_the_desk_proposes_a_meeting_and_nobody_else_sees_it(crew, as_, stuck):
    desk = as_("ada").get(page_of(stuck)).content.decode()
    assert "Set up a meeting" in desk
    assert meeting(stuck).replace("&", "&amp;") in desk
    for short in ("cy", "bo", "eve"):
        assert "Set up a meeting" not in as_(short).get(page_of(stuck)).content.decode()


def test_the_meeting_is_set_up_with_the_people_and_the_draft_and_it_goes_round_no_more(crew, as_, stuck, mailoutbox):
    page = as_("ada").get(meeting(stuck))
    assert WORDS["statement"] in page.content.decode()
    said = form(crew, page)
    assert "With more than nine people" not in page.content.decode()
    assert set(said["invited"]) == {str(crew.people[one].pk) for one in ("ada", "cy", "di", "gus")}
    assert set(said["required"]) == {str(crew.people[one].pk) for one in ("ada", "cy", "di")}
    from goldthread.decisions.words import RULES

    answer = as_("ada").post(meeting(stuck), {**said, "rule": RULES[0].name})
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    stuck.refresh_from_db()
    made = Workshop.objects.get()

    assert words_of(made.items.get()).words == WORDS["statement"]
    assert {one.person for one in made.seats.all()} == {crew.ada, crew.cy, crew.di, crew.gus, crew.fay}
    assert stuck.ended_as == "asked"
    assert crew.goals["next"].version.statement != WORDS["statement"]


def test_a_draft_of_somebody_else_brings_nothing_along(crew, as_, stuck):
    page = as_("bo").get(meeting(stuck)).content.decode()

    assert WORDS["statement"] not in page
    assert 'id="from-draft"' not in page


def test_a_stuck_draft_waits_on_today_of_its_organiser(crew, stuck):
    from goldthread.people.access import ground_of
    from goldthread.soundings import owed

    assert [one.deed for one in owed.soundings(ground_of(crew.ada, *SLUGS))] == ["Set it up"]
    inside = stuck.inside()
    asked = next(one for one in stuck.people() if (turn := inside.turn(one.number, 1)) and turn.waits)
    stuck.answer(asked, Given(5))

    assert [one.deed for one in owed.soundings(ground_of(crew.ada, *SLUGS))] == ["Set it up"]
