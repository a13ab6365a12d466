"""A write sent twice happens once: tried through a real page, the proposal of a goal."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldthread.boards.models import Task
from goldthread.journal.models import Once
from goldthread.talk.models import Attachment


@pytest.fixture
def cy(client, crew):
    client.force_login(crew.cy, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def address(crew):
    return reverse("boards:task_add", args=[crew.organisation.slug, crew.product.slug, crew.sprint.pk])


def said(crew, text, once="a-key"):
    return {f"task-{crew.sprint.pk}-text": text, "once": once}


def test_a_form_sent_twice_has_one_effect_and_the_same_answer(cy, crew, address):
    first = cy.post(address, said(crew, "Draw the screen"))
    second = cy.post(address, said(crew, "Draw the screen"))

    assert Task.objects.filter(text="Draw the screen").count() == 1
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])


def test_the_key_may_come_as_a_header(cy, crew, address):
    for _time in range(2):
        cy.post(address, said(crew, "Draw the screen", once=""), headers={"Idempotency-Key": "of-the-header"})

    assert Task.objects.filter(text="Draw the screen").count() == 1


def test_the_same_key_with_other_words_is_refused(cy, crew, address):
    cy.post(address, said(crew, "Draw the screen"))

    answer = cy.post(address, said(crew, "Draw another screen"))

    assert answer.status_code == 422
    assert not Task.objects.filter(text="Draw another screen").exists()


def test_what_was_refused_may_be_sent_again_with_the_same_key(cy, crew, address):
    refused = cy.post(address, said(crew, ""))
    taken = cy.post(address, said(crew, "Draw the screen"))

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert Task.objects.filter(text="Draw the screen").exists()


def test_two_people_with_the_same_key_do_not_meet(cy, client, crew, address):
    cy.post(address, said(crew, "From Cy"))
    crew.teams["orion"].seat(crew.ada, by=crew.ada)
    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.post(address, said(crew, "From Ada"))

    assert set(Task.objects.values_list("text", flat=True)) == {"From Cy", "From Ada"}
    assert Once.objects.count() == 2


@pytest.mark.parametrize("key", ["a\x00b", "𝕏" * 70, "k" * 70, "\ud800"])
def test_any_key_at_all_keeps_a_write_from_happening_twice(cy, crew, address, key):
    sent = urlencode(said(crew, "Draw the screen", once=key), errors="surrogatepass")
    answers = [cy.post(address, sent, content_type="application/x-www-form-urlencoded") for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Task.objects.filter(text="Draw the screen").count() == 1


def test_two_long_keys_that_begin_alike_are_two_keys(cy, crew, address):
    for end in ("a", "b"):
        cy.post(address, said(crew, f"Draw {end}", once="k" * 64 + end))

    assert set(Task.objects.values_list("text", flat=True)) == {"Draw a", "Draw b"}


def test_two_files_of_one_name_and_size_are_two_files(cy, crew):
    address = reverse("talk:comments", args=["northwind", "lighter", "goal", crew.goals["next"].pk])
    answers = [
        cy.post(address, {"text": "See", "once": "k", "files": SimpleUploadedFile("plan.txt", content, "text/plain")})
        for content in (b"one two three", b"one two three", b"one two seven")
    ]

    assert [answer.status_code < 400 for answer in answers] == [True, True, False]
    assert answers[2].status_code == 422
    (kept,) = Attachment.objects.all()
    with default_storage.open(kept.stored_as) as stored:
        assert stored.read() == b"one two three"


def test_a_post_that_only_asks_claims_no_key(cy, crew):
    """What the coach answers while somebody types holds up nobody who writes."""
    address = reverse("chain:coach", args=[crew.organisation.slug, crew.product.slug])
    with CaptureQueriesContext(connection) as asked:
        answer = cy.post(address, {"statement": "Improve the search", "level": "product_goal", "once": "a-key"})

    assert answer.status_code == 200
    assert not Once.objects.exists()
    written = ("INSERT", "UPDATE", "DELETE", *(["SAVEPOINT"] if connection.vendor == "sqlite" else []))
    assert not [one["sql"] for one in asked if one["sql"].startswith(written)]


class Watched(BytesIO):
    """A body that notes how many transactions are open whenever it is read."""

    def __init__(self, content):
        super().__init__(content)
        self.depths = set()

    def read(self, *size):
        self.depths.add(len(connection.savepoint_ids))
        return super().read(*size)


def test_a_form_is_read_before_its_transaction_begins(cy, crew, address):
    body = urlencode(said(crew, "Draw the screen")).encode()
    watched, before = Watched(body), len(connection.savepoint_ids)

    cy.generic("POST", address, body, "application/x-www-form-urlencoded", **{"wsgi.input": watched})

    assert Task.objects.filter(text="Draw the screen").exists()
    assert watched.depths == {before}
