import pytest

from goldthread.kit import memory


@pytest.fixture(autouse=True)
def empty():
    memory.forget()
    yield
    memory.forget()


def test_a_part_is_made_once_for_all_who_see_the_same():
    made = []

    def make():
        made.append(1)
        return ("part",)

    assert [memory.remembered(("map", 7), make) for _viewer in range(3)] == [("part",)] * 3
    assert made == [1]


def test_another_key_is_another_part():
    assert memory.remembered(("map", 7), lambda: ("before",)) == ("before",)
    assert memory.remembered(("map", 8), lambda: ("after",)) == ("after",)


def test_what_is_older_than_a_minute_is_made_anew(monkeypatch):
    moment = [1000.0]
    monkeypatch.setattr(memory.time, "monotonic", lambda: moment[0])
    memory.remembered("map", lambda: ("old",))

    moment[0] += memory.MOST_SECONDS + 1

    assert memory.remembered("map", lambda: ("new",)) == ("new",)


def test_the_least_used_parts_leave_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(memory, "MOST_BYTES", 40)
    memory.remembered("a", lambda: ("a" * 8,))
    memory.remembered("b", lambda: ("b" * 8,))
    memory.remembered("a", lambda: ("not made",))
    memory.remembered("c", lambda: ("c" * 8,))

    assert memory.remembered("a", lambda: ("made anew",)) == ("a" * 8,)
    assert memory.remembered("b", lambda: ("made anew",)) == ("made anew",)
