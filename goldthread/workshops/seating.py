"""Arriving, leaving, promising the ground rules, saying that one is ready."""

from django.db import transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.kit.prepared import PreparedOfPeople
from goldthread.people.models import Person

from . import asking, convening, floor
from .models import Promise, Refused, Seat, Turn, Workshop, box
from .rules import Kind

_PROMISE = PreparedOfPeople(lambda people, rules: Promise.objects.filter(rules=rules, person__in=people), "person_id")


@transaction.atomic
def arrive(workshop: Workshop, person: Person) -> Seat:
    """Take one's seat; who was not invited gets one. Late, one joins what is going on."""
    now = workshop.held()
    if now.is_over:
        raise Refused("over")
    seat = convening.seat(now, person)
    if seat.is_present:
        return seat
    seat.arrived_at, seat.left_at = seat.arrived_at or clock.now(), None
    seat.seen_at = clock.now() if seat.leads else None
    # As thick as all others, whenever one came.
    seat.secret_cards = seat.secret_cards or box.close([], box.CARDS)
    seat.secret_closing = seat.secret_closing or box.close([], box.CLOSING)
    seat.save(update_fields=["arrived_at", "left_at", "seen_at", "secret_cards", "secret_closing"])
    if now.is_in(Kind.ROUND) and seat.votes:
        floor.stand_in_line(now, seat)
    if now.is_in(Kind.DISCUSS):
        floor.welcome(now, seat)
    record(person, "workshop.joined", now)
    _tell_of_people(now)
    return seat


@transaction.atomic
def leave(workshop: Workshop, seat: Seat, *, by: Person) -> None:
    """Somebody goes, or is cut off for good: nobody waits for them any more. They may come back.

    Whoever is sent off by somebody else stays among those whose word an open ballot needs: else a dissenting voice could
    be taken out of it.
    """
    now = workshop.held()
    fresh = now.seats.get(pk=seat.pk)
    if not fresh.is_present:
        return
    fresh.left_at = clock.now()
    fresh.save(update_fields=["left_at"])
    Turn.objects.filter(phase=now.phase, seat=fresh, state=Turn.State.WAITING).delete()
    if by == fresh.person:
        asking.go_on_without(now, fresh.person)
    record(by, "workshop.left", now, person=fresh.person_id)
    # Whoever is sent off sees at once that they are, and what to do about it.
    now.tell(table=by == fresh.person)


@transaction.atomic
def let_lead(workshop: Workshop, seat: Seat, *, by: Person) -> None:
    """Somebody who is there may lead, too: they take over where the facilitator is cut off. Guests by link may not."""
    now = workshop.held()
    fresh = now.seats.select_related("person").get(pk=seat.pk)
    if fresh.leads or not fresh.is_present:
        return
    if not fresh.person.email:
        raise Refused("guest_leads_not")
    fresh.leads, fresh.seen_at = True, clock.now()
    fresh.save(update_fields=["leads", "seen_at"])
    record(by, "workshop.let_lead", now, person=fresh.person_id)
    _tell_of_people(now)


@transaction.atomic
def promise(workshop: Workshop, person: Person) -> None:
    """Promise the ground rules of this meeting."""
    if workshop.ground_rules is not None:
        said = {"organisation_id": workshop.organisation_id, "at": clock.now()}
        Promise.objects.get_or_create(rules=workshop.ground_rules, person=person, defaults=said)
        workshop.tell_leads()


@transaction.atomic
def be_ready(workshop: Workshop, seat: Seat, *, ready: bool = True) -> None:
    """Say that one has finished, or has not after all; a number tells it to those who lead, no name does."""
    seat.ready_in_id = workshop.phase_id if ready else None
    seat.save(update_fields=["ready_in"])
    workshop.tell_leads()


def _tell_of_people(workshop: Workshop) -> None:
    """Who is in the room is the same picture for everybody; what each is asked to do stays as it is."""
    workshop.tell(table=True)


def must_promise(workshop: Workshop, person: Person) -> bool:
    """Whether somebody has not promised the rules of this meeting yet: new, or the rules are."""
    return workshop.ground_rules_id is not None and not _PROMISE.rows(person.pk, workshop.ground_rules_id)


__all__ = ["arrive", "be_ready", "leave", "let_lead", "must_promise", "promise"]
