"""Mails of this package. They go to the outbox, in the transaction of the deed they tell of."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from .models import Invitation


def absolute(path: str) -> str:
    """An address with host, from the public address of the installation and never from what a request claims."""
    return f"{settings.ADDRESS.scheme}://{settings.ADDRESS.host}{path}"


def invitation(invited: Invitation, token: str) -> None:
    """The only place where the link to an invitation is ever written."""
    link = absolute(reverse("people:join", args=[invited.organisation.slug, token]))
    told = {"invitation": invited, "link": link, "address": settings.ADDRESS.host}
    subject = " ".join(_text("subject", told).split())
    EmailMessage(subject, _text("message", told), settings.DEFAULT_FROM_EMAIL, [invited.email]).send()


def _text(part: str, told: dict[str, object]) -> str:
    return render_to_string(f"people/email/invitation_{part}.txt", told, using="django").strip()
