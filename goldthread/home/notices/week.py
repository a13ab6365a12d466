"""The summary of a week: what moved on what somebody follows, and what waits for them. Written on Monday morning."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from goldthread.journal import rules
from goldthread.journal.models import MailHours, Silence
from goldthread.journal.notices import MAIL
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.mail import absolute
from goldthread.people.models import Organisation, Person
from goldthread.talk.following import followed
from goldthread.talk.models import Follow

from ..today import moved, page
from . import kinds, unsubscribing
from .mails import headers_for, one_line

# Where nothing swept on Monday, the summary still leaves on Tuesday.
LATEST_HOURS = 48
MOST_LINES = 12


def sweep(now: datetime) -> int:
    """Write the summaries that are due; says how many. Nobody gets one who has turned it off or follows nothing."""
    monday = (now - timedelta(days=now.weekday())).date()
    told = MailHours.objects.filter(Q(told_week__gte=monday) | Q(rhythm=MailHours.Rhythm.NEVER)).values("person_id")
    silent = Silence.objects.filter(kind=kinds.WEEK, way=MAIL).values("person_id")
    follows = Follow.objects.standing().values("person")
    rows = Person.objects.filter(pk__in=follows, is_active=True).exclude(email=None)
    return sum(_for(one, now, monday) for one in rows.exclude(pk__in=told).exclude(pk__in=silent))


def _for(person: Person, now: datetime, monday: date) -> int:
    zone = ZoneInfo(person.time_zone or "UTC")
    local = now.astimezone(zone)
    begins = datetime.combine(monday, rules.GATHERED_AT, tzinfo=zone)
    if not begins <= local <= begins + timedelta(hours=LATEST_HOURS):
        return 0
    hours = MailHours.objects.filter(person_id=person.pk).first() or MailHours()
    if hours.quiet_from and hours.quiet_until and rules.is_quiet(local.time(), hours.quiet_from, hours.quiet_until):
        return 0
    written = 0
    MailHours.objects.update_or_create(person_id=person.pk, defaults={"told_week": monday})
    for organisation in people.organisations_of(person):
        with (
            transaction.atomic(),
            translation.override(person.language or settings.LANGUAGE_CODE),
            timezone.override(zone),
        ):
            written += _write(person, organisation)
    return written


def _write(person: Person, organisation: Organisation) -> int:
    try:
        ground = people.ground_of(person, organisation.slug)
    except Http404:
        return 0
    lines = moved.moved(ground, followed(person, organisation.pk, "goal"), days=7)[:MOST_LINES]
    asked = page.owed(ground)
    if not lines and not asked.items:
        return 0
    text = "\n\n".join([*_owed(asked), *_moved(lines), _foot(ground)])
    subject = _("Your week at %(organisation)s") % {"organisation": organisation.name}
    EmailMessage(one_line(subject), text, None, [str(person.email)], headers=headers_for(person, kinds.WEEK)).send()
    return 1


def _owed(asked: page.Asked) -> list[str]:
    items = [f"{one.title}\n{one.says}\n{absolute(one.url)}" for one in asked.items[:MOST_LINES]]
    return [f"{asked.heading}.", *items] if items else []


def _moved(lines: list[dict]) -> list[str]:
    found = [f"{one['goal']}\n" + "\n".join(one["lines"]) + f"\n{absolute(one['path'])}" for one in lines]
    return [_("What moved on what you follow:"), *found] if found else []


def _foot(ground: Ground) -> str:
    today = absolute(reverse("home:today", args=[ground.organisation.slug]))
    link = unsubscribing.link(ground.person.pk, kinds.WEEK)
    why = kinds.BY_NAME[kinds.WEEK].label
    said = _("You get mails of this kind: %(why)s. To end them: %(link)s") % {"why": why, "link": link}
    return f"{_('Everything stands under Today:')} {today}\n\n-- \n{said}"
