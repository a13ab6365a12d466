import pytest

from goldthread.home import rules

HOSTILE = [
    '"', '""', "'", "*", "NEAR", "NEAR(a b)", "a AND", "OR", "NOT", "(", ")", "((((", "a:b", "title_words: a", "^a", "-", "--", '-"', "\0",
    "a\0b", "'; DROP TABLE home_found; --", "%", "_", "\\", "a" * 10_000, '"' * 10_000, "word " * 2_000, "🧶", "e\u0301", "ﷺ", "\u202e",
    "!", "&", "|", "<->", ":*", "a:*", "1e5", "٣", "½", "#", "##42", "{a b}", "+", "a + b", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Größe, 3 €", "grosse 3"),
        ("Zoë's café", "zoe s cafe"),
        ("cafe\u0301", "cafe"),
        ("smørrebrød", "smorrebrod"),
        ("user_goal/next", "user goal next"),
        ("  ", ""),
    ],
)
def test_texts_are_folded_to_plain_words(text, words):
    assert rules.folded(text) == words


def test_a_question_is_read_as_words_phrases_and_words_that_must_not_be_there():
    asked = rules.asked('lose "keep it off" -gain Weight')

    assert asked.words == ("lose", "weight")
    assert asked.phrases == (("keep", "it", "off"),)
    assert asked.without == ("gain",)


@pytest.mark.parametrize(("question", "number"), [("#42", 42), ("42", 42), ("42 goals", None), ("#", None)])
def test_the_number_of_a_goal_is_known_when_it_stands_alone(question, number):
    assert rules.asked(question).number == number


def test_short_words_stand_for_themselves_unless_they_are_being_typed():
    assert rules.as_fts5(rules.asked("go to market")) == '("go" AND "to" AND "market"*)'
    assert rules.as_fts5(rules.asked("market go")) == '("market"* AND "go"*)'
    assert rules.as_tsquery(rules.asked('market "to go" -now')) == "'market':* & ('to' <-> 'go') & !'now'"


@pytest.mark.parametrize("question", HOSTILE)
def test_no_question_is_more_than_folded_words_to_the_database(question):
    asked = rules.asked(question)

    assert all(word.isalnum() for word in (*asked.terms, *asked.without))
    assert len(asked.terms) + len(asked.without) <= 40


def test_what_was_asked_for_is_marked_as_it_was_written():
    pieces = rules.marked("Größe zählt", rules.asked("grosse"))

    assert pieces == [("Größe", True), (" zählt", False)]


def test_an_extract_begins_near_the_first_place_that_was_asked_for():
    text = "one " * 100 + "needle " + "two " * 100

    found = rules.extract(text, rules.asked("needle"))

    assert "needle" in found
    assert len(found) < 200
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert rules.extract("nothing here", rules.asked("needle")) == ""


@pytest.mark.parametrize(
    ("question", "is_near"),
    [
        ("weihgt", True),
        ("weigth", True),
        ("wieght", True),
        ("wait", False),
        ("weight plane", False),
        ("losee weight", True),
    ],
)
def test_words_with_a_typing_error_are_near(question, is_near):
    assert rules.is_near(rules.asked(question), "lose weight and keep it off") is is_near


def test_the_words_after_a_name_are_kept_as_they_were_typed():
    assert rules.after_words("new  user-goal: Eat Better!", 3) == "Eat Better!"
    assert rules.after_words("new", 3) == ""
