"""The loose ends of a file, said before anything of it is written: what the thread will say, and nothing twice."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldthread.chain.loose_ends import catalogue
from goldthread.chain.models import Goal, Level, NamedPerson, Severity
from goldthread.chain.snapshot import thread
from goldthread.exchange import foreseen
from goldthread.exchange.files import reading
from goldthread.exchange.files.thread import Known, seen_in
from goldthread.exchange.models import Import
from goldthread.kit import clock
from goldthread.measures.models import Metric
from tests.support.trial import FOLDER, HERE, REASON

TODAY = date(2026, 11, 22)
CHAINS = ("rust_2026", "sourcegraph_cy19q4", "srcd_2018q2", "va_octo_2024")


def node(text, level, *children, **more):
    return {"text": text, "level": level, "children": list(children), **more}


def read(*tree):
    return reading.read("tree.json", json.dumps({"goals": list(tree)}).encode(), today=TODAY)


def foresee(*tree, **more):
    return foreseen.foresee(read(*tree), today=TODAY, **more)


def kinds(found):
    return {kind["rule"]: kind for kind in (*found.first, *found.further)}


def result(text="From 8 to 9 EUR by 2027-06-30", **more):
    return node(text, "key result", owner="Ida Sand", **more)


def measured():
    return [result(f"Raise part {n} from 8 to 9 EUR by 2027-02-28") for n in range(3)]


# --- what is foreseen ---


def test_a_tie_without_a_reason_is_foreseen_with_the_sentence_of_the_thread():
    found = foresee(
        node(
            "Nobody waits",
            "vision",
            node("Order early", "user goal", node("Hundred regulars", "product goal", *measured()), *measured()),
        )
    )

    kind = kinds(found)["no_reason"]
    assert (kind["count"], kind["title"], kind["gravity"]) == (1, "No reason", "breaks the thread")
    assert kind["holds"] == "A tie to a user or business goal says why the step helps."
    assert [(one["row"], one["words"]) for one in kind["goals"]] == [
        (3, "“Hundred regulars” does not say why it helps towards “Order early”.")
    ]


def test_a_reason_in_the_file_is_a_reason_also_by_way_of_a_key_result():
    tree = {
        "nodes": [
            {"id": "v", "text": "Nobody waits", "level": "vision"},
            {"id": "u", "text": "Order early", "level": "user goal", "parent": "v"},
            {"id": "k", "text": "Orders from 8 to 90 a day by 2027-06-30", "level": "key result", "parent": "u"},
            {"id": "p", "text": "Regulars", "level": "product goal", "parent": "k", "because": "they come daily"},
            {"id": "q", "text": "A second door", "level": "product goal", "parent": "u", "because": "no line then"},
        ]
    }
    brought = reading.read("tree.json", json.dumps(tree).encode(), today=TODAY)

    assert "no_reason" not in kinds(foreseen.foresee(brought, today=TODAY))


def test_what_a_finding_of_the_file_says_is_not_said_again():
    found = foresee(
        node("Nobody waits", "vision", node("Order early", "user goal", *measured())),
        node("Alone in the cellar", "product goal", node("Sell XX% more cake", "key result")),
    )
    said = kinds(found)

    assert not said.keys() & {"leads_nowhere", "placeholder", "unowned", "incomplete_numbers", "few_or_many"}
    assert found.told >= 4


def test_a_finding_about_another_thing_of_the_row_silences_nothing():
    # Both stand under C30: the owner who is still to be found, and the words that are.
    tree = node("Nobody waits", "vision", node("Serve n/a people early", "user goal", owner="TBD"))

    assert ("C30", "gap") in {(one.rule, one.code) for one in read(tree).doubts}
    assert kinds(foresee(tree))["placeholder"]["count"] == 1


def test_goals_that_have_ended_are_not_looked_at_and_stand_above_as_closed():
    found = foresee(
        node(
            "Nobody waits",
            "vision",
            node("Order early", "user goal", node("Build a dashboard", "product goal", *measured()), status="done"),
            node("Build a newsletter page", "user goal", *measured(), status="done"),
        )
    )

    assert [one["row"] for one in kinds(found)["reads_as_feature"]["goals"]] == [3]
    assert "unsupported" not in kinds(found)


def test_at_most_five_kinds_come_first_and_at_most_three_goals_of_each():
    goals = [node(f"Build dashboard number {n}", "product goal", due="2029-01-02") for n in range(60)]
    found = foresee(node("An app by 2027", "vision", node("Order early", "user goal", *goals)))

    assert len(found.first) == foreseen.FIRST_KINDS
    assert found.further
    kind = kinds(found)["no_reason"]
    assert (kind["count"], len(kind["goals"]), len(kind["others"]), kind["more"]) == (60, 3, 47, 10)
    order = [kind["severity"] for kind in (*found.first, *found.further)]
    assert order == sorted(order, key=["error", "warning", "hint"].index)


def test_rules_that_need_rows_of_another_package_are_left_out_where_they_are_not_there():
    tree = node("Nobody waits", "vision", node("Order early", "user goal", node("Regulars", "product goal")))
    without = foresee(tree)
    facts = Known(more={"boards": {"features": {}, "bare": []}})

    assert {"features", "no_sprint_goal"} <= catalogue.rules().keys()
    assert "features" not in kinds(without)
    assert kinds(foresee(tree, known=facts))["features"]["count"] == 1


def test_a_rule_that_is_off_says_nothing_and_one_that_is_graver_comes_first():
    tree = node("Nobody waits by 2027", "vision", node("Order early", "user goal", *measured()))

    assert "vision_passes" not in kinds(foresee(tree, severities={"vision_passes": "off"}))
    assert foresee(tree, severities={"vision_passes": "error"}).first[0]["rule"] == "vision_passes"


def test_a_file_without_a_loose_end_foresees_none():
    assert foresee(node("Nobody waits", "vision")) == foreseen.Foreseen()


# --- real chains ---


def chain(name):
    path = FOLDER / "chains" / f"{name}.json"
    if not path.exists():
        pytest.skip(REASON)
    return path.read_bytes()


@pytest.mark.skipif(not HERE, reason=REASON)
@pytest.mark.parametrize("name", CHAINS)
def test_nothing_of_a_real_chain_is_lost_or_said_twice(name):
    brought = reading.read(f"{name}.json", chain(name), today=TODAY)
    found = foreseen.foresee(brought, today=TODAY)
    every = catalogue.check(seen_in(brought, Known(), TODAY))

    assert found.count + found.told == len(every)
    assert sum(kind["count"] for kind in kinds(found).values()) == found.count
    findings = {(one.rule, one.row) for one in brought.doubts if one.code not in ("gap", "nearly_same")}
    codes = {rule: one.code for rule, one in catalogue.rules().items()}
    shown = {(codes[one["rule"]], one["row"]) for kind in kinds(found).values() for one in kind["goals"]}
    assert not shown & findings


# --- the page ---


@pytest.fixture
def ada(client, crew):
    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def bakery(crew):
    return crew.organisation.add_product("Bakery", by=crew.ada)


@pytest.fixture
def look(ada, crew, bakery):
    """look(content) uploads a file for the bakery and gives the address of its preview and the page."""

    def upload(content, name="chain.json"):
        address = reverse("exchange:import", args=[crew.organisation.slug, bakery.slug])
        content = content if isinstance(content, bytes) else json.dumps(content).encode()
        seen = ada.post(address, {"file": SimpleUploadedFile(name, content)})["Location"]
        return seen, ada.get(seen).content.decode()

    return upload


TREE = {
    "goals": [
        node("Nobody waits by 2027", "vision", node("Order early", "user goal", node("Regulars", "product goal")))
    ]
}


def test_the_preview_shows_loose_ends_and_writes_nothing(look, bakery):
    _address, page = look(TREE)

    assert "“Regulars” does not say why it helps towards “Order early”." in page
    assert "breaks the thread" in page
    assert not Goal.objects.filter(product=bakery).exists()


def afterwards(ada, bakery, address):
    """Bring the file in; what was foreseen of it and what the thread says then, by rule, severity and words."""
    today = clock.today(bakery.organisation.time_zone)
    (waiting,) = Import.objects.waiting()
    brought = reading.read(waiting.name, bytes(waiting.content), today=today)
    known = Known(more={"boards": {"features": {}, "bare": []}})
    foreseen_ends = catalogue.check(seen_in(brought, known, today))
    ada.post(address, {"deed": "save"})
    looked = thread(bakery, hidden=frozenset(), today=today).looked
    said = [*looked.loose, *looked.hints, *looked.waiting]
    return [sorted((end.rule, end.severity, end.what) for end in ends) for ends in (foreseen_ends, said)]


def test_the_thread_says_afterwards_what_the_preview_foresaw(ada, look, bakery):
    before, after = afterwards(ada, bakery, look(TREE)[0])

    assert before
    assert before == after


def test_loose_ends_and_findings_that_count_are_said_in_german(ada, look, crew):
    tree = node("Nobody waits", "vision", node("Order early", "user goal", result(), node("Regulars", "product goal")))
    address, _page = look({"goals": [tree]})
    crew.ada.language = "de"
    crew.ada.save()
    page = ada.get(address).content.decode()

    assert "„Regulars“ sagt nicht, warum es zu „Order early“ beiträgt." in page
    assert "„Order early“ hat 1 Schlüsselergebnis; die meisten" in page
    assert "Was der Faden von diesen Zielen sagen würde." in page


def test_an_organisation_that_turned_a_rule_off_is_not_told_of_it(look, crew):
    Severity.objects.create(organisation=crew.organisation, rule="no_reason", choice="off", by=crew.ada)

    assert "does not say why it helps" not in look(TREE)[1]


def test_goals_that_are_there_already_count_with_those_of_the_file(look, crew, bakery):
    Goal.set(bakery, Level.VISION, "Bread for all", by=crew.ada)
    Goal.set(bakery, Level.USER_GOAL, "Order early", by=crew.ada)
    page = look(TREE)[1]

    assert "“Nobody waits by 2027” stands beside “Bread for all” as a second vision." in page
    assert "“Order early” is written twice." in page
    assert "Bread for all” leads" not in page


def test_a_goal_that_is_hidden_from_somebody_is_not_named(look, crew, bakery):
    kept = Goal.set(bakery, Level.VISION, "Sell the bakery", by=crew.bo)
    assert "Sell the bakery" in look(TREE)[1]
    NamedPerson.restrict(kept, [crew.bo], by=crew.bo, because="Not public yet.")

    assert "Sell the bakery" not in look(TREE)[1]


def test_the_loose_ends_cost_the_same_queries_whatever_the_size_of_file_and_thread(ada, look, crew, bakery):
    counted = []
    for size in (2, 40):
        goals = [node(f"Goal {n}", "product goal", *measured(), owner="Bo Winter") for n in range(size)]
        address, _page = look({"goals": [node("Nobody waits", "vision", node("Order early", "user goal", *goals))]})
        with CaptureQueriesContext(connection) as seen:
            ada.get(address)
        counted.append(len(seen))
        ada.post(address, {"deed": "save"})
    assert counted[0] == counted[1]


@pytest.mark.skipif(not HERE, reason=REASON)
@pytest.mark.parametrize("name", CHAINS)
def test_a_real_chain_is_previewed_with_its_loose_ends(look, bakery, name):
    page = look(chain(name), f"{name}.json")[1]

    assert 'id="foreseen"' in page
    assert "does not say why it helps" in page
    assert not Goal.objects.filter(product=bakery).exists()


@pytest.mark.skipif(not HERE, reason=REASON)
@pytest.mark.parametrize("name", CHAINS)
def test_the_thread_says_of_a_real_chain_what_was_foreseen(ada, look, bakery, name):
    before, after = afterwards(ada, bakery, look(chain(name), f"{name}.json")[0])

    assert before == after


def test_numbers_that_lead_away_from_where_a_known_metric_should_go_are_foreseen(look, crew):
    Metric.objects.create(organisation=crew.organisation, name="Minutes of waiting", direction="down")
    waiting = node("Minutes of waiting", "key result", baseline=8, target=12, due="2027-06-30", owner="Ida Sand")
    page = look({"goals": [node("Nobody waits", "vision", node("Order early", "user goal", waiting))]})[1]

    assert "“Minutes of waiting” of “Order early” does not lead where it should go." in page


def test_somebody_with_many_key_results_is_named_where_the_file_adds_to_them(look):
    results = [result(f"Raise part {n} from 8 to 9 EUR by 2027-02-28") for n in range(6)]
    tree = node("Nobody waits", "vision", node("Order early", "user goal", *results))
    assert "More than five are hard to look after" not in look({"goals": [tree]})[1]

    for one in results:
        one["owner"] = "Bo Winter"
    assert "Bo Winter has 6 key results. More than five are hard to look after." in look({"goals": [tree]})[1]
