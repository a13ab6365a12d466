"""The page of hindsight: said against happened, for what somebody sees of an organisation, and of nobody by name."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.chain.models import Forecast, Goal, KeyResult, NamedPerson
from goldthread.kit import clock
from goldthread.measures.models import Metric, Reading

pytestmark = pytest.mark.django_db

PAGE, TABLE = "/northwind/hindsight/", "/northwind/hindsight/table/"


def over(crew, count, reached, chance="0.7", goal=None, name="Meals", late=0):
    """So many key results that came to their day ten days ago, of which as many were reached; said at half time.

    `late`: they come to their day so many days later.
    """
    now, today = clock.now(), clock.today(crew.organisation.time_zone)
    starts, due = today - timedelta(days=110), today - timedelta(days=10 - late)
    common = {"organisation": crew.organisation, "by": crew.ada, "at": now - timedelta(days=12)}
    for place in range(count):
        metric = Metric.add(crew.organisation, f"{name} {place}", by=crew.ada)
        numbers = {"baseline": D(0), "target": D(100), "starts": starts, "due": due, "owner_id": crew.cy.pk}
        with clock.held(now - timedelta(days=110)):
            one = KeyResult.set(goal or crew.goals["next"], metric, by=crew.ada, **numbers)
        value = D(120 if place < reached else 60)
        Reading.objects.create(metric=metric, value=value, day=today - timedelta(days=12), **common)
        Forecast.objects.create(
            organisation=crew.organisation, key_result=one, version=one.version, probability=D(chance), colour="at_risk",
            alone=D(chance), low=D(50), high=D(130), value=D(40), readings=3, at=now - timedelta(days=63),
        )  # fmt: skip


def words(answer):
    return " ".join(answer.content.decode().split())


def test_of_those_that_we_gave_so_much_so_many_were_reached(crew, as_):
    over(crew, 10, reached=7)
    said = words(as_("eve").get(PAGE))

    assert "Of 10 key results that we gave 60 to 80%, 7 were reached." in said
    assert "By what was said, 7 of 10 would be reached; 7 were. That is as near as luck allows." in said
    assert "Of 3 that were missed, 0 stood below 50% by then; of 7 that were reached, 0 did." in said
    assert "Before two values are known, a key result gets" in said


def test_fewer_than_five_tell_nothing_but_themselves(crew, as_):
    over(crew, 4, reached=2)
    said = words(as_("eve").get(PAGE))

    assert "Too few to tell" in said
    assert "Meals 3" in said
    assert "By what was said" not in said


def test_nothing_is_over_in_a_new_organisation(as_):
    assert "Nothing is over yet" in words(as_("ada").get(PAGE))


def test_goals_restricted_to_others_are_in_no_figure_and_no_row(crew, as_):
    over(crew, 6, reached=3)
    secret = Goal.set(crew.product, "product_goal", "Buy the competitor", by=crew.ada)
    NamedPerson.restrict(secret, (crew.ada,), by=crew.ada, because="It is not public.")
    over(crew, 6, reached=0, chance="0.9", goal=secret, name="Secret")

    mine, theirs = words(as_("ada").get(PAGE)), words(as_("bo").get(PAGE))
    assert "Buy the competitor" in mine
    assert "of 12 would be reached" in mine
    assert "Buy the competitor" not in theirs
    assert "of 6 would be reached; 3 were" in theirs
    assert b"Secret" in as_("ada").get(TABLE).content
    assert b"Secret" not in as_("bo").get(TABLE).content


def test_figures_of_a_team_or_a_product_show_from_five_on(crew, as_):
    team = crew.teams["orion"]
    of_team = Goal.set(crew.product, "product_goal", "Cook faster", by=crew.ada, team_id=team.pk)
    over(crew, 6, reached=5)
    over(crew, 4, reached=0, goal=of_team, name="Minutes")

    whole, narrow = words(as_("eve").get(PAGE)), words(as_("eve").get(PAGE, {"team": team.pk}))
    assert "of 10 would be reached" in whole
    assert "Too few to tell" in narrow
    assert "Minutes 2" in narrow
    assert "Meals 2" not in narrow
    assert "of 10 would be reached" in words(as_("eve").get(PAGE, {"team": "no number"}))


def test_nobody_is_named(crew, as_):
    over(crew, 6, reached=3)

    seen = as_("eve").get(PAGE).content.decode()
    assert crew.cy.name not in seen
    assert crew.cy.name not in as_("eve").get(TABLE).content.decode()


def test_what_was_let_go_before_its_day_decides_nothing(crew, as_):
    dropped = Goal.set(crew.product, "product_goal", "Dropped", by=crew.ada)
    over(crew, 5, reached=3)
    over(crew, 1, reached=0, goal=dropped, name="Late", late=15)
    assert "of 5 would be reached" in words(as_("eve").get(PAGE))

    dropped.close("let_go", by=crew.ada, in_pivot=True)
    assert "of 5 would be reached" in words(as_("eve").get(PAGE))
    dropped.reopen(by=crew.ada)
    dropped.close("missed", by=crew.ada)
    assert "of 6 would be reached" in words(as_("eve").get(PAGE))


def test_the_table_holds_a_row_for_each_with_what_was_said_when(crew, as_):
    over(crew, 5, reached=3)
    answer = as_("eve").get(TABLE)
    lines = answer.content.decode("utf-8-sig").splitlines()

    assert answer["Content-Disposition"].startswith('attachment; filename="northwind-hindsight-')
    assert lines[0].startswith("product,goal no,goal,key result,kind")
    assert len(lines) == 6
    assert ",120,yes,,0.7,0.7,,0.7," in next(line for line in lines if "Meals 0" in line)


def test_the_page_costs_the_same_whatever_is_over(crew, as_):
    client = as_("eve")
    over(crew, 5, reached=3)
    client.get(PAGE)
    few = _queries(client)
    over(crew, 30, reached=12, name="Steps")
    assert _queries(client) == few


def _queries(client):
    with CaptureQueriesContext(connection) as seen:
        client.get(PAGE)
    return len(seen)


def test_the_library_of_metrics_leads_there(as_):
    assert f'href="{PAGE}"' in as_("eve").get("/northwind/metrics/").content.decode()
