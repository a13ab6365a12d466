import pytest
from django.db import connection, transaction

from goldthread.live.models import Signal
from goldthread.live.tell import signal

from .loop import in_a_loop, until

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("committing")]


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """Only what is committed is told, so these tests cannot stand in a transaction that is rolled back."""
    with django_db_blocker.unblock():
        yield
        Signal.objects.all().delete()


class Ear:
    """Keeps what a wire says."""

    def __init__(self):
        from goldthread.live.wire_postgres import PostgresWire

        self.topics, self.words = [], []
        self.wire = PostgresWire(connection.get_connection_params())

    async def __aenter__(self):
        await self.wire.start(self.topics.extend, self.words.append)
        await self.wire.connected.wait()
        return self

    async def __aexit__(self, *problem):
        await self.wire.stop()
        connection.close()


@in_a_loop
async def test_signals_are_heard_after_their_commit_and_never_after_a_rollback():
    async with Ear() as ear:
        with transaction.atomic():
            signal("goal-1")
            transaction.set_rollback(True)
        with transaction.atomic():
            signal("goal-2", "goal-3")
            assert ear.topics == []

        await until(lambda: ear.topics)
        assert ear.topics == ["goal-2", "goal-3"]


@in_a_loop
async def test_more_topics_than_one_notice_holds_are_all_heard():
    many = [f"goal-{number}-{'x' * 60}" for number in range(200)]
    async with Ear() as ear:
        signal(*many)

        await until(lambda: len(ear.topics) == 200)
        assert ear.topics == many


@in_a_loop
async def test_words_reach_the_other_workers():
    async with Ear() as one, Ear() as two:
        one.wire.say(b"good morning")

        await until(lambda: two.words)
        assert two.words == [b"good morning"]


@in_a_loop
async def test_what_was_signalled_while_the_connection_was_lost_is_heard_after_it():
    async with Ear() as ear:
        ear.wire.connected.clear()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%%live_signal%%' AND pid <> pg_backend_pid()"
            )
            assert cursor.rowcount >= 1
        signal("goal-1")

        await ear.wire.connected.wait()
        await until(lambda: "goal-1" in ear.topics)
