"""For any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.coach import reading
from goldthread.coach.rules import coach

KINDS = st.sampled_from(
    [None, "", "vision", "user_goal", "business_goal", "product_goal", "sprint_goal", "key_result", "anything"]
)
TONGUES = st.sampled_from([None, "en", "de", "de-AT", "xx", ""])
PIECES = st.sampled_from(
    "by until the end of Q1 2025 FY24 XX% TBD #12 continue improve better all 5% bis Ende zum 3.4. verbessern in - ( ) . , ; \n 🎯 from last year app the release".split(
        " "
    )
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS, KINDS, TONGUES)
def test_any_text_is_judged_and_every_span_lies_within_it(text, kind, lang):
    verdict = coach(text, kind, lang)

    assert {verdict.S, verdict.M, verdict.T} <= {0, 1, None}
    for hint in verdict.hints:
        assert 0 <= hint.span[0] < hint.span[1] <= len(text)
    assert verdict == coach(text, kind, lang)


@settings(max_examples=50, deadline=None)
@given(TEXTS, TONGUES)
def test_the_level_changes_hints_and_never_a_letter(text, lang):
    said = {(one.S, one.M, one.T) for one in (coach(text, kind, lang) for kind in (None, "vision", "sprint_goal"))}

    assert len(said) == 1


@pytest.mark.parametrize(
    "piece", ["a ", "by ", "Q1 ", "1", "#1 ", "in the ", "the release ", "first second ", "ist ", " ", "x"]
)
def test_what_lies_behind_the_first_page_is_not_read(piece):
    short, long = piece * (reading.LONGEST // len(piece) + 100), piece * (100_000 // len(piece))

    for lang in ("en", "de"):
        one, other = coach(short, "sprint_goal", lang), coach(long, "sprint_goal", lang)
        assert [(hint.rule, hint.span) for hint in one.hints] == [(hint.rule, hint.span) for hint in other.hints]
