"""Where the values of a metric come from, as people connect it: tried before it is saved, and shown to nobody again."""

import io
import zipfile

import pytest
from django.core.cache import cache
from django.urls import reverse

from goldthread.kit import clock
from goldthread.kit.outbound.addresses import allowed
from goldthread.measures import tasks
from goldthread.measures.models import Metric, Source
from tests.support.strangers import answering, stranger

pytestmark = pytest.mark.django_db

TOKEN = "canary-token-of-a-source"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def metric(crew):
    return Metric.add(crew.organisation, "Open tickets", by=crew.ada, unit="count")


@pytest.fixture
def far(settings):
    with stranger() as one:
        settings.OUTBOUND = allowed(f"127.0.0.1/32:{one.port}")
        one.ways["/numbers"] = answering(b'{"open": 1212}')
        yield one


def at(metric, name="source"):
    return reverse(f"metrics:{name}", args=["northwind", metric.pk])


def said(far, **more):
    basic = {"kind": "json", "address": f"{far.url}/numbers?key=canary-key", "token": TOKEN, "path": "$.open", "rhythm": "daily", "at": "07:00", "weekday": 0}  # fmt: skip
    return {**basic, **more}


def page(client, address, **asked):
    return client.get(address, asked).content.decode()


def test_a_source_is_chosen_tried_and_saved(crew, as_, metric, far):
    ada = as_("ada")
    assert "?kind=prometheus" in page(ada, at(metric))
    assert "$.open.total" in page(ada, at(metric), kind="json")

    tried = ada.post(at(metric, "source_trial"), said(far))
    assert "It would read 1,212 now." in tried.content.decode()
    assert not Source.objects.exists()

    saved = ada.post(at(metric), said(far))
    assert (saved.status_code, saved.url) == (303, at(metric, "metric"))
    assert tasks.pull(clock.now()) == 1
    shown = page(ada, at(metric, "metric"))
    assert "1,212" in shown
    assert "every day at 07:00" in shown
    assert "from a source" in shown


def test_what_was_saved_is_shown_to_nobody_again(crew, as_, metric, far):
    ada = as_("ada")
    ada.post(at(metric), said(far))
    for name in ("metric", "source"):
        shown = page(ada, at(metric, name))
        assert "canary" not in shown
        assert "127.0.0.1" in shown
    assert "127.0.0.1" not in page(as_("cy"), at(metric, "metric"))


def test_an_archive_holds_the_source_and_not_its_address(crew, as_, metric, far):
    ada = as_("ada")
    ada.post(at(metric), said(far))
    locked = Source.objects.get().secret
    answer = ada.get(reverse("archive:file", args=["northwind"]))
    taken = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(taken)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert any("$.open" in text for text in files.values())
    assert not [name for name, text in files.items() if "canary" in text or locked in text]


def test_trying_what_is_saved_asks_the_address_that_is_kept(crew, as_, metric, far):
    ada = as_("ada")
    ada.post(at(metric), said(far))
    tried = ada.post(at(metric, "source_trial"), said(far, address="", token=""))
    assert "It would read 1,212 now." in tried.content.decode()
    assert TOKEN.encode() in far.asked[-1]
    assert "canary" not in tried.content.decode()


def test_a_token_that_is_kept_does_not_go_to_an_address_that_is_typed(crew, as_, metric, far):
    ada = as_("ada")
    ada.post(at(metric), said(far))
    far.ways["/other"] = answering(b'{"open": 7}')
    ada.post(at(metric, "source_trial"), said(far, address=f"{far.url}/other", token=""))
    assert far.asked
    assert TOKEN.encode() not in far.asked[-1]


def test_a_trial_that_fails_says_why_and_not_what_came(crew, as_, metric, far):
    far.ways["/numbers"] = answering(b"canary-of-the-answer")
    shown = as_("ada").post(at(metric, "source_trial"), said(far, token="")).content.decode()
    assert "What came is not JSON." in shown
    assert "canary-of-the-answer" not in shown


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"address": ""}, "Enter the address"),
        ({"address": "http://localhost/"}, "https://"),
        ({"address": "https://user:pass@example.org/"}, "do not belong into the address"),
        ({"address": "https://example.org:8443/"}, "443"),
        ({"path": "open"}, "begins with $"),
        ({"at": "late"}, "time"),
        ({"kind": "none"}, "What is there"),
    ],
)
def test_what_cannot_be_asked_is_said_at_the_form(crew, as_, metric, settings, far, wrong, words):
    answer = as_("ada").post(at(metric), said(far, **wrong))
    assert answer.status_code == (200 if "kind" in wrong else 422)
    assert words in answer.content.decode()
    assert not Source.objects.exists()


def test_inside_is_not_reached_by_a_trial(crew, as_, metric, settings):
    settings.OUTBOUND = allowed("")
    with stranger() as inside:
        inside.ways["/numbers"] = answering(b"7")
        shown = as_("ada").post(at(metric, "source_trial"), said(inside)).content.decode()
        assert not inside.asked
    assert "It would read" not in shown


def test_trials_are_counted(crew, as_, metric, far):
    ada = as_("ada")
    answers = [ada.post(at(metric, "source_trial"), said(far)).status_code for _time in range(61)]
    assert answers == [200] * 60 + [429]


def test_a_failing_source_says_so_on_the_metric_with_the_age_of_the_last_value(crew, as_, metric, far):
    ada = as_("ada")
    ada.post(at(metric), said(far))
    tasks.pull(clock.now())
    far.ways["/numbers"] = answering(b"", status="404 Gone")
    Source.objects.update(due_at=clock.now())
    tasks.pull(clock.now())
    shown = page(as_("cy"), at(metric, "metric"))
    assert "There is nothing at this address." in shown
    assert "The last value is" in shown
    assert "1,212" in shown


def test_it_is_paused_taken_up_again_and_removed(crew, as_, metric, far):
    bo = as_("bo")
    bo.post(at(metric), said(far))
    bo.post(at(metric, "source_pausing"))
    assert "Paused. It is not asked." in page(bo, at(metric, "metric"))
    bo.post(at(metric, "source_resuming"))
    assert Source.objects.get().paused_at is None
    bo.post(at(metric, "source_removal"))
    assert Source.objects.get().secret == ""
    assert "Connect a source" in page(bo, at(metric, "metric"))
    assert bo.post(at(metric, "source_pausing")).status_code == 404


def test_two_who_change_it_at_once_are_told(crew, as_, metric, far):
    ada = as_("ada")
    ada.post(at(metric), said(far))
    assert ada.post(at(metric), said(far, base=1, path="$.closed")).status_code == 303
    answer = ada.post(at(metric), said(far, base=1, path="$.other"))
    assert answer.status_code == 422
    assert "meanwhile" in answer.content.decode()
    assert Source.objects.get().settings == {"path": "$.closed"}


@pytest.mark.parametrize("kind", ["json", "csv", "prometheus", "database", "github", "jira"])
def test_every_kind_has_its_form(crew, as_, metric, kind):
    assert as_("ada").get(at(metric), {"kind": kind}).status_code == 200


def test_a_database_is_refused_where_its_folder_or_driver_is_missing(crew, as_, metric, far):
    asked = {"statement": "SELECT 1", "kind": "database"}
    for address, words in (
        ("sqlite:////etc/passwd", "not one that may be read"),
        ("https://example.org/", "postgresql://"),
    ):
        answer = as_("ada").post(at(metric), said(far, address=address, token="", **asked))
        assert answer.status_code == 422
        assert words in answer.content.decode()
