"""A product has one vision: a workshop about it words it anew."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.chain.models import Goal, NamedPerson
from goldthread.decisions.models import Agreement
from goldthread.kit import clock
from goldthread.workshops import convening
from goldthread.workshops.agendas import STRATEGIZING
from goldthread.workshops.rules import Kind

from . import test_meeting
from .test_meeting import TAKING_PART, go, vote

meeting = test_meeting.meeting


@pytest.fixture
def visions(crew):
    return lambda: list(crew.product.goals.open().at_level("vision"))


def test_a_workshop_on_a_product_with_a_vision_words_that_one_anew(crew, meeting, visions):
    (vision,) = visions()
    now = go(meeting, crew, Kind.WRITE)
    assert [one.words for one in now.item.wordings.all()] == [str(vision)]
    convening.draft(go(meeting, crew, Kind.DRAFT).item, "People eat well, and enjoy it", by=crew.cy)
    now = go(meeting, crew, Kind.AGREE)
    assert (now.item.decision.kind, now.item.decision.words_before) == ("goal", str(vision))
    vote(meeting, crew, *TAKING_PART)

    assert [str(one.version) for one in visions()] == ["People eat well, and enjoy it"]
    assert visions()[0].version.because == "Worded together in “Where to next?”."
    agreement = Agreement.objects.about("goal", vision.pk).get()
    assert (agreement.version, agreement.is_adopted) == (2, True)


def test_words_that_are_left_as_they_are_are_agreed_on_as_they_are(crew, meeting, visions):
    (vision,) = visions()
    go(meeting, crew, Kind.AGREE)
    vote(meeting, crew, *TAKING_PART)

    (same,) = visions()
    assert (same.pk, same.version.number) == (vision.pk, 1)
    assert Agreement.objects.about("goal", vision.pk).get().version == 1


def test_a_vision_that_is_worded_anew_before_its_turn_is_talked_about_in_those_words(crew, meeting, visions):
    (vision,) = visions()
    vision.reword(by=crew.ada, base=1, because="Shorter.", statement="People eat well")
    now = go(meeting, crew, Kind.WRITE)
    assert [one.words for one in now.item.wordings.all()] == ["People eat well"]


def test_a_vision_that_was_set_while_they_talked_is_worded_anew_and_not_set_beside(crew, meeting, visions):
    (vision,) = visions()
    vision.close("let_go", by=crew.ada, learned="Another product.")
    go(meeting, crew, Kind.DRAFT)
    assert meeting.held().item.goal is None
    other = Goal.set(crew.product, "vision", "Everybody cooks", by=crew.ada)
    convening.draft(meeting.held().item, "Everybody cooks together", by=crew.cy)
    go(meeting, crew, Kind.AGREE)
    vote(meeting, crew, *TAKING_PART)

    (same,) = visions()
    assert (same.pk, str(same.version)) == (other.pk, "Everybody cooks together")


def test_a_vision_that_only_some_see_is_not_laid_on_the_table(crew, meeting, visions):
    (vision,) = visions()
    NamedPerson.restrict(vision, [crew.bo], by=crew.ada, because="A merger.")
    now = go(meeting, crew, Kind.DRAFT)
    assert now.item.goal is None
    assert str(vision) not in [one.words for one in now.item.wordings.all()]


def test_the_vision_as_it_stands_is_read_before_and_stands_by_while_people_write(crew, as_, meeting, visions):
    (vision,) = visions()
    go(meeting, crew, Kind.WRITE)
    table = as_("cy").get(reverse("workshops:table", args=["northwind", "lighter", meeting.pk])).content.decode()
    assert "As it stands" in table
    assert str(vision) in table

    plan = convening.Plan(
        title="Once more",
        starts_at=clock.now() + timedelta(days=3),
        facilitator=crew.fay,
        invited={crew.cy: True},
        rule={"name": "unanimity"},
    )
    to_come = convening.convene(crew.product, STRATEGIZING, plan, by=crew.ada)
    page = as_("cy").get(reverse("workshops:room", args=["northwind", "lighter", to_come.pk])).content.decode()
    assert f'href="/northwind/lighter/goals/{vision.number}/"' in page
