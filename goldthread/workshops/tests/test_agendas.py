"""The templates: how long they take, whom they are for, and what of the thread stands on them."""

from datetime import timedelta

import pytest

from goldthread.chain.models import KeyResult
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.workshops import convening
from goldthread.workshops.agendas import AGENDAS, BY_NAME
from goldthread.workshops.models import Matter
from goldthread.workshops.rules import Kind


def convened(crew, name, **more):
    plan = convening.Plan(
        title=name,
        starts_at=clock.now() + timedelta(days=1),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.cy: True},
        rule={"name": "unanimity"},
        **more,
    )
    return convening.convene(crew.product, BY_NAME[name], plan, by=crew.ada)


def test_templates_keep_to_the_time_that_people_have():
    minutes = {one.name: one.minutes for one in AGENDAS}
    assert minutes["strategizing"] <= 90
    assert minutes["roadmapping"] <= 90
    assert minutes["whole_thread"] <= 45
    assert minutes["retrospective"] <= 75
    assert minutes["sprint_planning"] <= 60


def test_every_goal_that_is_voted_on_has_words_by_then():
    for agenda in AGENDAS:
        for topic in agenda.topics:
            kinds = [one.kind for one in topic.phases]
            if Kind.AGREE in kinds and not agenda.about_a_goal:
                assert Kind.DRAFT in kinds[: kinds.index(Kind.AGREE)], agenda.name


def test_stakeholders_stay_away_from_sprint_planning_and_come_to_the_review():
    planning, review = BY_NAME["sprint_planning"], BY_NAME["sprint_review"]
    assert planning.stays_away == "stakeholder"
    assert "review" in str(planning.stays_away_because)
    assert "stakeholder" not in planning.groups
    assert "stakeholder" in review.groups


def test_a_strategy_review_takes_the_strategy_from_the_thread(crew):
    made = convened(crew, "strategy_review")
    goals = [one.goal for one in made.items.order_by("number") if one.goal]

    assert goals == [crew.goals["vision"], crew.goals["need"], crew.goals["business"]]
    assert all(one.wordings.exists() for one in made.items.exclude(goal=None))
    assert made.minutes == sum(made.phases.values_list("minutes", flat=True))


def test_a_roadmap_review_is_about_product_goals(crew):
    made = convened(crew, "roadmap_review")
    assert [one.goal for one in made.items.exclude(goal=None)] == [crew.goals["next"]]


def test_a_sprint_review_is_about_the_sprint_that_runs(crew):
    made = convened(crew, "sprint_review")
    assert set(Matter.objects.filter(item__workshop=made).values_list("kind", "noun_id")) == {
        ("sprint", crew.sprint.pk)
    }
    assert crew.goals["sprint"] in [one.goal for one in made.items.all()]


@pytest.mark.parametrize("name", [one.name for one in AGENDAS if not one.about_a_goal])
def test_every_template_can_be_convened(crew, name):
    made = convened(crew, name)
    assert made.phases.count() >= 3
    assert [one.place for one in made.phases.all()] == list(range(made.phases.count()))


def test_a_check_in_meeting_takes_up_one_key_result_after_another_with_the_name_of_its_owner(crew):
    for name in ("Members", "Meals"):
        metric = Metric.add(crew.organisation, name, by=crew.ada)
        KeyResult.set(crew.goals["next"], metric, by=crew.ada, target=9, owner_id=crew.cy.pk)

    made = convened(crew, "check_in")

    assert [one.title for one in made.items.order_by("number")] == [
        "What moved",
        "Members · Cy Okafor",
        "Meals · Cy Okafor",
    ]
    assert {one.kind for one in made.phases.exclude(item=None)} == {Kind.DISCUSS}
