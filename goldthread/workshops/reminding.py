"""Reminding people in a meeting over days: those who have not written yet, each by a mail of their own, once a phase."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.timezone import localtime

from goldthread.journal.models import Silence
from goldthread.journal.notices import MAIL
from goldthread.kit.days import date_format
from goldthread.people.mail import absolute
from goldthread.people.models import Person

from .models import LastMoment, Promise, Seat, Turn, Workshop
from .owed import has_written
from .planning.mail import KIND
from .rules import Kind

BEFORE = timedelta(hours=24)
# A ballot reminds of itself (see decisions); in the others nobody waits for anybody.
REMINDED = (Kind.GROUND_RULES, Kind.ROUND, Kind.WRITE, Kind.DISCUSS)


def is_time(now: datetime, began: datetime | None, ends: datetime) -> bool:
    """Whether half of a phase is over, and not more than a day of it is left."""
    return began is not None and now < ends and ends - now <= min(BEFORE, (ends - began) / 2)


def remind(now: datetime) -> int:
    """Remind whoever has not written in a phase that soon ends, once. Says of how many phases."""
    rows = LastMoment.objects.filter(reminded_at=None, at__gt=now, at__lte=now + BEFORE, phase__kind__in=REMINDED)
    live = rows.filter(phase__workshop__in=Workshop.objects.live().filter(paused=""), phase__began_at__isnull=False)
    found = live.select_related("phase__workshop__organisation", "phase__workshop__product__organisation")
    due = [
        one for one in found if one.phase_id == one.phase.workshop.phase_id and is_time(now, one.phase.began_at, one.at)
    ]
    return sum(_told(one, now) for one in due)


@transaction.atomic
def _told(one: LastMoment, now: datetime) -> bool:
    if not LastMoment.objects.filter(pk=one.pk, reminded_at=None).update(reminded_at=now):
        return False
    of = one.phase.workshop
    of.phase = one.phase
    for person in _open_with(of):
        _send(of, one.at, person)
    return True


def _open_with(of: Workshop) -> list[Person]:
    """Whoever has not done what the phase asks of them. It is told to them alone, and counted for nobody."""
    silent = Silence.objects.filter(kind=KIND, way=MAIL).values("person_id")
    seats = of.seats.filter(votes=True).exclude(person__email=None).exclude(person__in=silent).select_related("person")
    return [one.person for one in seats.order_by("pk") if not DONE[Kind(of.the_phase.kind)](of, one)]


def _has_spoken(of: Workshop, seat: Seat) -> bool:
    return Turn.objects.over().filter(phase=of.phase, seat=seat).exists()


DONE = {
    Kind.GROUND_RULES: lambda of, seat: Promise.objects.filter(
        rules=of.ground_rules_id, person=seat.person_id
    ).exists(),
    Kind.WRITE: lambda of, seat: has_written(seat, of.phase_id),
    Kind.ROUND: _has_spoken,
    Kind.DISCUSS: _has_spoken,
}


def _send(of: Workshop, ends: datetime, to: Person) -> None:
    zone = to.time_zone or of.organisation.time_zone
    with translation.override(to.language or None), timezone.override(ZoneInfo(zone)):
        told = {
            "workshop": of,
            "prompt": of.the_phase.prompt,
            "until": date_format(localtime(ends), "l, j F Y, H:i"),
            "zone": zone,
            "link": absolute(reverse("workshops:room", args=[of.organisation.slug, of.product.slug, of.pk])),
            "address": settings.ADDRESS.host,
        }
        subject, message = (
            render_to_string(f"workshops/email/reminder_{part}.txt", told, using="django").strip()
            for part in ("subject", "message")
        )
        EmailMultiAlternatives(" ".join(subject.split()), message, settings.DEFAULT_FROM_EMAIL, [str(to.email)]).send()
