"""Mails of this package. They go to the outbox, in the transaction of the deed they tell of."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from .models import GuestLink, Invitation


def absolute(path: str) -> str:
    """An address with host, from the public address of the installation and never from what a request claims."""
    return f"{settings.ADDRESS.scheme}://{settings.ADDRESS.host}{path}"


def invitation(invited: Invitation, token: str) -> None:
    """The only place where the link to an invitation is ever written."""
    link = absolute(reverse("people:join", args=[invited.organisation.slug, token]))
    told = {"invitation": invited, "link": link, "address": settings.ADDRESS.host}
    subject = " ".join(_text("subject", told).split())
    EmailMessage(subject, _text("message", told), settings.DEFAULT_FROM_EMAIL, [invited.email]).send()


def guest_link(made: GuestLink, to: str, token: str) -> None:
    """The link for a guest, to an address that is not kept."""
    link = absolute(reverse("people:guest", args=[token]))
    told = {"made": made, "link": link, "address": settings.ADDRESS.host}
    subject = " ".join(_text("subject", told, "guest_link").split())
    EmailMessage(subject, _text("message", told, "guest_link"), settings.DEFAULT_FROM_EMAIL, [to]).send()


def _text(part: str, told: dict[str, object], about: str = "invitation") -> str:
    return render_to_string(f"people/email/{about}_{part}.txt", told, using="django").strip()
