"""From a pasted list to a thread, through the page."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from goldthread.chain.models import Goal, KeyResult, Tie
from goldthread.exchange import rules, saving
from goldthread.exchange.models import Paste
from goldthread.home.models import Found
from goldthread.journal.models import Entry, Notice
from goldthread.people.models import Person
from goldthread.talk.models import Follow

LIST = """Vision: Nobody waits for bread
  User goal: Order on the way to work (Bo Winter)
    Product goal: First hundred regulars by 31 March 2027
      - Orders a day: 12 -> 80
  Business goal: Earn more per customer
"""


@pytest.fixture
def ada(client, crew):
    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def bakery(crew):
    return crew.organisation.add_product("Bakery", by=crew.ada)


@pytest.fixture
def address(crew, bakery):
    return reverse("exchange:paste", args=[crew.organisation.slug, bakery.slug])


def fields(html):
    """What the browser would send: inputs, chosen options and text areas of the preview."""
    from html import unescape

    form = html[html.index('id="preview"') :]
    sent = {name: unescape(value) for name, value in re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)}
    sent.update(
        {
            name: unescape(words)
            for name, words in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S)
        }
    )
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.findall(r'<option value="([^"]*)"[^>]*selected', options)
        sent[name] = chosen[0] if chosen else re.findall(r'<option value="([^"]*)"', options)[0]
    return sent


def test_nothing_is_saved_before_somebody_has_looked_at_it(ada, address, bakery):
    answer = ada.post(address, {"text": LIST})

    assert answer.status_code == 200
    assert "Nobody waits for bread" in answer.content.decode()
    assert not Goal.objects.filter(product=bakery).exists()


def test_a_list_becomes_goals_ties_and_key_results(ada, address, bakery, crew):
    preview = ada.post(address, {"text": LIST}).content.decode()

    answer = ada.post(address, {**fields(preview), "deed": "save"})

    assert answer.status_code == 302
    levels = dict(Goal.objects.filter(product=bakery).values_list("version__statement", "version__level"))
    assert levels["Nobody waits for bread"] == "vision"
    assert levels["Earn more per customer"] == "business_goal"
    assert Tie.objects.standing().filter(child__product=bakery).count() == 3
    result = KeyResult.objects.get(goal__product=bakery)
    assert (result.metric.name, int(result.version.baseline), int(result.version.target)) == ("Orders a day", 12, 80)
    assert (
        Goal.objects.get(product=bakery, version__statement__startswith="Order on the way").version.owner_id
        == crew.bo.pk
    )


def test_words_corrected_in_the_preview_are_the_words_that_are_saved(ada, address, bakery):
    sent = fields(ada.post(address, {"text": LIST}).content.decode())
    place = next(name for name, words in sent.items() if words == "Earn more per customer")

    ada.post(address, {**sent, place: "Earn twice as much per customer", "deed": "save"})

    assert Goal.objects.filter(product=bakery, version__statement="Earn twice as much per customer").exists()


def test_a_date_that_is_none_comes_back_with_a_sentence_and_everything_typed(ada, address, bakery):
    sent = fields(ada.post(address, {"text": LIST}).content.decode())

    answer = ada.post(address, {**sent, "0-due": "soon", "deed": "save"})

    assert answer.status_code == 422
    said = answer.content.decode()
    assert "“soon” is not a date" in said
    assert "Order on the way to work" in said
    assert not Goal.objects.filter(product=bakery).exists()


def test_a_line_left_out_is_kept_and_shown_afterwards(ada, address, bakery):
    sent = fields(ada.post(address, {"text": LIST}).content.decode())
    place = next(name for name, words in sent.items() if words == "Earn more per customer").split("-")[0]

    ada.post(address, {**sent, f"{place}-kind": "left_out", "deed": "save"})

    assert not Goal.objects.filter(product=bakery, version__statement="Earn more per customer").exists()
    kept = Paste.objects.get(product=bakery).kept
    assert [line["text"] for line in kept] == ["Earn more per customer"]
    assert "Earn more per customer" in ada.get(address).content.decode()


def test_a_line_can_be_put_below_the_goal_before_it(ada, address):
    sent = fields(ada.post(address, {"text": "Vision: Bread for all\nUser goal: No waiting\n"}).content.decode())
    import json

    goals = [json.loads(sent[f"{place}-row"])["key"] for place in range(2)]
    moved = ada.post(address, {**sent, "deed": f"in:{goals[1]}"})

    assert moved.status_code == 200
    assert json.loads(fields(moved.content.decode())["1-row"])["parent"] == goals[0]


def test_an_empty_sheet_is_answered_with_a_sentence(ada, address):
    answer = ada.post(address, {"text": "  \n "})

    assert answer.status_code == 422
    assert "Paste a list first" in answer.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01",
        "<script>alert(1)</script>\n- <img src=x onerror=y>",
        "=cmd|' /C calc'!A0",
        "𝕏" * 5000,
        "\u202egoal",
        "a" * 5000,
    ],
)
def test_hostile_lists_are_read_like_any_other(ada, address, text):
    preview = ada.post(address, {"text": f"Goals\n{text}\n- second"})
    said = preview.content.decode()

    assert preview.status_code == 200
    assert "<script>alert" not in said
    assert "<img src=x" not in said
    assert ada.post(address, {**fields(said), "deed": "save"}).status_code in (302, 422)


def test_a_first_name_that_two_share_stays_as_written(ada, address, bakery, crew):
    second = Person.objects.create_user("bo2@northwind.example", None, name="Bo Summer")
    crew.organisation.memberships.create(person=second)
    sent = fields(ada.post(address, {"text": "User goal: No waiting (Owner: Bo)"}).content.decode())

    ada.post(address, {**sent, "deed": "save"})

    version = Goal.objects.get(product=bakery).version
    assert (version.owner_id, version.owner_as_written) == (None, "Bo")


@pytest.mark.parametrize(
    "row",
    [
        '{"kind": "goal", "raw": "\\u0000", "key": "\\ud800", "notes": "a\\u0000"}',
        '{"line": ' + "9" * 5000 + "}",
        '{"kind": "key_result", "direction": "sideways", "unit": "\\ud800", "line": -5}',
        "[" * 100_000,
        "[1]",
        "nothing",
    ],
)
def test_a_row_that_did_not_come_from_the_page_saves_what_can_be_read(ada, address, row):
    sent = {
        "rows": "2",
        "deed": "save",
        "text": "a\x00",
        "0-kind": "goal",
        "0-statement": "Warm\x00 bread",
        "0-level": "user_goal",
    }

    answer = ada.post(address, {**sent, "1-row": row, "1-statement": "Cold bread"})

    assert answer.status_code == 302
    assert "Warm bread" in [str(goal) for goal in Goal.objects.all()]


TABLE = """Goal\tPriority\tOwner\tDue\tStatus\tTeam\tTags
Faster onboarding\tP1\tBo Winter\t2027-03-31\tOn track\tgrowth\tcalm
More shops\tP2\tSam\t2027-06-30\tAt risk\tNobody knows\tbold
"""


def test_what_no_field_holds_is_shown_below_the_row_and_saved_with_the_goal(ada, address, bakery, crew):
    team = crew.organisation.add_team("Growth", by=crew.ada)
    preview = ada.post(address, {"text": TABLE}).content.decode()
    assert "Team: growth" in preview
    assert "Priority: P1\nStatus: On track\nTags: calm" in preview

    ada.post(address, {**fields(preview), "deed": "save"})

    goals = {str(goal): goal.version for goal in Goal.objects.filter(product=bakery)}
    assert set(goals) == {"Faster onboarding", "More shops"}
    first, second = goals["Faster onboarding"], goals["More shops"]
    assert (first.owner, str(first.due), first.team) == (crew.bo, "2027-03-31", team)
    assert (second.owner_as_written, str(second.due), second.team) == ("Sam", "2027-06-30", None)
    assert second.why.split("\n") == ["Priority: P2", "Status: At risk", "Tags: bold", "Team: Nobody knows"]


def test_a_doubt_leads_to_the_row_of_its_line_and_each_row_says_its_line(ada, address):
    preview = ada.post(
        address, {"text": "Vision: Bread for all\n\n  User goal: No waiting by 3/4/2027\n"}
    ).content.decode()

    chip = re.search(r'<a class="chip" href="#(row-[^"]+)">line 3</a>', preview)
    assert chip is not None
    row = preview[preview.index(f'id="{chip[1]}"') :]
    assert re.search(r'<span class="line-number[^>]*>(\d+)<', row)[1] == "3"


def _long_list(count):
    goals = (f"  - Goal number {at} is reached (Bo Winter)\n    - Orders of kind {at}: 12 -> 80" for at in range(count))
    return "\n".join(["Vision: Nobody waits", *goals])


def _save(text, product, by):
    reading = rules.read(text, today=date(2026, 11, 21))
    return saving.save(reading, text, product, Person.objects.all(), by=by)


def test_a_long_list_takes_hardly_more_statements_than_a_short_one(crew, bakery, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        _save(_long_list(4), bakery, crew.ada)
    another = crew.organisation.add_product("Mill", by=crew.ada)
    # SQLite takes many rows in several statements.
    with django_assert_max_num_queries(len(few) + 10):
        made = _save(_long_list(60), another, crew.ada)

    assert (made.goals_made, made.key_results_made) == (61, 60)
    assert Tie.objects.standing().filter(child__product=another).count() == 60


def test_a_saved_list_is_found_followed_and_told_to_its_owners(crew, bakery):
    _save(LIST, bakery, crew.ada)

    order = Goal.objects.get(product=bakery, version__statement__startswith="Order on the way")
    assert order.brought_in_at is not None
    assert Entry.objects.order_by("-number").first().verb == "list.pasted"
    assert Found.objects.filter(kind="goal", goal_id=order.pk, title__startswith="Order on the way").exists()
    assert set(Follow.objects.filter(noun_id=order.pk).values_list("person_id", "because")) == {
        (crew.ada.pk, "set"),
        (crew.bo.pk, "owns"),
    }
    assert list(Notice.objects.filter(person_id=crew.bo.pk, kind="owner").values_list("goal_id", flat=True)) == [
        order.pk
    ]


def test_a_tie_that_would_close_a_ring_is_left_out_and_the_rest_stands(crew, bakery):
    def row(key, parent, others=""):
        return {"kind": "goal", "key": key, "parent": parent, "other_parents": others, "statement": f"Goal {key}"}

    reading = rules.from_rows([row("a", "", "c"), row("b", "a"), row("c", "b")])
    saving.save(reading, "", bakery, [], by=crew.ada)

    assert Tie.objects.standing().filter(child__product=bakery).count() == 2
