"""The invitation as a file for calendars: it moves and goes with the meeting."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from goldthread.kit import clock
from goldthread.people.mail import absolute
from goldthread.people.models import Person

from ..models import Workshop
from . import days

if TYPE_CHECKING:
    from icalendar import Event


def written(
    of: Workshop, path: str, *, sequence: int, zone: str, to: Person | None = None, goes: bool = False
) -> bytes:
    """The meeting under an id that stays. `method` REQUEST asks for an answer, CANCEL takes it out of the calendar."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Goldthread//Goldthread//EN")
    made.add("version", "2.0")
    made.add("method", method(of, goes=goes))
    event = _event(of, path, sequence, zone, to)
    event["status"] = "CANCELLED" if method(of, goes=goes) == "CANCEL" else "CONFIRMED"
    made.add_component(event)
    made.add_missing_timezones()
    return made.to_ical()


def method(of: Workshop, *, goes: bool = False) -> str:
    """CANCEL takes it out of the calendar: it is called off, or this one person is not invited any more (`goes`)."""
    return "CANCEL" if of.aborted_at or goes else "REQUEST"


def _event(of: Workshop, path: str, sequence: int, zone: str, to: Person | None) -> "Event":
    from icalendar import Event, vCalAddress, vText

    made, address, local = Event(), absolute(path), ZoneInfo(zone)
    made.add("uid", f"workshop-{of.pk}@{settings.ADDRESS.name}")
    made.add("sequence", sequence)
    made.add("dtstamp", _whole(clock.now()))
    made.add("dtstart", of.starts_at.astimezone(local))
    made.add("dtend", days.end(of).astimezone(local))
    made.add("summary", of.title)
    made.add("location", address)
    made.add("description", _("Agenda, pre-reading and the way in: %(address)s") % {"address": address})
    made.add("url", address)
    # The installation's own address: whoever convenes does not answer for mails of the product.
    made.add("organizer", vCalAddress(f"mailto:{_sender()}"))
    if to is not None and to.email:
        attendee = vCalAddress(f"mailto:{to.email}")
        attendee.params["CN"], attendee.params["RSVP"] = vText(to.name), vText("FALSE")
        made.add("attendee", attendee, encode=False)
    return made


def _sender() -> str:
    name = settings.DEFAULT_FROM_EMAIL
    return name.rpartition("<")[2].rstrip(">").strip()


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
