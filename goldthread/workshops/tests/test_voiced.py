"""Speaking up about a meeting: from its page and its room, answered by whoever facilitates it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldthread.chain.models import NamedPerson
from goldthread.kit import clock
from goldthread.voice.access import hears
from goldthread.voice.models import Concern
from goldthread.workshops import closing, convening, course, seating
from goldthread.workshops.agendas import BY_NAME, ONE_GOAL

SLUGS = ("northwind", "lighter")


def convene(crew, agenda=BY_NAME["strategizing"], **more):
    plan = convening.Plan(
        title="Where to next?",
        starts_at=clock.now() + timedelta(days=3),
        facilitator=crew.fay,
        invited={crew.ada: True, crew.cy: True},
        rule={"name": "unanimity"},
        **more,
    )
    return convening.convene(crew.product, agenda, plan, by=crew.ada)


@pytest.fixture
def to_come(crew):
    return convene(crew)


def speak_page(of):
    return reverse("voice:speak", args=[*SLUGS, "workshop", of.pk])


def room(of):
    return reverse("workshops:room", args=[*SLUGS, of.pk])


@pytest.mark.parametrize("how", ["named", "nameless"])
def test_a_concern_about_a_meeting_waits_for_whoever_facilitates_it(crew, as_, to_come, how):
    client = as_("cy")
    assert speak_page(to_come) in client.get(room(to_come)).content.decode()
    page = client.get(speak_page(to_come)).content.decode()
    assert "Where to next?" in page
    assert crew.fay.name in page
    assert client.post(speak_page(to_come), {"text": "Nobody of the clinics is there.", "how": how}).status_code == 303
    made = Concern.objects.get()

    assert (made.kind, made.noun_id, made.about, made.answerer) == ("workshop", to_come.pk, "Where to next?", crew.fay)
    assert (made.by is None) == (how == "nameless")
    concern = reverse("voice:concern", args=[*SLUGS, made.pk])
    assert room(to_come) in client.get(concern).content.decode()


def test_it_stands_on_the_page_of_the_meeting_before_it_and_after(crew, as_, to_come):
    as_("cy").post(speak_page(to_come), {"text": "Nobody of the clinics is there.", "how": "named"})
    assert "Nobody of the clinics" in as_("eve").get(room(to_come)).content.decode()
    course.begin(to_come, by=crew.fay)
    seating.arrive(to_come, crew.cy)
    assert speak_page(to_come) in as_("cy").get(room(to_come)).content.decode()
    closing.close(to_come.held(), by=crew.fay)

    assert "Nobody of the clinics" in as_("eve").get(room(to_come)).content.decode()


def test_whoever_does_not_see_a_meeting_speaks_up_about_none(crew, as_):
    of = convene(crew, ONE_GOAL, goal=crew.goals["next"])
    as_("cy").post(speak_page(of), {"text": "Too early.", "how": "named"})
    assert Concern.objects.get().goal_id == crew.goals["next"].pk
    NamedPerson.restrict(crew.goals["next"], [crew.cy], by=crew.ada, because="A merger.")

    assert as_("di").get(speak_page(of)).status_code == 404
    assert as_("eve").get(reverse("voice:concern", args=[*SLUGS, Concern.objects.get().pk])).status_code == 404
    assert as_("cy").get(reverse("voice:concern", args=[*SLUGS, Concern.objects.get().pk])).status_code == 200


def test_a_concern_goes_out_of_sight_with_a_meeting_whose_goal_is_restricted_later(crew, as_, to_come):
    as_("cy").post(speak_page(to_come), {"text": "Nobody of the clinics is there.", "how": "named"})
    made = Concern.objects.get()
    assert made.goal_id is None
    to_come.items.filter(goal=None).update(goal=crew.goals["next"])
    pages = reverse("voice:concerns", args=SLUGS), reverse("voice:concern", args=[*SLUGS, made.pk])
    assert all("Where to next?" in as_("eve").get(one).content.decode() for one in pages)
    NamedPerson.restrict(crew.goals["next"], [crew.cy], by=crew.ada, because="A merger.")

    assert "Where to next?" not in as_("eve").get(pages[0]).content.decode()
    assert as_("eve").get(pages[1]).status_code == 404
    assert not hears(crew.eve, made.pk)
    assert as_("cy").get(pages[1]).status_code == 200
    assert hears(crew.cy, made.pk)


def test_no_number_that_is_no_meeting_is_one(as_, to_come):
    for wrong in (to_come.pk + 1, 10**17):
        assert as_("cy").get(reverse("voice:speak", args=[*SLUGS, "workshop", wrong])).status_code == 404
