"""What is written where people meet over days, and guests who are invited by their link."""

from typing import TYPE_CHECKING

from django.db import models, transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import GuestLink, Organisation, Person

from .phase import Phase
from .seat import Seat

if TYPE_CHECKING:
    from .workshop import Workshop

LONGEST_REMARK = 1000


class Remark(models.Model):
    """Something said in writing, in a phase of a meeting over days; `answers` the one that it answers, never an answer itself."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="remarks")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="remarks")
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    words = models.CharField(max_length=LONGEST_REMARK)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words


class GuestInvitation(models.Model):
    """A personal link whose holder is invited to a meeting: a seat is theirs when they come."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", models.PROTECT, related_name="guest_invitations")
    link = models.ForeignKey(GuestLink, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    # Where they are told that it moves; "" where nobody said. Forgotten when the link is taken back.
    email = models.EmailField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "link"], name="one_invitation_a_link")]

    def __str__(self) -> str:
        return f"{self.link_id} to {self.workshop_id}"

    @classmethod
    @transaction.atomic
    def send(cls, workshop: "Workshop", link: GuestLink, *, email: str = "", by: Person) -> "GuestInvitation":
        """Invite whoever holds the link; invited already, nothing happens."""
        said = {"organisation_id": link.organisation_id, "by": by, "at": clock.now(), "email": email}
        made, is_new = cls.objects.get_or_create(workshop=workshop, link=link, defaults=said)
        if is_new:
            record(by, "workshop.guest_invited", workshop, link=link.pk)
        return made
