"""Answers by mail become comments: whose, below which goal, and what stays in the mailbox."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.core.cache import cache

from goldthread.home.replies import address, rules, sweep
from goldthread.kit import clock
from goldthread.talk.models import Comment
from tests.support import imap

REPLY_TO = "reply@goals.example"


@pytest.fixture
def post(settings, crew):
    """A mailbox that answers arrive in; nobody has looked at it before."""
    cache.clear()
    with imap.served() as box:
        settings.MAIL_REPLY_TO = REPLY_TO
        settings.MAIL_INCOMING = {
            "host": "127.0.0.1", "port": box.port, "user": "goals", "password": box.password, "folder": "INBOX", "is_secure": False,
        }  # fmt: skip
        yield box


@pytest.fixture
def goal(crew):
    return crew.goals["need"]


def written(person, to, text="I agree.\n\nOn Monday, Di Marin wrote:\n> What do you think?\n", **heads):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = f"Somebody <{person.email}>", to, "<one@mail.example>"
    for name, value in heads.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return bytes(mail)


def said():
    return list(Comment.objects.values_list("by__email", "text"))


def fetch():
    return sweep.fetch(clock.now())


def test_an_answer_becomes_a_comment_of_whoever_was_written_to(post, crew, goal):
    post.arrive(written(crew.bo, address.of(crew.bo.pk, goal.pk)))

    assert fetch() == 1
    assert said() == [(crew.bo.email, "I agree.")]
    assert Comment.objects.get().noun_id == goal.pk
    assert post.seen == {1}
    assert fetch() == 0


def test_one_message_that_is_brought_twice_is_taken_once(post, crew, goal):
    for _time in range(2):
        post.arrive(written(crew.bo, address.of(crew.bo.pk, goal.pk)))

    assert fetch() == 1
    assert len(said()) == 1
    assert post.seen == {1, 2}


@pytest.mark.parametrize(
    "heads",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"}, {"X_Autoreply": "yes"}],
    ids=lambda heads: next(iter(heads)),
)
def test_nobody_who_is_away_comments(post, crew, goal, heads):
    post.arrive(written(crew.bo, address.of(crew.bo.pk, goal.pk), **heads))

    assert fetch() == 0
    assert said() == []


def test_an_expired_address_is_no_way_in(post, crew, goal):
    with clock.held(clock.now() - timedelta(days=32)):
        old = address.of(crew.bo.pk, goal.pk)
    post.arrive(written(crew.bo, old))

    assert fetch() == 0
    assert post.seen == set()


def test_an_address_is_good_for_one_person_and_one_goal_whatever_its_capitals(post, crew, goal):
    token = address.token(crew.bo.pk, goal.pk)
    assert address.read(token.upper()) == address.Token(crew.bo.pk, goal.pk)

    for at in range(len(token) - 1):
        assert address.read(token[:at] + ("a" if token[at] != "a" else "b") + token[at + 1 :]) is None
    assert len(address.of(crew.bo.pk, goal.pk).partition("@")[0]) <= 64


def test_whoever_may_not_comment_any_more_stays_in_the_mailbox(post, crew, goal):
    post.arrive(written(crew.gus, address.of(crew.gus.pk, goal.pk)))
    post.arrive(written(crew.fay, address.of(crew.fay.pk, goal.pk), Message_ID="<two@mail.example>"))
    post.arrive(written(crew.eve, address.of(crew.eve.pk, goal.pk), Message_ID="<three@mail.example>"))
    crew.product.involvements.filter(person=crew.gus).delete()
    crew.fay.memberships.get().end(by=crew.ada)

    assert fetch() == 0
    assert said() == []


def test_a_forwarded_mail_lets_nobody_speak_as_somebody_else(post, crew, goal):
    post.arrive(written(crew.cy, address.of(crew.bo.pk, goal.pk)))

    assert fetch() == 0
    assert said() == []


def test_what_stays_is_logged_without_what_it_says(post, crew, goal, caplog):
    post.arrive(written(crew.bo, "reply+nothing@goals.example", "My secret words"))
    fetch()

    assert "stays in the mailbox" in caplog.text
    assert "secret" not in caplog.text
    assert crew.bo.email not in caplog.text
    assert post.seen == set()


def test_a_mail_that_is_too_large_is_not_fetched(post, crew, goal, monkeypatch):
    monkeypatch.setattr("goldthread.home.replies.mailbox.MOST_BYTES", 100)
    post.arrive(written(crew.bo, address.of(crew.bo.pk, goal.pk)))

    assert fetch() == 0
    assert post.seen == set()


def test_a_mailbox_that_does_not_let_us_in_is_tried_again(post, crew, goal, settings, caplog):
    settings.MAIL_INCOMING = {**settings.MAIL_INCOMING, "password": "wrong"}

    assert fetch() == 0
    assert "does not let us in" in caplog.text
    assert "wrong" not in caplog.text


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Yes.\n\nOn Mon, 2 Nov 2026 at 10:00, Di Marin <di@example.org> wrote:\n> No?", "Yes."),
        ("Ja.\n\nAm 02.11.2026 um 10:00 schrieb Di Marin:\n> Nein?", "Ja."),
        ("Yes.\nOn Mon, 2 Nov 2026 at 10:00, Di Marin\n<di@example.org> wrote:\n> No?", "Yes."),
        ("Yes.\n\nFrom: Di Marin\nSent: Monday\nTo: me\n\nNo?", "Yes."),
        ("Yes.\n-----Original Message-----\nNo?", "Yes."),
        ("Yes.\n-- \nBo Winter\nLeader", "Yes."),
        ("> No?\n\nYes, from below.", "> No?\n\nYes, from below."),
        ("Two\n\nparagraphs.\n\n> quoted\n> more\n", "Two\n\nparagraphs."),
        ("On Monday we begin.", "On Monday we begin."),
        ("> only quoted", ""),
    ],
)
def test_the_quoted_part_is_cut_off(text, own):
    assert rules.own_words(text) == own


def test_a_mail_in_html_alone_gives_its_words_without_its_quote():
    mail = EmailMessage()
    mail.set_content("<style>p{}</style><p>I <b>agree</b>.</p><blockquote>No?</blockquote>", subtype="html")

    assert rules.answer_in(mail) == "I agree."
