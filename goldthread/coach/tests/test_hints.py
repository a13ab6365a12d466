"""What is said beside the letters, level by level."""

import pytest

from goldthread.coach.rules import coach
from goldthread.coach.sentences import SENTENCES


def rules(text, kind, lang="en"):
    return {hint.rule for hint in coach(text, kind, lang).hints}


def test_a_vision_is_exempt_from_measure_and_time_and_keeps_its_letters():
    text = "Every child grows up with music"
    vision, plain = coach(text, "vision"), coach(text, None)

    assert (vision.S, vision.M, vision.T) == (plain.S, plain.M, plain.T)
    assert {hint.letter for hint in plain.hints} == {"T"}
    assert vision.hints == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Ten thousand families eat well", "vision.dated"),
        ("Every town has a choir by 2030", "vision.dated"),
        ("A mobile app for every choir", "vision.solution"),
        ("Win market share in choral music", "vision.self"),
        ("Be the leading choir publisher", "specific.superlative"),
        (" ".join(["song"] * 26), "vision.long"),
    ],
)
def test_a_vision_lasts_is_free_of_the_solution_and_short(text, rule):
    assert rule in rules(text, "vision")


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        ("Launch the new member area", "user_goal", "wording.output"),
        ("We will build a reporting module", "product_goal", "wording.output"),
        ("Members find each other through a dashboard", "user_goal", "wording.solution"),
        ("Close #12 and #15", "sprint_goal", "wording.stories"),
        ("Export the list, mend the header and send the letter", "sprint_goal", "wording.stories"),
        ("Increase donations by 5 % and launch the shop", "business_goal", "wording.several"),
        ("Continue the cleaning of addresses", "sprint_goal", "specific.endless"),
        ("Raise donations by XX %", "business_goal", "measurable.placeholder"),
        ("Answer letters within 3 days", "product_goal", "time.lookalike"),
        ("Raise donations", "business_goal", "measurable.direction"),
    ],
)
def test_the_wording_is_looked_at_by_level(text, kind, rule):
    assert rule in rules(text, kind)


def test_an_output_is_right_for_a_sprint_and_a_key_result():
    assert "wording.output" not in rules("Launch the new member area", "sprint_goal") | rules("Launch it", "key_result")


def test_a_hint_on_a_letter_is_given_exactly_where_the_letter_is_absent():
    for text in ("Improve quality", "Ship the wizard by May 3, 2027", "Raise donations to 5 %", "Documentation"):
        verdict = coach(text, "product_goal", "en")
        absent = {letter for letter in "SMT" if getattr(verdict, letter) == 0}

        assert {hint.letter for hint in verdict.hints if hint.letter} == absent


def test_the_span_holds_the_words_that_are_meant():
    text = "For our members: continue the cleaning, please by XX%"
    spans = {hint.rule: text[slice(*hint.span)] for hint in coach(text, None, "en").hints}

    assert spans["measurable.placeholder"] == "XX%"


def test_every_sentence_is_whole_and_has_an_example():
    for why, example in SENTENCES.values():
        assert why.endswith(".")
        assert example.endswith(".")
        assert "%(" not in why + example
        assert "!" not in why + example


@pytest.mark.parametrize(
    "text",
    ["", "   ", "🎯🎯", "\x00\x01", "—", "Качество поиска", "提高质量", "Réduire les délais de la livraison pour nous"],
)
def test_what_cannot_be_judged_gets_no_letter(text):
    verdict = coach(text)

    assert (verdict.S, verdict.M, verdict.T, verdict.hints) == (None, None, None, ())
