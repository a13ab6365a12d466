"""What is planned of a meeting beside its agenda: when, who leads, who is invited; and calling it off."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.journal.models import Entry
from goldthread.journal.record import record
from goldthread.people.models import GuestLink, Person

from .. import convening
from ..models import GuestInvitation, Refused, Seat, Workshop
from . import days, mail

# What people have in their calendars changes with these.
TOLD = (
    "workshop.convened",
    "workshop.moved",
    "workshop.aborted",
    "workshop.invited",
    "workshop.uninvited",
    "workshop.replanned",
    "workshop.spread",
    "workshop.lengthened",
)


@transaction.atomic
def change(workshop: Workshop, *, title: str, starts_at: datetime, facilitator: Person, by: Person) -> None:
    """Another name, another time, or somebody else who leads. Whoever is invited is told of another time or name."""
    now = _to_come(workshop)
    before = (now.title, now.starts_at, now.facilitator_id)
    if before == (title, starts_at, facilitator.pk):
        return
    now.title, now.starts_at, now.facilitator = title, starts_at, facilitator
    length = days.length_of(workshop)
    now.save(update_fields=["title", "starts_at", "facilitator"])
    days.lay(now, length)
    convening.seat(now, facilitator, leads=True)
    now.seats.filter(person=facilitator).update(leads=True)
    now.tell()
    record(by, "workshop.moved", now, lasts=days.lasts(now))
    if before[:2] != (title, starts_at):
        mail.tell(now, "moved", by=by)


@transaction.atomic
def invite(workshop: Workshop, people: Iterable[Person], *, needed: bool = False, by: Person) -> None:
    """Invite more people; who has a seat is not invited twice."""
    now = _to_come(workshop)
    known = set(now.seats.values_list("person_id", flat=True))
    added = [one for one in people if one.pk not in known]
    for person in added:
        convening.seat(now, person, is_required=needed)
    if added:
        now.tell()
        record(by, "workshop.invited", now)
        mail.tell(now, "invited", by=by, only=[one.pk for one in added])


@transaction.atomic
def invite_guests(workshop: Workshop, mails: Mapping[GuestLink, str], *, by: Person) -> None:
    """Invite these guests by link, each with where they are told ("" for nowhere); whose address is new is told at once."""
    now = workshop.held()
    if now.is_over:
        raise Refused(_("The meeting is over."))
    before = dict(now.guest_invitations.values_list("link", "email"))
    for link, email in mails.items():
        made = GuestInvitation.send(now, link, email=email, by=by)
        if made.email != email:
            made.email = email
            made.save(update_fields=["email"])
        if email and email != before.get(link.pk) and now.began_at is None:
            mail.tell_guests(now, "invited", [made], by=by)


@transaction.atomic
def uninvite(workshop: Workshop, seat: Seat, *, by: Person) -> None:
    """Take an invitation back: it leaves their calendar. Whoever leads the meeting stays. Raises Refused once it has begun."""
    now = _to_come(workshop)
    if seat.leads or not now.seats.filter(pk=seat.pk).exists():
        return
    mail.tell(now, "uninvited", by=by, only=[seat.person_id])
    seat.delete()
    now.tell()
    record(by, "workshop.uninvited", now, person=seat.person_id)


@transaction.atomic
def call_off(workshop: Workshop, *, by: Person) -> None:
    """Hold it not at all: it leaves the calendars."""
    now = _to_come(workshop)
    now.abort(by=by)
    now.refresh_from_db()
    mail.tell(now, "called_off", by=by)


def sequence(workshop: Workshop) -> int:
    """How often what stands in calendars changed: from the journal, as that only grows."""
    return Entry.objects.filter(kind="workshop", noun_id=workshop.pk, verb__in=TOLD).count()


def _to_come(workshop: Workshop) -> Workshop:
    now = workshop.held()
    if now.is_over or now.began_at is not None:
        raise Refused(_("The meeting has begun: what was planned stays as it was."))
    return now
