"""A draft goal that goes round one by one: heard, reworked for what was said, and round again; one that everybody supports."""

from datetime import timedelta

from goldthread.chain.models import Goal
from goldthread.kit import clock
from goldthread.soundings.models import Feedback, Given, Participant, Sounding, Turn

from ..story import World
from .agreements import GROUPS

ROLE_OF = {name: role for role, names in GROUPS.items() for name in names}
# What each says to the first version of the draft that goes round: position, how sure, kind, words, share.
FIRST = {
    "amara": (3, 6, "concern", "Two of us are away in the weeks before. Who builds it then?", "named"),
    "chidi": (5, 5, "suggestion", "Keep for how long? A month is easily said.", "named"),
    "sam": (2, 7, "support", "People in the study ask for the coach most, and would pay.", "named"),
    "leila": (5, 4, "concern", "We promised the same last year, and it was dropped in the middle.", "unattributed"),
    "uma": (6, 5, "question", "Does sending an invoice to an insurer need another consent?", "kept"),
    "priya": (3, 6, "concern", "I want to see the effect on renewals before we go further.", "named"),
}
REPLIES = {
    "amara": ("adapted", "It starts two weeks later."),
    "chidi": ("taken_up", "The words say it now: half a year."),
    "leila": ("taken_up", "It has a review date, and stopping it is a decision of its own."),
    "uma": ("taken_up", "Yes; Legal drafts it, and the date allows for it."),
    "priya": ("declined", "Renewals tell it only in half a year; the weekly number tells it earlier."),
}


def tell(world: World) -> None:
    goal = _goal(world)
    world.at(-16, 9)
    of = _send(world, goal, "Earn revenue from a premium plan that members keep")
    _first_round(world, of)
    world.at(-6, 10)
    for name, (answer, why) in REPLIES.items():
        of.reply(_key(world, of, name), answer, why, by=world.mia)
    words = {
        "statement": "Earn revenue from a premium plan that members keep after their first half year",
        "why": goal.version.why,
    }
    of.rework(
        words,
        by=world.mia,
        changed="For how long members keep it. It starts two weeks later, and is reviewed before we go on.",
        confidence=7,
    )
    _second_round(world, of)


def _goal(world: World) -> Goal:
    """A product goal of the roadmap about which nothing is asked just now."""
    goal = world.goals["premium"]
    goal.refresh_from_db()
    return goal


def _send(world: World, goal: Goal, statement: str) -> Sounding:
    people = [(world.people[name], ROLE_OF[name], name != "uma") for name in FIRST]
    words = {"statement": statement, "why": goal.version.why}
    note = "We cannot all meet before the holidays. Tell me what keeps you from supporting this."
    return Sounding.begin(goal, words, people, by=world.mia, closes_at=clock.now() + timedelta(days=40), organiser_role="product_person", confidence=6, left="A plan for employers: larger sums, and nobody to talk to yet.", note=note)  # fmt: skip


def _first_round(world: World, of: Sounding) -> None:
    for day in range(-15, -15 + len(FIRST)):
        world.at(day, 11)
        who, _turn = _asked(of)[0]
        name = next(key for key, person in world.people.items() if person.pk == who.person_id)
        position, sure, kind, words, share = FIRST[name]
        if name == "uma":
            of.write_down(who, note="By telephone; she reads it with her team.", feedback=Feedback(kind, words))
            of.confirm(who, _key(world, of, name), Feedback(kind, words, share))
            of.answer(who, Given(position, sure, "It is one more consent to explain."))
        else:
            of.answer(who, Given(position, sure, "" if position != 3 else "Not at the cost of the diary."), feedback=Feedback(kind, words, share))  # fmt: skip


def _second_round(world: World, of: Sounding) -> None:
    """Some have answered, one has arranged to meet, one is said to have been met and has not said so yet."""
    for day in (-5, -3):
        world.at(day, 15)
        who, _turn = _asked(of)[0]
        of.answer(who, Given(1 if day == -5 else 2, 7))
    world.at(-1, 16)
    who, _turn = _asked(of)[0]
    at = clock.now() + timedelta(days=3)
    of.meet(who, at, by=world.mia)
    world.at(-1, 17)
    met = next(one for one, turn in _asked(of) if not turn.meets_at)
    of.write_down(met, note="In the lift. We want to see each other again in January.")


def _asked(of: Sounding) -> list[tuple[Participant, Turn]]:
    of.refresh_from_db()
    inside = of.inside()
    turns = [(one, inside.turn(one.number, of.draft)) for one in of.people()]
    return [(one, turn) for one, turn in turns if turn is not None and turn.waits]


def _key(world: World, of: Sounding, name: str) -> str:
    of.refresh_from_db()
    number = of.participants.get(person=world.people[name]).number
    return of.inside().said[number][0].key
