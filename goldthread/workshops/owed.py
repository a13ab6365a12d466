"""What waits for one person on Today: a meeting over days in which they have not written yet, one that goes on without
them, an invitation to answer. It is told to them alone, and counted for nobody."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.kit.registry import Owed
from goldthread.people.access import Ground

from . import access
from .models import LastMoment, Promise, Reply, Seat, Turn, box
from .rules import Kind

MOST, LOOKED_AT = 12, 60
# A room that nobody closed is not gone into on the next day.
STILL_ON = timedelta(hours=12)
LONGEST_PROMPT = 120


def meetings(ground: Ground) -> list[Owed]:
    """One query."""
    rows = access.seats_in_sight(ground).filter(
        workshop__closed_at=None, workshop__aborted_at=None, workshop__paused=""
    )
    spoken = Turn.objects.over().filter(phase=OuterRef("workshop__phase"), seat=OuterRef("pk"))
    promised = Promise.objects.filter(rules=OuterRef("workshop__ground_rules"), person=OuterRef("person"))
    rows = rows.annotate(
        has_spoken=Exists(spoken),
        has_promised=Exists(promised),
        has_replied=Exists(Reply.objects.filter(seat=OuterRef("pk"))),
        is_over_days=Exists(LastMoment.objects.filter(phase=OuterRef("workshop__phase"))),
    )
    # Meetings that nobody ever held are asked about no more.
    rows = rows.filter(Q(workshop__phase__isnull=False) | Q(workshop__starts_at__gte=clock.now()))
    near = ("workshop__phase", "workshop__product", "workshop__convened_by", "workshop__facilitator")
    found = rows.defer("secret_closing").select_related(*near).order_by("workshop__starts_at", "pk")
    return [one for one in (_owed(ground, seat) for seat in found[:LOOKED_AT]) if one][:MOST]


def _owed(ground: Ground, seat: Any) -> Owed | None:
    of = seat.workshop
    if of.phase is None:
        return _invited(ground, seat)
    if seat.is_over_days:
        return _over_days(ground, seat)
    if seat.is_present or clock.now() - of.began_at > STILL_ON:
        return None
    says = _("It goes on now; %(name)s facilitates") % {"name": of.facilitator.name}
    return Owed(f"meeting-{of.pk}", of.title, says, _("Come in"), _room(ground, of), 1, due=ground.today)


def _invited(ground: Ground, seat: Any) -> Owed | None:
    of = seat.workshop
    if seat.has_replied or seat.leads or of.convened_by_id == ground.person.pk or of.starts_at < clock.now():
        return None
    begins = localtime(of.starts_at)
    said = {"name": of.convened_by.name, "when": date_format(begins, "l, j F, H:i")}
    says = _("%(name)s invites you: %(when)s") % said
    return Owed(f"meeting-{of.pk}", of.title, says, _("Say whether you come"), _room(ground, of), 1, due=begins.date())


def _over_days(ground: Ground, seat: Any) -> Owed | None:
    """What the phase asks of them, until they have done it; who has not taken a seat yet is asked for that."""
    of, kind = seat.workshop, Kind(seat.workshop.phase.kind)
    if not seat.votes:
        return None
    deed, says = _("Take a seat"), _("over days: it goes on, and you are not in it yet")
    if kind in WRITTEN and not WRITTEN[kind](seat):
        deed, says = _("Write"), _not_written(of.phase.prompt)
    elif kind == Kind.GROUND_RULES and not seat.has_promised:
        deed, says = _("Promise"), _("over days: the ground rules wait for your promise")
    elif seat.is_present or kind in (*WRITTEN, Kind.GROUND_RULES):
        return None
    due = localtime(of.ends_at).date() if of.ends_at else None
    return Owed(f"meeting-{of.pk}", of.title, says, deed, _room(ground, of), 3, due=due)


def _not_written(prompt: str) -> str:
    if not prompt:
        return _("You have not written yet")
    return _("You have not written yet: %(prompt)s") % {"prompt": Truncator(prompt).chars(LONGEST_PROMPT)}


def has_written(seat: Seat, phase: int | None) -> bool:
    """Whether somebody wrote a card where people write in silence, or said that they have finished."""
    return seat.ready_in_id == phase or bool(box.look_into(seat.secret_cards, box.CARDS))


WRITTEN: dict[Kind, Any] = {
    Kind.ROUND: lambda seat: seat.has_spoken,
    Kind.WRITE: lambda seat: has_written(seat, seat.workshop.phase_id),
    Kind.DISCUSS: lambda seat: seat.has_spoken,
}


def _room(ground: Ground, of: Any) -> str:
    return reverse("workshops:room", args=[ground.organisation.slug, of.product.slug, of.pk])


__all__ = ["has_written", "meetings"]
