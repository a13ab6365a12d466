"""Pasting a column of readings and choosing a table: every line is looked at, nothing is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldthread.chain.models import KeyResult
from goldthread.measures.models import Metric, Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def metric(crew):
    made = Metric.add(crew.organisation, "Weekly active members", by=crew.ada, unit="count")
    KeyResult.set(crew.goals["next"], made, by=crew.ada, target=1800, owner_id=crew.cy.pk)
    return made


@pytest.fixture
def as_(crew):
    """A client signed in as somebody of the crew."""

    def signed_in(short):
        client = Client()
        client.force_login(crew.people[short], backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


def at(metric):
    return f"/northwind/metrics/{metric.pk}/column/"


GOOD = "2026-01-31\t1,212\n2026-02-28\t1,240"


def kept():
    return [(one.day, one.value) for one in Reading.objects.in_force().in_order()]


def test_a_column_is_looked_at_before_anything_is_kept(crew, as_, metric):
    page = as_("cy").post(at(metric), {"text": GOOD, "deed": "look"})

    assert page.status_code == 200
    assert "2 new readings" in page.content.decode()
    assert GOOD in page.content.decode()
    assert not Reading.objects.exists()


def test_what_was_looked_at_is_kept_with_where_it_came_from(crew, as_, metric):
    answer = as_("cy").post(at(metric), {"text": GOOD, "deed": "keep"})

    assert answer.status_code == 303
    assert kept() == [(date(2026, 1, 31), 1212), (date(2026, 2, 28), 1240)]
    assert set(Reading.objects.values_list("origin", "by__name")) == {("pasted", crew.cy.name)}


def test_pasted_again_it_does_no_harm_and_a_changed_value_corrects(crew, as_, metric):
    as_("cy").post(at(metric), {"text": GOOD, "deed": "keep"})
    changed = GOOD.replace("1,240", "1,250")
    page = as_("cy").post(at(metric), {"text": changed, "deed": "look"}).content.decode()
    assert "1 corrects what was read" in page
    assert "1 is known" in page
    as_("cy").post(at(metric), {"text": changed, "deed": "keep"})

    assert kept() == [(date(2026, 1, 31), 1212), (date(2026, 2, 28), 1250)]
    assert Reading.objects.count() == 3


def test_lines_that_are_wrong_stay_in_the_field_while_the_others_are_kept(crew, as_, metric):
    page = as_("cy").post(at(metric), {"text": f"{GOOD}\n2026-03-31\tabout 12 hundred", "deed": "keep"})
    text = page.content.decode()

    assert page.status_code == 200
    assert "2 readings are kept" in text
    assert "2026-03-31\tabout 12 hundred" in text
    assert "2026-01-31" not in text
    assert len(kept()) == 2


def test_values_alone_keep_their_days_when_some_are_left_over(crew, as_, metric):
    said = {"text": "1\nx2\n3", "starts": "2026-01-05", "step": "week", "deed": "keep"}
    text = as_("cy").post(at(metric), said).content.decode()

    assert kept() == [(date(2026, 1, 5), 1), (date(2026, 1, 19), 3)]
    assert "2026-01-12\tx2" in text


def test_nothing_pasted_is_said(crew, as_, metric):
    answer = as_("cy").post(at(metric), {"text": " ", "deed": "look"})
    assert answer.status_code == 422
    assert "Paste a day and a value" in answer.content.decode()


def test_a_german_reader_writes_german_numbers(crew, as_, metric):
    crew.cy.language = "de"
    crew.cy.save()
    as_("cy").post(at(metric), {"text": "31.1.2026\t1.212\n28.2.2026\t1.240", "deed": "keep"})
    assert [value for _day, value in kept()] == [1212, 1240]


def test_how_numbers_are_written_can_be_said(crew, as_, metric):
    as_("cy").post(at(metric), {"text": "2026-01-31\t1.212", "mark": ",", "deed": "keep"})
    assert [value for _day, value in kept()] == [1212]


def sent(as_, metric, content, name="readings.csv", **said):
    return as_("cy").post(at(metric), {"file": SimpleUploadedFile(name, content), **said})


def test_a_table_comes_into_the_field_to_be_looked_at(crew, as_, metric):
    content = "Week;Weekly active members;Note\n05.01.2026;1.212,5;\n12.01.2026;1.240;x\n".encode("utf-16")
    text = sent(as_, metric, content).content.decode()

    assert "05.01.2026\t1.212,5" in text
    assert "2 new readings" in text
    assert not Reading.objects.exists()
    as_("cy").post(at(metric), {"text": "05.01.2026\t1.212,5\n12.01.2026\t1.240", "origin": "file", "deed": "keep"})
    assert [value for _day, value in kept()] == [Decimal("1212.5"), 1240]
    assert set(Reading.objects.values_list("origin", flat=True)) == {"file"}


def test_of_several_columns_the_one_that_is_named_like_the_metric_is_read_and_another_can_be_asked_for(
    crew, as_, metric
):
    content = b"Day,Downloads,Active members\n2026-01-31,5,1212\n2026-02-28,6,1240\n"
    first = sent(as_, metric, content).content.decode()
    other = sent(as_, metric, content, column="downloads").content.decode()

    assert "2026-01-31\t1212" in first
    assert "The table also has: Downloads" in first
    assert "2026-01-31\t5" in other


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", "empty"),
        (b"Name,City\nMia,Berlin\n", "a.csv", "No column of this table holds numbers"),
        (b"{}", "a.json", "Choose a table"),
        (b"\x00\x01\x02" * 100, "a.csv", "neither a table nor a text"),
        (b"PK\x03\x04" + b"x" * 50, "a.xlsx", "no workbook"),
        (b"2026-01-31,1\n" * 200_000, "a.csv", "larger than 2 MB"),
    ],
)
def test_what_is_no_table_of_readings_is_said(crew, as_, metric, content, name, sentence):
    answer = sent(as_, metric, content, name)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Reading.objects.exists()


def test_a_column_costs_the_same_however_long_it_is(crew, as_, metric):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked = []
    client = as_("cy")
    for days in (2, 300):
        text = "\n".join(f"{date.fromordinal(date(2025, 1, 1).toordinal() + day)}\t{day}" for day in range(days))
        with CaptureQueriesContext(connection) as queries:
            client.post(at(metric), {"text": text, "deed": "look"})
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_pasted_lines_do_nothing_on_the_page(crew, as_, metric):
    text = (
        as_("cy").post(at(metric), {"text": "</textarea><script>alert(1)</script>\t5", "deed": "look"}).content.decode()
    )
    assert "<script>alert(1)" not in text
