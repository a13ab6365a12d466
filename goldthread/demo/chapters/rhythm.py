"""How often people look at their numbers, and what they took on: open, done, dropped, and one that is overdue."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from goldthread.chain.models import KeyResult
from goldthread.checkins.models import CheckIn, Holiday, Rhythm
from goldthread.checkins.rhythm import asking, overdue
from goldthread.kit import clock
from goldthread.talk.models import Action, Comment

from ..story import ZONE, World


def tell(world: World) -> None:
    day = coming(world)
    _set(world, day)
    _taken_on(world)
    # The day before they were due last, people were asked.
    world.hands.to(datetime.combine(day - timedelta(days=15), time(10), ZoneInfo(ZONE)))
    asking.sweep(clock.now())
    world.at(-1, 8)
    overdue.sweep(clock.now())


def coming(world: World) -> date:
    """The day on which check-ins are due next: the second from now on which people work."""
    return world.working_day(2)


def _set(world: World, day: date) -> None:
    said: dict[str, Any] = {"time": time(10), "zone": ZONE, "by": world.mia}
    world.at(-210, 15)
    Rhythm.set(world.lighter, every="month_weekday", weekday=1, nth=1, starts=world.local_day, **said)
    world.at(-120, 15)
    begins = day - timedelta(weeks=16)
    Rhythm.set(world.lighter, every="two_weeks", weekday=day.weekday(), starts=begins, **said)
    holidays = {day + timedelta(weeks=4): "Company day", date(day.year + 1, 1, 1): "New Year"}
    Holiday.keep(world.organisation, holidays, by=world.mia)


def _taken_on(world: World) -> None:
    _done_and_dropped(world)
    pilot = _check_in(world, "Activation in week 1", -12)
    world.at(-11, 15)
    question = Comment.objects.filter(kind="checkin", noun_id=pilot.pk, by=world.priya).first()
    Action.take_on(pilot, "Call everybody of the next group on day two", owner=world.leila, by=world.leila, due=world.day(5), comment=question)  # fmt: skip
    world.at(-9, 11)
    accepted = KeyResult.objects.get(
        organisation=world.organisation, metric__name="The regulator accepts the consent text"
    )
    Action.take_on(
        accepted, "Ask the regulator’s office for an earlier meeting", owner=world.mia, by=world.uma, due=world.day(-4)
    )
    world.at(-5, 16)
    logged = _check_in(world, "Days logged / week", -5)
    Action.take_on(logged, "Try three travel scales with ten members", owner=world.ema, by=world.ema, due=world.day(12))


def _done_and_dropped(world: World) -> None:
    paired = _check_in(world, "Weekly active members", -84)
    world.at(-84, 12)
    maker = Action.take_on(
        paired, "Ask the maker of the scale what changed", owner=world.jonas, by=world.amara, due=world.day(-77)
    )
    world.at(-78, 12)
    maker.end("done", by=world.jonas, words="Answered within a week. Version 4.2 pairs again.")
    world.at(-42, 12)
    posters = Action.take_on(
        world.goals["acquire"], "Posters at bus stops too", owner=world.chidi, by=world.chidi, due=world.day(-30)
    )
    world.at(-33, 12)
    posters.end("dropped", by=world.chidi, words="Pharmacies bring members who stay; bus stops bring questions.")


def _check_in(world: World, metric: str, day: int) -> CheckIn:
    """What was said of a metric on that day of the story."""
    world.at(day, 9)
    rows = CheckIn.objects.filter(organisation=world.organisation, key_result__metric__name=metric, day=world.local_day)
    return rows.select_related("key_result__goal").get()
