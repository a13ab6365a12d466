"""Goals of the first half of the year, with their key results: what was said of them, and what came of it."""

from datetime import timedelta
from decimal import Decimal

from goldthread.chain import closing_page
from goldthread.chain.models import Goal, KeyResult
from goldthread.measures.models import Metric

from ..story import World

# Goal, above, begins, ends, how it ended, what was learned, and its key results: metric, unit, owner, from, to, values
# two weeks apart.
TOLD: tuple[tuple[str, str, int, int, str, str, tuple[tuple[str, str, str, str, str, str], ...]], ...] = (
    (
        "The first hundred weigh themselves without our help", "weight", -312, -226, "partly",
        "People weigh in where the scale stands in their way: bathrooms, not cupboards.",
        (
            ("Scales set up without a call", "percent", "leila", "40", "75", "46 52 58 66 71 78"),
            ("Weigh-ins in the first week", "number", "ema", "2.0", "4.0", "2.3 2.4 2.2 2.6 2.5 2.7"),
            ("Calls for help in 100 set-ups", "number", "jonas", "38", "15", "33 30 25 21 17 14"),
            ("Stars in the app store", "number", "amara", "3.4", "4.2", "3.4 3.6 3.5 3.7 3.6 3.7"),
        ),
    ),
    (
        "A first clinic trusts our numbers", "weight", -300, -214, "met",
        "They compared two hundred of our readings with theirs, and then sent people themselves.",
        (
            ("Readings within 200 g of the clinic’s scale", "percent", "rolf", "81", "95", "84 88 90 93 95 96"),
            ("People sent by the clinic a month", "count", "chidi", "0", "20", "2 6 11 15 19 24"),
            ("Days until a clinic answers", "duration", "chidi", "30", "10", "27 26 22 19 15 11"),
        ),
    ),
    (
        "Families try Lighter together", "weight", -232, -146, "missed",
        "One person weighs in; the others want to be left alone. We asked whether they would, not whether they did.",
        (
            ("Families with two who weigh in", "count", "tess", "10", "80", "14 19 22 26 27 29"),
            ("Invitations taken up", "percent", "tess", "9", "25", "10 10 12 11 11 12"),
            ("Weekly letters opened", "percent", "chidi", "22", "40", "26 30 34 37 41 44"),
        ),
    ),
    (
        "People pay for coaching and stay", "revenue", -222, -136, "partly",
        "Whoever met their coach in the first week stayed. The price mattered less than we feared.",
        (
            ("Members who pay for coaching", "count", "sam", "20", "60", "27 35 41 47 55 61"),
            ("Stay after three months", "percent", "sam", "55", "70", "56 59 61 62 66 67"),
            ("Hours until a coach answers", "number", "hugo", "30", "12", "28 24 20 17 14 12"),
            ("Complaints in 100 members", "number", "uma", "9", "4", "8.5 8.8 8.1 7.9 8.2 7.6"),
        ),
    ),
)  # fmt: skip


def tell(world: World) -> None:
    for statement, above, begins, ends, result, learned, numbers in TOLD:
        goal = _set(world, statement, above, begins, ends)
        for day, metric, owner, value in sorted(_measured(world, goal, begins, ends, numbers)):
            world.at(day, 9)
            kept = Metric.objects.get(organisation=world.organisation, name=metric)
            kept.read(value, by=world.people[owner], day=world.local_day)
        world.at(ends + 3, 15)
        reckoned = closing_page.Ended(goal).scored.score
        goal.close(result, by=world.mia, learned=learned, score=reckoned, reckoned=reckoned)


def _set(world: World, statement: str, above: str, begins: int, ends: int) -> Goal:
    world.at(begins, 10)
    goal = Goal.set(
        world.lighter, "product_goal", statement, by=world.mia, owner_id=world.mia.pk, starts=world.day(begins),
        due=world.day(ends),
    )  # fmt: skip
    goal.tie(world.goals[above], by=world.mia, because="It was the next thing to find out.")
    return goal


def _measured(
    world: World, goal: Goal, begins: int, ends: int, numbers: tuple[tuple[str, str, str, str, str, str], ...]
) -> list[tuple[int, str, str, Decimal]]:
    """Set the key results; the readings to come as (day, metric, owner, value)."""
    found = []
    for name, unit, owner, baseline, target, course in numbers:
        world.at(begins, 11)
        metric = Metric.add(world.organisation, name, by=world.mia, unit=unit)
        KeyResult.set(
            goal, metric, by=world.mia, baseline=Decimal(baseline), target=Decimal(target), starts=world.day(begins),
            due=world.day(begins) + timedelta(days=ends - begins), owner_id=world.people[owner].pk,
        )  # fmt: skip
        found += [
            (begins + 14 * (place + 1), name, owner, Decimal(value)) for place, value in enumerate(course.split())
        ]
    return found
