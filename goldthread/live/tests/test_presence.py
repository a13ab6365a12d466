import json

import pytest

from goldthread.live.presence import WORD_BYTES, Presence


@pytest.fixture
def here():
    return Presence("here")


@pytest.fixture
def there():
    return Presence("there")


def carry(words, to, now=0.0):
    for word in words:
        to.hear(word, now)


def test_two_pages_of_one_person_are_one_person(here):
    here.arrive(5, ["goal-42"])
    here.arrive(5, ["goal-42"])
    here.arrive(7, ["goal-42"])

    assert here.here("goal-42") == [5, 7]


def test_somebody_has_left_when_their_last_page_closed(here):
    here.arrive(5, ["goal-42"])
    here.arrive(5, ["goal-42"])
    here.changed()

    here.leave(5, ["goal-42"])
    assert here.here("goal-42") == [5]
    assert here.changed() == set()

    here.leave(5, ["goal-42"])
    assert here.here("goal-42") == []
    assert here.changed() == {"goal-42"}


def test_people_in_another_process_are_here_too(here, there):
    there.arrive(7, ["goal-42"])

    carry(there.news(), to=here)

    assert here.here("goal-42") == [7]
    assert here.changed() == {"goal-42"}


def test_a_process_that_says_goodbye_takes_its_people_with_it(here, there):
    there.arrive(7, ["goal-42"])
    carry(there.news(), to=here)

    here.hear(there.goodbye(), 1.0)

    assert here.here("goal-42") == []


def test_a_process_that_falls_silent_is_forgotten_after_a_minute(here, there):
    there.arrive(7, ["goal-42"])
    carry(there.news(), to=here, now=100.0)

    here.forget(159.0)
    assert here.here("goal-42") == [7]

    here.forget(160.0)
    assert here.here("goal-42") == []


def test_what_is_said_again_in_time_stays(here, there):
    there.arrive(7, ["goal-42"])
    carry(there.news(), to=here, now=100.0)
    carry(there.everything(), to=here, now=150.0)

    here.forget(180.0)

    assert here.here("goal-42") == [7]


def test_who_writes_is_forgotten_after_five_seconds_unless_said_again(here):
    here.write(5, "goal-42", "goal-42-statement", 100.0)
    here.forget(104.0)
    assert here.writing("goal-42") == [("goal-42-statement", 5)]

    here.write(5, "goal-42", "goal-42-statement", 104.0)
    here.forget(108.0)
    assert here.writing("goal-42") == [("goal-42-statement", 5)]

    here.forget(109.0)
    assert here.writing("goal-42") == []


def test_writing_said_twice_within_a_second_is_told_once(here):
    assert here.write(5, "goal-42", "goal-42-why", 100.0) is not None
    assert here.write(5, "goal-42", "goal-42-why", 100.5) is None
    assert here.write(5, "goal-42", "goal-42-why", 101.5) is not None


def test_writing_in_another_process_is_seen_here(here, there):
    word = there.write(7, "goal-42", "goal-42-why", 5.0)

    here.hear(word, 900.0)

    assert here.writing("goal-42") == [("goal-42-why", 7)]


def test_a_process_that_starts_asks_the_others_to_say_everything(here, there):
    assert here.hear(there.hello(), 0.0) is True
    assert here.hear(there.goodbye(), 0.0) is False


def test_a_process_does_not_listen_to_itself(here):
    here.arrive(5, ["goal-42"])
    here.changed()

    carry(here.everything(), to=here)
    here.hear(here.goodbye(), 0.0)

    assert here.changed() == set()
    assert here.here("goal-42") == [5]


@pytest.mark.parametrize("noise", [b"", b"\xff\xfe", b"[]", b"{}", b"null", b'"word"'])
def test_noise_is_not_heard(here, noise):
    assert here.hear(noise, 0.0) is False
    assert here.changed() == set()


def test_however_much_there_is_to_say_each_word_is_small(here, there):
    topics = [f"goal-{number}" for number in range(40)]
    for person in range(300):
        there.arrive(10**9 + person, topics)

    words = list(there.everything())

    assert len(words) > 1
    assert max(len(word) for word in words) <= WORD_BYTES
    told = {topic for word in words for topic in json.loads(word)["here"]}
    assert told == set(topics)
