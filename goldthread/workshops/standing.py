"""What people are asked to do just now, without anything that they said: whoever stands alike sees the same words.

Read for everybody in the room at once, in a fixed number of queries.
"""

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from goldthread.decisions.models import Voter
from goldthread.kit.prepared import Prepared

from .models import Promise, Seat, Turn, Workshop, words_of
from .rules import Kind

OVER, OUT, PROMISE, PAUSED = "over", "out", "promise", "paused"
# In these phases there may be something of one's own on the page.
KEPT = (Kind.WRITE, Kind.AGREE, Kind.CLOSING)

Marks = tuple[int, ...]
Row = dict[str, Any]

# Of one person, and of all who have a seat: a room asks for all of them at once, each page for one.
_NAMES = ("pk", "person_id", "votes", "arrived_at", "left_at", "ready_in_id")
_SEAT = Prepared(lambda of, person: Seat.objects.filter(workshop=of, person=person), *_NAMES)
_SEATS = Prepared(lambda of: Seat.objects.filter(workshop=of), *_NAMES)
_PROMISE = Prepared(lambda rules, person: Promise.objects.filter(rules=rules, person=person), "person_id")
_PROMISES = Prepared(
    lambda rules, of: Promise.objects.filter(rules=rules, person__in=Seat.objects.filter(workshop=of).values("person")),
    "person_id",
)
_VOTER = Prepared(lambda of, person: Voter.objects.standing().filter(decision=of, person=person), "person_id")
_VOTERS = Prepared(lambda of: Voter.objects.standing().filter(decision=of), "person_id")


class Standing(NamedTuple):
    """`what` is the kind of phase, or one of the words above; `marks` mean something different in each kind."""

    what: str
    phase: int = 0
    marks: Marks = ()

    @property
    def key(self) -> str:
        return "-".join(map(str, (self.phase, self.what, *self.marks)))

    @property
    def keeps(self) -> bool:
        """Whether the page may hold words of one's own, which nobody else is ever sent."""
        return self.what in KEPT and (self.what != Kind.AGREE or bool(self.marks and self.marks[1]))


def of_people(of: Workshop, people: Collection[int]) -> dict[int, Standing]:
    """How each of these people stands in this workshop; who has no seat in it is missing."""
    if len(people) == 1:
        return _of_seats(of, _SEAT.rows(of.pk, *people))
    asked = set(people)
    return _of_seats(of, [one for one in _SEATS.rows(of.pk) if one["person_id"] in asked])


def of_all(of: Workshop) -> dict[int, Standing]:
    """The same of everybody who has a seat in this workshop."""
    return _of_seats(of, _SEATS.rows(of.pk))


def _of_seats(of: Workshop, rows: list[Row]) -> dict[int, Standing]:
    seats = {one["person_id"]: one for one in rows}
    phase = of.phase
    promised = _promised(of, list(seats))
    marks = MARKS[Kind(phase.kind)](of, list(seats.values())) if phase and Kind(phase.kind) in MARKS else {}
    return {person: _standing(of, seat, person in promised, marks.get(person, ())) for person, seat in seats.items()}


def _standing(of: Workshop, seat: Row, has_promised: bool, marks: Marks) -> Standing:
    kind, phase = (of.phase.kind, of.phase.pk) if of.phase else ("", 0)
    if of.is_over:
        return Standing(OVER)
    if seat["arrived_at"] is None or seat["left_at"] is not None:
        return Standing(OUT)
    if of.is_live and not has_promised and kind != Kind.ARRIVE:
        return Standing(PROMISE)
    # What somebody is in the middle of for themselves is not taken out of their hands while nobody leads.
    stops = of.paused and not (of.paused == Workshop.Pause.AWAY and kind in KEPT)
    return Standing(PAUSED, phase) if stops else Standing(kind, phase, marks)


def _promised(of: Workshop, people: Collection[int]) -> set[int]:
    if of.ground_rules_id is None:
        return set(people)
    rules = of.ground_rules_id
    rows = _PROMISE.rows(rules, *people) if len(people) == 1 else _PROMISES.rows(rules, of.pk)
    return {one["person_id"] for one in rows}


def _ready(of: Workshop, seats: list[Row]) -> dict[int, Marks]:
    """Whether they have said that they have finished."""
    return {one["person_id"]: (int(one["ready_in_id"] == of.phase_id),) for one in seats}


def _turns(of: Workshop, seats: list[Row]) -> dict[int, Marks]:
    """Whether they speak, wait for the word, were heard; whether nobody waits for their word."""
    states: dict[int, set[str]] = {}
    rows = Turn.objects.filter(phase=of.phase, seat__in=[one["pk"] for one in seats])
    for seat, state in rows.values_list("seat_id", "state"):
        states.setdefault(seat, set()).add(state)
    speaks = of.speaking.seat_id if of.speaking else None
    heard = {Turn.State.SPOKEN, Turn.State.PASSED}
    return {
        one["person_id"]: (
            int(one["pk"] == speaks),
            int(Turn.State.WAITING in states.get(one["pk"], ())),
            int(bool(heard & states.get(one["pk"], set()))),
            int(not one["votes"]),
        )
        for one in seats
    }


def _wordings(of: Workshop, seats: list[Row]) -> dict[int, Marks]:
    """How many wordings were on the table: whoever changes the words begins with the newest."""
    newest = words_of(of.item) if of.item else None
    number = newest.number if newest else 0
    return {one["person_id"]: (number,) for one in seats}


def _asked(of: Workshop, seats: list[Row]) -> dict[int, Marks]:
    """Which question, whether it is open, whether they are asked, have a voice here, decide."""
    decision = of.item.decision if of.item else None
    if decision is None:
        return {}
    asked: set[int] = set()
    if decision.is_open:
        rows = _VOTER.rows(decision.pk, seats[0]["person_id"]) if len(seats) == 1 else _VOTERS.rows(decision.pk)
        asked = {one["person_id"] for one in rows}
    decides = decision.decider_id if decision.awaits_choice else None
    return {
        one["person_id"]: (
            decision.pk,
            int(decision.is_open),
            int(one["person_id"] in asked),
            int(one["votes"]),
            int(one["person_id"] == decides),
        )
        for one in seats
    }


def _confirms(of: Workshop, seats: list[Row]) -> dict[int, Marks]:
    """Whether they may confirm the record, and whether they did."""
    found: dict[int, Marks] = {}
    for one in seats:
        is_facilitator = one["person_id"] == of.facilitator_id
        may = not of.recorded_by_id if is_facilitator else bool(of.recorded_by_id and not of.confirmed_by_id)
        found[one["person_id"]] = (int(may), int(one["person_id"] in (of.recorded_by_id, of.confirmed_by_id)))
    return found


MARKS: dict[Kind, Callable[[Workshop, list[Row]], dict[int, Marks]]] = {
    Kind.ROUND: _turns,
    Kind.WRITE: _ready,
    Kind.REVEAL: _ready,
    Kind.DISCUSS: _turns,
    Kind.DRAFT: _wordings,
    Kind.AGREE: _asked,
    Kind.RECORD: _confirms,
}
