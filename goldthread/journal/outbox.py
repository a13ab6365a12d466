"""Mail leaves through the outbox: a request writes a row, the tending loop hands it to the mail server."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from goldthread.kit import clock

from .models import Mail

TRIES = 12
CALENDAR = "text/calendar"


class Backend(BaseEmailBackend):
    """Django's way to send mail: into the outbox, in the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            write(message)
        return len(email_messages)


def write(message: EmailMessage) -> Mail:
    """Put a mail into the outbox."""
    html, calendar = _alternative(message, "text/html"), _alternative(message, CALENDAR)
    moment = clock.now()
    return Mail.objects.create(
        sender=message.from_email or settings.DEFAULT_FROM_EMAIL,
        to=list(message.to),
        subject=" ".join(str(message.subject).split()),
        text=str(message.body),
        html=html,
        calendar=calendar,
        headers=dict(message.extra_headers),
        message_id=make_msgid(domain=settings.ADDRESS.name),
        written_at=moment,
        due_at=moment,
    )


def _alternative(message: EmailMessage, kind: str) -> str:
    found = (str(body) for body, sort in getattr(message, "alternatives", []) if str(sort).startswith(kind))
    return next(found, "")


def deliver(now: datetime) -> int:
    """Send what is due; how many left. A server that does not answer is tried again later, with the same Message-ID."""
    left = 0
    for pk in (
        Mail.objects.filter(due_at__lte=now, tries__lt=TRIES).order_by("due_at").values_list("pk", flat=True)[:100]
    ):
        mail = _claimed(pk, now)
        if mail is not None and _sent(mail):
            mail.delete()
            left += 1
    return left


def _claimed(pk: int, now: datetime) -> Mail | None:
    """Take a mail for five minutes: only one tending loop gets it."""
    with transaction.atomic():
        mail = Mail.objects.filter(pk=pk, due_at__lte=now).first()
        if mail is None:
            return None
        later = now + timedelta(minutes=5 * 2 ** min(mail.tries, 7))
        taken = Mail.objects.filter(pk=pk, due_at=mail.due_at).update(due_at=later, tries=mail.tries + 1)
        return mail if taken else None


def _sent(mail: Mail) -> bool:
    message = EmailMultiAlternatives(
        mail.subject, mail.text, mail.sender, mail.to, headers={**mail.headers, "Message-ID": mail.message_id}
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        method = "CANCEL" if "METHOD:CANCEL" in mail.calendar else "REQUEST"
        message.attach_alternative(mail.calendar, f"{CALENDAR}; method={method}")
    try:
        return bool(get_connection(settings.MAIL_BEYOND_OUTBOX).send_messages([message]))
    except OSError as problem:
        Mail.objects.filter(pk=mail.pk).update(problem=f"{type(problem).__name__}: {problem}"[:300])
        return False
