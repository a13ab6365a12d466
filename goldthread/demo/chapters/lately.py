"""The last days: what moved, who was told, and what everybody finds on Today."""

from goldthread.journal.models import Notice
from goldthread.kit import clock
from goldthread.talk.models import Comment, Follow

from ..story import World

# What is older was read long ago.
READ_BEFORE_DAYS = 9


def tell(world: World) -> None:
    _followed(world)
    _said(world)
    _read(world)


def _followed(world: World) -> None:
    world.at(-30, 9)
    for who, goals in (
        ("mia", ("acquire", "weight", "risk", "clinics")),
        ("amara", ("acquire", "weight")),
        ("chidi", ("acquire", "weight")),
        ("nora", ("acquire", "vision")),
    ):
        for goal in goals:
            Follow.follow(world.goals[goal], by=world.people[who])


def _said(world: World) -> None:
    world.at(-4, 10)
    Comment.say(
        world.goals["acquire"],
        "The clinics alone are at 61% activation. @Mia Jansen, shall the roadmap say so?",
        by=world.leila,
        mentioned=(world.mia,),
    )
    world.at(-3, 14)
    Comment.say(
        world.goals["weight"],
        "@Amara Koné, @Chidi Obi: can we say this in the words that members use themselves?",
        by=world.sam,
        mentioned=(world.amara, world.chidi),
    )
    world.at(-2, 9)
    Comment.say(
        world.goals["vision"],
        "@Nora Quist, this is what the annual report could open with.",
        by=world.mia,
        mentioned=(world.nora,),
    )


def _read(world: World) -> None:
    """Nobody reads mail at northwind.example, and what is old was read in the product."""
    early = world.day(-READ_BEFORE_DAYS)
    Notice.objects.update(mail_due_at=None)
    Notice.objects.filter(at__date__lt=early).update(read_at=clock.now())
