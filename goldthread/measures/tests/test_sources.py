"""Sources: asked in their rhythm by whoever comes first, never twice; what fails says so and is tried later and later."""

import contextlib
import sqlite3
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.kit.outbound.addresses import allowed
from goldthread.measures import tasks
from goldthread.measures.models import Connected, CrossedSource, Metric, Reading, Source
from tests.support.strangers import answering, stranger

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 27, 6, 30, tzinfo=UTC)
TOKEN = "canary-token-of-a-source"


@pytest.fixture
def hands():
    with clock.held(MORNING) as hands:
        yield hands


@pytest.fixture
def metric(crew, hands):
    return Metric.add(crew.organisation, "Open tickets", by=crew.ada, unit="count")


@pytest.fixture
def far(settings):
    with stranger() as one:
        settings.OUTBOUND = allowed(f"127.0.0.1/32:{one.port}")
        one.ways["/numbers"] = answering(b'{"open": 41}')
        yield one


def connect(metric, far, by, **more):
    said = {"kind": "json", "settings": {"path": "$.open"}, "address": f"{far.url}/numbers", "token": TOKEN, **more}
    return Source.connect(metric, by=by, **said)


def pull():
    return tasks.pull(clock.now())


def values(metric):
    return [int(one.value) for one in Reading.objects.filter(metric=metric).order_by("pk")]


def test_a_source_gives_a_reading_that_says_where_it_comes_from(crew, metric, far):
    source = connect(metric, far, crew.ada)
    assert pull() == 1

    reading = metric.readings.get()
    assert (reading.value, reading.origin, reading.source, reading.by) == (Decimal(41), "source", source, None)
    assert f"authorization: Bearer {TOKEN}".encode() in far.asked[0]


def test_a_daily_source_is_asked_once_a_day_across_a_change_of_clocks(crew, metric, far, hands):
    connect(metric, far, crew.ada, at=time(2, 30))
    for _hour in range(24 * 4):
        pull()
        hands.on(hours=1)
    days = [one.day for one in Reading.objects.filter(metric=metric).order_by("at")]
    # At once, and then early on each day: the night from the 28th to the 29th has no half past two.
    assert [str(day)[8:] for day in days] == ["27", "28", "29", "30", "31"]


def test_of_three_schedulers_one_asks(crew, metric, far):
    source = connect(metric, far, crew.ada)
    now = clock.now()
    claimed = [Source.claim(source.pk, now) for _scheduler in range(3)]
    assert [one is not None for one in claimed] == [True, False, False]

    claimed[0].keep(Decimal(41))
    assert pull() == 0
    assert values(metric) == [41]


def test_two_schedulers_that_saw_it_due_in_the_same_moment_do_not_both_get_it(crew, metric, far):
    source = connect(metric, far, crew.ada)
    now = clock.now()
    seen = Source.objects.get(pk=source.pk)
    first = Source.claim(source.pk, now)
    assert first is not None
    # The other one's write names the moment it saw, which is gone.
    assert not Source.objects.filter(pk=source.pk, due_at=seen.due_at).update(due_at=now + timedelta(minutes=9))


def test_one_that_died_between_asking_and_keeping_is_followed_by_another_and_comes_too_late(crew, metric, far, hands):
    source = connect(metric, far, crew.ada)
    dead = Source.claim(source.pk, clock.now())
    assert pull() == 0
    hands.on(minutes=3)
    assert pull() == 1

    assert dead.keep(Decimal(7)) is None
    assert values(metric) == [41]


def test_what_dies_while_keeping_leaves_nothing_and_is_asked_again(crew, metric, far, hands, monkeypatch):
    connect(metric, far, crew.ada)

    class Killed(BaseException):
        pass

    def dying(*args, **more):
        raise Killed

    with monkeypatch.context() as while_dying:
        while_dying.setattr(Metric, "read", dying)
        with pytest.raises(Killed):
            pull()
    assert values(metric) == []
    hands.on(minutes=3)
    assert pull() == 1
    assert values(metric) == [41]


def test_what_fails_says_so_keeps_the_last_value_and_is_tried_later_and_later(crew, metric, far, hands):
    source = connect(metric, far, crew.ada)
    pull()
    far.ways["/numbers"] = answering(b"{}", status="503 Unavailable")
    hands.on(days=1)
    waits = []
    for _time in range(9):
        assert pull() == 0
        source.refresh_from_db()
        waits.append((source.due_at - clock.now()).total_seconds() / 60)
        hands.to(source.due_at)

    assert waits == [5, 10, 20, 40, 80, 160, 320, 360, 360]
    assert source.says == "The address answered with the status 503."
    assert values(metric) == [41]
    assert Entry.objects.filter(verb="source.failed").count() == 1

    far.ways["/numbers"] = answering(b'{"open": 39}')
    assert pull() == 1
    source.refresh_from_db()
    assert (source.says, source.failures, values(metric)) == ("", 0, [41, 39])
    assert source.due_at == datetime(2026, 3, 30, 5, tzinfo=UTC)


def test_a_paused_source_is_not_asked_until_it_is_taken_up_again(crew, metric, far):
    source = connect(metric, far, crew.ada)
    source.pause(by=crew.ada)
    source.pause(by=crew.ada)
    assert pull() == 0
    source.resume(by=crew.bo)
    source.resume(by=crew.bo)
    assert pull() == 1
    assert [Entry.objects.filter(verb=f"source.{word}").count() for word in ("paused", "resumed")] == [1, 1]


def test_what_was_paused_while_it_was_asked_gives_nothing(crew, metric, far):
    source = connect(metric, far, crew.ada)
    claimed = Source.claim(source.pk, clock.now())
    source.pause(by=crew.ada)
    assert claimed.keep(Decimal(7)) is None
    assert values(metric) == []


def test_a_removed_source_forgets_its_address_and_leaves_its_readings(crew, metric, far):
    source = connect(metric, far, crew.ada)
    pull()
    source.remove(by=crew.ada)
    source.refresh_from_db()
    assert (source.secret, source.host) == ("", "")
    assert metric.readings.get().source == source
    assert pull() == 0
    assert connect(metric, far, crew.ada).pk != source.pk


def test_a_metric_has_one_source(crew, metric, far):
    source = connect(metric, far, crew.ada)
    with pytest.raises(Connected):
        connect(metric, far, crew.ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(organisation=crew.organisation, metric=metric, by=crew.ada, kind="json")
    assert metric.sources.get() == source


def test_a_token_stays_with_its_address(crew, metric, far):
    source = connect(metric, far, crew.ada)
    source.change(by=crew.ada, base=1, rhythm="hourly")
    assert (source.question().token, source.edition) == (TOKEN, 2)
    source.change(by=crew.ada, base=2, token="another")
    assert source.question().token == "another"
    assert source.question().address == f"{far.url}/numbers"
    source.change(by=crew.ada, base=3, address="https://elsewhere.example/")
    assert source.question().token == ""
    with pytest.raises(CrossedSource):
        source.change(by=crew.bo, base=2, rhythm="weekly")


def test_what_is_locked_stands_nowhere_in_the_database(crew, metric, far):
    connect(metric, far, crew.ada, address=f"{far.url}/numbers?key=canary-in-the-address")
    far.ways["/numbers"] = answering(b"canary-in-the-answer")
    pull()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "canary" not in repr(cursor.fetchall()), table


def test_with_another_secret_it_says_that_it_cannot_be_read(crew, metric, far, settings):
    source = connect(metric, far, crew.ada)
    settings.SECRET_KEY = "another secret of the installation, of good length"
    assert pull() == 0
    source.refresh_from_db()
    assert "another secret" in source.says


def test_nothing_that_is_locked_is_logged(crew, metric, far, caplog, monkeypatch):
    connect(metric, far, crew.ada)

    def breaking(question, client=None):
        raise RuntimeError(f"{question.address} {question.token}")

    monkeypatch.setattr(tasks, "value_of", breaking)
    with caplog.at_level("DEBUG"):
        pull()
    assert "RuntimeError" in caplog.text
    assert TOKEN not in caplog.text
    assert far.url not in caplog.text
    assert TOKEN not in repr(Source.objects.get().question())


def ask(metric, far, crew, kind, settings, path, answer, **more):
    for one in Source.objects.connected():
        one.remove(by=crew.ada)
    far.ways = {path: answer}
    source = Source.connect(
        metric, by=crew.ada, kind=kind, settings=settings, address=more.pop("address", far.url), **more
    )
    pull()
    source.refresh_from_db()
    return source.says or metric.readings.order_by("pk").last().value


def test_prometheus_is_asked_for_one_series(crew, metric, far, hands):
    def told(result, kind="vector"):
        return answering(f'{{"status":"success","data":{{"resultType":"{kind}","result":{result}}}}}'.encode())

    asked = (metric, far, crew, "prometheus", {"query": "sum(up)"}, "/api/v1/query")
    assert ask(*asked, told('[{"metric":{},"value":[1.5,"41.5"]}]')) == Decimal("41.5")
    assert b"GET /api/v1/query?query=sum%28up%29 " in far.asked[-1]
    hands.on(minutes=1)
    assert ask(*asked, told('[1.5,"42"]', "scalar")) == 42
    assert "nothing at the moment" in ask(*asked, told("[]"))
    assert "more than one series" in ask(*asked, told('[{"value":[1,"1"]},{"value":[1,"2"]}]'))
    assert "not a number" in ask(*asked, told('[{"value":[1,"NaN"]}]'))
    assert "refused as it is written" in ask(*asked, answering(b'{"status":"error"}', status="400 Bad"))
    assert "not JSON" in ask(*asked, answering(b"<html>"))


def test_a_published_sheet_is_read_by_its_heading(crew, metric, far, hands):
    asked = (metric, far, crew, "csv", {"column": "Signed up", "decimal_mark": ","}, "/")
    assert ask(*asked, answering("\ufeffDay;Signed up\na;1.212,5\n".encode(), kind="text/csv")) == Decimal("1212.5")
    hands.on(minutes=1)
    assert "Publish the sheet as CSV" in ask(*asked, answering(b"<!doctype html>", kind="text/html"))
    assert "one column" in ask(*asked, answering(b"Day;Left\na;1\n", kind="text/csv"))


def test_a_search_on_github_is_counted(crew, metric, far, hands):
    asked = (metric, far, crew, "github", {"query": "repo:a/b is:open"}, "/search/issues")
    assert ask(*asked, answering(b'{"total_count": 12, "incomplete_results": false}'), token=TOKEN) == 12
    assert b"q=repo%3Aa%2Fb%20is%3Aopen&per_page=1" in far.asked[-1]
    assert "not finished" in ask(*asked, answering(b'{"total_count": 3, "incomplete_results": true}'))
    assert "the token is missing" in ask(*asked, answering(b"{}", status="401 Unauthorized"))
    assert "refused as it is written" in ask(*asked, answering(b"{}", status="422 Unprocessable"))
    assert "too often" in ask(*asked, answering(b"{}", status="429 Too Many"))


def test_a_search_in_jira_is_counted(crew, metric, far):
    asked = (metric, far, crew, "jira", {"query": "project = A"}, "/rest/api/2/search")
    assert ask(*asked, answering(b'{"total": 7}'), token="ada@example.org:key") == 7
    assert b"authorization: Basic " in far.asked[-1]
    assert b"jql=project%20%3D%20A&maxResults=0" in far.asked[-1]


def test_a_database_is_asked_in_a_folder_that_the_operator_opened(crew, metric, far, settings, tmp_path):
    path = tmp_path / "sales.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as line:
        line.executescript("CREATE TABLE sold (amount NUMERIC); INSERT INTO sold VALUES (7), (8.5);")
    settings.OUTBOUND = allowed(str(tmp_path))
    asked = (metric, far, crew, "database", {"statement": "SELECT sum(amount) FROM sold"}, "/", None)
    assert ask(*asked, address=f"sqlite:///{path}") == Decimal("15.5")
    settings.HOME = tmp_path
    assert "not one that may be read" in ask(*asked, address=f"sqlite:///{path}")


def test_the_answer_of_a_stranger_is_never_shown(crew, metric, far):
    asked = (metric, far, crew, "json", {"path": "$.open"}, "/")
    for answer in (answering(b"canary"), answering(b'{"open": "canary"}'), answering(b"canary", status="500 canary")):
        assert "canary" not in str(ask(*asked, answer))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM measures_source")
        assert "canary" not in repr(cursor.fetchall())
