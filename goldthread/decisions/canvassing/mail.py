"""Mails that ask for a sheet. They go to the outbox, in the transaction that opens it."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.timezone import localtime

from goldthread.journal.models import Silence
from goldthread.journal.notices import MAIL
from goldthread.kit.days import date_format
from goldthread.people.mail import absolute

from ..mail import KIND
from ..models import Canvass, Elector
from . import words


def ask(canvass: Canvass, tokens: Mapping[Elector, str]) -> None:
    """Send everybody their personal link, but for those who want no such mails: the only place where it is ever written."""
    silent = Silence.objects.filter(kind=KIND, way=MAIL, person_id__in=[one.person_id for one in tokens])
    unwanted = set(silent.values_list("person_id", flat=True))
    for elector, token in tokens.items():
        if elector.person.email and elector.person_id not in unwanted:
            zone = elector.person.time_zone or canvass.organisation.time_zone
            with translation.override(elector.person.language or None), timezone.override(ZoneInfo(zone)):
                _ask(canvass, elector, token)


def _ask(canvass: Canvass, elector: Elector, token: str) -> None:
    told = {
        "canvass": canvass,
        "says": words.says(canvass, canvass.opened_by.name),
        "asks": words.asks(canvass),
        "until": date_format(localtime(canvass.closes_at), "j F Y, H:i"),
        "link": absolute(reverse("voting:enter", args=[token])),
        "address": settings.ADDRESS.host,
    }
    subject = " ".join(_text("subject", told).split())
    EmailMessage(subject, _text("message", told), settings.DEFAULT_FROM_EMAIL, [str(elector.person.email)]).send()


def _text(part: str, told: dict[str, object]) -> str:
    return render_to_string(f"decisions/email/canvass_{part}.txt", told, using="django").strip()
