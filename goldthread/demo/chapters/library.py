"""The library of metrics: what each is, where it comes from, and a year of what is watched beside the goals."""

from datetime import timedelta
from decimal import Decimal
from math import sin

from goldthread.measures.models import Metric, Said, Source

from ..story import World

# What is said of metrics that came with key results: name, timing, owner, where it comes from, how it is counted.
SAID = (
    ("Weekly active members", "lagging", "amara", "Event store, report “Weekly”", "Members with at least two weigh-ins from Monday to Sunday."),
    ("Activation in week 1", "leading", "leila", "Event store, report “First week”", "Of those who paired a scale, how many weigh in on four of their first seven days."),
    ("5% lighter after 6 months", "lagging", "sam", "Clinical register", "Of members who began six months ago and are still here, how many weigh five per cent less."),
    ("HbA1c below 5.7%", "lagging", "rolf", "Laboratory, with consent", "Of members with two values a year apart, how many are below the threshold now."),
    ("Days logged / week", "leading", "ema", "Event store, report “Weekly”", ""),
    ("Subscription revenue / month", "lagging", "mia", "Billing, report 12", "Invoiced, without tax and without devices."),
)  # fmt: skip
# What is watched beside the goals: name, what it is, days between readings, first and last value of the year, how far it sways.
YEAR = (
    ("Retention after 90 days", {"unit": "percent", "timing": "lagging", "purpose": "health"}, "leila", 30, "52", "61", "1.6", 1),
    ("Net promoter score", {"timing": "lagging", "purpose": "health"}, "chidi", 60, "18", "34", "3", 0),
    ("Cost of acquiring a member", {"unit": "money", "currency": "EUR", "direction": "down", "timing": "lagging"}, "chidi", 30, "41", "27.5", "2.2", 2),
    ("Support calls per 100 members", {"direction": "down", "timing": "leading", "purpose": "health"}, "nora", 7, "9.4", "5.1", "0.9", 1),
    ("App downloads", {"unit": "count"}, "chidi", 7, "4100", "31800", "120", 0),
)  # fmt: skip


def tell(world: World) -> None:
    world.at(-125, 9)
    for name, timing, owner, source, description in SAID:
        metric = Metric.objects.get(organisation=world.organisation, name=name)
        metric.change(
            by=world.mia, timing=timing, owner_id=world.people[owner].pk, source_as_written=source, description=description
        )  # fmt: skip
    for name, traits, owner, every, first, last, sway, places in YEAR:
        world.at(-2, 8)
        by = world.people[owner]
        metric = Metric.add(world.organisation, name, by=by, owner_id=by.pk, **traits)
        metric.read_many(
            _year(world, every, Decimal(first), Decimal(last), float(sway), places), by=by, origin="pasted"
        )
    _corrected(world)
    _connected(world)


def _connected(world: World) -> None:
    """One metric has a source, which is paused: a story asks nobody's host."""
    metric = Metric.objects.get(organisation=world.organisation, name="Support calls per 100 members")
    world.at(-1, 17)
    source = Source.connect(
        metric,
        by=world.mia,
        kind=Source.Kind.CSV,
        settings={"column": "Calls per 100 members", "row": "last", "decimal_mark": "."},
        host="sheets.northwind.example",
        address="https://sheets.northwind.example/support.csv",
        rhythm=Source.Rhythm.WEEKLY,
    )
    source.pause(by=world.mia)


def _corrected(world: World) -> None:
    """One number was wrong, and says so."""
    metric = Metric.objects.get(organisation=world.organisation, name="Net promoter score")
    world.at(-1, 16)
    last = metric.readings.in_force().in_order().last()
    if last is not None and last.value is not None:
        last.correct(last.value - 3, by=world.chidi, note="Twelve answers were from our own people.")


def _year(world: World, every: int, first: Decimal, last: Decimal, sway: float, places: int) -> list[Said]:
    """A reading every so many days for a year, on its way from the first value to the last."""
    end = world.local_day
    days = range(-360 + 360 % every, 1, every)
    said = []
    for number, day in enumerate(days):
        share = Decimal(number) / (len(days) - 1)
        value = first + (last - first) * share + Decimal(str(round(sin(number * 1.7) * sway, 4)))
        said.append(Said(round(value, places), day=end + timedelta(days=day)))
    return said
