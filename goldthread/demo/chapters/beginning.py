"""How the people came together."""

from goldthread.people.models import WallLink

from ..cast import CAST
from ..story import World


def tell(world: World) -> None:
    for days, role in enumerate(CAST):
        person = world.people[role.key]
        if role.key != "priya":
            world.at(-355 + days, 9)
            invitation, _token = world.organisation.invite(role.email, by=world.priya)
            world.at(-354 + days, 14)
            invitation.accept(by=person)
        world.lighter.involve(person, role.involvement, by=world.priya, power=role.power, interest=role.interest)
        if role.team:
            world.teams[role.team].seat(person, by=world.priya)
    # One of them reads everything in German.
    world.rolf.describe(name=world.rolf.name, language="de", time_zone=world.rolf.time_zone)
    world.at(-2, 16)
    world.organisation.invite(
        "ines.vogel@practice.example", by=world.mia, role="guest", product=world.lighter, involvement="stakeholder"
    )
    WallLink.make(world.lighter, by=world.mia, name="Screen beside the coffee machine")
