"""What was measured: readings of half a year, so that some key results look well, some do not, and of some nobody knows."""

from decimal import Decimal

from goldthread.chain.models import KeyResult
from goldthread.measures.models import Metric

from ..story import World
from . import check_ins, pivots

# Metric, who reads it, days before today and the values, oldest first.
COURSES: tuple[tuple[str, str, str], ...] = (
    ("Weigh-ins a week", "amara", "-280 2.2; -250 2.9; -220 3.1; -190 3.8; -160 4.2; -134 4.5"),
    ("5% lighter after 6 months", "sam", "-280 31.6; -250 32.5; -220 33.6; -190 34.2; -160 35.4; -130 36.1; -100 36.9; -70 38.2; -40 38.8; -12 39.9"),
    ("HbA1c below 5.7%", "rolf", "-260 22.3; -200 24.1; -140 24.9; -80 26.8; -20 27.4"),
    ("Weekly active members", "amara", "-112 930; -98 990; -84 1040; -70 1160; -56 1210; -42 1310; -28 1375; -14 1440; -2 1480"),
    ("Activation in week 1", "leila", "-110 25; -96 27; -82 26; -68 28; -54 29; -40 28; -26 30; -12 31"),
    ("Days logged / week", "ema", "-100 3.2; -80 3.4; -60 3.5; -40 3.9; -20 4.1; -5 4.2"),
    ("Clinics that answered “yes, I know it”", "chidi", "-46 14; -32 23; -18 31; -6 38"),
    ("App crashes in 1,000 sessions", "leila", "-90 1.4; -75 1.7; -60 1.2; -45 1.5; -30 1.3; -15 1.4; -3 1.2"),
    ("The regulator accepts the consent text", "uma", "-20 0"),
)  # fmt: skip


def tell(world: World) -> None:
    _further(world)
    for day, metric, owner, value in sorted(_readings()):
        world.at(day, 9)
        if not check_ins.said(world, metric, day, owner, value):
            kept = Metric.objects.get(organisation=world.organisation, name=metric)
            kept.read(value, by=world.people[owner], day=world.local_day)
        pivots.after(world, metric, day)


def _further(world: World) -> None:
    """A bound to keep, and something that is done or not."""
    acquire = world.goals["acquire"]
    world.at(-126, 12)
    members = KeyResult.objects.select_related("version", "metric").get(
        goal=acquire, metric__name="Weekly active members"
    )
    members.change(by=world.mia, reach=Decimal(2000), weight=2)
    crashes = Metric.add(world.organisation, "App crashes in 1,000 sessions", by=world.mia, direction="keep")
    KeyResult.set(
        acquire,
        crashes,
        by=world.mia,
        kind="stay_below",
        target=Decimal(2),
        due=acquire.version.due,
        owner_id=world.leila.pk,
    )
    world.at(-44, 14)
    consent = world.goals["consent"]
    accepted = Metric.add(world.organisation, "The regulator accepts the consent text", by=world.uma, unit="yes_no")
    KeyResult.set(
        consent,
        accepted,
        by=world.uma,
        baseline=Decimal(0),
        target=Decimal(1),
        due=consent.version.due,
        owner_id=world.uma.pk,
    )


def _readings() -> list[tuple[int, str, str, Decimal]]:
    found = []
    for metric, owner, course in COURSES:
        for one in course.split("; "):
            day, value = one.split()
            found.append((int(day), metric, owner, Decimal(value)))
    return found
