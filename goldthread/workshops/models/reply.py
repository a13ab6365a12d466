"""What those who are invited say: whether they come, and whether others may read what came of it."""

from django.db import models, transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Organisation

from .seat import Seat


class Reply(models.Model):
    """Whether somebody who is invited comes. Said again, it takes the place of what was said before."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    seat = models.OneToOneField(Seat, models.CASCADE, related_name="reply")
    comes = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.seat_id} {'comes' if self.comes else 'does not come'}"

    @classmethod
    @transaction.atomic
    def say(cls, seat: Seat, *, comes: bool) -> "Reply":
        """Say that one comes, or does not."""
        known = cls.objects.filter(seat=seat).first()
        if known is not None and known.comes == comes:
            return known
        said = {"organisation_id": seat.organisation_id, "comes": comes, "at": clock.now()}
        made, _new = cls.objects.update_or_create(seat=seat, defaults=said)
        record(seat.person, "workshop.replied", seat.workshop, comes=comes)
        seat.workshop.tell()
        return made


class Consent(models.Model):
    """Somebody who was there lets all who see the product read the summary. It opens when all who were there have said so."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    seat = models.OneToOneField(Seat, models.CASCADE, related_name="consent")

    def __str__(self) -> str:
        return f"{self.seat_id} consents"
