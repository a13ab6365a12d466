from hypothesis import given
from hypothesis import strategies as st

from goldthread.kit.differences import differences


def joined(changes, kinds):
    return "".join(words for kind, words in changes if kind in kinds)


def test_a_changed_word_is_marked_whole():
    assert differences("Cut the risk", "Cut the cost") == [("same", "Cut the"), ("del", " risk"), ("ins", " cost")]


def test_the_same_text_has_one_piece():
    assert differences("Cut the risk", "Cut the risk") == [("same", "Cut the risk")]


def test_nothing_compared_with_nothing_has_no_piece():
    assert differences("", "") == []


@given(st.text(), st.text())
def test_both_texts_come_back_from_the_pieces(before, after):
    changes = differences(before, after)

    assert joined(changes, ("same", "ins")) == after
    assert joined(changes, ("same", "del")) == before


def test_long_texts_of_a_few_words_are_compared_without_a_wait():
    long, longer = "one two " * 2000, "two one " * 2000

    changes = differences(long, longer)

    assert joined(changes, ("same", "ins")) == longer
