"""The mails about notices: what is due leaves through the outbox, after it was asked once more who may see what.

Each mail is about one kind, or says in one letter what was gathered; each can be ended by the link at its foot.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.journal import rules
from goldthread.journal.models import MailHours, Notice, Silence
from goldthread.journal.notices import MAIL, due
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.mail import absolute
from goldthread.people.models import Organisation, Person

from ..replies import address
from . import due as due_days
from . import kinds, personal, reading, sight, unsubscribing
from .reading import Told

log = logging.getLogger(__name__)
MOST_CHARACTERS = 4000


def sweep(now: datetime) -> int:
    """Write every mail that is due into the outbox; says how many."""
    written = 0
    of = sorted(due(now), key=lambda one: (one.person_id, one.organisation_id))
    for (person_id, organisation_id), some in groupby(of, key=lambda one: (one.person_id, one.organisation_id)):
        try:
            written += _for(person_id, organisation_id, [one.pk for one in some], now)
        except Exception:
            # What fails for one person must not keep the others from their mails; it is tried again.
            log.exception("Mails about notices could not be written for person %s.", person_id)
    return written


@transaction.atomic
def _for(person_id: int, organisation_id: int, ids: list[int], now: datetime) -> int:
    """The mails for one person in one organisation. The rows are locked: two sweeps at once write them once."""
    rows = Notice.objects.select_for_update().filter(pk__in=ids, mail_due_at__lte=now)
    waiting = list(rows.order_by("at", "pk"))
    person = Person.objects.filter(pk=person_id, is_active=True).exclude(email=None).first()
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    ready = _ready(waiting, person, organisation, now) if person and organisation else []
    if not ready or person is None or organisation is None:
        return 0
    with (
        translation.override(person.language or settings.LANGUAGE_CODE),
        timezone.override(_zone(person, organisation)),
    ):
        return _write(person, organisation, ready)


def _ready(waiting: list[Notice], person: Person, organisation: Organisation, now: datetime) -> list[Notice]:
    """Those that leave now. All others are told when to wait for, or that nobody waits for them any more."""
    hours = MailHours.objects.filter(person_id=person.pk).first() or MailHours()
    silent = set(Silence.objects.filter(person_id=person.pk, way=MAIL).values_list("kind", flat=True))
    zone, ready = _zone(person, organisation), []
    for one in waiting:
        moment = rules.leaves_at(one.at, hours.rhythm, hours.quiet_from, hours.quiet_until, now=now, zone=zone)
        one.mail_due_at = None if one.kind in silent or one.read_at else moment
        if one.mail_due_at is not None and one.mail_due_at <= now:
            one.mail_due_at = None
            ready.append(one)
    Notice.objects.bulk_update(waiting, ["mail_due_at"])
    return ready


def _write(person: Person, organisation: Organisation, ready: list[Notice]) -> int:
    try:
        ground = people.ground_of(person, organisation.slug)
    except Http404:
        return 0
    seen = sight.in_sight(ground).filter(pk__in=[one.pk for one in ready]).order_by("at", "pk")
    told = personal.linked(person, due_days.filled(ground, reading.told(ground, seen)))
    hours = MailHours.objects.filter(person_id=person.pk).values_list("rhythm", flat=True).first()
    if hours in (MailHours.Rhythm.DAILY, MailHours.Rhythm.WEEKLY):
        if told:
            _send(ground, unsubscribing.GATHERED, told)
        return bool(told)
    told.sort(key=lambda one: (one.notice.kind, one.notice.goal_id or 0, one.notice.at))
    letters = groupby(told, key=lambda one: (one.notice.kind, one.notice.goal_id))
    return sum(_send(ground, kind, list(some)) for (kind, _goal), some in letters)


def _send(ground: Ground, kind: str, told: list[Told]) -> int:
    names = {"organisation": ground.organisation.name, "count": len(told)}
    first = told[0].sentence.rstrip(".")
    many = ngettext("%(count)s notice from %(organisation)s", "%(count)s notices from %(organisation)s", len(told))
    text = "\n\n".join([*_paragraphs(told), _foot(ground.person, kind, answered=_reply_to(ground, kind, told) != "")])
    headers = headers_for(ground.person, kind)
    if reply_to := _reply_to(ground, kind, told):
        headers["Reply-To"] = reply_to
    subject = first if len(told) == 1 else many % names
    EmailMessage(one_line(subject), text, None, [str(ground.person.email)], headers=headers).send()
    return 1


def headers_for(person: Person, kind: str) -> dict[str, str]:
    """What every mail about notices carries: the way to end it at the press of a button (RFC 8058), and that nobody wrote it."""
    return {
        "List-Unsubscribe": f"<{unsubscribing.link(person.pk, kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def one_line(text: str) -> str:
    """A subject: what people wrote cannot add lines to the head of a mail."""
    return " ".join(text.split())


def _paragraphs(told: Iterable[Told]) -> list[str]:
    found = []
    for one in told:
        words = one.text if len(one.text) <= MOST_CHARACTERS else f"{one.text[:MOST_CHARACTERS]} …"
        quoted = f"\n\n{words}" if words else ""
        found.append(f"{one.sentence}{quoted}\n{absolute(one.path)}")
    return found


def _foot(person: Person, kind: str, *, answered: bool) -> str:
    lines = ["-- "]
    if answered:
        lines.append(_("Answer this mail, and your words stand as a comment below the goal."))
    known = kinds.BY_NAME.get(kind)
    why = known.label if known else _("Everything that is gathered for you")
    lines.append(_("You get mails of this kind: %(why)s. To end them: %(link)s") % {"why": why, "link": unsubscribing.link(person.pk, kind)})  # fmt: skip
    return "\n".join(lines)


def _reply_to(ground: Ground, kind: str, told: list[Told]) -> str:
    """Where an answer becomes a comment; "" where it cannot: several goals, no comment, or no incoming mail."""
    goal = told[0].notice.goal_id
    if kind not in (kinds.MENTIONED, kinds.COMMENTED) or goal is None:
        return ""
    return address.of(ground.person.pk, goal)


def _zone(person: Person, organisation: Organisation) -> ZoneInfo:
    try:
        return ZoneInfo(person.time_zone or organisation.time_zone)
    except (ValueError, OSError, LookupError):
        return ZoneInfo("UTC")
