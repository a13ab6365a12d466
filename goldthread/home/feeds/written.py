"""A calendar in the format of RFC 5545. The same events give the same bytes."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, vDuration

from goldthread.people.mail import absolute

from . import events

# How long a check-in is blocked for, and how soon programs should ask again.
LASTS, AGAIN = timedelta(minutes=30), timedelta(hours=1)


def calendar(name: str, found: Iterable[events.Event]) -> bytes:
    """The calendar as text for a program; times carry their zone, and the zones what they do when clocks change."""
    made = Calendar()
    made.add("prodid", "-//Goldthread//Goldthread//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("name", name)
    made.add("refresh-interval", vDuration(AGAIN), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(AGAIN))
    for one in found:
        made.add_component(_event(one))
    made.add_missing_timezones()
    return made.to_ical()


def _event(one: events.Event) -> Event:
    made = Event()
    made.add("uid", f"{one.uid}@{settings.ADDRESS.name}")
    made.add("summary", one.summary)
    if one.at is not None:
        local = one.at.astimezone(ZoneInfo(one.zone))
        made.add("dtstart", local)
        made.add("dtend", (one.until or one.at + LASTS).astimezone(ZoneInfo(one.zone)))
    else:
        made.add("dtstart", one.day)
        made.add("dtend", one.day + timedelta(days=1))
        # A day on which something is due keeps nobody from meetings.
        made.add("transp", "TRANSPARENT")
    address = absolute(one.path)
    made.add("description", f"{one.says}\n{address}".strip())
    made.add("url", address)
    moment = _whole(one.changed_at)
    made.add("dtstamp", moment)
    made.add("last-modified", moment)
    made.add("sequence", one.sequence)
    made.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    return made


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
