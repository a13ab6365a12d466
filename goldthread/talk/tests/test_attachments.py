"""Files beside a comment: what is taken, how it is kept, how it is given out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldthread.talk import forms
from goldthread.talk.models import Attachment, Comment

from .conftest import HTMX, at
from .test_comments import PNG, file, say


@pytest.fixture
def kept(as_, goal):
    say(as_("cy"), goal, "See", [file("chart.png")])
    return Attachment.objects.get()


def test_several_files_are_kept_under_names_that_tell_nothing(as_, goal, stored):
    say(as_("cy"), goal, "", [file("a.png"), file("évil name.html"), SimpleUploadedFile("n.csv", b"a;b")])
    first, second, third = Attachment.objects.order_by("pk")

    assert [one.name for one in (first, second, third)] == ["a.png", "évil name.html.png", "n.csv"]
    assert [one.content_type for one in (first, second, third)] == ["image/png", "image/png", "text/csv"]
    assert first.digest == second.digest != third.digest
    assert len({one.stored_as for one in (first, second, third)}) == 3
    assert not any("." in one.stored_as or "evil" in one.stored_as for one in (first, second, third))
    assert {one.stored_as.partition("/")[2] for one in (first, second, third)} <= stored()


def test_a_file_is_given_out_to_keep_and_never_to_show(as_, kept):
    answer = as_("eve").get(at("attachment", kept.pk))

    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Disposition"] == 'attachment; filename="chart.png"'
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]


def test_the_page_names_the_file_and_leads_to_it(as_, goal, kept):
    html = as_("eve").get(at("comments", "goal", goal.pk), **HTMX).content.decode()

    assert f'href="{at("attachment", kept.pk)}"' in html
    assert "chart.png" in html


@pytest.mark.parametrize("who", ["hal"])
def test_a_file_is_not_there_for_strangers(as_, kept, who):
    assert as_(who).get(at("attachment", kept.pk)).status_code == 404
    assert as_("ada").get(at("attachment", kept.pk + 1)).status_code == 404


def test_a_file_is_found_only_under_its_own_product(as_, crew, kept):
    crew.organisation.add_product("Heavier", by=crew.ada)

    assert as_("ada").get(at("attachment", kept.pk).replace("lighter", "heavier")).status_code == 404


def test_a_file_that_was_taken_back_is_gone(as_, kept):
    as_("cy").post(at("removal", kept.comment_id))

    assert as_("cy").get(at("attachment", kept.pk)).status_code == 404


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([SimpleUploadedFile("x.html", b"<script>alert(1)</script>")], "“x.html” is none of the kinds of file"),
        ([SimpleUploadedFile("x.svg", b"<svg/>")], "“x.svg” is none of the kinds of file"),
        ([SimpleUploadedFile("x.png", b"not a picture")], "“x.png” is none of the kinds of file"),
        ([SimpleUploadedFile("x.png", b"")], "empty"),
        ([file(f"{number}.png") for number in range(6)], "at most 5 files"),
    ],
)
def test_what_cannot_be_attached_is_said_and_the_words_stay(as_, goal, stored, files, sentence):
    before = stored()
    answer = say(as_("cy"), goal, "kept words", files, head=HTMX)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "kept words" in answer.content.decode()
    assert not Comment.objects.exists()
    assert stored() == before


def test_a_file_that_is_too_large_is_refused_and_so_are_too_many_bytes_together(as_, goal, monkeypatch):
    monkeypatch.setattr(forms, "MOST_BYTES", 50)
    monkeypatch.setattr(forms, "MOST_BYTES_TOGETHER", 120)
    large = say(as_("cy"), goal, "", [file("large.png", PNG + b"." * 20)], head=HTMX)
    together = say(as_("cy"), goal, "", [file("a.png"), file("b.png"), file("c.png")], head=HTMX)

    assert "“large.png” is larger than 50" in large.content.decode().replace("\xa0", " ")
    assert "Together the files are larger than 120" in together.content.decode().replace("\xa0", " ")
    assert not Attachment.objects.exists()
