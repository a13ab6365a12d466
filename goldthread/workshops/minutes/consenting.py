"""Letting others read the minutes: each who was there says so for themselves."""

from django.db import transaction

from goldthread.journal.record import record

from ..models import Consent, Seat


@transaction.atomic
def consent(seat: Seat, *, take_back: bool = False) -> None:
    """Let everybody read them who sees the product, or not after all. They open when all who were there said so."""
    if take_back:
        if Consent.objects.filter(seat=seat).delete()[0]:
            record(seat.person, "workshop.kept_among_us", seat.workshop)
        return
    said = {"organisation_id": seat.organisation_id}
    if Consent.objects.get_or_create(seat=seat, defaults=said)[1]:
        record(seat.person, "workshop.opened_to_others", seat.workshop)
