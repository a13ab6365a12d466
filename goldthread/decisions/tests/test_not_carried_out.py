"""What was agreed and no longer fits: it is said why, whoever asked is told, and it is tied."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from goldthread.chain.models import KeyResult, Undone
from goldthread.chain.snapshot import thread
from goldthread.checkins.models import Pivot
from goldthread.journal.models import Entry, Notice
from goldthread.kit import clock
from goldthread.measures.models import Metric

from .conftest import SLUGS
from .test_agreed_first import proposed, votes


@pytest.fixture
def running(crew):
    """A key result of the product goal that has begun: from 1 to 2 within a hundred days."""
    with clock.held(clock.now()) as hands:
        goal, metric = crew.goals["next"], Metric.add(crew.organisation, "Meals logged", by=crew.ada)
        today = clock.today("Europe/Berlin")
        numbers = {"baseline": Decimal(1), "target": Decimal(2), "starts": today - timedelta(days=40), "due": today + timedelta(days=60)}  # fmt: skip
        made = KeyResult.set(goal, metric, by=crew.ada, **numbers)
        # What was set today can simply be changed.
        hands.on(days=2)
        yield made


def form_of(of, target):
    version = KeyResult.objects.get(pk=of.pk).version
    return {
        "metric": "Meals logged", "unit": "number", "baseline": "1", "target": target, "starts": version.starts.isoformat(),
        "due": version.due.isoformat(), "base": version.pk, "reason": "Nobody logs twice.", "link": "", "link_words": "",
    }  # fmt: skip


@pytest.fixture
def undone(crew, as_, running):
    """Everybody agreed on other numbers, which somebody had changed by then."""
    goal = crew.goals["next"]
    address = reverse("checkins:pivot", args=[*SLUGS, goal.number, running.pk])
    asked = proposed(as_, crew, goal, address, form_of(running, "5"))
    fresh = KeyResult.objects.get(pk=running.pk)
    fresh.change(by=crew.ada, in_pivot=True, baseline=Decimal(1), target=Decimal(3), starts=fresh.version.starts, due=fresh.version.due)  # fmt: skip
    votes(asked)
    return Undone.objects.get()


def page_of(undone):
    return reverse("decisions:agreement", args=[*SLUGS, undone.agreement_id])


def address(undone, name):
    return reverse(f"chain:undone_{name}", args=[*SLUGS, undone.goal.number, undone.pk])


def target(running):
    return KeyResult.objects.get(pk=running.pk).version.target


def loose(crew):
    made = thread(crew.product, hidden=frozenset(), today=clock.today("Europe/Berlin"))
    return [end.rule for end in made.looked.loose if end.rule == "not_carried_out"]


def test_the_question_about_other_numbers_names_those_that_hold_and_those_that_are_to(crew, as_, running):
    goal = crew.goals["next"]
    asked = proposed(as_, crew, goal, reverse("checkins:pivot", args=[*SLUGS, goal.number, running.pk]), form_of(running, "5"))  # fmt: skip
    assert "Meals logged, until now 1 → 2 by " in asked.words
    assert ", from now on 1 → 5 by " in asked.words
    votes(asked)
    assert target(running) == 5
    assert "It was carried out with the agreement." in as_("ada").get(reverse("decisions:agreement", args=[*SLUGS, asked.agreement.pk])).content.decode()  # fmt: skip
    assert loose(crew) == []


def test_what_no_longer_fits_is_not_done_and_the_record_says_why(crew, as_, undone, running):
    assert (undone.why, target(running), Pivot.objects.count()) == ("changed", 3, 0)
    page = as_("bo").get(page_of(undone)).content.decode()
    assert "Agreed, not carried out" in page
    assert "because the numbers had been changed by then" in page
    assert "Do it now" in as_("ada").get(page_of(undone)).content.decode()


def test_whoever_asked_is_told_and_it_is_a_loose_end_that_leads_to_the_record(crew, as_, undone):
    assert Entry.objects.filter(verb="decision.undone").count() == 1
    told = Notice.objects.filter(fact="undone")
    assert [one.person_id for one in told] == [crew.ada.pk]
    assert "could not be carried out" in as_("ada").get("/northwind/notices/").content.decode()
    assert loose(crew) == ["not_carried_out"]
    goal = as_("ada").get(reverse("chain:goal", args=[*SLUGS, undone.goal.number])).content.decode()
    assert f"{page_of(undone)}#carried-out" in goal


def test_it_is_done_after_all_by_whoever_has_looked_at_it(crew, as_, undone, running):
    done = as_("ada").post(address(undone, "doing"))
    assert (done.status_code, done["Location"]) == (303, f"{page_of(undone)}#carried-out")
    assert (target(running), Pivot.objects.get().by) == (5, crew.ada)
    assert "Ada Lopez did it on" in as_("bo").get(page_of(undone)).content.decode()
    assert as_("ada").post(address(undone, "doing")).status_code == 303
    assert Pivot.objects.count() == 1
    assert loose(crew) == []


def test_it_rests_with_a_reason_that_stays(crew, as_, undone, running):
    silent = as_("ada").post(address(undone, "resting"), {"because": " "})
    assert silent.status_code == 422
    assert "Say why it rests." in silent.content.decode()
    assert as_("ada").post(address(undone, "resting"), {"because": "Three is enough for now."}).status_code == 303
    page = as_("bo").get(page_of(undone)).content.decode()
    assert "Ada Lopez let it rest on" in page
    assert "Three is enough for now." in page
    assert (target(running), loose(crew)) == (3, [])


def test_what_still_cannot_be_done_says_why(crew, as_, undone):
    Undone.objects.update(why="changed")
    KeyResult.objects.get().leave(by=crew.ada, in_pivot=True)
    again = as_("ada").post(address(undone, "doing"))
    assert again.status_code == 409
    assert "It still cannot be done, because the key result that it is about had been dropped." in again.content.decode()  # fmt: skip
    undone.refresh_from_db()
    assert undone.ended_at is None
