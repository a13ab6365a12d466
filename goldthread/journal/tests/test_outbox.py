from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives

from goldthread.journal import outbox
from goldthread.journal.models import Mail
from goldthread.kit import clock


@pytest.fixture
def post_office(settings):
    settings.MAIL_BEYOND_OUTBOX = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail


def write(subject="A goal for you"):
    return outbox.write(EmailMessage(subject, "Words", to=["bo@northwind.example"]))


def test_a_mail_waits_in_the_outbox_until_the_loop_comes_by(db, post_office):
    write()
    assert post_office.outbox == []

    assert outbox.deliver(clock.now()) == 1
    assert [one.subject for one in post_office.outbox] == ["A goal for you"]
    assert not Mail.objects.exists()


def test_a_subject_cannot_add_lines_to_the_head_of_a_mail(db, post_office):
    write("Hello\r\nBcc: everybody@example.org")

    outbox.deliver(clock.now())

    assert post_office.outbox[0].subject == "Hello Bcc: everybody@example.org"
    assert post_office.outbox[0].bcc == []


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_meeting_travels_with_its_mail_in_the_way_that_calendars_understand(db, post_office, method):
    meeting = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n"
    written = EmailMultiAlternatives("Come", "Words", to=["bo@northwind.example"])
    written.attach_alternative(meeting, f"text/calendar; method={method}")
    outbox.write(written)

    outbox.deliver(clock.now())

    said = post_office.outbox[0].message().as_string()
    assert f'text/calendar; method="{method}"' in said
    assert f"METHOD:{method}" in said


def test_a_server_that_is_away_is_tried_again_later_with_the_same_message_id(db, settings):
    settings.MAIL_BEYOND_OUTBOX = "goldthread.journal.tests.test_outbox.AwayBackend"
    written = write()
    now = clock.now()

    assert outbox.deliver(now) == 0
    kept = Mail.objects.get()
    assert (kept.message_id, kept.tries) == (written.message_id, 1)
    assert kept.due_at > now
    assert "no route" in kept.problem


def test_two_loops_do_not_take_the_same_mail(db, post_office):
    write()
    now = clock.now()
    taken = outbox._claimed(Mail.objects.get().pk, now)

    assert taken is not None
    assert outbox._claimed(taken.pk, now) is None
    assert outbox._claimed(taken.pk, now + timedelta(hours=1)) is not None


def test_mail_of_the_product_goes_to_the_outbox():
    assert settings.MAIL_BEYOND_OUTBOX.endswith("EmailBackend")


class AwayBackend:
    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionError("no route to host")
