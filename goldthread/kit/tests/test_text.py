import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.kit.text import rendered, tidy


def test_markdown_becomes_paragraphs_and_marks():
    assert rendered("Nine of **ten**") == "<p>Nine of <strong>ten</strong></p>\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='vbscript:x'>x</a>",
        "<style>body{display:none}</style>",
        "<svg/onload=alert(1)>",
        "![x](https://tracker.example/pixel.png)",
    ],
)
def test_what_could_act_or_fetch_is_not_let_through(hostile):
    html = rendered(hostile)

    assert not any(
        sign in html
        for sign in ("<script", "<img", "<style", "<svg", 'href="javascript', 'href="data', 'href="vbscript')
    )


def test_links_say_that_they_are_not_ours():
    assert 'rel="noopener nofollow ugc"' in rendered("[a](https://example.org)")


def test_headings_sink_below_those_of_the_page():
    assert rendered("# Big") == "<h3>Big</h3>\n"


@given(st.text())
def test_any_text_is_rendered_without_a_script(source):
    assert "<script" not in rendered(source)


@given(st.text())
def test_tidied_text_stays_as_it_is_when_tidied_again(source):
    assert tidy(tidy(source)) == tidy(source)


def test_marks_that_no_screen_shows_are_dropped():
    assert tidy(" a\x00b\x07c\r\nd ") == "abc\nd"
