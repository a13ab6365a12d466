"""The summary of a meeting, to those who were in it and to nobody else: what was decided, who does what, and where the minutes are."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from goldthread.journal.models import Silence
from goldthread.journal.notices import MAIL
from goldthread.people.mail import absolute
from goldthread.people.models import Person

from .. import carrying, table
from ..models import Workshop
from ..planning.mail import KIND


def send(of: Workshop) -> None:
    """To everybody with an account who was there, each in their own language; whoever wants no such mails gets none."""
    silent = Silence.objects.filter(kind=KIND, way=MAIL).values("person_id")
    there = of.seats.exclude(arrived_at=None).exclude(person__email=None).exclude(person__in=silent)
    for seat in there.select_related("person").order_by("pk"):
        zone = seat.person.time_zone or of.organisation.time_zone
        with translation.override(seat.person.language or None), timezone.override(ZoneInfo(zone)):
            _send(of, seat.person)


def _send(of: Workshop, to: Person) -> None:
    told: dict[str, Any] = {
        "workshop": of,
        "outcomes": [one for one in table.outcomes(of) if one["label"]],
        "actions": carrying.taken_on(of),
        "link": absolute(reverse("workshops:minutes", args=[of.organisation.slug, of.product.slug, of.pk])),
        "address": settings.ADDRESS.host,
    }
    subject = " ".join(_text("subject", told).split())
    EmailMultiAlternatives(subject, _text("message", told), settings.DEFAULT_FROM_EMAIL, [str(to.email)]).send()


def _text(part: str, told: dict[str, Any]) -> str:
    return render_to_string(f"workshops/email/summary_{part}.txt", told, using="django").strip()
