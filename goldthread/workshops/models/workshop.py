"""A live meeting: its agenda, where it stands, who leads it, how much time is left."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.live.tell import signal
from goldthread.people.models import Organisation, Person, Product

from .. import rules
from ..rules import Ballot, Kind, Room
from .backing import Backing
from .ground_rules import GroundRules, Promise
from .phase import Item, Phase
from .seat import Seat
from .turn import Turn


class Refused(Exception):
    """Why a deed is not done: a code of `words.REFUSED`, and whether whoever leads may pass over it."""

    def __init__(self, code: str, *, may_be_passed: bool = False) -> None:
        super().__init__(code)
        self.code, self.may_be_passed = code, may_be_passed


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def live(self) -> "WorkshopQuerySet":
        """Begun and not over; those that pause too."""
        return self.filter(closed_at=None, aborted_at=None).exclude(began_at=None)

    def to_come(self) -> "WorkshopQuerySet":
        return self.filter(began_at=None, closed_at=None, aborted_at=None)

    def over(self) -> "WorkshopQuerySet":
        return self.exclude(closed_at=None)


class Workshop(models.Model):
    """One meeting. Every change that the room sees counts up `edition`, under which parts of the page are kept."""

    class Pause(models.TextChoices):
        ASKED = "asked", _("paused")
        AWAY = "away", _("the facilitator is away")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="workshops")
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    facilitator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    convened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ground_rules = models.ForeignKey(GroundRules, models.PROTECT, null=True, related_name="+")
    # Seconds that one turn has.
    turn_seconds = models.PositiveSmallIntegerField(default=90)
    seed = models.CharField(max_length=32)
    edition = models.PositiveIntegerField(default=0)
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, related_name="+")
    ends_at = models.DateTimeField(null=True)
    seconds_left = models.IntegerField(null=True)
    paused = models.CharField(max_length=10, choices=Pause.choices, default="")
    speaking = models.ForeignKey(Turn, models.SET_NULL, null=True, related_name="+")
    speaking_since = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    aborted_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # Figures of the group, in percent; those of each person are gone by then.
    coverage = models.PositiveSmallIntegerField(null=True)
    evenness = models.PositiveSmallIntegerField(null=True)
    # How much of all that was said or written came from one person, without whom; for the loose ends alone.
    top_share = models.PositiveSmallIntegerField(null=True)
    closing_answers = models.JSONField(default=dict)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["product", "-starts_at"], name="workshop_by_product")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def new_seed(cls) -> str:
        return secrets.token_hex(16)

    # Telling the room. Three topics, so that what changes often is asked for by few.

    def tell(self, *, table: bool = False) -> None:
        """Something that everybody sees changed; with `table` only what lies on the table, and not whose turn it is to do what."""
        Workshop.objects.filter(pk=self.pk).update(edition=F("edition") + 1)
        self.edition += 1
        signal(f"workshop-room-{self.pk}", f"workshop-table-{self.pk}" if table else f"workshop-{self.pk}")
        if self.is_over:
            self.tell_the_door()

    def tell_the_door(self) -> None:
        """It has begun, or is over: whoever waits before the door is let in."""
        signal(f"workshop-door-{self.pk}")

    def tell_leads(self) -> None:
        """A number changed that only those who lead see."""
        signal(f"workshop-lead-{self.pk}")

    # Where it stands.

    @property
    def is_live(self) -> bool:
        return self.began_at is not None and self.closed_at is None and self.aborted_at is None

    @property
    def is_over(self) -> bool:
        return self.closed_at is not None or self.aborted_at is not None

    @property
    def item(self) -> Item | None:
        return self.phase.item if self.phase else None

    @property
    def the_phase(self) -> Phase:
        """The phase it is in. Raises Refused before it has begun."""
        if self.phase is None:
            raise Refused("not_begun")
        return self.phase

    def is_in(self, *kinds: str) -> bool:
        """Whether it goes on, unpaused, in a phase of one of these kinds."""
        return self.is_live and not self.paused and self.phase is not None and self.phase.kind in kinds

    def is_at(self, *kinds: str) -> bool:
        """The same, also while it stands still: what somebody is in the middle of for themselves is not refused."""
        return self.is_live and self.phase is not None and self.phase.kind in kinds

    def seconds_to_go(self) -> int | None:
        return rules.seconds_left(clock.now(), self.ends_at, self.seconds_left if self.paused else None)

    def room(self) -> Room:
        """What is so just now, in a fixed number of queries."""
        here = list(self.seats.present().values_list("person_id", "votes", "ready_in_id"))
        people = [person for person, _votes, _ready in here]
        voting = [person for person, votes, _ready in here if votes]
        left = self.seconds_to_go()
        heard = set(
            Turn.objects.over().filter(phase=self.phase, seat__votes=True).values_list("seat__person_id", flat=True)
        )
        is_rules = bool(self.phase and self.phase.kind == Kind.GROUND_RULES)
        return Room(
            present=len(people if is_rules else voting),
            required_missing=self.seats.filter(is_required=True).exclude(person__in=people).count(),
            promised=Promise.objects.filter(rules=self.ground_rules, person__in=people).count(),
            heard=len(heard & set(voting)),
            ready=sum(1 for _person, votes, ready in here if votes and ready == self.phase_id),
            time_is_up=left is not None and left <= 0,
            wordings=self.item.wordings.count() if self.item else 0,
            ballot=self.item.ballot if self.item else Ballot.NONE,
            confirmations=sum(1 for one in (self.recorded_by_id, self.confirmed_by_id) if one),
        )

    def held(self) -> "Workshop":
        """This row, locked, with its phase: of two deeds at once the second sees what the first did."""
        rows = Workshop.objects.select_for_update(of=("self",))
        return rows.select_related("phase__item__decision", "product__organisation", "facilitator").get(pk=self.pk)

    # Time.

    @transaction.atomic
    def extend(self, minutes: int, *, by: Person) -> None:
        """Give the phase more minutes, from now on where its time was over."""
        now = self.held()
        if not now.is_live or now.phase is None:
            return
        if now.paused:
            now.seconds_left = max(now.seconds_left or 0, 0) + 60 * minutes
        else:
            now.ends_at = max(now.ends_at or clock.now(), clock.now()) + timedelta(minutes=minutes)
        now._save("ends_at", "seconds_left")
        record(by, "workshop.extended", now, minutes=minutes)

    @transaction.atomic
    def pause(self, *, by: Person | None, because: str = Pause.ASKED) -> None:
        """Stand still: the time too."""
        now = self.held()
        if now.is_live and not now.paused:
            now.seconds_left = now.seconds_to_go()
            now.paused, now.ends_at = because, None
            now._save("paused", "ends_at", "seconds_left")
            record(by, "workshop.paused", now, because=str(because))

    @transaction.atomic
    def resume(self, *, by: Person) -> None:
        now = self.held()
        if now.is_live and now.paused:
            now.paused = ""
            # Somebody leads again: whom they would have had lead meanwhile is nobody's concern any more.
            Backing.objects.filter(seat__workshop=now).delete()
            now.ends_at = clock.now() + timedelta(seconds=now.seconds_left) if now.seconds_left is not None else None
            now.seconds_left = None
            now._save("paused", "ends_at", "seconds_left")
            record(by, "workshop.resumed", now)

    # Leading.

    @transaction.atomic
    def hand_over(self, to: Person, *, by: Person | None) -> None:
        """Let another of those who lead be the facilitator. Raises Refused for who may not lead."""
        now = self.held()
        if now.is_over or now.facilitator_id == to.pk:
            return
        if not now.seats.leading().filter(person=to).exists():
            raise Refused("leads_not")
        now.facilitator = to
        now._save("facilitator")
        record(by, "workshop.handed_over", now, to=to.pk)

    @transaction.atomic
    def look_after(self) -> rules.Led:
        """Have somebody else lead, or pause, where the facilitator was not heard of for a minute."""
        now = self.held()
        if not now.is_live or now.paused:
            return rules.Led("stays")
        rows = now.seats.present().leading().values_list("person_id", "seen_at")
        seen: dict[int, datetime] = {person: at for person, at in rows if at is not None}
        # Whoever began it is there for their first minute, also while they are still taking their seat.
        what = rules.led(clock.now(), seen.pop(now.facilitator_id, now.began_at), seen)
        if what.to is not None:
            now.hand_over(Person.objects.get(pk=what.to), by=None)
        elif what.what == "pauses":
            now.pause(by=None, because=Workshop.Pause.AWAY)
        return what

    @transaction.atomic
    def abort(self, *, by: Person) -> None:
        """End it in the middle; what was written so far stays, and it is marked as broken off."""
        now = self.held()
        if now.is_over:
            return
        from .. import course

        course.clear(now)
        now.aborted_at, now.ends_at = clock.now(), None
        now._save("aborted_at", "ends_at")
        record(by, "workshop.aborted", now)

    def _save(self, *fields: str) -> None:
        self.save(update_fields=list(fields))
        self.tell()

    def seat_of(self, person: Person | None) -> Seat | None:
        """Where somebody sits; None for who has no seat."""
        return self.seats.filter(person=person).select_related("person").first() if person else None


def words_of(item: Item) -> Any:
    """The newest wording of an item, or None."""
    return item.wordings.order_by("-number").first()
