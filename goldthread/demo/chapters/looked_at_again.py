"""The vision, agreed in January, was looked at again in summer, and is due to be looked at again now."""

from goldthread.decisions.models import Agreement, Review

from ..story import World


def tell(world: World) -> None:
    of = Agreement.objects.about("goal", world.goals["vision"].pk).adopted().latest("at")
    world.at(-119, 10)
    note = "Read aloud at the summer review. Nobody wanted another word, and Rolf’s patients know it by heart."
    Review.hold(of, world.day(-120), by=world.mia, note=note, next_on=world.day(-2))
