"""Meetings to come: a review of the strategy that is being prepared, and a retrospective of the sprint."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from goldthread.people.access import ground_of
from goldthread.people.models import GuestLink
from goldthread.voice import about
from goldthread.voice.models import Concern
from goldthread.workshops import convening
from goldthread.workshops.agendas import BY_NAME
from goldthread.workshops.models import GuestInvitation, Reply, Workshop
from goldthread.workshops.planning import agenda
from goldthread.workshops.rules import Kind

from ..story import ZONE, World

REVIEWING = {"mia": True, "priya": True, "amara": True, "rolf": False, "chidi": False, "sam": False}
LOOKING_BACK = {"amara": False, "mia": False}


def tell(world: World) -> None:
    world.at(-2, 11)
    review = _convene(world, "strategy_review", "Does our strategy still hold?", 1, 10, REVIEWING)
    facts = review.phases.filter(kind=Kind.DISCUSS).first()
    if facts is not None:
        agenda.change(
            review, facts, minutes=8, prompt="What did the study and the renewals show since the spring?", by=world.mia
        )
    for name, comes in (("priya", True), ("amara", True), ("rolf", True), ("chidi", False)):
        Reply.say(review.seats.get(person=world.people[name]), comes=comes)
    # Whoever looks in by a link is told by mail when it moves.
    clinic = GuestLink.objects.get(product=world.lighter, name="Nadia Brandt")
    GuestInvitation.send(review, clinic, email="nadia.brandt@clinic.example", by=world.mia)
    _spoken_up_about(world, review)
    _convene(world, "retrospective", "What we learned in this sprint", 3, 15, LOOKING_BACK)


def _spoken_up_about(world: World, meeting: Workshop) -> None:
    """A concern about the meeting, answered by whoever facilitates it."""
    world.at(-2, 14)
    ground = ground_of(world.people["rolf"], world.organisation.slug, world.lighter.slug)
    subject = about.subject(ground, "workshop", meeting.pk)
    made = Concern.raise_(subject, "Nobody of the clinics is invited, and they see first where a strategy fails.", by=world.people["rolf"])  # fmt: skip
    world.at(-2, 16)
    made.answer_with("adapted", "Chidi brings what the three largest clinics told him, before we begin to write.", by=world.people["hugo"])  # fmt: skip


def _convene(world: World, name: str, title: str, weekday: int, hour: int, invited: dict[str, bool]) -> Workshop:
    plan = convening.Plan(
        title=title,
        starts_at=datetime.combine(world.monday(1) + timedelta(days=weekday), time(hour), ZoneInfo(ZONE)),
        facilitator=world.people["hugo"],
        invited={world.people[one]: needed for one, needed in invited.items()},
        rule={"name": "unanimity"},
        fallback="decide_after_hearing",
        decider=world.mia,
    )
    return convening.convene(world.lighter, BY_NAME[name], plan, by=world.mia)
