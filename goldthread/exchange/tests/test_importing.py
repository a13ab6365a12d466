"""From a file to a thread, through the pages: looked at, corrected, brought in, taken back."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goldthread.chain.models import Goal, KeyResult, Tie
from goldthread.exchange.models import Import, Meaning
from goldthread.journal.record import verify

TABLE = """Was;Worauf;Wer;Bis;Nr
Niemand wartet auf Brot;;Bo Winter;;1
Auf dem Weg bestellen;1;;2027-03-31;2
Mehr je Kundin;1;;;3
"""


@pytest.fixture
def ada(client, crew):
    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def bakery(crew):
    return crew.organisation.add_product("Bakery", by=crew.ada)


@pytest.fixture
def send(ada, crew, bakery):
    """send("goals.csv", text) uploads a file and gives the answer."""

    def upload(name, content, product=bakery):
        address = reverse("exchange:import", args=[crew.organisation.slug, product.slug])
        content = content.encode() if isinstance(content, str) else content
        return ada.post(address, {"file": SimpleUploadedFile(name, content)})

    return upload


def test_nothing_is_saved_before_somebody_has_looked_at_the_rows(ada, send, bakery):
    answer = send("goals.csv", "Goal,Level\nNobody waits,vision\nOrder early,user goal\n")

    assert answer.status_code == 303
    page = ada.get(answer["Location"]).content.decode()
    assert "Nobody waits" in page
    assert "an orphan" in page
    assert not Goal.objects.filter(product=bakery).exists()


def test_columns_are_mapped_by_hand_and_the_next_file_with_these_headings_is_read_so(ada, send, crew, bakery):
    address = send("ziele.csv", TABLE)["Location"]
    roles = {"column-0": "statement", "column-1": "parents", "column-2": "owner", "column-3": "due", "column-4": "id"}
    ada.post(address, {**roles, "deed": "save"})

    order = Goal.objects.get(product=bakery, version__statement="Auf dem Weg bestellen")
    assert order.version.due.isoformat() == "2027-03-31"
    assert Tie.objects.get(child=order).parent.version.owner == crew.bo
    assert Meaning.objects.get(kind="columns").says == ["statement", "parents", "owner", "due", "id"]
    again = ada.get(send("mehr.csv", TABLE)["Location"]).content.decode()
    assert '<option value="parents" selected>' in again


def test_a_word_for_a_level_is_chosen_once_and_remembered(ada, send, crew, bakery):
    chain = '{"root": {"level": "vision", "text": "V", "children": [{"level": "galaxy", "text": "Far away goals"}]}}'
    address = send("chain.json", chain)["Location"]
    assert "“galaxy” is not known here" in ada.get(address).content.decode()

    ada.post(address, {"level-1": "business_goal", "level-1-said": "galaxy", "deed": "save"})

    assert Goal.objects.get(product=bakery, version__statement="Far away goals").version.level == "business_goal"
    again = ada.get(send("chain.json", chain)["Location"]).content.decode()
    assert "“galaxy” is not known here" not in again


def test_an_import_is_taken_back_as_a_whole_but_for_what_was_changed_since(ada, send, crew, bakery):
    address = send("goals.csv", "Goal,Level\nNobody waits,vision\nOrder early,user goal\nCome back,user goal\n")[
        "Location"
    ]
    ada.post(address, {"deed": "save"})
    edited = Goal.objects.get(product=bakery, version__statement="Come back")
    edited.reword(by=crew.ada, base=None, statement="Come back soon")

    answer = ada.post(f"{address}taking-back/", follow=True)

    assert [goal.version.statement for goal in Goal.objects.filter(product=bakery).open()] == ["Come back soon"]
    assert "Come back soon" in answer.content.decode()
    assert verify(crew.organisation.pk) is None
    ada.post(f"{address}taking-back/")
    assert Import.objects.get().taken_back_at


def test_a_goal_that_has_ended_elsewhere_ends_here_and_is_taken_back_with_the_import(ada, send, bakery):
    rows = "Goal,Level,Status\nNobody waits,vision,on track\nOrder early,user goal,✓ Done\nPunch card,product goal,cancelled\n"
    address = send("goals.csv", rows)["Location"]
    assert "let go" in ada.get(address).content.decode()
    ada.post(address, {"deed": "save"})

    ended = {goal.version.statement: goal.closing for goal in Goal.objects.filter(product=bakery)}
    assert ended["Nobody waits"] is None
    assert (ended["Order early"].result, ended["Punch card"].result) == ("met", "let_go")
    assert ended["Order early"].learned == "The file says: ✓ Done"
    assert "status: on track" in Goal.objects.get(version__statement="Nobody waits").version.why

    ada.post(f"{address}taking-back/")
    results = Goal.objects.filter(product=bakery).values_list("closing__result", flat=True)
    assert set(results) == {"let_go"}


def test_lines_of_the_board_come_along_once_and_go_with_the_import(ada, send, bakery):
    tree = '{"goldthread": 1, "board": [{"section": "competitors", "note": "The kiosk"}, {"section": "moon", "note": "x"}], "goals": [{"level": "vision", "goal": "Nobody waits"}]}'
    address = send("thread.json", tree)["Location"]
    ada.post(address, {"deed": "save"})
    ada.post(send("again.json", tree)["Location"], {"deed": "save"})

    assert [note.text for note in bakery.notes.standing()] == ["The kiosk"]
    assert "moon: x" in str(Import.objects.order_by("pk").first().kept)

    ada.post(f"{address}taking-back/")
    assert not bakery.notes.standing().exists()


def test_bringing_the_same_import_in_twice_makes_it_once(ada, send, bakery):
    address = send("goals.csv", "Goal\nNobody waits\n")["Location"]
    ada.post(address, {"deed": "save"})
    ada.post(address, {"deed": "save"})

    assert Goal.objects.filter(product=bakery).count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("goals.json", "{", "no valid JSON"),
        ("goals.csv", "   ", "The file is empty"),
        ("goals.xlsx", b"PK\x03\x04nonsense", "no workbook that can be read"),
        ("goals.xls", b"\xd0\xcf\x11\xe0aaaa", "old XLS format"),
        ("goals.yaml", "a: [", "no valid YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(send, name, content, sentence):
    answer = send(name, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Import.objects.exists()


def test_a_file_that_is_too_large_is_refused(send, monkeypatch):
    from goldthread.exchange import importing

    monkeypatch.setattr(importing, "MOST_BYTES", 10)
    assert send("goals.csv", "Goal\nNobody waits\n").status_code == 413


def test_another_person_does_not_see_a_file_that_only_waits(send, crew):
    address = send("goals.csv", "Goal\nNobody waits\n", crew.product)["Location"]
    client = Client()
    client.force_login(crew.bo, backend=settings.AUTHENTICATION_BACKENDS[0])

    assert client.get(address).status_code == 404


def test_goals_brought_in_count_as_not_yet_agreed_on_here(ada, send, bakery):
    address = send("goals.csv", "Goal,Key result\nNobody waits,Minutes of waiting\n")["Location"]
    ada.post(address, {"deed": "save"})

    goal = Goal.objects.get(product=bakery)
    assert goal.brought_in_at
    assert goal.looked_through_at is None
    assert KeyResult.objects.get(goal=goal).metric.name == "Minutes of waiting"


def test_the_look_at_a_file_costs_the_same_queries_whatever_its_size(ada, send, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    for size in (3, 60):
        address = send("goals.csv", "Goal\n" + "".join(f"Goal number {n}\n" for n in range(size)))["Location"]
        with CaptureQueriesContext(
            connection,
        ) as seen:
            ada.get(address)
        counted.append(len(seen))
    assert counted[0] == counted[1]


def test_a_file_that_nobody_brings_in_is_forgotten_after_two_days(send, crew):
    from datetime import timedelta

    from goldthread.kit import clock, registry

    send("goals.csv", "Goal\nNobody waits\n")
    _seconds, forget = registry.tended()["exchange.waiting"]

    forget(clock.now() + timedelta(hours=47))
    assert Import.objects.count() == 1
    forget(clock.now() + timedelta(hours=49))
    assert Import.objects.count() == 0
