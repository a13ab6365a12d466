"""What was learned on the way: a target that changed with the data beside it, what was done about a low chance, and a goal
that ended with its score. `numbers` tells each in its time."""

from collections.abc import Callable
from decimal import Decimal

from django.core.files.base import ContentFile

from goldthread.chain import closing_page
from goldthread.chain.chances import courses_of, row_of
from goldthread.chain.models import Candidate, Closing, KeyResult
from goldthread.chain.models.succession import end
from goldthread.checkins.models import Grounds, Link, Pivot, WayOn
from goldthread.checkins.ways import Wish, chances_with
from goldthread.talk.models import Action, Upload

from ..story import World

INTERVIEWS = (
    "member,weighed in on day,why not again\n"
    "1,1,the scale stands in the bathroom of the children\n"
    "2,1,forgot\n"
    "3,1,was away\n"
    "4,1,saw no reason before the month is over\n"
    "5,2,–\n"
)


def after(world: World, metric: str, day: int) -> None:
    """Tell what followed from the reading of this day."""
    if told := FOLLOWED.get((metric, day)):
        told(world)


def _proof(world: World) -> None:
    world.at(-130, 15)
    goal = world.goals["proof"]
    ended = closing_page.Ended(goal)
    end(
        goal,
        "met",
        by=world.mia,
        learned="Four and a half weigh-ins a week without a single reminder. What brought people back was the line on the screen, not the number.",
        onward=Closing.Onward.ABANDON,
        score=ended.scored.score,
        reckoned=ended.scored.score,
    )


def _activation(world: World) -> None:
    world.at(-39, 14)
    of = _key_result(world, "Activation in week 1")
    file = Upload(ContentFile(INTERVIEWS.encode(), "interviews.csv"), "interviews.csv", "text/csv")
    grounds = Grounds(
        "Half of all new members was a guess taken from another product. Seven weeks and a reminder moved ours from 25% to 28%: the second weigh-in is a habit, and a habit takes a person. With a call on day two we can hold 40%.",
        readings=list(of.metric.readings.in_force().order_by("-day")[:3]),
        links=[Link("https://research.northwind.example/second-weigh-in", "Why the second weigh-in is the hard one")],
        files=[file],
        agreed=[world.leila, world.priya],
    )
    Pivot.change(of, by=world.mia, grounds=grounds, target=Decimal(40))


def _help(world: World) -> None:
    of = _key_result(world, "Activation in week 1")
    world.at(-10, 10)
    words = "Find two people who call new members in December"
    action = Action.take_on(of, words, owner=world.leila, by=world.mia, due=world.day(9))
    wish = Wish(pace=Decimal("0.6"))
    [said] = chances_with(courses_of([row_of(of)])[0], [wish], world.local_day)
    WayOn.choose(
        of, WayOn.Way.HELP, by=world.mia, words=words, pace=wish.pace, expected=said.chance if said else None, action=action
    )  # fmt: skip
    world.at(-9, 16)
    words = "New members hear from a person in their first week"
    candidate = Candidate.propose(
        world.lighter, words, by=world.leila, parent=world.goals["acquire"],
        why="The pilot with a call on day two stands at 44%. Two afternoons for every group of sixty.",
    )  # fmt: skip
    WayOn.choose(of, WayOn.Way.DROP, by=world.leila, words=words, candidate=candidate)


def _key_result(world: World, metric: str) -> KeyResult:
    rows = KeyResult.objects.filter(organisation=world.organisation, metric__name=metric)
    return rows.select_related("version", "metric", "goal__version", "forecast").get()


FOLLOWED: dict[tuple[str, int], Callable[[World], None]] = {
    ("Weigh-ins a week", -134): _proof,
    ("Activation in week 1", -40): _activation,
    ("Activation in week 1", -12): _help,
}
