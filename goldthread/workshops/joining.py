"""The way in: an address, the same as a square for phones, and a file for calendars."""

from django.conf import settings
from django.urls import reverse

from goldthread.kit import clock
from goldthread.kit.square import drawn
from goldthread.people.mail import absolute

from .models import Workshop
from .planning import days
from .planning.meeting import sequence


def address(of: Workshop) -> str:
    """Where the room is. Whoever sees the product takes a seat there; nobody else gets in by it."""
    return absolute(reverse("workshops:room", args=[of.organisation.slug, of.product.slug, of.pk]))


def square(of: Workshop) -> tuple[int, str]:
    """The address as a QR code: how many modules wide, and the dark ones as the path of a drawing."""
    return drawn(address(of))


def calendar(of: Workshop) -> bytes:
    """The meeting under an id that stays, so that a calendar moves it when it moves."""
    from icalendar import Calendar, Event

    made, event = Calendar(), Event()
    made.add("prodid", "-//Goldthread//Goldthread//EN")
    made.add("version", "2.0")
    event.add("uid", f"workshop-{of.pk}@{settings.ADDRESS.name}")
    event.add("dtstamp", clock.now())
    event.add("sequence", sequence(of))
    event.add("dtstart", of.starts_at)
    event.add("dtend", days.end(of))
    event.add("summary", of.title)
    event.add("description", address(of))
    event.add("url", address(of))
    event.add("status", "CANCELLED" if of.aborted_at else "CONFIRMED")
    made.add_component(event)
    return made.to_ical()
