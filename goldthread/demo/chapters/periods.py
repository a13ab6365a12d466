"""The quarters of the year: the last one closed with every decision there is, and who stands in for whom."""

from datetime import timedelta
from typing import Any

from goldthread.chain.calendar import Stretch, around
from goldthread.chain.models import Goal, Period, Settlement
from goldthread.people.models import StandIn

from ..story import World

Decision = Settlement.Decision
# What was meant for the last quarter and ended with it.
ENDED = (
    ("Ten clinics hand out the scale", "weight", Decision.MET, "Eleven do. A visit works, a letter does not."),
    ("A coach answers within a day", "revenue", Decision.PARTLY, "On working days yes. Nobody asks a coach on a Sunday twice."),
    ("Every third member brings somebody of the family", "weight", Decision.MISSED, "One in nine. People weigh in alone, and want to."),
    ("Read scales of two more makers", "weight", Decision.DROP, "Both makers stop selling here, so nobody would gain by it."),
)  # fmt: skip


def tell(world: World) -> None:
    now = around(world.today)[0]
    last = _quarter(world, Stretch("q", now.year - (now.place == 1), 4 if now.place == 1 else now.place - 1))
    for stretch in around(world.today):
        if stretch.kind == "q":
            _quarter(world, stretch)
    world.at(-124, 11)
    for name in ("acquire", "habit", "premium"):
        goal = world.goals[name]
        said: dict[str, Any] = {"period_id": last.pk}
        if name == "habit" and goal.version.due:
            said["due"] = goal.version.due - timedelta(days=14)
        goal.reword(by=world.mia, base=None, **said)
    ended = [(_meant(world, last, statement, above), decision, words) for statement, above, decision, words in ENDED]
    _close(world, last, ended)
    _since(world)
    world.at(-6, 16)
    StandIn.arrange(
        world.organisation, world.uma, world.priya, starts=world.day(-5), ends=world.day(11), by=world.uma
    )  # fmt: skip


def _quarter(world: World, stretch: Stretch) -> Period:
    world.at(-125, 10)
    name = f"Q{stretch.place} {stretch.year}"
    return Period.plan(world.organisation, name, stretch.starts, stretch.ends, by=world.priya)


def _meant(world: World, period: Period, statement: str, above: str) -> Goal:
    goal = Goal.set(
        world.lighter, "product_goal", statement, by=world.mia, owner_id=world.mia.pk, period_id=period.pk,
        starts=period.starts, due=period.ends,
    )  # fmt: skip
    goal.tie(world.goals[above], by=world.mia, because="It was the shortest way to learn whether this holds.")
    return goal


def _close(world: World, period: Period, ended: list[tuple[Goal, Decision, str]]) -> None:
    world.at(min(-1, (period.ends - world.today).days + 4), 14)
    for goal, decision, words in ended:
        Settlement.settle(period, goal, decision, by=world.mia, because=words)
    goals = world.goals
    Settlement.settle(
        period, goals["acquire"], Decision.CARRY_OVER, by=world.mia,
        because="The clinics answer more slowly than we hoped, and those that answered stay.",
    )  # fmt: skip
    Settlement.settle(
        period, goals["habit"], Decision.CHANGE, by=world.mia, statement=str(goals["habit"]),
        due=goals["habit"].version.due + timedelta(days=14),  # type: ignore[operator]
        because="Two weeks later: the photo log waits for the new camera of the app.",
    )  # fmt: skip
    Settlement.settle(
        period, goals["premium"], Decision.KEEP, by=world.mia, because="It hangs on the insurer, not on a quarter of ours.",
    )  # fmt: skip
    period.close(world.lighter, by=world.mia)


def _since(world: World) -> None:
    """What the groups mean for this quarter."""
    world.at(-28, 10)
    now = Period.objects.get(organisation=world.organisation, starts__lte=world.today, ends__gte=world.today)
    # What starts only when the quarter is over is meant for the one after it.
    world.goals["habit"].reword(by=world.mia, base=None, period_id=now.following().pk)  # type: ignore[union-attr]
    for goal in world.lighter.goals.open().filter(version__level="contribution", version__due__lte=now.ends):
        goal.reword(by=goal.version.owner or world.mia, base=None, period_id=now.pk)
