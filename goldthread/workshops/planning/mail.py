"""Mails to those who are invited, each with the meeting as a file for their calendar. They go to the outbox with the deed."""

from collections.abc import Collection, Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.timezone import localtime

from goldthread.journal.models import Silence
from goldthread.journal.notices import MAIL
from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.people.mail import absolute
from goldthread.people.models import Person

from ..models import GuestInvitation, Workshop

KIND = "asked"


def tell(of: Workshop, what: str, *, by: Person, only: Collection[int] | None = None) -> None:
    """Tell those with a seat: "invited", "moved", "called_off" or "uninvited". Whoever did it, and whoever wants no such mails, gets none."""
    from .meeting import sequence

    seats = of.seats.select_related("person").exclude(person__email=None).exclude(person=by)
    if only is not None:
        seats = seats.filter(person__in=only)
    people = [one.person for one in seats.order_by("pk")]
    silent = set(
        Silence.objects.filter(kind=KIND, way=MAIL, person_id__in=[one.pk for one in people]).values_list(
            "person_id", flat=True
        )
    )
    number = sequence(of)
    for person in people:
        if person.pk not in silent:
            zone = person.time_zone or of.organisation.time_zone
            with translation.override(person.language or None), timezone.override(ZoneInfo(zone)):
                _send(of, what, person, by, number, zone)
    if only is None:
        tell_guests(of, what, guests_of(of), by=by)


def guests_of(of: Workshop) -> Iterable[GuestInvitation]:
    """Guests by link who said where they are told of changes, and whose link still holds."""
    holds = {"link__revoked_at": None, "link__ends_at__gt": clock.now()}
    return of.guest_invitations.filter(**holds).exclude(email="").select_related("link").order_by("pk")


def tell_guests(of: Workshop, what: str, some: Iterable[GuestInvitation], *, by: Person) -> None:
    """The same to guests by link, in the language of whoever tells them. Their link is not in it: it was told once, to them alone."""
    from .meeting import sequence

    zone = of.organisation.time_zone
    with translation.override(by.language or None), timezone.override(ZoneInfo(zone)):
        for one in some:
            _send(of, what, Person(name=one.link.name, email=one.email), by, sequence(of), zone)


def _send(of: Workshop, what: str, to: Person, by: Person, sequence: int, zone: str) -> None:
    # Loaded with the first invitation that is sent: the library would hold up every start.
    from . import invitation

    path = reverse("workshops:room", args=[of.organisation.slug, of.product.slug, of.pk])
    told: dict[str, Any] = {
        "workshop": of,
        "what": what,
        "by": by,
        "is_guest": to.pk is None,
        "when": date_format(localtime(of.starts_at), "l, j F Y, H:i"),
        "zone": zone,
        "phases": _phases(of),
        "link": absolute(path),
        "address": settings.ADDRESS.host,
    }
    subject = " ".join(_text("subject", told).split())
    made = EmailMultiAlternatives(subject, _text("message", told), settings.DEFAULT_FROM_EMAIL, [str(to.email)])
    goes = what == "uninvited"
    # Newer than what stands in the calendar, so that it really goes.
    number = sequence + goes
    body = invitation.written(of, path, sequence=number, zone=zone, to=to, goes=goes)
    made.attach_alternative(body.decode(), f"text/calendar; method={invitation.method(of, goes=goes)}")
    made.send()


def _phases(of: Workshop) -> list[str]:
    items = dict.fromkeys(one.item.title for one in of.phases.select_related("item") if one.item is not None)
    return list(items)


def _text(part: str, told: dict[str, Any]) -> str:
    return render_to_string(f"workshops/email/invitation_{part}.txt", told, using="django").strip()
