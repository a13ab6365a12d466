"""A thread taken out as a file, and brought in again."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse

from goldthread.boards.models import Feature, Note
from goldthread.chain.models import Goal, KeyResult, Period
from goldthread.decisions.models import Agreement, Announced, Decision, Vote
from goldthread.exchange import bringing
from goldthread.exchange.export import forms, gathering
from goldthread.exchange.files import reading
from goldthread.exchange.models import Import
from goldthread.kit import clock
from goldthread.measures.models import Metric


@pytest.fixture
def bakery(crew):
    """A thread with everything that files find hard: formulas, quotes, several parents, gaps, line breaks."""
    product, by = crew.organisation.add_product("Bakery", by=crew.ada), crew.ada
    vision = Goal.set(product, "vision", "Nobody waits = nobody leaves", by=by, why="Long\nwhy – it", how="=1+1")
    need = Goal.set(
        product,
        "user_goal",
        "+Order early",
        by=by,
        due=date(2027, 1, 2),
        name="1.0",
        method="@home",
        owner_as_written="Zed",
    )
    earn = Goal.set(
        product, "business_goal", '-Earn, "more"; now', by=by, owner_id=by.pk, for_customer="x", for_business="y"
    )
    step = Goal.set(
        product, "product_goal", "Deeper: by Q4 2027 from 3 to 8", by=by, timeframe="Q1", team_id=crew.teams["orion"].pk
    )
    Goal.set(product, "contribution", "'Alone'", by=by)
    quarter = Period.plan(crew.organisation, "Q1 2027", date(2027, 1, 1), date(2027, 3, 31), by=by)
    Goal.set(product, "product_goal", "First regulars", by=by, period_id=quarter.pk).close(
        "partly", by=by, learned="Half of them; the rest is away."
    )
    for text in ("=Punch card", "Order, then pay; later"):
        Feature.add(step, text, by=by)
    Note.write(product, "competitors", "-The kiosk: next door", by=by)
    for child, parent, because in (
        (need, vision, "of = this"),
        (earn, vision, ""),
        (step, earn, "first"),
        (step, need, "=second"),
    ):
        child.tie(parent, by=by, because=because)
    falls = Metric.add(crew.organisation, "Share that waits from 5 to 10", by=by, unit="percent", direction="down")
    KeyResult.set(
        step,
        falls,
        by=by,
        baseline=Decimal("-85.5"),
        target=Decimal(0),
        reach=Decimal("0.25"),
        due=date(2027, 5, 5),
        owner_id=by.pk,
    )
    KeyResult.set(
        need,
        Metric.add(crew.organisation, "=Money", by=by, unit="money", currency="EUR"),
        by=by,
        target=Decimal(1000000),
    )
    queue = Metric.add(crew.organisation, "Minutes in the queue", by=by, direction="keep")
    KeyResult.set(step, queue, by=by, kind="stay_below", target=Decimal(6), weight=0, due=date(2027, 5, 5))
    warm = Metric.add(crew.organisation, "Degrees in the shop", by=by, direction="keep")
    KeyResult.set(step, warm, by=by, kind="stay_between", target=Decimal(-1), upto=Decimal("21.5"), weight=3)
    return product


def told(product):
    """What a thread says, without the numbers of its goals."""
    thread = gathering.gathered(product, hidden=(), closed=True)
    words = {goal["id"]: goal["goal"] for goal in thread["goals"]}
    return sorted(
        json.dumps(
            {**goal, "id": 0, "towards": sorted((words[one["id"]], one.get("because", "")) for one in goal["towards"])},
            sort_keys=True,
        )
        for goal in thread["goals"]
    )


@pytest.mark.parametrize("form", ["csv", "xlsx", "yaml", "json"])
def test_what_goes_out_comes_back_as_the_same_thread(crew, bakery, form):
    content = forms.written(gathering.gathered(bakery, hidden=(), closed=True), form)
    empty = crew.organisation.add_product("Copy", by=crew.ada)
    brought = reading.read(f"thread.{form}", content, today=date(2026, 11, 22))

    bringing.bring_in(brought, Import.prepare(empty, "thread", b"", by=crew.ada), [crew.ada, crew.bo], by=crew.ada)

    assert told(empty) == told(bakery)
    assert sum("Punch card" in goal for goal in told(empty)) == sum("2027" in goal and "partly" in goal for goal in told(empty)) == 1  # fmt: skip
    if form in ("yaml", "json"):
        assert [(note.section, note.text) for note in empty.notes.standing()] == [("competitors", "-The kiosk: next door")]  # fmt: skip


def test_a_table_holds_no_cell_that_a_spreadsheet_would_run(bakery):
    import csv
    import io

    rows = list(csv.DictReader(io.StringIO(forms.as_csv(gathering.gathered(bakery, hidden=())).decode("utf-8-sig"))))

    words = [cell for row in rows for name, cell in row.items() if name not in ("Baseline", "Target", "Reach")]
    assert any(cell.startswith("'=") for cell in words)
    assert not [cell for cell in words if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_a_workbook_holds_no_formula(bakery):
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(forms.as_xlsx(gathering.gathered(bakery, hidden=()))))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
    assert "n" in kinds
    assert "f" not in kinds


@pytest.mark.parametrize("form", list(forms.FORMS))
def test_everybody_who_sees_the_product_can_save_it_in_each_form(client, crew, form):
    client.force_login(crew.eve, backend=settings.AUTHENTICATION_BACKENDS[0])
    answer = client.get(reverse("exchange:export_file", args=[crew.organisation.slug, crew.product.slug, form]))

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert answer.content


def test_a_form_that_is_not_offered_is_not_there(client, crew):
    client.force_login(crew.eve, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert (
        client.get(reverse("exchange:export_file", args=[crew.organisation.slug, crew.product.slug, "pdf"])).status_code
        == 404
    )


def test_a_tie_into_another_product_stays_behind(crew, bakery):
    other = crew.organisation.add_product("Secret merger", by=crew.ada)
    secret = Goal.set(other, "vision", "Buy the mill", by=crew.ada)
    Goal.objects.filter(product=bakery).first().tie(secret, by=crew.ada)

    assert b"mill" not in forms.as_yaml(gathering.gathered(bakery, hidden=()))


def test_closed_goals_go_out_only_when_asked_for(crew, bakery):
    Goal.objects.filter(product=bakery, closing=None).last().close("met", by=crew.ada, learned="That it works")

    assert "That it works" not in forms.as_json(gathering.gathered(bakery, hidden=())).decode()
    assert "That it works" in forms.as_json(gathering.gathered(bakery, hidden=(), closed=True)).decode()


def test_the_outline_shows_each_goal_once_below_the_first_it_leads_to(bakery):
    lines = forms.as_outline(gathering.gathered(bakery, hidden=())).decode().splitlines()

    assert "Vision: Nobody waits = nobody leaves" in lines
    assert sum("Deeper" in line for line in lines) == 1
    assert any(line.startswith("      (also a step towards: +Order early)") for line in lines)


def test_a_goal_kept_to_named_people_goes_out_to_nobody_else(client, crew):
    from goldthread.chain.models import NamedPerson

    step = crew.goals["next"]
    NamedPerson.objects.create(organisation=crew.organisation, goal=step, person=crew.ada, by=crew.ada)
    type(crew.organisation).objects.filter(pk=crew.organisation.pk).update(restricts_anything=True)
    address = reverse("exchange:export_file", args=[crew.organisation.slug, crew.product.slug, "json"])

    said = {}
    for who in (crew.ada, crew.bo):
        client.force_login(who, backend=settings.AUTHENTICATION_BACKENDS[0])
        said[who.name] = json.dumps(step.version.statement, ensure_ascii=False) in client.get(address).content.decode()
    assert said == {crew.ada.name: True, crew.bo.name: False}


def test_what_a_key_result_asks_for_comes_back_with_it(crew, bakery):
    content = forms.written(gathering.gathered(bakery, hidden=(), closed=True), "csv")
    empty = crew.organisation.add_product("Copy", by=crew.ada)
    brought = reading.read("thread.csv", content, today=date(2026, 11, 22))
    bringing.bring_in(brought, Import.prepare(empty, "thread", b"", by=crew.ada), [crew.ada], by=crew.ada)

    made = KeyResult.objects.filter(goal__product=empty).order_by("metric__name")
    asked = [(one.version.kind, one.version.target, one.version.upto, one.version.weight) for one in made]
    assert asked == [
        ("increase", Decimal(1000000), None, 1),
        ("stay_between", Decimal(-1), Decimal("21.5"), 3),
        ("stay_below", Decimal(6), None, 0),
        ("increase", Decimal(0), None, 1),
    ]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_was_read_last_and_what_was_agreed_go_out_and_are_told_only(crew, bakery, form):
    money = KeyResult.objects.select_related("metric", "goal__version").get(goal__product=bakery, metric__name="=Money")
    money.metric.read(Decimal(5), day=date(2026, 11, 1), by=crew.ada)
    money.metric.read(Decimal("7.25"), day=date(2026, 11, 3), by=crew.ada)
    said = money.goal.version
    about = {"kind": "goal", "noun_id": said.goal_id, "version": said.number, "level": said.level, "words": said.statement, "why": ""}  # fmt: skip
    later = Announced({"name": "unanimity"}, clock.now() + timedelta(days=2))
    votes = [(crew.ada, "leader", Vote("support", 7))]
    Decision.settle(bakery, about, later, votes, by=crew.ada, asked_as="together")
    content = forms.written(gathering.gathered(bakery, hidden=()), form)

    assert "7.25" in content.decode()
    assert "2026-11-03" in content.decode()
    assert "unanimity" in content.decode()
    empty = crew.organisation.add_product("Copy", by=crew.ada)
    brought = reading.read(f"thread.{form}", content, today=date(2026, 11, 22))
    assert not any(one.notes for one in brought.made)
    bringing.bring_in(brought, Import.prepare(empty, "thread", b"", by=crew.ada), [crew.ada], by=crew.ada)
    assert not Agreement.objects.filter(product=empty).exists()
