"""The end of a meeting: its record confirmed, what everybody said at the end summed up, what is known of each person forgotten."""

from django.db import transaction

from goldthread.journal.models import Once
from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Person

from . import rules
from .minutes import mail
from .models import Refused, Seat, Turn, Workshop, box


@transaction.atomic
def confirm(workshop: Workshop, *, by: Person) -> None:
    """Say that the record is right: the facilitator, and one other who was there."""
    now = workshop.held()
    if not now.is_in(rules.Kind.RECORD):
        return
    if by.pk == now.facilitator_id:
        if now.recorded_by_id is None:
            now.recorded_by = by
            now.save(update_fields=["recorded_by"])
            record(by, "workshop.recorded", now)
    elif now.confirmed_by_id is None:
        if now.recorded_by_id is None:
            raise Refused("facilitator_first")
        now.confirmed_by = by
        now.save(update_fields=["confirmed_by"])
        record(by, "workshop.confirmed", now)
    now.tell()


def close(workshop: Workshop, *, by: Person) -> None:
    """Close it: figures of the group stay, those of each person go."""
    _sum_up(workshop)
    forget(workshop)
    workshop.closed_at, workshop.ends_at = clock.now(), None
    workshop.save(update_fields=["closed_at", "ends_at", "coverage", "evenness", "top_share", "closing_answers"])
    workshop.tell()
    record(by, "workshop.closed", workshop)
    mail.send(workshop)


def _sum_up(workshop: Workshop) -> None:
    seats = list(workshop.seats.exclude(arrived_at=None).filter(votes=True))
    spoken = Turn.objects.filter(seat__workshop=workshop, state=Turn.State.SPOKEN).values_list("seat_id", flat=True)
    turns = list(spoken)
    times = [one.cards + turns.count(one.pk) for one in seats]
    workshop.coverage, workshop.evenness = rules.coverage(times), rules.evenness(times)
    workshop.top_share = rules.top_share(times)
    given = [box.look_into(one.secret_closing, box.CLOSING) for one in workshop.seats.all()]
    answers = [rules.Answer(*one) for one in given if len(one) == 2]
    workshop.closing_answers = rules.summed_up(answers) or {}


def forget(workshop: Workshop) -> None:
    """Turns, numbers of cards, and all boxes."""
    workshop.speaking = workshop.speaking_since = None
    workshop.save(update_fields=["speaking", "speaking_since"])
    Turn.objects.filter(seat__workshop=workshop).delete()
    # So that a form sent twice happens once, a row says that it was sent: here that would be who spoke or did how much.
    for deed in ("turn", "wording", "grouping", "titles", "written"):
        Once.objects.filter(path__endswith=f"/workshops/{workshop.pk}/{deed}/").delete()
    Seat.objects.filter(workshop=workshop).update(
        cards=0, secret_cards="", secret_closing="", ready_in=None, seen_at=None
    )
