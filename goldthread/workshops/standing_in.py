"""Who leads on where whoever leads is cut off and no co-facilitator is there: whom more than half of the room name."""

from typing import Any

from django.db import transaction

from goldthread.journal.record import record

from . import rules
from .models import Backing, Refused, Seat, Workshop


def may_be_named(of: Workshop) -> list[Seat]:
    """Those who are there and have an account, but whoever was cut off. One query."""
    rows = of.seats.present().exclude(person=of.facilitator_id).exclude(person__email=None)
    return list(rows.defer("secret_cards", "secret_closing").select_related("person").order_by("person__name"))


def shown(of: Workshop, seat: Seat | None) -> dict[str, Any]:
    """Whom one can name, whom how many have named, how many it takes. Two queries."""
    there = may_be_named(of)
    says = _says(there)
    counts = {one.pk: sum(1 for named in says.values() if named == one.pk) for one in there}
    return {
        "waits": of.is_live and of.paused == Workshop.Pause.AWAY,
        "there": there,
        "named": [(one.person.name, counts[one.pk]) for one in there if counts[one.pk]],
        "own": says.get(seat.pk) if seat else None,
        "takes": rules.more_than_half(len(there)),
        "may_name": seat is not None and seat.pk in counts,
    }


@transaction.atomic
def name(workshop: Workshop, seat: Seat, named: Seat) -> None:
    """Say who should lead on; said again, it takes the place of what was said before. Named by more than half of those
    there, they lead, and it goes on. Raises Refused where somebody leads, and for who may not be named."""
    now = workshop.held()
    if not now.is_live or now.paused != Workshop.Pause.AWAY:
        raise Refused("somebody_leads")
    there = may_be_named(now)
    if not {seat.pk, named.pk} <= {one.pk for one in there}:
        raise Refused("not_to_be_named")
    Backing.objects.update_or_create(seat=seat, defaults={"named": named, "organisation_id": now.organisation_id})
    chosen = rules.chosen([one.pk for one in there], _says(there))
    if chosen is None:
        now.tell(table=True)
        return
    _lead_on(now, next(one for one in there if one.pk == chosen))


def _lead_on(now: Workshop, seat: Seat) -> None:
    seat.leads = True
    seat.save(update_fields=["leads"])
    seat.is_heard_of()
    record(None, "workshop.let_lead", now, person=seat.person_id)
    now.hand_over(seat.person, by=None)
    now.resume(by=seat.person)


def _says(there: list[Seat]) -> dict[int, int]:
    rows = Backing.objects.filter(seat__in=[one.pk for one in there])
    return dict(rows.values_list("seat_id", "named_id"))
