"""A check-in meeting that was held last week, and expectations that people write to each other over days."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from goldthread.kit import clock
from goldthread.talk.models import Action
from goldthread.workshops import closing, convening, course, floor, seating, tasks, writing
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.models import Remark, Workshop
from goldthread.workshops.planning import days
from goldthread.workshops.rules import Kind

from ..story import ZONE, World

CHECKING_IN = ("mia", "amara", "ema", "tess", "sam")
AFAR = ("mia", "priya", "amara", "jonas", "rolf", "chidi")
EXPECTED = {
    "chidi": "Tell me two weeks before you show it to customers",
    "rolf": "No number leaves the house that nobody has checked",
    "amara": "One goal at a time, and not three",
    "jonas": "Say so early when the device cannot do it",
    "priya": "That it pays for itself by the end of next year",
}


def tell(world: World) -> None:
    _check_in(world)
    _over_days(world)


def _check_in(world: World) -> None:
    """Half an hour: what moved, then one key result after another; two things were taken on."""
    world.at(-6, 10)
    made = _convene(world, "check_in", "Check-in: where do we stand?", CHECKING_IN)
    _begin(world, made, ("hugo", *CHECKING_IN))
    while (now := made.held()).is_live:
        world.hands.on(minutes=3)
        if now.the_phase.kind in floor.TALKING:
            for _each in range(len(CHECKING_IN) + 1):
                floor.next_speaker(now)
        if now.the_phase.kind == Kind.RECORD:
            _take_on(world, now)
        course.advance(now.held(), by=world.people["hugo"], leaving=now.the_phase.pk, passing_over=True)


def _take_on(world: World, now: Workshop) -> None:
    Action.take_on(
        now, "Ask three clinics what keeps them from renewing", owner=world.sam, due=world.day(8), by=world.mia
    )
    Action.take_on(now, "Show the new scale to two who gave up", owner=world.amara, due=world.day(4), by=world.amara)
    closing.confirm(now, by=world.people["hugo"])
    closing.confirm(now, by=world.mia)


def _over_days(world: World) -> None:
    """Expectations without filters, for people who are never awake at the same time: it goes on just now, in writing."""
    world.hands.to(datetime.combine(world.day(-6), time(9), ZoneInfo(ZONE)))
    made = _convene(world, "expectations", "What we expect of each other", AFAR)
    days.spread(made, 2, by=world.mia)
    world.hands.on(minutes=5)
    _begin(world, made, AFAR)
    while made.held().the_phase.kind != Kind.DISCUSS:
        now = made.held()
        if now.the_phase.kind == Kind.WRITE:
            for name, words in EXPECTED.items():
                now.seats.get(person=world.people[name]).write(words)
        if now.ends_at is not None:
            world.hands.to(now.ends_at + timedelta(minutes=1))
        tasks.go_on(clock.now())
    _discuss(world, made.held())


def _discuss(world: World, now: Workshop) -> None:
    def say(name: str, words: str, answers: Remark | None = None) -> Remark | None:
        world.hands.on(minutes=47)
        return writing.write(now, now.seats.get(person=world.people[name]), words, answers=answers)

    asked = say("rolf", "Who checks a number today before it goes out? I could not say.")
    say("amara", "Nobody, if we are honest. I would like it to be one of us and one of yours.", asked)
    say("chidi", "Then say so before I have printed it. Two weeks would do.", asked)
    say("priya", "One goal at a time: which one would you drop?")


def _convene(world: World, name: str, title: str, invited: tuple[str, ...]) -> Workshop:
    plan = convening.Plan(
        title=title,
        starts_at=clock.now(),
        facilitator=world.people["hugo"],
        invited={world.people[one]: one in ("mia", "amara") for one in invited},
        rule={"name": "unanimity"},
        fallback="decide_after_hearing",
        decider=world.mia,
    )
    return convening.convene(world.lighter, BY_NAME[name], plan, by=world.mia)


def _begin(world: World, made: Workshop, there: tuple[str, ...]) -> None:
    course.begin(made, by=world.people["hugo"])
    for name in there:
        seating.arrive(made, world.people[name])
        seating.promise(made, world.people[name])
