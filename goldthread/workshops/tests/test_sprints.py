"""Meetings about a sprint: of which team, who is needed, what it set out to do and what came of it."""

import re
from datetime import timedelta

import pytest

from goldthread.boards.models import Sprint
from goldthread.workshops.models import Matter, Workshop

NEW = "/northwind/lighter/workshops/new/"


@pytest.fixture
def other(crew):
    """A second team, with a sprint that comes sooner than any of Orion's."""
    team = crew.organisation.add_team("Vega", by=crew.ada, way="sprints", products=(crew.product,))
    team.seat(crew.eve, by=crew.ada)
    starts = crew.sprint.starts + timedelta(days=4)
    return Sprint.plan(team, crew.product, "Sprint 9", starts=starts, ends=starts + timedelta(days=13), by=crew.ada)


def said(crew):
    ahead = (crew.sprint.ends + timedelta(days=1)).isoformat()
    return {
        "title": "Planning", "day": ahead, "at": "10:00", "facilitator": crew.fay.pk, "invited": [crew.ada.pk, crew.cy.pk],
        "rule": "consent", "rounds": "1", "ground_rules": "One speaks.",
    }  # fmt: skip


def test_one_chooses_of_which_team_and_sprint_a_planning_is(crew, as_, other):
    page = as_("ada").get(f"{NEW}?agenda=sprint_planning").content.decode()
    assert "Orion" in page
    assert "Sprint 9" in page

    as_("ada").post(f"{NEW}?agenda=sprint_planning&sprint={crew.sprint.pk}", said(crew))

    made = Workshop.objects.latest("pk")
    assert set(Matter.objects.filter(item__workshop=made).values_list("noun_id", flat=True)) == {crew.sprint.pk}


def test_the_team_of_the_sprint_is_ticked_and_no_other(crew, as_, other):
    def needed(sprint):
        page = as_("ada").get(f"{NEW}?agenda=sprint_planning&sprint={sprint.pk}").content.decode()
        return re.findall(r'name="required" value="(\d+)" checked', page)

    assert str(crew.cy.pk) in needed(crew.sprint)
    assert str(crew.cy.pk) not in needed(other)
    assert str(crew.eve.pk) in needed(other)
    assert str(crew.di.pk) not in needed(other)


def test_a_meeting_is_about_no_sprint_that_is_over_or_of_another_product(crew, as_, other):
    other.end(by=crew.ada)
    assert as_("ada").get(f"{NEW}?agenda=sprint_review&sprint={other.pk}").status_code == 404
    assert as_("ada").get(f"{NEW}?agenda=sprint_review&sprint=999999").status_code == 404
