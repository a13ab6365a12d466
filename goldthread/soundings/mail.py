"""Mails of a sounding: one concrete request each, answered from the link in it. They go to the outbox, in the transaction
of the deed that asks."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.timezone import localtime

from goldthread.journal.models import Entry, Silence
from goldthread.journal.notices import MAIL, notify
from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.people.mail import absolute
from goldthread.people.models import Person

from . import access
from .forms.sounding import local
from .models import Participant, Sounding

KIND = "asked"
# What the notice in the product says; its words stand with the notices.
FACTS = {
    "answer": "sounding",
    "reminder": "sounding",
    "position": "sounding",
    "met": "sounding_met",
    "confirm": "sounding_confirm",
    "meeting": "sounding_meeting",
    "proposed_meeting": "sounding_meeting",
}


def hear(of: Sounding, who: Participant, what: str) -> None:
    """Ask somebody for one thing: an answer, to confirm their words, to be there. A proposed meeting goes to the organiser."""
    to = of.organiser if what == "proposed_meeting" else who.person
    if not access.hears(to, of.pk):
        # The goal was restricted since: they are on the list, and read nothing of it.
        return
    _notice(of, to, who, what)
    if to.email and not Silence.objects.filter(kind=KIND, way=MAIL, person_id=to.pk).exists():
        zone = to.time_zone or of.organisation.time_zone
        with translation.override(to.language or None), timezone.override(ZoneInfo(zone)):
            _send(of, to, who, what)


def _notice(of: Sounding, to: Person, who: Participant, what: str) -> None:
    """The journal holds no entry of it: whose turn it is, and when, is nobody else's concern."""
    by = who.person_id if what == "proposed_meeting" else of.organiser_id
    asked = Entry(
        organisation_id=of.organisation_id, product_id=of.product_id, at=clock.now(), by_id=by, verb="sounding.asked"
    )
    notify([to.pk], KIND, asked, goal=of.goal_id, noun=of.pk, fact=FACTS[what], mailed=False)


def _send(of: Sounding, to: Person, who: Participant, what: str) -> None:
    draft = of.words
    turn = of.inside().turn(who.number, of.draft)
    at = localtime(local(turn.meets_at)) if turn and turn.meets_at else None
    told = {
        "sounding": of,
        "who": who.person,
        "draft": draft,
        "what": what,
        "meets": date_format(at, "l j F Y, H:i") if at else "",
        "until": date_format(localtime(of.closes_at), "j F Y"),
        "link": _link(of, who, what),
        "address": settings.ADDRESS.host,
    }
    subject = " ".join(_text("subject", told).split())
    EmailMessage(subject, _text("message", told), settings.DEFAULT_FROM_EMAIL, [str(to.email)]).send()


def _link(of: Sounding, who: Participant, what: str) -> str:
    if what == "proposed_meeting":
        slugs = (of.organisation.slug, of.product.slug, of.pk)
        return absolute(reverse("soundings:sounding", args=slugs))
    return absolute(reverse("sounded:enter", args=[who.token]))


def _text(part: str, told: dict[str, object]) -> str:
    return render_to_string(f"soundings/email/sounding_{part}.txt", told, using="django").strip()
