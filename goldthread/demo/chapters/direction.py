"""Vision, user goals and business goals, and the rest of the vision board."""

from decimal import Decimal

from goldthread.boards.models import Note
from goldthread.chain.models import Goal, KeyResult
from goldthread.measures.models import Metric

from ..story import World


def tell(world: World) -> None:
    _vision(world)
    _user_goals(world)
    _business_goals(world)
    _board(world)


def _vision(world: World) -> None:
    world.at(-340, 11)
    vision = Goal.set(
        world.lighter, "vision", "Nobody gets diabetes who could have avoided it.", by=world.mia,
        why="One adult in three is on the way to type two diabetes and does not know it. Most of them could turn round in time.",
    )  # fmt: skip
    world.at(-326, 15)
    vision.reword(
        by=world.mia, base=vision.version_id, statement="People live longer, healthier lives, free of diabetes.",
        because="Rolf: patients hear a threat in the first wording. The new one says what we are for.",
        for_customer="More good years, and no illness that could have been avoided.",
        for_business="A reason to come to work, and a name that doctors trust.",
    )  # fmt: skip
    world.goals["vision"] = vision


def _user_goals(world: World) -> None:
    world.at(-320, 10)
    weight = Goal.set(
        world.lighter, "user_goal", "Lose weight and keep it off", by=world.mia, owner_id=world.sam.pk, due=world.month_end(9),
        why="Five per cent of body weight halves the risk. Most people lose it once and gain it back within a year.",
        how="Show the trend, not the noise of one morning; keep company with people who help.",
        for_customer="Clothes that fit, knees that do not hurt, one worry fewer.",
        for_business="Members who stay, because it works.",
    )  # fmt: skip
    weight.tie(
        world.goals["vision"],
        by=world.mia,
        because="Less weight is the strongest single lever against type two diabetes.",
    )
    _measure(world, weight, "5% lighter after 6 months", 31, 45, "sam", "percent")
    world.at(-320, 11)
    risk = Goal.set(
        world.lighter, "user_goal", "Lower the risk of diabetes", by=world.mia, owner_id=world.rolf.pk, due=world.month_end(12),
        why="People who are told they are pre-diabetic get a leaflet. They want to know where they stand, and whether it gets better.",
    )  # fmt: skip
    world.at(-250, 15)
    risk.reword(
        by=world.mia,
        base=risk.version_id,
        statement="Cut the risk of developing diabetes",
        because="“Lower” was said of everything. Cut says that it must be seen in the blood.",
    )
    risk.tie(world.goals["vision"], by=world.mia, because="It is the vision itself, one person at a time.")
    _measure(world, risk, "HbA1c below 5.7%", 22, 35, "rolf", "percent")
    world.goals.update(weight=weight, risk=risk)


def _business_goals(world: World) -> None:
    world.at(-318, 14)
    revenue = Goal.set(
        world.lighter, "business_goal", "Open a new source of revenue", by=world.priya, owner_id=world.mia.pk, due=world.month_end(8),
        why="Ninety per cent of our income is devices, bought once. Subscriptions would let us plan.",
        for_business="Income every month that does not depend on the next device.",
    )  # fmt: skip
    revenue.tie(world.goals["vision"], by=world.priya, because="Only what earns its keep can go on helping people.")
    _measure(world, revenue, "Subscription revenue / month", 0, 60_000, "mia", "money", currency="EUR")
    world.at(-318, 15)
    brand = Goal.set(
        world.lighter,
        "business_goal",
        "Develop the main brand",
        by=world.priya,
        why="Doctors know our laboratory devices. Hardly any patient knows our name.",
    )
    brand.tie(
        world.goals["vision"],
        by=world.priya,
        because="People listen to a name they know when it says: have yourself tested.",
    )
    world.goals.update(revenue=revenue, brand=brand)


def _measure(
    world: World, goal: Goal, name: str, baseline: int, target: int, owner: str, unit: str, **traits: str
) -> KeyResult:
    metric = Metric.add(world.organisation, name, by=world.mia, unit=unit, **traits)
    return KeyResult.set(
        goal,
        metric,
        by=world.mia,
        baseline=Decimal(baseline),
        target=Decimal(target),
        due=goal.version.due,
        owner_id=world.people[owner].pk,
    )


LINES = (
    ("target_group", "Adults of 30 to 55 told they are pre-diabetic"),
    ("target_group", "Their family doctors"),
    ("product", "A scale and an app that show the trend, not the noise"),
    ("product", "One page a doctor reads in ten seconds"),
    ("competitors", "Step counters that praise and forget"),
    ("competitors", "Weekly group meetings with a fee"),
    ("competitors", "The leaflet in the waiting room"),
    ("revenue", "Subscription"),
    ("revenue", "Clinics that pay per patient"),
    ("costs", "Devices"),
    ("costs", "Support by telephone"),
    ("channels", "Pharmacies"),
    ("channels", "Family doctors"),
    ("channels", "App stores"),
)


def _board(world: World) -> None:
    for place, (section, line) in enumerate(LINES):
        world.at(-316, 9, place)
        note = Note.write(
            world.lighter,
            section,
            line,
            by=world.mia if place % 3 else world.amara if section == "product" else world.mia,
        )
        if line == "Their family doctors":
            world.at(-200, 11)
            note.reword("Family doctors with more than fifty pre-diabetic patients", by=world.mia)
            world.at(-150, 11)
            note.reword("Their family doctors", by=world.mia)
    world.at(-310, 10)
    Note.write(world.lighter, "roadmap_title", "From first members to a business", by=world.mia)
