import pytest
from django.http import HttpResponse
from django.utils import translation

from goldthread.kit.together import Gathering, PutOff, gathered, once_for_all, together, told_first


@pytest.fixture
def done():
    return []


@pytest.fixture
def write(done):
    def do(said):
        if "bad" in said:
            raise RuntimeError("bad")
        done.append(list(said))
        return [word.upper() for word in said]

    return do


def answered(came):
    if isinstance(came, Exception):
        raise came
    return HttpResponse(came, status=201, headers={"HX-Trigger": "told"})


def test_what_one_asks_for_alone_is_done_and_answered_at_once(write, done):
    assert together("box", write, "one", answered).content == b"ONE"
    assert done == [["one"]]


def test_what_many_ask_for_in_the_same_instant_is_done_once_and_each_is_answered(write, done):
    with gathered():
        answers = [together("box", write, word, answered) for word in ("one", "three")]
        assert (done, [one.content for one in answers]) == ([], [b"", b""])

    assert done == [["one", "three"]]
    assert [(one.status_code, one.content, one["HX-Trigger"]) for one in answers] == [
        (201, b"ONE", "told"),
        (201, b"THREE", "told"),
    ]
    assert ("Content-Length", "5") in answers[1].head()


def test_what_is_asked_for_elsewhere_is_done_apart(write, done):
    with gathered():
        for box, word in (("a", "one"), ("b", "two"), ("a", "three")):
            together(box, write, word, answered)

    assert done == [["one", "three"], ["two"]]


def test_who_asks_for_what_cannot_be_done_holds_up_nobody(write, done):
    with gathered():
        answers = [together("box", write, word, answered) for word in ("one", "bad", "three")]

    assert done == [["one"], ["three"]]
    assert [one.status_code for one in answers] == [201, 500, 201]


def test_each_is_answered_in_their_own_language(write):
    def spoken(came):
        return HttpResponse(f"{came} {translation.get_language()}")

    with gathered():
        with translation.override("de"):
            german = together("box", write, "eins", spoken)
        with translation.override("en"):
            english = together("box", write, "one", spoken)

    assert (german.content, english.content) == (b"EINS de", b"ONE en")


def test_a_cookie_that_was_set_around_the_answer_is_sent_with_it(write):
    with gathered():
        answer = together("box", write, "one", answered)
        answer.set_cookie("last", "northwind")

    assert isinstance(answer, PutOff)
    assert any(name == "Set-Cookie" and value.startswith("last=northwind") for name, value in answer.head())


def test_what_holds_for_all_is_read_once_in_the_same_instant_and_anew_after_it():
    read = []

    def look():
        read.append("looked")
        return len(read)

    with gathered():
        assert (once_for_all("table", look), once_for_all("table", look)) == (1, 1)
    with gathered():
        assert once_for_all("table", look) == 2
    assert (once_for_all("table", look), once_for_all("table", look)) == (3, 4)


def test_what_is_done_can_be_told_before_it_is_answered(write, done):
    gathering = Gathering()
    with gathering.here():
        waiting = together("box", write, "one", answered)
        later = told_first(lambda: HttpResponse("as it is now"))

    gathering.do()
    assert gathering.has_done
    assert (done, waiting.content, later.content) == ([["one"]], b"", b"")
    gathering.answer()
    assert (waiting.content, later.content) == (b"ONE", b"as it is now")
    assert not gathering.has_done


def test_an_answer_that_nobody_else_waits_for_is_made_at_once():
    assert told_first(lambda: HttpResponse("as it is now")).content == b"as it is now"
