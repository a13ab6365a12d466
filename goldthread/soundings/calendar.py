"""A meeting of two as a file for a calendar (RFC 5545)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from goldthread.kit import clock
from goldthread.people.mail import absolute

from .forms.sounding import local
from .models import Participant, Sounding, Turn

LASTS = timedelta(minutes=30)


def file(of: Sounding, who: Participant, turn: Turn, path: str) -> bytes:
    """The meeting, under an id that stays when it is put off, so that a calendar moves it."""
    # With the first calendar, not with the start.
    from icalendar import Calendar, Event

    made, event = Calendar(), Event()
    made.add("prodid", "-//Goldthread//Goldthread//EN")
    made.add("version", "2.0")
    at = local(turn.meets_at)
    event.add("uid", f"sounding-{of.pk}-{who.number}-{turn.draft}@{settings.ADDRESS.name}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", at)
    event.add("dtend", at + LASTS)
    event.add(
        "summary", _("%(one)s and %(other)s: a draft goal") % {"one": of.organiser.name, "other": who.person.name}
    )
    event.add("description", f"{of.words.statement}\n{absolute(path)}")
    event.add("url", absolute(path))
    made.add_component(event)
    made.add_missing_timezones()
    return made.to_ical()


def answer(of: Sounding, who: Participant, path: str) -> HttpResponse:
    """The file as an answer. Raises Http404 where no meeting is arranged."""
    turn = of.inside().turn(who.number, of.draft)
    if turn is None or not turn.meets_at:
        raise Http404
    response = HttpResponse(file(of, who, turn, path), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
