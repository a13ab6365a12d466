"""Saying something, mentioning people, taking it back; through the pages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldthread.journal.models import Entry
from goldthread.talk.models import Comment, Mention

from .conftest import HTMX, at

PNG = b"\x89PNG\r\n\x1a\n" + b"." * 40


def say(client, goal, text="", files=(), **said):
    head = said.pop("head", {})
    return client.post(at("comments", "goal", goal.pk), {"text": text, "files": list(files), **said}, **head)


def file(name="a.png", content=PNG):
    return SimpleUploadedFile(name, content, content_type="text/html")


# --- said ---


def test_what_is_said_stands_below_the_goal_for_everybody(as_, crew, goal):
    answer = say(as_("cy"), goal, "Two clinics **asked**.")
    html = as_("eve").get(f"/northwind/lighter/goals/{goal.number}/").content.decode()

    assert answer["Location"] == f"/northwind/lighter/goals/{goal.number}/#comments"
    assert "Two clinics <strong>asked</strong>." in html
    assert "Cy Okafor" in html
    assert Entry.objects.get(verb="comment.said").facts == {
        "comment": Comment.objects.get().pk,
        "mentioned": [],
        "files": 0,
    }


def test_htmx_gets_the_comments_with_an_empty_form(as_, goal):
    html = say(as_("cy"), goal, "Hello", head=HTMX).content.decode()

    assert html.count("<section") == 1
    assert "Hello" in html
    assert re.search(r'<textarea name="text"[^>]*></textarea>', html)


def test_the_part_can_be_asked_for_by_itself(as_, goal):
    say(as_("cy"), goal, "Hello")
    part = as_("eve").get(at("comments", "goal", goal.pk), **HTMX).content.decode()

    assert "Hello" in part
    assert f'hx-trigger="goal-{goal.pk} from:#live"' in part
    assert 'id="comment-form"' not in part


def test_only_the_newest_are_shown_until_all_are_asked_for(as_, crew, goal):
    for number in range(62):
        Comment.say(goal, f"word{number}.", by=crew.cy)
    newest, everything = (
        as_("ada").get(at("comments", "goal", goal.pk) + query, **HTMX).content.decode() for query in ("", "?all=1")
    )

    assert ("word1." in newest, "word2." in newest, "word61." in newest) == (False, True, True)
    assert "?all=1" in newest
    assert everything.index("word0.") < everything.index("word61.")


@pytest.mark.parametrize("text", ["", "   \n", "\x00"])
def test_nothing_is_not_said(as_, goal, text):
    answer = say(as_("cy"), goal, text, head=HTMX)

    assert answer.status_code == 422
    assert "Write something, or attach a file." in answer.content.decode()
    assert not Comment.objects.exists()


def test_what_is_too_long_comes_back_as_typed(as_, goal):
    for head in (HTMX, {}):
        answer = say(as_("cy"), goal, "w" * 100_000, head=head)
        assert answer.status_code == 422
        assert "100000 characters long" in answer.content.decode()
        assert "w" * 100_000 in answer.content.decode()


@pytest.mark.parametrize("who", ["ada", "bo", "cy", "di", "eve", "fay", "gus", "hal"])
def test_who_may_comment(as_, goal, who):
    expected = {"eve": 403, "hal": 404}.get(who, 302)

    assert say(as_(who), goal, "Hello").status_code == expected
    assert Comment.objects.count() == (expected == 302)


@pytest.mark.parametrize(
    "path",
    ["comments/goal/4711/", "comments/sprint/1/", "comments/nothing/1/", "comments/goal/99999999999999999999999/"],
)
def test_nothing_is_said_about_what_is_not_there(as_, goal, path):
    assert as_("ada").post(f"/northwind/lighter/{path}", {"text": "Hello"}).status_code == 404


def test_a_goal_is_talked_about_only_under_its_own_product(as_, crew, goal):
    crew.organisation.add_product("Heavier", by=crew.ada)

    assert (
        as_("ada").post(at("comments", "goal", goal.pk).replace("lighter", "heavier"), {"text": "Hello"}).status_code
        == 404
    )
    assert not Comment.objects.exists()


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/p.png)",
    "{{ 7 * 7 }}",
    "\u202edlrow",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_words(as_, goal, words):
    html = say(as_("cy"), goal, words, head=HTMX).content.decode()

    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert "7 * 7" in html or "7 * 7" not in words


# --- mentions ---


def test_a_person_named_twice_is_mentioned_once(as_, crew, goal):
    say(as_("cy"), goal, "@Bo Winter and @bo, could you **look**?")
    comment = Comment.objects.get()

    assert [(one.person, one.comment) for one in Mention.objects.all()] == [(crew.bo, comment)]


def test_the_name_of_a_mentioned_person_stands_out_and_another_does_not(as_, goal):
    html = say(as_("cy"), goal, "@Bo Winter knows @Nobody", head=HTMX).content.decode()

    assert '<strong class="mention">@Bo Winter</strong> knows @Nobody' in html


def test_a_name_within_the_address_of_a_link_is_left_alone(as_, goal):
    html = say(as_("cy"), goal, "@bo see [here](https://example.org/@bo)", head=HTMX).content.decode()

    assert 'href="https://example.org/@bo"' in html


def test_a_comment_sent_twice_is_said_once(as_, goal):
    client = as_("cy")
    for _time in range(2):
        say(client, goal, "@Bo Winter", once="a-key")

    assert Comment.objects.count() == Mention.objects.count() == 1


def test_people_are_offered_by_the_beginning_of_a_word_of_their_name(as_, crew):
    def offered(query, who="cy"):
        return re.findall(r'data-name="([^"]+)"', as_(who).get(at("names"), {"q": query}).content.decode())

    assert offered("bo") == ["Bo Winter"]
    assert offered("Oka") == ["Cy Okafor"]
    assert offered("hal") == []
    assert len(offered("")) == 7
    assert as_("hal").get(at("names")).status_code == 404


# --- taken back ---


def test_words_and_files_are_taken_back_by_their_author_and_the_place_stays(
    as_, crew, goal, stored, django_capture_on_commit_callbacks
):
    client, before = as_("cy"), stored()
    say(client, goal, "@Bo Winter secret", [file()])
    comment = Comment.objects.get()
    assert stored() != before
    with django_capture_on_commit_callbacks(execute=True):
        html = client.post(at("removal", comment.pk), **HTMX).content.decode()
    comment.refresh_from_db()

    assert (comment.text, comment.mentions.count(), comment.attachments.count()) == ("", 0, 0)
    assert stored() == before
    assert "Cy Okafor took back what was said here." in html
    assert "secret" not in html


@pytest.mark.parametrize(("who", "status"), [("ada", 403), ("eve", 403), ("hal", 404)])
def test_nobody_else_takes_a_comment_back(as_, crew, goal, who, status):
    comment = Comment.say(goal, "Hello", by=crew.cy)

    assert as_(who).post(at("removal", comment.pk)).status_code == status
    comment.refresh_from_db()
    assert comment.text == "Hello"


def test_only_the_author_is_offered_to_take_it_back(as_, crew, goal):
    comment = Comment.say(goal, "Hello", by=crew.cy)

    assert at("removal", comment.pk) in as_("cy").get(at("comments", "goal", goal.pk), **HTMX).content.decode()
    assert at("removal", comment.pk) not in as_("ada").get(at("comments", "goal", goal.pk), **HTMX).content.decode()
