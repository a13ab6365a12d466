"""The locked box of an open ballot tells nothing by its size, whoever votes and at whatever length."""

import pytest

from goldthread.decisions.forms.ballot import MOST_CHARACTERS
from goldthread.decisions.models import Decision, TooLong, Vote
from goldthread.decisions.models.box import Box, close
from goldthread.decisions.models.meanwhile import join
from goldthread.kit import clock, locked

from .conftest import page_of
from .test_questions import YES, cast, put, voter

LONGEST = [letter * MOST_CHARACTERS for letter in ("x", "ü", "字", '"', "\n")]


def size_of(asked):
    return len(Decision.objects.get(pk=asked.pk).secret_ballots)


def test_it_is_of_one_size_with_no_ballot_and_with_all_of_the_greatest_length(crew):
    asked = put(crew, ("ada", "bo", "cy", "di"), rule={"name": "consent"})
    size = size_of(asked)
    for person, words in zip((crew.ada, crew.bo, crew.cy), LONGEST, strict=False):
        cast(asked, person, Vote("object", 10, words))
        assert size_of(asked) == size
    assert asked.own_vote(voter(asked, crew.bo)).because == LONGEST[1]
    asked.recuse(voter(asked, crew.bo), by=crew.bo)
    assert size_of(asked) == size
    cast(asked, crew.di, Vote("object", 0, LONGEST[3]))

    assert sorted(asked.ballots.values_list("because", flat=True)) == sorted([LONGEST[0], LONGEST[2], LONGEST[3]])


@pytest.mark.parametrize("people", [1, 2, 7, 19, 20, 100, 300])
def test_whatever_is_in_a_box_for_so_many_it_has_the_same_size(people):
    numbers = range(1, people + 1)
    sizes = {len(close({number: Vote("object", 10, "x" * 1000, None) for number in said}, numbers)) for said in ((), (1,), numbers)}  # fmt: skip
    assert len(sizes) == 1


def test_who_comes_late_has_a_slot_at_once_so_that_casting_changes_no_size(crew):
    asked = put(crew)
    cast(asked, crew.ada, Vote("object", 1, LONGEST[1]))
    join(asked, crew.di, "stakeholder", by=crew.ada)
    size = size_of(asked)
    cast(asked, crew.di)
    assert size_of(asked) == size
    assert asked.own_vote(voter(asked, crew.ada)).because == LONGEST[1]


def test_among_many_the_longest_words_in_any_language_are_packed_and_noise_is_refused():
    many = Box.empty(range(1, 101))
    words = "Der zweite Standort wartet seit drei Wochen auf die Freigabe, und niemand hat ihn gefragt. " * 22
    many.put(1, Vote("object", 3, words[:MOST_CHARACTERS]))
    assert many.vote(1).because == words[:MOST_CHARACTERS]
    with pytest.raises(TooLong):
        many.put(2, Vote("object", 3, "".join(chr(0x4E00 + at * 7 % 20000) for at in range(MOST_CHARACTERS))))
    assert many.cast == {1}


def test_words_that_no_slot_holds_are_refused_in_a_sentence_and_nothing_is_kept(crew, ask, as_):
    asked = ask(("bo", "cy"))
    noise = "".join(chr(0x10000 + at * 7919 % 60000) for at in range(MOST_CHARACTERS))
    size = size_of(asked)
    answer = as_("bo").post(page_of(asked, "casting"), {"position": "object", "because": noise * 2})
    assert answer.status_code == 422
    answer = as_("bo").post(page_of(asked, "casting"), {"position": "object", "because": noise})
    assert answer.status_code == 303, "8,000 bytes fit among few"
    assert size_of(asked) == size


def test_two_copies_of_the_database_differ_everywhere_whoever_has_voted_between_them(crew):
    asked = put(crew)
    before = Decision.objects.get(pk=asked.pk).secret_ballots
    cast(asked, crew.cy)
    after = asked.secret_ballots
    same = sum(one == other for one, other in zip(before, after, strict=True))
    assert same < len(before) / 32, "as two texts of 64 letters by chance"


def test_ballots_keep_the_order_in_which_they_were_cast_last(crew):
    asked = put(crew)
    for person in (crew.cy, crew.ada, crew.cy, crew.bo):
        cast(asked, person, YES)
    places = asked.ballots.order_by("place").values_list("voter__person", flat=True)
    assert list(places) == [crew.ada.pk, crew.cy.pk, crew.bo.pk]


def test_a_box_that_another_secret_locked_holds_none_and_all_can_vote_anew(crew, settings):
    asked = put(crew)
    cast(asked, crew.ada)
    settings.SECRET_KEY = "another secret of fifty characters, as long as they are"
    assert asked.own_vote(voter(asked, crew.ada)) is None
    for person in (crew.ada, crew.bo, crew.cy):
        cast(asked, person)
    assert asked.verdict == "adopted"


def test_a_box_of_the_version_before_keeps_its_ballots(crew):
    asked = put(crew)
    said = '[[2, {"position": "reserve", "confidence": 3, "because": "By when?", "fingers": null}]]' + " " * 100
    Decision.objects.filter(pk=asked.pk).update(secret_ballots=locked.lock(said, "open ballots"))
    asked.refresh_from_db()
    assert asked.own_vote(voter(asked, crew.bo)).because == "By when?"
    for person in (crew.ada, crew.cy):
        cast(asked, person)
    assert sorted(asked.ballots.values_list("position", flat=True)) == ["reserve", "support", "support"]
    assert asked.closed_at <= clock.now()


def test_a_vote_takes_five_statements_however_many_voted(crew, django_assert_num_queries):
    asked = put(crew, ("ada", "bo", "cy", "di"))
    who = {short: voter(asked, crew.people[short]) for short in ("ada", "bo", "cy", "di")}
    with django_assert_num_queries(5):
        asked.cast(who["ada"], YES)
    with django_assert_num_queries(5):
        asked.cast(who["bo"], YES)
