"""What the thread says of meetings, and what ties it."""

from datetime import timedelta

import pytest

from goldthread.chain.loose_ends.shapes import Agreed, Seen, Standing
from goldthread.kit import clock
from goldthread.people.models import GuestLink
from goldthread.workshops import convening
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.loose_ends import PACKAGE, load
from goldthread.workshops.models import GuestInvitation, Workshop
from goldthread.workshops.planning import meeting

RULES = {one.name: one for one in PACKAGE.rules}


def convened(crew, name, facilitator="fay", invited=("ada", "cy")):
    plan = convening.Plan(
        title=name,
        starts_at=clock.now() + timedelta(days=1),
        facilitator=crew.people[facilitator],
        invited={crew.people[one]: True for one in invited},
        rule={"name": "unanimity"},
    )
    return convening.convene(crew.product, BY_NAME[name], plan, by=crew.ada)


def held(crew, name, days_ago, **figures):
    made = convened(crew, name)
    ended = clock.now() - timedelta(days=days_ago)
    Workshop.objects.filter(pk=made.pk).update(began_at=ended - timedelta(hours=1), closed_at=ended, **figures)
    return made


def loose(crew, **more):
    seen = Seen({}, clock.today("UTC"), more={"workshops": load(crew.product.pk)}, **more)
    return {name for name, rule in RULES.items() if list(rule.whole(seen))}


def test_a_product_without_meetings_has_none(crew):
    assert loose(crew) == set()


def test_a_deciding_meeting_led_by_the_product_person_is_loose_until_somebody_else_leads(crew):
    made = convened(crew, "strategizing", facilitator="ada")
    assert loose(crew) == {"led_by_who_decides"}

    meeting.change(made, title=made.title, starts_at=made.starts_at, facilitator=crew.fay, by=crew.ada)
    assert loose(crew) == set()


def test_who_decides_may_lead_a_retrospective(crew):
    convened(crew, "retrospective", facilitator="ada")
    assert loose(crew) == set()


def test_a_player_who_is_missing_is_loose_until_invited_and_is_not_named(crew):
    crew.product.involvements.filter(person=crew.di).update(power=8, interest=8)
    made = convened(crew, "strategizing")
    assert loose(crew) == {"player_not_invited"}
    assert "Di" not in str(load(crew.product.pk))

    meeting.invite(made, [crew.di], by=crew.ada)
    assert loose(crew) == set()


def test_a_stakeholder_at_sprint_planning_is_an_error(crew):
    convened(crew, "sprint_planning", invited=("ada", "cy", "di"))
    assert loose(crew) == {"stakeholder_at_planning"}
    assert RULES["stakeholder_at_planning"].severity == "error"


def test_stakeholders_are_welcome_at_the_review(crew):
    convened(crew, "sprint_review", invited=("ada", "cy", "di"))
    assert loose(crew) == set()


@pytest.mark.parametrize(("evenness", "ends"), [(30, {"few_were_heard"}), (80, set())])
def test_a_meeting_in_which_few_said_most_is_loose(crew, evenness, ends):
    held(crew, "retrospective", 2, evenness=evenness)
    assert loose(crew) == ends


@pytest.mark.parametrize(("days", "ends"), [(100, {"strategy_unreviewed"}), (80, set())])
def test_a_strategy_is_looked_at_again_after_three_months(crew, days, ends):
    held(crew, "strategizing", days)
    assert loose(crew) == ends


def test_a_roadmap_that_was_reviewed_is_fresh_again(crew):
    held(crew, "strategizing", 5)
    held(crew, "roadmapping", 120)
    assert loose(crew) == {"roadmap_unreviewed"}
    held(crew, "roadmap_review", 1)
    assert loose(crew) == set()


def test_a_roadmap_before_the_strategy_is_loose_until_the_strategy_is_agreed_on(crew):
    convened(crew, "roadmapping")
    assert loose(crew) == {"roadmap_before_strategy"}

    need = crew.goals["need"].pk
    goals = {need: Standing(need, "user_goal")}
    seen = Seen(
        goals, clock.today("UTC"), agreed={need: Agreed(need, clock.now())}, more={"workshops": load(crew.product.pk)}
    )
    assert not list(RULES["roadmap_before_strategy"].whole(seen))


def test_a_roadmap_that_was_agreed_on_before_any_strategy_is_loose_too(crew):
    goals = {crew.goals["next"].pk: Standing(crew.goals["next"].pk, "product_goal")}
    said = {"agreed": {crew.goals["next"].pk: Agreed(crew.goals["next"].pk, clock.now())}}
    seen = Seen(goals, clock.today("UTC"), more={"workshops": load(crew.product.pk)}, **said)
    assert list(RULES["roadmap_before_strategy"].whole(seen))


@pytest.mark.parametrize(
    ("level", "rule"), [("user_goal", "strategy_unreviewed"), ("product_goal", "roadmap_unreviewed")]
)
def test_what_nobody_ever_met_about_is_loose_three_months_after_it_was_set(crew, level, rule):
    def loose_after(days, **agreed):
        set_on = clock.today("UTC") - timedelta(days=days)
        goals = {1: Standing(1, level, set_on=set_on)}
        seen = Seen(goals, clock.today("UTC"), more={"workshops": load(crew.product.pk)}, **agreed)
        return bool(list(RULES[rule].whole(seen)))

    assert (loose_after(100), loose_after(80)) == (True, False)
    assert not loose_after(100, agreed={1: Agreed(1, clock.now() - timedelta(days=5))})


def test_one_voice_that_says_most_is_loose_also_where_the_others_share_the_rest(crew):
    held(crew, "retrospective", 2, evenness=72, top_share=67)
    assert loose(crew) == {"few_were_heard"}
    held(crew, "retrospective", 1, evenness=95, top_share=30)
    assert loose(crew) == set()


def test_a_player_who_has_left_is_missed_nowhere(crew):
    crew.product.involvements.filter(person=crew.di).update(power=8, interest=8)
    convened(crew, "whole_thread")
    assert loose(crew) == {"player_not_invited"}
    crew.di.memberships.all().delete()
    assert loose(crew) == set()


def test_leaders_and_guests_by_link_do_not_sit_at_sprint_planning_either(crew):
    made = convened(crew, "sprint_planning")
    assert loose(crew) == set()
    crew.product.involvements.filter(person=crew.cy).update(role="leader")
    assert loose(crew) == {"stakeholder_at_planning"}
    crew.product.involvements.filter(person=crew.cy).update(role="team_member")

    link, _token = GuestLink.make(crew.product, "Nadia", by=crew.ada)
    GuestInvitation.send(made, link, by=crew.ada)
    assert loose(crew) == {"stakeholder_at_planning"}
    link.revoke(by=crew.ada)
    assert loose(crew) == set()


def test_a_meeting_that_was_called_off_ties_nothing(crew):
    made = convened(crew, "strategizing", facilitator="ada")
    meeting.call_off(made, by=crew.ada)
    assert loose(crew) == set()
