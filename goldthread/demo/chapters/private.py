"""What only a few may know, and somebody who looks in without an account."""

from goldthread.chain.models import Goal, Level, NamedPerson
from goldthread.people.models import GuestLink
from goldthread.talk.models import Comment

from ..story import World


def tell(world: World) -> None:
    _restricted(world)
    _guest(world)


def _restricted(world: World) -> None:
    world.at(-9, 16)
    goal = Goal.set(
        world.lighter,
        Level.PRODUCT_GOAL,
        "Know whether we join forces with Balance, and on which terms",
        by=world.mia,
        name="Balance",
        why="Their members stay for two years, ours for one. Both boards want an answer before summer.",
        timeframe="later",
    )
    goal.tie(world.goals["weight"], by=world.mia, because="Their members keep the weight off for longer than ours.")
    NamedPerson.restrict(
        goal, [world.priya], by=world.mia, because="Until both boards have decided, only the two of us know."
    )


def _guest(world: World) -> None:
    world.at(-5, 9)
    link, _token = GuestLink.make(world.lighter, "Nadia Brandt", by=world.mia)
    guest, _secret = link.come_in()
    world.at(-4, 14)
    Comment.say(
        world.goals["weight"],
        "At the clinic we would send people to you who have lost weight once already. Keeping it off is what they ask for.",
        by=guest.person,
    )
    world.at(-3, 11)
    other, _secret = link.come_in("Karl Adler")
    Comment.say(
        world.goals["weight"], "Nadia passed this on. Our dietitians would want to see the diary too.", by=other.person
    )
