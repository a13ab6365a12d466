"""Product goals with their features and metrics, and what the stakeholders contribute."""

from decimal import Decimal
from typing import Any

from goldthread.boards.models import Feature
from goldthread.chain.models import Exemption, Goal, KeyResult
from goldthread.measures.models import Metric

from ..story import World


def tell(world: World) -> None:
    _prototype(world)
    _first_thousand(world)
    _habit(world)
    _premium(world)
    _contributions(world)
    world.at(-21, 15)
    Exemption.exempt(
        world.lighter, "unsupported", goal=world.goals["brand"], by=world.mia,
        because="Marketing carries the brand this year. A product goal for it follows when 2.0 is out.",
    )  # fmt: skip


def _goal(world: World, name: str, statement: str, months: int, features: str, **said: Any) -> Goal:
    goal = Goal.set(
        world.lighter,
        "product_goal",
        statement,
        by=world.mia,
        name=name,
        due=world.month_end(months),
        owner_id=world.mia.pk,
        **said,
    )
    for feature in features.split("; "):
        Feature.add(goal, feature, by=world.mia)
    return goal


def _measure(world: World, goal: Goal, name: str, baseline: str, target: str, owner: str, unit: str = "number") -> None:
    metric = Metric.add(world.organisation, name, by=world.mia, unit=unit)
    KeyResult.set(
        goal,
        metric,
        by=world.mia,
        baseline=Decimal(baseline),
        target=Decimal(target),
        due=goal.version.due,
        owner_id=world.people[owner].pk,
    )


def _prototype(world: World) -> None:
    world.at(-300, 10)
    goal = _goal(
        world,
        "0.9 “Proof”",
        "Learn whether people weigh in at all when nobody asks them to",
        -4,
        "Paper diary; Scale on loan; Weekly call",
        starts=world.day(-300),
    )
    goal.tie(world.goals["weight"], by=world.mia, because="Without a weight every day there is no trend to show.")
    _measure(world, goal, "Weigh-ins a week", "2", "4", "amara")
    world.goals["proof"] = goal


def _first_thousand(world: World) -> None:
    world.at(-128, 10)
    goal = _goal(
        world, "1.0 “First thousand”", "Acquire an initial user base", 2, "Pair a scale in one minute; Weekly trend; Share with my GP", starts=world.day(-126),
        why="Whether weight stays off shows only after months, so the first members decide how soon we know.",
        how="Through clinics that hand out the scale, not through advertising.",
    )  # fmt: skip
    goal.tie(
        world.goals["weight"],
        by=world.mia,
        because="The more people weigh in, the sooner we see what keeps weight off.",
    )
    goal.tie(world.goals["revenue"], by=world.priya, because="Nobody subscribes to something that nobody uses.")
    _measure(world, goal, "Weekly active members", "850", "1800", "amara", "count")
    _measure(world, goal, "Activation in week 1", "24", "50", "leila", "percent")
    world.goals["acquire"] = goal


def _habit(world: World) -> None:
    world.at(-127, 11)
    goal = _goal(
        world,
        "1.1 “Habit”",
        "Members weigh in and log most days",
        5,
        "Meal photo log; Gentle nudges; Family circle",
        starts=world.month_end(2),
    )
    goal.tie(world.goals["weight"], by=world.mia, because="Who logs five days a week loses twice as much.")
    goal.tie(
        world.goals["risk"], by=world.sam, because="A habit outlives the first enthusiasm, and only years move HbA1c."
    )
    _measure(world, goal, "Days logged / week", "3.1", "5", "ema")
    world.goals["habit"] = goal


def _premium(world: World) -> None:
    world.at(-127, 12)
    goal = _goal(
        world,
        "2.0 “Premium”",
        "Earn revenue from a premium plan",
        8,
        "Coach chat; Lab results; Invoice to insurer",
        starts=world.month_end(5),
    )
    goal.tie(world.goals["revenue"], by=world.mia, because="The plan is the source.")
    _measure(world, goal, "Paying members", "0", "4000", "mia", "count")
    world.goals["premium"] = goal


def _contributions(world: World) -> None:
    world.at(-60, 10)
    clinics = Goal.set(
        world.lighter,
        "contribution",
        "Fifty clinics know what Lighter does for their patients",
        by=world.chidi,
        team_id=world.teams["Marketing"].pk,
        owner_id=world.chidi.pk,
        due=world.day(24),
    )
    world.goals["clinics"] = clinics
    clinics.tie(
        world.goals["acquire"], by=world.chidi, because="Clinics hand out the scale; those who know us do it most."
    )
    _measure(world, clinics, "Clinics that answered “yes, I know it”", "8", "50", "chidi", "count")
    world.at(-45, 14)
    consent = Goal.set(
        world.lighter,
        "contribution",
        "A consent text that patients understand and the regulator accepts",
        by=world.uma,
        team_id=world.teams["Legal"].pk,
        owner_id=world.uma.pk,
        due=world.day(40),
    )
    world.goals["consent"] = consent
    consent.tie(world.goals["acquire"], by=world.uma, because="Without it no clinic may share a reading with us.")
    world.at(-30, 9)
    Goal.set(
        world.lighter,
        "contribution",
        "Publish the six-month results",
        by=world.sam,
        team_id=world.teams["Clinical research"].pk,
        due=world.day(90),
    ).tie(
        world.goals["habit"], by=world.sam, because="Doctors who believe the results remind their patients to weigh in."
    )
