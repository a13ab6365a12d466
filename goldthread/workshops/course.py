"""Going through a meeting: beginning it, from phase to phase, and to the end. What each phase does when it begins and ends."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Person

from . import asking, closing, convening, floor, rules
from .models import Phase, Refused, Workshop, box, empty_boxes, turn_over
from .planning import days
from .rules import Ballot, Kind


@transaction.atomic
def begin(workshop: Workshop, *, by: Person) -> None:
    """Open the room: people arrive. Begun already, nothing happens."""
    now = workshop.held()
    if now.began_at is None and not now.is_over:
        now.began_at = clock.now()
        now.save(update_fields=["began_at"])
        _enter(now, now.phases.get(place=0), by)
        now.tell_the_door()
        record(by, "workshop.begun", now)


@transaction.atomic
def advance(workshop: Workshop, *, by: Person, leaving: int, passing_over: bool = False) -> None:
    """On to the next phase, or to the end after the last.

    `leaving` is the id of the phase that is left: pressed twice, it moves on once. Raises Refused with what is still to
    be done; where that may be passed over and is, the room is told.
    """
    now = workshop.held()
    if not now.is_live or now.phase_id != leaving:
        return
    phase = now.the_phase
    if now.paused:
        raise Refused("paused")
    against = rules.guard(Kind(phase.kind), now.room())
    if against and not (against.may_be_passed and passing_over):
        raise Refused(against.code, may_be_passed=against.may_be_passed)
    ballot = now.item.ballot if now.item else Ballot.NONE
    _leave(now, against.code if against else "", by)
    phases = list(now.phases.select_related("item__decision"))
    place = rules.next_place([one.step for one in phases], phase.place, ballot)
    if place is None:
        closing.close(now, by=by)
        return
    _enter(now, phases[place], by)
    record(by, "workshop.advanced", now, phase=phases[place].pk, passed_over=against.code if against else "")


@transaction.atomic
def go_back(workshop: Workshop, *, by: Person, leaving: int) -> None:
    """Back to the phase before, where nothing was turned over since."""
    now = workshop.held()
    if not now.is_live or now.phase_id != leaving:
        return
    phases = list(now.phases.select_related("item__decision"))
    place = rules.previous_place([one.step for one in phases], now.the_phase.place)
    if place is None:
        raise Refused("no_way_back")
    _leave(now, "", by)
    _enter(now, phases[place], by)
    record(by, "workshop.advanced", now, phase=phases[place].pk, passed_over="")


@transaction.atomic
def once_more(workshop: Workshop, *, by: Person) -> None:
    """One more goal of the kind that was just agreed on, from the same cards: the rest of the agenda moves behind it."""
    now = workshop.held()
    item = now.item
    if not now.is_in(Kind.AGREE) or item is None or item.effect or item.ballot != Ballot.DONE:
        return
    more, phase = item.like_it(), now.the_phase
    for later in now.phases.filter(place__gt=phase.place).order_by("-place"):
        later.place += 2
        later.save(update_fields=["place"])
    for step, kind in enumerate((Kind.DRAFT, Kind.AGREE), start=1):
        before = now.phases.filter(item=item, kind=kind).first()
        Phase.objects.create(
            organisation_id=now.organisation_id, workshop=now, place=phase.place + step, item=more, kind=kind,
            minutes=before.minutes if before else phase.minutes, prompt=before.prompt if before else "",
        )  # fmt: skip
    advance(now, by=by, leaving=phase.pk)


def clear(workshop: Workshop) -> None:
    """What is open ends without a result: it is broken off."""
    item = workshop.item
    if item is not None and item.ballot in (
        Ballot.OPEN,
        Ballot.AWAITS_CHOICE,
        Ballot.AWAITS_ROUND,
        Ballot.AWAITS_OBJECTIONS,
    ):
        asking.withdraw(item)
    closing.forget(workshop)


def _enter(workshop: Workshop, phase: Phase, by: Person) -> None:
    workshop.phase, workshop.paused, workshop.seconds_left = phase, "", None
    workshop.speaking = workshop.speaking_since = None
    workshop.ends_at = days.end_of(phase) or clock.now() + timedelta(minutes=phase.minutes)
    if phase.began_at is None:
        if phase.item is not None:
            convening.begin_with_vision(phase.item, by=by)
        phase.began_at = clock.now()
        phase.save(update_fields=["began_at"])
    names = ["phase", "paused", "seconds_left", "speaking", "speaking_since", "ends_at"]
    workshop.save(update_fields=names)
    if Kind(phase.kind) in ENTERING:
        ENTERING[Kind(phase.kind)](workshop, by)
    workshop.tell()


def _leave(workshop: Workshop, passed_over: str, by: Person) -> None:
    phase = workshop.the_phase
    floor.end_turn(workshop)
    if Kind(phase.kind) in LEAVING:
        LEAVING[Kind(phase.kind)](workshop, by)
    phase.ended_at, phase.passed_over = clock.now(), passed_over
    phase.save(update_fields=["ended_at", "passed_over"])


def _open_boxes(workshop: Workshop, by: Person) -> None:
    empty_boxes(workshop, "secret_cards", [], box.CARDS)


def _turn_over(workshop: Workshop, by: Person) -> None:
    if workshop.item is not None:
        turn_over(workshop, workshop.item)


ENTERING: dict[Kind, Callable[[Workshop, Person], object]] = {
    Kind.ROUND: lambda workshop, by: floor.line_up(workshop),
    Kind.WRITE: _open_boxes,
    Kind.DISCUSS: lambda workshop, by: floor.begin_with_owner(workshop),
    Kind.AGREE: lambda workshop, by: asking.put(workshop, by=by),
    Kind.CLOSING: lambda workshop, by: empty_boxes(workshop, "secret_closing", [], box.CLOSING),
}
LEAVING: dict[Kind, Callable[[Workshop, Person], object]] = {
    Kind.WRITE: _turn_over,
    Kind.AGREE: lambda workshop, by: asking.wait_no_longer(workshop, by=by),
}
