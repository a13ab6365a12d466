"""The library of metrics and the page of each: who sees, who gives readings, and what becomes of them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from goldthread.chain.models import Goal, KeyResult, NamedPerson
from goldthread.kit import clock
from goldthread.measures.models import Metric, Reading, Said

pytestmark = pytest.mark.django_db

LIBRARY = "/northwind/metrics/"


@pytest.fixture
def metric(crew):
    made = Metric.add(crew.organisation, "Weekly active members", by=crew.ada, unit="count")
    KeyResult.set(crew.goals["next"], made, by=crew.ada, baseline=850, target=1800, owner_id=crew.cy.pk)
    return made


def at(metric, rest=""):
    return f"{reverse('metrics:metric', args=['northwind', metric.pk])}{rest}"


def today(crew):
    return clock.today(crew.organisation.time_zone)


def test_the_library_shows_what_was_read_last_and_how_many_goals_it_serves(crew, as_, metric):
    metric.read(Decimal(1212), by=crew.ada)
    answer = as_("eve").get(LIBRARY).content.decode()

    assert "Weekly active members" in answer
    assert "1,212" in answer
    assert "serves 1 goal" in answer


def test_the_library_is_narrowed_by_words_and_by_what_is_missing(crew, as_, metric):
    Metric.add(crew.organisation, "Page views", by=crew.ada)
    found = lambda asked: [  # noqa: E731
        name for name in ("Weekly active members", "Page views") if name in as_("ada").get(LIBRARY, asked).content.decode()
    ]  # fmt: skip

    assert found({"q": "weekly"}) == ["Weekly active members"]
    assert found({"only": "unused"}) == ["Page views"]
    metric.read(Decimal(1), by=crew.ada)
    assert found({"only": "unread"}) == ["Page views"]
    assert found({"q": "nothing like it"}) == []


def test_the_library_costs_the_same_whatever_it_holds(crew, as_, metric, django_assert_num_queries):
    client = as_("ada")
    client.get(LIBRARY)
    with django_assert_num_queries(_queries(client, LIBRARY)):
        client.get(LIBRARY)
    before = _queries(client, LIBRARY)
    for number in range(60):
        one = Metric.add(crew.organisation, f"Number {number:02}", by=crew.ada)
        KeyResult.set(crew.goals["next"], one, by=crew.ada, owner_id=crew.cy.pk)
        one.read_many([Said(Decimal(day), day=today(crew) - timedelta(days=day)) for day in range(3)], by=crew.ada)
    assert _queries(client, LIBRARY) == before
    assert "Page 1 of 2" in client.get(LIBRARY).content.decode()


def test_the_page_of_a_metric_costs_the_same_whatever_was_read(crew, as_, metric):
    client = as_("ada")
    metric.read(Decimal(1), by=crew.ada, day=today(crew) - timedelta(days=200))
    few = _queries(client, at(metric))
    said = [Said(Decimal(day), day=today(crew) - timedelta(days=day)) for day in range(120)]
    metric.read_many(said, by=crew.ada, origin="pasted")
    for number in range(5):
        goal = Goal.set(crew.product, "product_goal", f"Goal {number}", by=crew.ada)
        KeyResult.set(goal, metric, by=crew.ada, target=5, owner_id=crew.bo.pk)
    assert _queries(client, at(metric)) == few


def _queries(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_reading_is_given_by_value_and_day(crew, as_, metric):
    answer = as_("cy").post(
        at(metric, "readings/"), {"value": "1,212", "day": today(crew).isoformat(), "note": "Monday"}
    )

    assert answer.status_code == 303
    kept = Reading.objects.get()
    assert (kept.value, kept.day, kept.by, kept.note) == (1212, today(crew), crew.cy, "Monday")


def test_a_number_means_what_it_means_in_the_readers_language(crew, as_, metric):
    crew.cy.language = "de"
    crew.cy.save()
    as_("cy").post(at(metric, "readings/"), {"value": "1.212", "day": today(crew).isoformat()})

    assert Reading.objects.get().value == 1212


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"value": "many"}, "is not a number"),
        ({"value": "12 %"}, "another unit"),
        ({"value": ""}, "required"),
        ({"value": "1", "day": "2190-01-01"}, "still to come"),
        ({"value": "1", "day": "yesterday"}, "is not a date"),
    ],
)
def test_what_is_no_reading_comes_back_as_typed_with_a_sentence(crew, as_, metric, said, sentence):
    answer = as_("cy").post(at(metric, "readings/"), said)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert said["value"] in answer.content.decode()
    assert not Reading.objects.exists()


def test_a_correction_shows_both_and_the_page_draws_the_last(crew, as_, metric):
    first = metric.read(Decimal(40), by=crew.ada)
    answer = as_("cy").post(at(metric, f"readings/{first.pk}/"), {"value": "41", "note": "Counted twice"})
    page = as_("eve").get(at(metric)).content.decode()

    assert answer.status_code == 303
    assert Reading.objects.in_force().get().value == 41
    assert "<del>40</del>" in page
    assert "Counted twice" in page


def test_two_who_correct_the_same_reading_are_told_of_each_other(crew, as_, metric):
    first = metric.read(Decimal(40), by=crew.ada)
    first.correct(Decimal(41), by=crew.ada)
    answer = as_("cy").post(at(metric, f"readings/{first.pk}/"), {"value": "42"})

    assert answer.status_code == 409
    assert "corrected to 41 meanwhile" in answer.content.decode()
    assert Reading.objects.in_force().get().value == 41


def test_who_owns_the_metric_changes_it_and_who_only_owns_a_key_result_does_not(crew, as_, metric):
    assert as_("cy").get(at(metric, "change/")).status_code == 403
    metric.change(by=crew.ada, owner_id=crew.cy.pk)
    assert as_("cy").get(at(metric, "change/")).status_code == 200
    answer = as_("cy").post(
        at(metric, "change/"),
        {
            "name": "Active members",
            "unit": "count",
            "direction": "up",
            "owner": crew.cy.pk,
            "base": 2,
            "timing": "leading",
        },
    )
    assert answer.status_code == 303
    metric.refresh_from_db()
    assert (metric.name, metric.timing, metric.edition) == ("Active members", "leading", 3)


def test_two_who_change_a_metric_at_once_see_both_texts(crew, as_, metric):
    metric.change(by=crew.bo, name="Active members a week")
    answer = as_("ada").post(
        at(metric, "change/"), {"name": "Members active", "unit": "count", "direction": "up", "base": 1}
    )

    assert answer.status_code == 409
    assert "Nothing is lost" in answer.content.decode()
    metric.refresh_from_db()
    assert metric.name == "Active members a week"


def test_the_unit_holds_as_soon_as_there_is_a_reading(crew, as_, metric):
    metric.read(Decimal(40), by=crew.ada)
    answer = as_("ada").post(
        at(metric, "change/"), {"name": metric.name, "unit": "percent", "direction": "up", "base": 1}
    )

    assert answer.status_code == 422
    assert "readings in this unit already" in answer.content.decode()


def test_a_metric_of_the_same_name_and_unit_is_not_made_twice(crew, as_, metric):
    answer = as_("bo").post(f"{LIBRARY}new/", {"name": metric.name, "unit": "count", "direction": "up"})

    assert answer["Location"] == at(metric)
    assert Metric.objects.count() == 1


def test_a_number_that_only_looks_good_says_why(crew, as_):
    shown = Metric.add(crew.organisation, "Registered users", by=crew.ada, unit="count")
    assert "only ever adds up" in as_("ada").get(at(shown)).content.decode()


def test_goals_of_a_restricted_product_are_not_told_by_their_metric(crew, as_, metric):
    goal = Goal.set(crew.product, "product_goal", "A merger nobody knows of", by=crew.ada)
    KeyResult.set(goal, metric, by=crew.ada, target=5, owner_id=crew.ada.pk)
    NamedPerson.restrict(goal, [], by=crew.ada, because="Not public yet")

    assert "A merger nobody knows of" in as_("ada").get(at(metric)).content.decode()
    assert "A merger nobody knows of" not in as_("cy").get(at(metric)).content.decode()
    assert "serves 1 goal" in as_("cy").get(LIBRARY).content.decode()
    assert "serves 2 goals" in as_("ada").get(LIBRARY).content.decode()


def test_hostile_names_do_nothing(crew, as_):
    hostile = Metric.add(crew.organisation, "</svg><script>alert(1)</script>", by=crew.ada)
    hostile.read(Decimal(1), by=crew.ada, note="<img src=x onerror=alert(2)>")
    page = as_("ada").get(at(hostile)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
