"""The numbers that lie beside what is talked about."""

from goldthread.chain.models import KeyResult
from goldthread.measures.models import Metric
from goldthread.workshops import facts
from goldthread.workshops.tests.test_agendas import convened


def test_a_key_result_lies_on_the_table_with_the_way_to_what_now(crew):
    metric = Metric.add(crew.organisation, "Members", by=crew.ada)
    made = KeyResult.set(crew.goals["next"], metric, by=crew.ada, target=9, owner_id=crew.cy.pk)
    meeting = convened(crew, "check_in")

    found = facts.shown(meeting, meeting.items.get(number=2).pk)

    assert found["label"] == "Members"
    assert found["what_now"].endswith(f"/key-results/{made.pk}/what-now/")


def test_an_item_about_a_goal_alone_has_none(crew):
    meeting = convened(crew, "strategy_review")
    assert facts.shown(meeting, meeting.items.exclude(goal=None).first().pk) is None
    assert facts.shown(meeting, None) is None


def test_a_sprint_review_leads_to_what_the_sprint_made(crew):
    meeting = convened(crew, "sprint_review")
    assert facts.shown(meeting, meeting.items.get(number=1).pk)["url"] == "/northwind/lighter/sprint/"
