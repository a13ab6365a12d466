"""Who is in a workshop: as what, whether they are there, and whether they have finished what is asked of them just now."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from goldthread.decisions.models import Voter
from goldthread.kit import clock, many
from goldthread.people.models import Organisation, Person

from . import box

if TYPE_CHECKING:
    from .workshop import Workshop

MOST_CARDS = 20
LONGEST_CARD = 280


class Full(Exception):
    """Somebody wrote as many cards as one may."""


class SeatQuerySet(models.QuerySet["Seat"]):
    def present(self) -> "SeatQuerySet":
        return self.filter(left_at=None).exclude(arrived_at=None)

    def taking_part(self) -> "SeatQuerySet":
        """Those who are there and have a say; who only leads or watches is not waited for."""
        return self.present().filter(votes=True)

    def leading(self) -> "SeatQuerySet":
        return self.filter(leads=True)


class Seat(models.Model):
    """One person in one workshop. `leads` is for facilitator and co-facilitators; `is_senior` speaks late in rounds."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    group = models.CharField(max_length=20, choices=Voter.Group.choices, default=Voter.Group.OTHERS)
    leads = models.BooleanField(default=False)
    votes = models.BooleanField(_("has a say"), default=True)
    is_required = models.BooleanField(default=False)
    is_senior = models.BooleanField(default=False)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    # Last heard of: kept of those who lead alone, so that somebody takes over when they are cut off.
    seen_at = models.DateTimeField(null=True)
    ready_in = models.ForeignKey("workshops.Phase", models.SET_NULL, null=True, related_name="+")
    # How many cards: known from the reveal to the end of the meeting, then forgotten.
    cards = models.PositiveSmallIntegerField(default=0)
    secret_cards = models.TextField(default="")
    secret_closing = models.TextField(default="")

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "person"], name="one_seat_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.workshop_id}"

    @property
    def is_present(self) -> bool:
        return self.arrived_at is not None and self.left_at is None

    # Silent writing: no entry, no signal, nothing that anybody else could see or count.

    def own_cards(self) -> list[dict[str, Any]]:
        """What this seat has written so far: number, words and whether they are signed."""
        held = box.look_into(self.secret_cards, box.CARDS)
        return [{"number": place, "words": words, "signed": signed} for place, (words, signed) in enumerate(held)]

    def write(self, words: str, *, signed: bool = False) -> None:
        """Put one more card into the box. Raises Full."""
        held = box.look_into(self.secret_cards, box.CARDS)
        if len(held) >= MOST_CARDS:
            raise Full
        if [words, signed] not in held:
            self._put([*held, [words, signed]])

    def take_back(self, number: int, said: str) -> None:
        """Take a card of one's own out of the box: the one with this number, where it says this. Sent twice, one goes."""
        held = box.look_into(self.secret_cards, box.CARDS)
        if 0 <= number < len(held) and held[number][0] == said:
            self._put(held[:number] + held[number + 1 :])

    def _put(self, cards: list[Any]) -> None:
        self.secret_cards = box.close(cards, box.CARDS)
        self.save(update_fields=["secret_cards"])

    def answer_at_the_end(self, heard: int, worth: int) -> None:
        """Say, 1 to 5, whether one was heard and whether it was worth the time; said again, it takes the place of the first."""
        self.secret_closing = box.close([heard, worth], box.CLOSING)
        self.save(update_fields=["secret_closing"])

    def own_answer(self) -> list[int]:
        return box.look_into(self.secret_closing, box.CLOSING)

    def is_heard_of(self) -> None:
        """Somebody who leads is still there. No entry, no signal: it happens every few seconds."""
        self.seen_at = clock.now()
        self.save(update_fields=["seen_at"])


def empty_boxes(workshop: "Workshop", field: str, contents: list[Any], purpose: str) -> None:
    """Give every seat a box that looks as full as all others, so that a row says nothing about who wrote."""
    seats = workshop.seats.values_list("pk", flat=True)
    many.update(Seat, [field], [(box.close(contents, purpose), pk) for pk in seats])
