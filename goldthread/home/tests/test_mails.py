"""Mails about notices: what leaves when, to whom, and what ends them."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.conf import settings
from django.core import mail

from goldthread.chain.models import Closing, Goal, Level
from goldthread.home.notices import mails, week
from goldthread.journal import notices
from goldthread.journal.models import Notice
from goldthread.kit import clock
from goldthread.talk.models import Comment, Follow

# A Wednesday, 15:00 in Berlin.
NOW = datetime(2026, 11, 4, 14, tzinfo=UTC)


@pytest.fixture
def hands():
    with clock.held(NOW) as held:
        yield held


@pytest.fixture
def goal(crew, hands):
    Notice.objects.all().delete()
    return crew.goals["need"]


def ask(goal, crew, words="@Bo Winter, could you **look**?"):
    return Comment.say(goal, words, by=crew.di, mentioned=[crew.bo])


def to(person):
    return [one for one in mail.outbox if one.to == [person.email]]


def test_a_mentioned_person_gets_one_mail_with_the_words_and_the_way_back(crew, goal):
    comment = ask(goal, crew)
    mails.sweep(clock.now())
    mails.sweep(clock.now())

    (told,) = to(crew.bo)
    assert told.subject == "Di Marin mentioned you at “Lose weight and keep it off”"
    assert "@Bo Winter, could you **look**?" in told.body
    assert f"http://localhost:8000/northwind/lighter/goals/{goal.number}/#comment-{comment.pk}" in told.body


def test_it_is_written_in_the_language_of_whoever_gets_it(crew, goal):
    crew.bo.language = "de"
    crew.bo.save()
    goal.close(Closing.Result.MET, by=crew.ada)
    Follow.follow(goal, by=crew.bo)
    ask(goal, crew)
    mails.sweep(clock.now())

    # Names and words stay; only the sentence around them is another.
    assert "Di Marin" in to(crew.bo)[0].subject


def test_every_mail_can_be_ended_at_the_press_of_a_button(client, crew, goal):
    ask(goal, crew)
    mails.sweep(clock.now())

    head = to(crew.bo)[0].extra_headers
    address = head["List-Unsubscribe"].strip("<>")
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in to(crew.bo)[0].body
    assert client.post("/" + address.split("/", 3)[3]).status_code == 200

    ask(goal, crew)
    mails.sweep(clock.now())
    assert len(to(crew.bo)) == 1


def test_nothing_leaves_in_quiet_hours_and_all_of_it_afterwards(crew, goal, hands):
    crew.bo.time_zone = "Europe/Berlin"
    crew.bo.save()
    notices.choose(crew.bo.pk, (), rhythm="at_once", quiet=(time(14), time(16)))
    ask(goal, crew)
    mails.sweep(clock.now())
    assert not to(crew.bo)

    hands.on(hours=1)
    mails.sweep(clock.now())

    assert len(to(crew.bo)) == 1


@pytest.mark.parametrize(("rhythm", "leaves"), [("daily", 17), ("weekly", 113)])
def test_what_is_gathered_leaves_in_one_mail_next_morning_or_next_monday(crew, goal, hands, rhythm, leaves):
    notices.choose(crew.bo.pk, (), rhythm=rhythm)
    Follow.follow(goal, by=crew.bo)
    ask(goal, crew)
    goal.reword(by=crew.ada, base=None, statement="Lose weight for good")
    hands.on(hours=leaves - 1)
    mails.sweep(clock.now())
    assert not to(crew.bo)

    hands.on(hours=1)
    mails.sweep(clock.now())

    (told,) = to(crew.bo)
    assert told.subject == "2 notices from Northwind"
    assert "Di Marin mentioned you" in told.body
    assert "Ada Lopez reworded" in told.body


def test_who_wants_no_mails_gets_none(crew, goal, hands):
    notices.choose(crew.bo.pk, (), rhythm="never")
    ask(goal, crew)
    hands.on(days=9)
    mails.sweep(clock.now())

    assert not to(crew.bo)
    assert Notice.objects.unread().filter(person_id=crew.bo.pk).exists()


def test_what_was_read_in_the_product_is_not_mailed(crew, goal):
    ask(goal, crew)
    notices.read(crew.bo.pk, crew.organisation.pk)
    mails.sweep(clock.now())

    assert not to(crew.bo)


def test_nothing_of_a_goal_that_somebody_does_not_see_any_more_is_mailed(crew, goal):
    Comment.say(goal, "@Gus Reed and @Fay Ito, secret", by=crew.di, mentioned=[crew.gus, crew.fay])
    crew.product.involvements.filter(person=crew.gus).delete()
    crew.fay.memberships.get().end(by=crew.ada)
    mails.sweep(clock.now())

    assert not to(crew.gus)
    assert not to(crew.fay)


def test_nothing_is_mailed_to_the_author_to_strangers_or_to_people_without_an_address(crew, goal):
    crew.bo.email = None
    crew.bo.save()
    crew.fay.is_active = False
    crew.fay.save()
    Comment.say(goal, "Hello", by=crew.cy, mentioned=[crew.bo, crew.hal, crew.fay, crew.cy])
    mails.sweep(clock.now())

    assert not [one for one in mail.outbox if one.to != [crew.ada.email]]


def test_the_subject_of_a_mail_holds_no_line_of_its_own(crew, goal):
    goal.reword(by=crew.ada, base=None, statement="Lose\r\nBcc: all@northwind.example")
    ask(goal, crew)
    mails.sweep(clock.now())

    assert to(crew.bo)[0].subject == "Di Marin mentioned you at “Lose Bcc: all@northwind.example”"


def test_what_fails_for_one_person_does_not_keep_the_others_from_their_mails(crew, goal):
    Notice.objects.create(
        organisation_id=crew.organisation.pk, person_id=crew.ada.pk, product_id=crew.product.pk, kind="of old",
        verb="goal.set", at=NOW, mail_due_at=NOW,
    )  # fmt: skip
    ask(goal, crew)
    mails.sweep(clock.now())

    assert len(to(crew.bo)) == 1


def test_the_summary_of_a_week_leaves_on_monday_morning_once(crew, goal, hands):
    Follow.follow(goal, by=crew.bo)
    Goal.set(crew.product, Level.PRODUCT_GOAL, "Eat with friends", by=crew.ada, owner_id=crew.bo.pk)
    hands.on(days=3)
    goal.reword(by=crew.ada, base=None, statement="Lose weight for good")
    week.sweep(clock.now())
    assert not to(crew.bo)

    hands.to(datetime(2026, 11, 9, 9, tzinfo=UTC))
    week.sweep(clock.now())
    week.sweep(clock.now() + timedelta(hours=1))

    (told,) = to(crew.bo)
    assert told.subject == "Your week at Northwind"
    assert "Ada Lopez reworded it" in told.body
    assert "Eat with friends" in told.body


def test_nobody_gets_a_summary_who_turned_it_off(crew, goal, hands):
    Follow.follow(goal, by=crew.bo)
    goal.reword(by=crew.ada, base=None, why="So")
    notices.silence(crew.bo.pk, "week", "mail")
    hands.to(datetime(2026, 11, 9, 9, tzinfo=UTC))
    week.sweep(clock.now())

    assert not to(crew.bo)


def test_an_answer_is_offered_only_where_mail_comes_in(crew, goal, settings):
    ask(goal, crew)
    mails.sweep(clock.now())
    assert "Reply-To" not in to(crew.bo)[0].extra_headers

    settings.MAIL_REPLY_TO, settings.MAIL_INCOMING = "reply@northwind.example", {"host": "localhost"}
    ask(goal, crew)
    mails.sweep(clock.now())

    assert to(crew.bo)[1].extra_headers["Reply-To"].startswith("reply+")
    assert "Answer this mail" in to(crew.bo)[1].body


def test_no_incoming_mail_is_set_up_by_itself():
    assert (settings.MAIL_INCOMING, settings.MAIL_REPLY_TO) == (None, "")
