"""A strategizing workshop that was held early in the year, and one that comes soon."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from goldthread.decisions.models import Vote
from goldthread.kit import clock
from goldthread.workshops import asking, closing, convening, course, floor, seating
from goldthread.workshops.agendas.strategizing import STRATEGIZING
from goldthread.workshops.models import Cluster, Workshop
from goldthread.workshops.rules import Kind

from ..story import ZONE, World
from . import meetings, meetings_held

THERE = ("mia", "priya", "amara", "ema", "sam", "rolf", "chidi")
CARDS = {
    "amara": ("Stop the yo-yo", "Know what my weight does over months, not since yesterday"),
    "ema": ("No shame in stepping on a scale",),
    "sam": ("Five per cent, and keep it", "Weight that stays off"),
    "rolf": ("Lose it once and for all",),
    "chidi": ("Feel lighter, not controlled",),
    "mia": ("Losing weight should not be a second job",),
}
DRAFTS = (("amara", "Lose weight"), ("sam", "Lose weight and keep it off"))


def tell(world: World) -> None:
    meetings.tell(world)
    _held(world)
    _to_come(world)
    meetings_held.tell(world)


def _held(world: World) -> None:
    """What the story set that week was agreed on together: the user goal, in two hours, with two wordings."""
    world.at(-319, 9)
    agenda = replace(STRATEGIZING, topics=(replace(STRATEGIZING.topics[1], goal=world.goals["weight"]),))
    plan = convening.Plan(
        title="Why are we here? Goals for the year",
        starts_at=clock.now(),
        facilitator=world.people["hugo"],
        leading=[world.tess],
        invited={world.people[name]: True for name in THERE},
        rule={"name": "unanimity"},
        fallback="decide_after_hearing",
        decider=world.mia,
    )
    made = convening.convene(world.lighter, agenda, plan, by=world.mia)
    course.begin(made, by=world.people["hugo"])
    for name in ("hugo", *THERE):
        seating.arrive(made, world.people[name])
        seating.promise(made, world.people[name])
    while (now := made.held()).is_live:
        world.hands.on(minutes=4)
        _do(world, now)
        now = now.held()
        course.advance(now, by=world.people["hugo"], leaving=now.the_phase.pk, passing_over=True)


def _do(world: World, now: Workshop) -> None:
    """What happens in the phase that it is in."""
    deed = DEEDS.get(Kind(now.the_phase.kind))
    if deed is not None:
        deed(world, now)


def _write(world: World, now: Workshop) -> None:
    for name, cards in CARDS.items():
        for words in cards:
            now.seats.get(person=world.people[name]).write(words)


def _draft(world: World, now: Workshop) -> None:
    for name, words in DRAFTS:
        if now.item is not None:
            convening.draft(now.item, words, by=world.people[name])


def _vote(world: World, now: Workshop) -> None:
    for name in THERE:
        voter = asking.voter_of(now.item, world.people[name]) if now.item else None
        if voter is not None:
            voter.decision.cast(voter, Vote("support", 6 if name == "rolf" else 7))


def _confirm(world: World, now: Workshop) -> None:
    closing.confirm(now, by=world.people["hugo"])
    closing.confirm(now, by=world.sam)


def _look_back(world: World, now: Workshop) -> None:
    for name in THERE:
        now.seats.get(person=world.people[name]).answer_at_the_end(4 if name == "chidi" else 5, 5)


def _talk(world: World, now: Workshop) -> None:
    for one in now.seats.taking_part():
        floor.ask_for_it(now, one)
    for _each in range(len(THERE) + 1):
        floor.next_speaker(now)


def _group(world: World, now: Workshop) -> None:
    cards = {one.words: one for one in now.item.cards.all()} if now.item else {}
    for words in ("Weight that stays off", "Stop the yo-yo", "Lose it once and for all"):
        cards[words].refresh_from_db()
        cards["Five per cent, and keep it"].refresh_from_db()
        cards[words].group_with(cards["Five per cent, and keep it"])
    Cluster.objects.filter(item=now.item).update(title="It has to last")


DEEDS: dict[Kind, Callable[[World, Workshop], None]] = {
    Kind.ROUND: _talk,
    Kind.WRITE: _write,
    Kind.REVEAL: _group,
    Kind.DISCUSS: _talk,
    Kind.DRAFT: _draft,
    Kind.AGREE: _vote,
    Kind.RECORD: _confirm,
    Kind.CLOSING: _look_back,
}


def _to_come(world: World) -> None:
    world.at(-2, 11)
    plan = convening.Plan(
        title="Where to next year?",
        starts_at=datetime.combine(world.working_day(7), time(11), ZoneInfo(ZONE)),
        facilitator=world.people["hugo"],
        invited={world.people[name]: True for name in (*THERE, "leila", "jonas", "tess", "uma")},
        rule={"name": "unanimity"},
        fallback="decide_after_hearing",
        decider=world.mia,
    )
    convening.convene(world.lighter, STRATEGIZING, plan, by=world.mia)
