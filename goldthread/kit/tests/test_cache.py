import threading

import pytest

from goldthread.kit.cache import SharedFile


@pytest.fixture
def two(tmp_path):
    """The same file as two processes see it."""
    return SharedFile(str(tmp_path / "cache.sqlite3"), {}), SharedFile(str(tmp_path / "cache.sqlite3"), {})


def test_what_one_process_keeps_the_other_finds(two):
    two[0].set("limit", [1.5, 2.5])

    assert two[1].get("limit") == [1.5, 2.5]


def test_what_has_expired_is_gone_and_swept(two):
    two[0].set("old", 1, timeout=-1)
    two[0].set("new", 2)
    two[0].sweep()

    assert two[1].get("old") is None
    assert two[1].get("new") == 2


def test_only_one_of_many_adds(two):
    won = []

    def add(cache):
        if cache.add("first", 1):
            won.append(cache)

    threads = [threading.Thread(target=add, args=(two[number % 2],)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1


def test_counting_needs_a_number_that_is_there(two):
    two[0].set("count", 4)

    assert two[1].incr("count") == 5
    with pytest.raises(ValueError, match="no such key"):
        two[1].incr("nothing")


def test_a_removed_key_is_gone(two):
    two[0].set("x", 1)

    assert two[1].delete("x") is True
    assert two[0].get("x", "nothing") == "nothing"
