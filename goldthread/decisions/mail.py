"""Mails that ask for a vote. They go to the outbox, in the transaction that opens the question."""

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

from . import words
from .models import Decision, Voter
from .rules.offered import is_asked

KIND = "asked"


def ask(decision: Decision, tokens: Mapping[Voter, str]) -> None:
    """Send everybody who casts a ballot their personal link, but for those who want no such mails: the only place where it is ever written."""
    silent = Silence.objects.filter(kind=KIND, way=MAIL, person_id__in=[one.person_id for one in tokens])
    unwanted = set(silent.values_list("person_id", flat=True))
    for voter, token in tokens.items():
        if (
            voter.person.email
            and voter.person_id not in unwanted
            and is_asked(decision.rule["name"], decides=voter.decides)
        ):
            zone = voter.person.time_zone or decision.organisation.time_zone
            with translation.override(voter.person.language or None), timezone.override(ZoneInfo(zone)):
                _ask(decision, voter, token)


def _ask(decision: Decision, voter: Voter, token: str) -> None:
    told = {
        "decision": decision,
        "must": words.must(decision),
        "rounds": words.rounds(decision),
        "until": date_format(localtime(decision.closes_at), "j F Y, H:i"),
        "link": absolute(reverse("voting:enter", args=[token])),
        "address": settings.ADDRESS.host,
    }
    subject = " ".join(_text("subject", told).split())
    EmailMessage(subject, _text("message", told), settings.DEFAULT_FROM_EMAIL, [str(voter.person.email)]).send()


def _text(part: str, told: dict[str, object]) -> str:
    return render_to_string(f"decisions/email/vote_{part}.txt", told, using="django").strip()
