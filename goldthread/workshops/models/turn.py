"""Who has the word, and who comes next. How long somebody spoke is kept until the meeting closes, and then forgotten."""

from django.db import models

from goldthread.people.models import Organisation

from .phase import Phase
from .seat import Seat


class TurnQuerySet(models.QuerySet["Turn"]):
    def waiting(self) -> "TurnQuerySet":
        return self.filter(state=Turn.State.WAITING).order_by("place")

    def over(self) -> "TurnQuerySet":
        """Of those who have spoken or said that they pass: both are heard."""
        return self.filter(state__in=(Turn.State.SPOKEN, Turn.State.PASSED))


class Turn(models.Model):
    """One turn of one seat in one phase."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SPEAKING = "speaking"
        SPOKEN = "spoken"
        PASSED = "passed"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="turns")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="turns")
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    seconds = models.PositiveIntegerField(default=0)

    objects = TurnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phase", "place"], name="one_turn_a_place")]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.state}"
