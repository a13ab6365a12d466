"""The floor: who speaks, who comes next, who passes. How long is measured, nothing else."""

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from goldthread.chain.models import KeyResult
from goldthread.kit import clock

from . import rules
from .models import LastMoment, Matter, Seat, Turn, Workshop
from .rules import Kind

TALKING = (Kind.ROUND, Kind.DISCUSS)


def line_up(workshop: Workshop) -> None:
    """Everybody there, once, in an order drawn by lot: senior voices behind the others, who decides last."""
    # Guests by link have no vote, and are heard like everybody.
    seats = list(workshop.seats.present().filter(Q(votes=True) | Q(person__email=None)))
    decider = workshop.items.exclude(decider=None).values_list("decider_id", flat=True).first()
    speakers = [rules.Speaker(one.pk, one.is_senior, one.person_id == decider) for one in seats]
    order = rules.order_of_round(speakers, f"{workshop.seed}-{workshop.phase_id}")
    spoken = set(Turn.objects.filter(phase=workshop.phase).values_list("seat_id", flat=True))
    by_id = {one.pk: one for one in seats}
    for seat in order:
        if seat not in spoken:
            stand_in_line(workshop, by_id[seat])


def begin_with_owner(workshop: Workshop) -> None:
    """Where a key result is talked about, its owner has the word first; where they are not here, nobody has it yet."""
    owner = _owner(workshop).values("version__owner")
    seat = workshop.seats.present().filter(person__in=owner).first()
    if seat is not None and not Turn.objects.filter(phase=workshop.phase, seat=seat).exists():
        _let_speak(workshop, seat)


def _owner(workshop: Workshop) -> QuerySet[KeyResult]:
    """The key result that is talked about, where somebody's name is on it; nothing where people meet over days."""
    about = Matter.objects.filter(item=workshop.the_phase.item_id, kind=Matter.Kind.KEY_RESULT)
    if LastMoment.objects.filter(phase=workshop.phase).exists():
        return KeyResult.objects.none()
    return KeyResult.objects.filter(pk__in=about.values("noun_id"), version__owner__isnull=False)


def welcome(workshop: Workshop, seat: Seat) -> None:
    """Whose key result is talked about came late: they have the word next, and at once where nobody speaks."""
    if workshop.speaking is None:
        begin_with_owner(workshop)
        return
    owns = _owner(workshop).filter(version__owner=seat.person_id)
    if owns.exists() and not Turn.objects.filter(phase=workshop.phase, seat=seat).exists():
        stand_in_line(workshop, seat, place=0)


@transaction.atomic
def ask_for_it(workshop: Workshop, seat: Seat) -> None:
    """Stand in the line: behind those who have not spoken yet, if one has. Standing in it already, nothing happens."""
    now = workshop.held()
    waits = Turn.objects.filter(phase=now.phase, seat=seat, state__in=(Turn.State.WAITING, Turn.State.SPEAKING))
    if now.is_in(*TALKING) and not waits.exists():
        stand_in_line(now, seat)
        now.tell(table=True)


@transaction.atomic
def leave_the_line(workshop: Workshop, seat: Seat) -> None:
    """Not speak after all."""
    now = workshop.held()
    if Turn.objects.filter(phase=now.phase, seat=seat, state=Turn.State.WAITING).delete()[0]:
        now.tell(table=True)


@transaction.atomic
def give_up_turn(workshop: Workshop, seat: Seat) -> None:
    """Pass: that is being heard too."""
    now = workshop.held()
    if not now.is_in(*TALKING):
        return
    if now.speaking and now.speaking.seat_id == seat.pk:
        _stop(now)
    mine = Turn.objects.filter(phase=now.phase, seat=seat)
    if not mine.over().exists() and not mine.filter(state=Turn.State.WAITING).update(state=Turn.State.PASSED):
        stand_in_line(now, seat, Turn.State.PASSED)
    now.tell(table=True)


@transaction.atomic
def next_speaker(workshop: Workshop) -> None:
    """The next in line has the word: who has not spoken in this phase yet before who has."""
    now = workshop.held()
    if not now.is_in(*TALKING):
        return
    end_turn(now)
    following = _following(now)
    if following is not None:
        following.state = Turn.State.SPEAKING
        following.save(update_fields=["state"])
        now.speaking, now.speaking_since = following, clock.now()
        now.save(update_fields=["speaking", "speaking_since"])
    now.tell(table=True)


@transaction.atomic
def give_word(workshop: Workshop, seat: Seat) -> None:
    """Somebody who has not been heard is asked to speak next."""
    now = workshop.held()
    if now.is_in(*TALKING):
        Turn.objects.filter(phase=now.phase, seat=seat, state=Turn.State.WAITING).delete()
        end_turn(now)
        _let_speak(now, seat)
        now.tell(table=True)


def _let_speak(workshop: Workshop, seat: Seat) -> None:
    workshop.speaking = stand_in_line(workshop, seat, Turn.State.SPEAKING)
    workshop.speaking_since = clock.now()
    workshop.save(update_fields=["speaking", "speaking_since"])


def end_turn(workshop: Workshop) -> None:
    """Whoever speaks has spoken."""
    if workshop.speaking is not None:
        _stop(workshop)


def _stop(workshop: Workshop) -> None:
    turn, since = workshop.speaking, workshop.speaking_since
    if turn is None or since is None:
        return
    turn.state, turn.seconds = Turn.State.SPOKEN, int((clock.now() - since).total_seconds())
    turn.save(update_fields=["state", "seconds"])
    workshop.speaking = workshop.speaking_since = None
    workshop.save(update_fields=["speaking", "speaking_since"])


def in_line(workshop: Workshop) -> list[Turn]:
    """Those who wait, in the order in which they will speak. Two queries."""
    spoken = set(Turn.objects.over().filter(phase=workshop.phase).values_list("seat_id", flat=True))
    waiting = Turn.objects.waiting().filter(phase=workshop.phase).select_related("seat__person")
    return sorted(waiting, key=lambda turn: (turn.seat_id in spoken, turn.place))


def _following(workshop: Workshop) -> Turn | None:
    return next(iter(in_line(workshop)), None)


def stand_in_line(workshop: Workshop, seat: Seat, state: str = Turn.State.WAITING, *, place: int | None = None) -> Turn:
    """Behind all others of this phase, or at a place; or, said so at once, as somebody who passes."""
    last = Turn.objects.filter(phase=workshop.phase).aggregate(last=Max("place"))["last"] or 0
    at = last + 1 if place is None else place
    return Turn.objects.create(
        organisation_id=workshop.organisation_id, phase=workshop.the_phase, seat=seat, place=at, state=state
    )
