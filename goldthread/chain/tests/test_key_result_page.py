"""The page of a key result: what can be said of it, what was read, what it asked for; entering a value."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldthread.chain.chance_words import beside
from goldthread.chain.models import KeyResult, NamedPerson
from goldthread.kit import clock
from goldthread.measures.forecasting.forecast import Forecast
from goldthread.measures.forecasting.saying import Saying
from goldthread.measures.models import Metric
from goldthread.measures.models.reading import Said

from .conftest import HTMX, at

FIRST = date(2030, 1, 10)


@pytest.fixture
def measured(crew):
    with clock.held(clock.now().replace(year=2030, month=3, day=1, hour=9)):
        metric = Metric.add(crew.organisation, "Weekly members", by=crew.ada, unit="count")
        numbers = {"baseline": Decimal(850), "target": Decimal(1800), "starts": FIRST, "due": date(2030, 4, 20)}
        yield KeyResult.set(crew.goals["next"], metric, by=crew.ada, owner_id=crew.cy.pk, **numbers)


def _read(crew, one, *values):
    said = [Said(Decimal(value), day=FIRST + timedelta(days=8 * (place + 1))) for place, value in enumerate(values)]
    one.metric.read_many(said, by=crew.cy)


def _page(as_, who, crew, one, **asked):
    return as_(who).get(at("key_result", crew.goals["next"].number, one.pk), asked)


def _enter(as_, who, crew, one, said, **more):
    return as_(who).post(at("key_result_readings", crew.goals["next"].number, one.pk), said, **more)


def test_the_page_says_what_it_asks_for_whose_it_is_and_which_goal_it_measures(crew, as_, measured):
    said = _page(as_, "eve", crew, measured).content.decode()

    assert "Weekly members: 850 → 1,800" in said
    assert "by 20 April 2030" in said
    assert crew.cy.name in said
    assert str(crew.goals["next"]) in said
    assert "no data yet" in said


def test_readings_are_told_newest_first_with_what_changed(crew, as_, measured):
    _read(crew, measured, 900, 1000, 960)
    said = _page(as_, "eve", crew, measured).content.decode()

    assert said.index("960") < said.index("+100")
    assert "−40" in said
    assert "3 readings" in said


def test_before_two_readings_it_is_too_early_to_say(crew, as_, measured):
    _read(crew, measured, 900)

    assert "too early to say" in _page(as_, "eve", crew, measured).content.decode()


def test_the_chance_stands_on_the_page_on_the_goal_and_on_the_roadmap(crew, as_, measured):
    _read(crew, measured, 1100, 1400, 1700)
    measured.refresh_from_db()
    percent = f"{round(measured.forecast.probability * 100)}%"
    slugs = ("northwind", "lighter")

    assert percent in _page(as_, "eve", crew, measured).content.decode()
    for place in (at("goal", crew.goals["next"].number), at("map"), reverse("boards:roadmap", args=slugs)):
        said = as_("eve").get(place).content.decode()
        assert f"{percent}<span" in said, place
    address = at("key_result", crew.goals["next"].number, measured.pk)
    assert address in as_("eve").get(reverse("boards:roadmap", args=slugs)).content.decode()
    assert address in as_("eve").get(at("goal", crew.goals["next"].number)).content.decode()


def test_who_owns_it_enters_a_value_for_a_day(crew, as_, measured):
    answer = _enter(as_, "cy", crew, measured, {"value": "1,050", "day": "2030-02-26", "note": "Posters"}, **HTMX)

    reading = measured.metric.readings.get()
    assert answer.status_code == 200
    assert (reading.value, reading.day, reading.note, reading.by) == (1050, date(2030, 2, 26), "Posters", crew.cy)
    assert f"keyresult-{measured.pk}" in answer["HX-Trigger"]
    assert "1,050" in _page(as_, "eve", crew, measured).content.decode()


def test_without_scripts_it_leads_back_to_the_page(crew, as_, measured):
    answer = _enter(as_, "ada", crew, measured, {"value": "1050", "day": ""})

    assert (answer.status_code, answer["Location"]) == (302, at("key_result", crew.goals["next"].number, measured.pk))
    assert measured.metric.readings.get().day == date(2030, 3, 1)


def test_a_second_value_for_the_same_day_stands_in_its_place(crew, as_, measured):
    for value in ("1050", "1040"):
        _enter(as_, "cy", crew, measured, {"value": value, "day": "2030-02-26"})
    said = _page(as_, "eve", crew, measured).content.decode()

    assert measured.metric.readings.in_force().get().value == 1040
    assert measured.metric.readings.count() == 2
    assert "corrected" in said
    assert "1,050" not in said


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"value": "many"}, "is not a number"),
        ({"value": ""}, "This field is required"),
        ({"value": "€45"}, "another unit"),
        ({"value": "12", "day": "2030-03-02"}, "still to come"),
        ({"value": "12", "day": "soon"}, "is not a date"),
    ],
)
@pytest.mark.parametrize("asked", [{}, HTMX])
def test_what_is_no_reading_comes_back_as_typed_with_a_sentence(crew, as_, measured, given, sentence, asked):
    answer = _enter(as_, "cy", crew, measured, {"note": "Posters help", **given}, **asked)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Posters help" in answer.content.decode()
    assert not measured.metric.readings.exists()


def test_others_see_it_and_enter_nothing(crew, as_, measured):
    assert "reading-form" not in _page(as_, "di", crew, measured).content.decode()
    assert _enter(as_, "di", crew, measured, {"value": "12"}).status_code == 403
    assert _enter(as_, "hal", crew, measured, {"value": "12"}).status_code == 404


def test_a_milestone_is_reached_or_not(crew, as_, measured):
    metric = Metric.add(crew.organisation, "Certified", by=crew.ada, unit="yes_no")
    one = KeyResult.set(
        crew.goals["next"],
        metric,
        by=crew.ada,
        baseline=Decimal(0),
        target=Decimal(1),
        starts=FIRST,
        due=date(2030, 4, 20),
    )
    _enter(as_, "ada", crew, one, {"value": "1", "day": ""})

    said = _page(as_, "eve", crew, one).content.decode()
    assert "reached" in said
    assert "not reached" not in said


def test_what_it_asked_for_before_stays_in_its_history(crew, as_, measured):
    measured.change(by=crew.bo, target=Decimal(1500), reach=Decimal(1600))
    said = _page(as_, "eve", crew, measured).content.decode()

    assert "<del>850 → 1,800</del>" in said
    assert "850 → 1,500" in said
    assert "Agreed at 1,500, reaching for 1,600" in said


def test_as_of_a_day_it_is_as_it_was_known_then(crew, as_, measured):
    _read(crew, measured, 900, 1000)
    with clock.held(clock.now() + timedelta(days=12)):
        measured.metric.readings.order_by("at").last().correct(Decimal(950), by=crew.cy)
        measured.change(by=crew.bo, target=Decimal(1500), in_pivot=True)
        said = _page(as_, "eve", crew, measured, on="2030-03-02").content.decode()
        before = _page(as_, "eve", crew, measured, on="2030-02-01").content.decode()

    assert "850 → 1,800" in said
    assert "1,000" in said
    assert "850 → 1,500" not in said
    assert "reading-form" not in said
    assert "set later than the day you look at" in before


def test_of_a_restricted_goal_nothing_is_there_for_others(crew, as_, measured):
    NamedPerson.restrict(crew.goals["next"], [crew.ada], by=crew.ada, because="")

    assert _page(as_, "ada", crew, measured).status_code == 200
    assert _page(as_, "cy", crew, measured).status_code == 404
    assert _enter(as_, "cy", crew, measured, {"value": "12"}).status_code == 404


def test_what_measures_the_goal_no_longer_can_still_be_read(crew, as_, measured):
    measured.leave(by=crew.ada)

    assert "measures the goal no longer" in _page(as_, "eve", crew, measured).content.decode()
    assert _enter(as_, "ada", crew, measured, {"value": "12"}).status_code == 404


def test_it_can_be_talked_about(crew, as_, measured):
    address = reverse("talk:comments", args=("northwind", "lighter", "keyresult", measured.pk))
    as_("di").post(address, {"text": "What moved it?"})

    assert "What moved it?" in _page(as_, "eve", crew, measured).content.decode()


def test_the_page_costs_the_same_number_of_queries_whatever_was_read(crew, as_, measured):
    _read(crew, measured, 900, 1000)
    client = as_("ada")
    address = at("key_result", crew.goals["next"].number, measured.pk)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    _read(crew, measured, 900, 1000, 1100, 1150, 1200, 1300)
    measured.change(by=crew.bo, target=Decimal(1500))
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def test_what_made_the_chance_another_than_the_numbers_say_is_told():
    said = Forecast(0.77, "on_track", "numbers", 0.64, saying=Saying(chance_percent=77))

    assert beside(said, 7) == (
        "The numbers alone say 64%; how earlier key results here ended, and the owner’s 7 of 10, make it 77%."
    )
    assert beside(said, None) == "The numbers alone say 64%; how earlier key results here ended makes it 77%."
    assert beside(replace(said, alone=0.76), 7) == ""
    assert beside(None, 7) == ""
