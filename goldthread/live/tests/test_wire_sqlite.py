import os

import pytest

from goldthread.live.wire_sqlite import SqliteWire

from .database import Database
from .loop import in_a_loop, until


@pytest.fixture
def database(tmp_path):
    return Database(tmp_path / "goldthread.sqlite3")


class Ear:
    """Keeps what a wire says."""

    def __init__(self, database, folder=None):
        self.topics, self.words = [], []
        self.wire = SqliteWire(database.path, folder or database.path.parent / "run")

    async def __aenter__(self):
        await self.wire.start(self.topics.extend, self.words.append)
        self.wire.wake()
        return self

    async def __aexit__(self, *problem):
        await self.wire.stop()


@in_a_loop
async def test_signals_are_heard_in_order_after_their_commit(database):
    async with Ear(database) as ear:
        database.signal("goal-1", "goal-2")
        database.signal("goal-3")

        await until(lambda: len(ear.topics) == 3)
        assert ear.topics == ["goal-1", "goal-2", "goal-3"]


@in_a_loop
async def test_who_says_that_they_wrote_is_heard_at_once_here_and_by_the_others(database, monkeypatch):
    monkeypatch.setattr("goldthread.live.wire_sqlite.LOOK_SECONDS", 60)
    async with Ear(database) as one, Ear(database) as other:
        database.signal("goal-1")
        one.wire.look()
        assert one.topics == ["goal-1"]

        await until(lambda: other.topics)
        assert other.topics == ["goal-1"]
        assert other.words == []


@in_a_loop
async def test_where_nobody_listens_nothing_is_looked_for(database):
    async with Ear(database) as ear:
        ear.wire.rest()
        database.signal("goal-1")
        ear.wire.look()
        assert ear.topics == []


@in_a_loop
async def test_a_write_that_is_rolled_back_is_never_heard(database):
    async with Ear(database) as ear:
        database.connection.execute("BEGIN IMMEDIATE")
        database.write("goal-1")
        database.connection.execute("ROLLBACK")
        database.signal("goal-2")

        await until(lambda: ear.topics)
        assert ear.topics == ["goal-2"]


@in_a_loop
async def test_what_was_signalled_before_anybody_listened_is_not_told(database):
    database.signal("goal-1")
    async with Ear(database) as ear:
        database.signal("goal-2")

        await until(lambda: ear.topics)
        assert ear.topics == ["goal-2"]


@in_a_loop
async def test_nothing_is_looked_for_while_nobody_listens(database):
    async with Ear(database) as ear:
        ear.wire.rest()
        database.signal("goal-1")

        ear.wire.wake()
        database.signal("goal-2")
        await until(lambda: ear.topics)
        assert ear.topics == ["goal-2"]


@in_a_loop
async def test_after_trouble_with_the_file_nothing_is_missed(database):
    async with Ear(database) as ear:
        database.signal("goal-1")
        await until(lambda: ear.topics)

        ear.wire._connection.close()
        database.signal("goal-2")

        await until(lambda: len(ear.topics) == 2)
        assert ear.topics == ["goal-1", "goal-2"]


@in_a_loop
async def test_words_reach_the_others_and_not_the_speaker(database):
    async with Ear(database) as one, Ear(database) as two, Ear(database) as three:
        one.wire.say(b"good morning")

        await until(lambda: two.words and three.words)
        assert (one.words, two.words, three.words) == ([], [b"good morning"], [b"good morning"])


@in_a_loop
async def test_the_socket_of_a_process_that_died_is_tidied_away(database, tmp_path):
    async with Ear(database) as one:
        async with Ear(database) as two:
            left = tmp_path / "run" / two.wire._sockets._name
            kept = tmp_path / "left-over"
            os.rename(left, kept)
        os.rename(kept, left)

        one.wire.say(b"anybody")

        assert not left.exists()


@in_a_loop
async def test_a_data_folder_with_a_very_long_path_works_too(database, tmp_path):
    folder = tmp_path / ("deep" * 20) / ("deeper" * 20) / "run"
    async with Ear(database, folder) as one, Ear(database, folder) as two:
        one.wire.say(b"good morning")

        await until(lambda: two.words)
        assert two.words == [b"good morning"]


@in_a_loop
async def test_nobody_else_on_the_machine_may_speak(database, tmp_path):
    async with Ear(database):
        assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700
