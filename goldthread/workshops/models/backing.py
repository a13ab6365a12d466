"""Whom the others would have lead while whoever leads is cut off."""

from django.db import models

from goldthread.people.models import Organisation

from .seat import Seat


class Backing(models.Model):
    """One person in the room names another, or themselves, to lead on. Gone as soon as somebody leads again."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    seat = models.OneToOneField(Seat, models.CASCADE, related_name="backing")
    named = models.ForeignKey(Seat, models.CASCADE, related_name="backed_by")

    def __str__(self) -> str:
        return f"{self.seat_id} names {self.named_id}"
