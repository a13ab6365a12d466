"""The thread read as objectives and key results."""

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldthread.boards.models import Feature
from goldthread.chain.models import Goal, KeyResult, NamedPerson, Period, many
from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.measures.models.reading import Said

FIRST = date(2030, 1, 10)


@pytest.fixture(autouse=True)
def day(db):
    with clock.held(clock.now().replace(year=2030, month=3, day=1, hour=9)):
        yield


def _ask(crew, who="eve", view="okr", **asked):
    client = Client()
    client.force_login(crew.people[who], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.get(reverse(f"boards:{view}", args=("northwind", "lighter")), asked)


def _page(crew, **asked):
    return _ask(crew, **asked).content.decode()


def _measure(crew, goal, name, *values, owner="cy", **numbers):
    said = {"baseline": Decimal(0), "target": Decimal(100), "starts": FIRST, "due": date(2030, 4, 20)}
    metric = Metric.add(crew.organisation, name, by=crew.ada)
    made = KeyResult.set(crew.goals[goal], metric, by=crew.ada, owner_id=crew.people[owner].pk, **{**said, **numbers})
    metric.read_many(
        [Said(Decimal(value), day=FIRST + timedelta(days=9 * (at + 1))) for at, value in enumerate(values)], by=crew.cy
    )
    return made


def _rows(crew, **asked):
    written = _ask(crew, view="okr_table", **asked).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(written)))


def test_user_goals_are_objectives_and_product_goals_carry_capabilities(crew):
    _measure(crew, "need", "Members who stay", 20, 40)
    Feature.add(crew.goals["next"], "A diary", by=crew.ada)
    said = _page(crew)

    assert said.index("Objectives: user and business goals") < said.index("Members who stay") < said.index("A diary")
    assert "Capabilities" in said
    assert str(crew.goals["vision"]) not in said


def test_an_objective_is_as_far_as_its_key_results_and_no_data_is_told_apart(crew):
    _measure(crew, "need", "Members who stay", 20, 40)
    _measure(crew, "need", "Letters answered")
    said = _page(crew)

    assert "40% · 1 without data" in said
    assert "no data" in said


def test_the_line_above_counts_key_results_by_state(crew):
    _measure(crew, "need", "Members who stay", 40, 70, 90)
    _measure(crew, "next", "Meals logged", 1, 1, 2, 2)
    _measure(crew, "next", "Letters answered")
    said = _page(crew)

    assert "3 key results" in said
    assert "1 on track" in said
    assert "1 off track" in said
    assert "1 too early to say, or no data" in said


def test_below_the_product_goals_only_what_is_measured_is_an_objective(crew):
    assert str(crew.goals["sprint"]) not in _page(crew)
    _measure(crew, "sprint", "Sheets read", 5)

    assert str(crew.goals["sprint"]) in _page(crew)


def test_it_can_be_read_by_owner_and_by_period(crew):
    _measure(crew, "need", "Members who stay", owner="bo")
    _measure(crew, "next", "Meals logged", owner="cy")
    period = Period.plan(crew.organisation, "Q1 2030", date(2030, 1, 1), date(2030, 3, 31), by=crew.ada)
    crew.goals["next"].reword(by=crew.ada, base=None, period_id=period.pk)

    of_bo, of_period = _page(crew, owner=str(crew.bo.pk)), _page(crew, period=str(period.pk))
    assert "Members who stay" in of_bo
    assert "Meals logged" not in of_bo
    assert "Meals logged" in of_period
    assert "Members who stay" not in of_period


def test_the_table_says_the_same_exactly(crew):
    _measure(crew, "need", "=Members who stay", 20, 40, reach=Decimal(120), weight=2)
    row = next(row for row in _rows(crew) if row["key result"])

    assert row["key result"] == "'=Members who stay"
    assert (row["baseline"], row["target"], row["reach"], row["value"]) == ("0", "100", "120", "40")
    assert (row["progress"], row["weight"], row["key result owner"]) == ("0.4", "2", crew.cy.name)
    assert row["state"] in ("on track", "at risk", "off track")
    assert {row["level"] for row in _rows(crew)} >= {"user_goal", "product_goal"}


def test_the_table_is_sifted_as_the_page_is(crew):
    _measure(crew, "need", "Members who stay", owner="bo")
    _measure(crew, "next", "Meals logged", owner="cy")

    assert [row["key result"] for row in _rows(crew, owner=str(crew.bo.pk))] == ["Members who stay"]


def test_restricted_goals_are_in_neither(crew):
    _measure(crew, "next", "Meals logged")
    NamedPerson.restrict(crew.goals["next"], [crew.ada], by=crew.ada, because="")

    assert "Meals logged" not in _page(crew)
    assert "Meals logged" not in {row["key result"] for row in _rows(crew)}
    assert "Meals logged" in _page(crew, who="ada")


def test_as_of_a_day_it_is_as_it_was(crew):
    _measure(crew, "need", "Members who stay", 20, 40)
    with clock.held(clock.now() + timedelta(days=10)):
        _measure(crew, "need", "Letters answered", 3)
        then = _page(crew, on="2030-03-01")

    assert "Members who stay" in then
    assert "Letters answered" not in then


def test_the_page_costs_the_same_number_of_queries_whatever_it_holds(crew):
    _measure(crew, "need", "Members who stay", 20, 40)
    _page(crew)
    with CaptureQueriesContext(connection) as few:
        _page(crew)
    for number in range(6):
        goal = Goal.set(crew.product, "user_goal", f"Benefit {number}", by=crew.ada)
        crew.goals[f"more {number}"] = goal
        _measure(crew, f"more {number}", f"Number {number}", 1, 2)
    with CaptureQueriesContext(connection) as many:
        _page(crew)

    assert len(many) == len(few)


def test_many_objectives_and_key_results_stay_readable_page_by_page(crew):
    goals = many.set_goals(
        crew.product,
        [many.Wanted("user_goal", f"Outcome {n:03}", {}) for n in range(120)],
        because="Brought",
        by=crew.ada,
    )
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada)
    numbers = {"baseline": Decimal(0), "target": Decimal(9)}
    many.measure_goals(
        [(goals[n % 120], metric, numbers) for n in range(240)] + [(goals[0], metric, numbers)] * 40, by=crew.ada
    )
    first, last = _page(crew), _page(crew, page=3)

    assert "280 key results" in first
    assert "and 22 more" in first
    assert "Page 1 of 3" in first
    assert first.count('class="card padded objective"') == 50
    assert "Outcome 000" in first
    assert "Outcome 000" not in last
    assert "page=3" in last
    assert len(_rows(crew)) > 280


def test_of_a_period_a_line_shows_week_by_week_how_far_its_objectives_came(crew):
    quarter = Period.plan(crew.organisation, "Q1 2030", date(2030, 1, 1), date(2030, 3, 31), by=crew.ada)
    crew.goals["need"].reword(by=crew.ada, base=None, period_id=quarter.pk)
    with clock.held(clock.now().replace(month=1, day=10)):
        one = _measure(crew, "need", "Members who stay")
    for month, day, value in ((1, 20, 20), (2, 10, 60)):
        with clock.held(clock.now().replace(month=month, day=day)):
            one.metric.read(Decimal(value), by=crew.cy)
    said = _page(crew, period=quarter.pk)

    assert "How far the objectives of Q1 2030 have come" in said
    rows = dict(re.findall(r"<td>(\d+ \w+)</td><td class=\"num\">(\d+%)</td>", said))
    assert (rows["22 Jan"], rows["12 Feb"], rows["1 Mar"]) == ("20%", "60%", "60%")
    assert "15 Jan" not in rows
    assert "How far the objectives" not in _page(crew)
