"""What people spoke up about: one without name that changed a goal, one that was declined with why, one that waits."""

from goldthread.chain.models import Candidate, Goal, Refusal
from goldthread.kit import clock
from goldthread.people.access import ground_of
from goldthread.voice import about, tasks
from goldthread.voice.models import Concern, Reply

from ..story import World


def tell(world: World) -> None:
    _hard_thing(world)
    _declined(world)
    _waiting(world)


def _hard_thing(world: World) -> None:
    world.at(-44, 9, 20)
    goal = world.goals["acquire"]
    made = _raise(
        world, "leila", goal, "We count everybody who weighs in during a week. I think many do it because a clinic asks them to, and stop when the clinic does. We will celebrate a number that means nothing.", nameless=True,
    )  # fmt: skip
    _in_sight(world, made, -44, 9, 45)
    world.at(-43, 10)
    Reply.say(made, "Thank you for saying it. What would tell you that they stay?", by=world.people["mia"])
    world.at(-43, 15, 10)
    reply = Reply.say(
        made,
        "That they still weigh in eight weeks after the clinic last wrote to them.",
        by=world.people["leila"],
        nameless=True,
    )
    world.at(-43, 15, 30)
    assert reply.at <= clock.now()
    tasks.sweep(clock.now())
    world.at(-41, 11)
    made.refresh_from_db()
    made.answer_with(
        "accepted",
        "You are right: who leaves with the clinic was never ours. We look at the eighth week from now on.",
        by=world.people["mia"],
    )
    goal.refresh_from_db()
    version = goal.reword(by=world.people["mia"], base=None, because="A concern: who weighs in because a clinic asks is not ours yet.", how_we_know="Members still weigh in eight weeks after the clinic last wrote to them.")  # fmt: skip
    made.changed(version, by=world.people["mia"])
    tasks.sweep(clock.now())
    made.read(by=world.people["leila"])


def _declined(world: World) -> None:
    world.at(-36, 14)
    made = _raise(world, "rolf", world.goals["risk"], "“Cut the risk” is a promise that our lawyers will not like. Say “may help to” instead.")  # fmt: skip
    world.at(-34, 9)
    made.answer_with(
        "declined", "“May help to” takes the goal away: nobody could ever miss it. We keep the promise inside, and you write what the brochure says.", by=world.people["mia"],
    )  # fmt: skip
    made.refresh_from_db()
    made.read(by=world.people["rolf"])
    proposed = Candidate.propose(world.lighter, "A weekly ranking of who lost most", by=world.people["sam"], why="People love to compare.", parent=world.goals["habit"])  # fmt: skip
    world.at(-33, 10)
    Refusal.of_candidate(proposed, "Those who fall behind would stop first, and they need it most. The sales deck can show the whole group instead.", by=world.people["mia"])  # fmt: skip


def _waiting(world: World) -> None:
    world.at(-2, 11, 5)
    made = _raise(world, "tess", world.goals["risk"], "Nobody on the team believes the date any more, and nobody says it in the meeting.", nameless=True)  # fmt: skip
    _in_sight(world, made, -2, 11, 30)


def _raise(world: World, who: str, goal: Goal, words: str, *, nameless: bool = False) -> Concern:
    person = world.people[who]
    ground = ground_of(person, world.organisation.slug, world.lighter.slug)
    return Concern.raise_(about.subject(ground, "goal", goal.pk), words, by=person, nameless=nameless)


def _in_sight(world: World, made: Concern, day: int, hour: int, minute: int) -> None:
    """What was raised without name comes into sight at its moment."""
    world.at(day, hour, minute)
    tasks.sweep(clock.now())
    made.refresh_from_db()
    assert made.told_at is not None
