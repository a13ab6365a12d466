"""The demo story: a year of Lighter, a product that helps people lose weight and avoid diabetes.

Told with the product's own verbs and a held clock, so that every date in it lies where a newcomer's today puts it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from goldthread.chain.models import Goal
from goldthread.journal.models import Mail, Notice
from goldthread.kit import clock
from goldthread.people.models import Organisation, Person, Product, Team

from .cast import CAST, FACES, TEAMS

ZONE = "Europe/Amsterdam"


@dataclass(frozen=True)
class Told:
    """What a newcomer needs: where to begin, and as whom."""

    path: str
    faces: tuple[tuple[str, str, str], ...]  # name, e-mail, what they are


class World:
    """The people and places of the story, and its calendar: days before (negative) or after today."""

    def __init__(self, today: date, hands: clock.Hands) -> None:
        self.today = today
        self.hands = hands
        self.people: dict[str, Person] = {}
        self.teams: dict[str, Team] = {}
        self.goals: dict[str, Goal] = {}
        self.organisation: Organisation
        self.lighter: Product

    @property
    def local_day(self) -> date:
        """The day at which the story's clock stands."""
        return clock.now().astimezone(ZoneInfo(ZONE)).date()

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def working_day(self, offset: int) -> date:
        """The day so many from today; in place of a weekend the Monday after it."""
        day = self.day(offset)
        return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)

    def at(self, offset: int, hour: int = 10, minute: int = 0) -> None:
        """Move the story's clock to a day and hour; working days only."""
        day = self.day(offset)
        day -= timedelta(days=max(0, day.weekday() - 4))
        self.hands.to(datetime.combine(day, time(hour, minute), ZoneInfo(ZONE)))

    def month_end(self, months: int) -> date:
        """The last day of the month so many months from now."""
        year, month = divmod(self.today.year * 12 + self.today.month - 1 + months + 1, 12)
        return date(year, month + 1, 1) - timedelta(days=1)

    def monday(self, weeks: int) -> date:
        """The Monday so many weeks from this one."""
        return self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=weeks)

    def __getattr__(self, key: str) -> Person:
        try:
            return self.__dict__["people"][key]
        except KeyError:
            raise AttributeError(key) from None


@transaction.atomic
def tell(password: str | None = None) -> Told:
    """Tell the story into an empty installation. With a password, everybody in it can sign in by it."""
    from .chapters import (
        agreements,
        askings,
        beginning,
        check_ins,
        direction,
        earlier,
        lately,
        library,
        looked_at_again,
        numbers,
        overtaken,
        periods,
        private,
        rhythm,
        roadmap,
        rules,
        soundings,
        talk,
        voices,
        work,
        workshops,
    )

    with clock.held(now := clock.now()) as hands:
        world = World(now.astimezone(ZoneInfo(ZONE)).date(), hands)
        chapters: tuple[Callable[[World], None], ...] = (
            beginning.tell,
            direction.tell,
            roadmap.tell,
            earlier.tell,
            numbers.tell,
            library.tell,
            periods.tell,
            work.tell,
            talk.tell,
            check_ins.tell,
            rhythm.tell,
            lately.tell,
            private.tell,
            agreements.tell,
            rules.tell,
            overtaken.tell,
            looked_at_again.tell,
            voices.tell,
            soundings.tell,
            askings.tell,
            workshops.tell,
        )
        _enter(world, password)
        for chapter in chapters:
            chapter(world)
    # Nobody reads mail at northwind.example.
    Mail.objects.all().delete()
    Notice.objects.update(mail_due_at=None)
    return _where_to_begin(world)


def _where_to_begin(world: World) -> Told:
    roles = {role.key: role for role in CAST}
    return Told(
        f"/{world.organisation.slug}/{world.lighter.slug}/",
        tuple((roles[key].name, roles[key].email, roles[key].involvement.replace("_", " ")) for key in FACES),
    )


def _enter(world: World, password: str | None) -> None:
    world.at(-360)
    for role in CAST:
        world.people[role.key] = Person.objects.create_user(role.email, password, name=role.name, time_zone=ZONE)
    _prove(world)
    world.organisation = Organisation.found("Northwind Health", by=world.priya, time_zone=ZONE, slug="northwind")
    world.lighter = world.organisation.add_product("Lighter", by=world.priya, slug="lighter")
    for name, way in TEAMS:
        world.teams[name] = world.organisation.add_team(name, by=world.priya, way=way, products=(world.lighter,))


def _prove(world: World) -> None:
    """Everybody's address counts as proved: nobody reads mail at northwind.example."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.bulk_create(
        [EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in world.people.values()]
    )
