"""What was agreed in writing: the vision by all, a product goal over a concern that was answered, and a ballot that is open."""

from datetime import timedelta

from goldthread.chain.models import Goal
from goldthread.decisions.models import Announced, Decision, Vote
from goldthread.kit import clock

from ..story import World

GROUPS = {
    "product_person": ("mia",),
    "leader": ("priya",),
    "team_member": ("amara", "leila", "ema", "jonas", "tess"),
    "stakeholder": ("sam", "rolf", "chidi", "uma"),
}


def tell(world: World) -> None:
    _vision(world)
    _habit(world)
    _risk(world)


def _vision(world: World) -> None:
    world.at(-325, 9)
    asked = _ask(world, world.goals["vision"], {"name": "unanimity"}, tuple(_everybody()), "The second wording of the workshop. Can all of us live by it?", fallback="decide_after_hearing", decider=world.mia)  # fmt: skip
    world.at(-323, 16)
    for name in _everybody():
        _cast(world, asked, name, "support")


def _habit(world: World) -> None:
    world.at(-90, 10)
    names = ("mia", "priya", "amara", "leila", "sam", "rolf", "chidi")
    asked = _ask(world, world.goals["habit"], {"name": "consent"}, names, "Good enough to begin with?", fallback="decide_after_hearing", decider=world.mia, who_acts="Scale team, Clinical research", review_on=world.day(30))  # fmt: skip
    world.at(-88, 11)
    sure = {"mia": 8, "priya": 6, "amara": 7, "leila": 6, "sam": 5, "rolf": 4}
    for name, confidence in sure.items():
        _cast(world, asked, name, "support", confidence)
    _cast(
        world,
        asked,
        "chidi",
        "reserve",
        5,
        "Five days a week sounds like homework. What do people get on the day they forget?",
    )
    world.at(-87, 9)
    asked.concerns.get().answer_with(
        "adapted",
        "Nothing turns red when a day is missing, and the week counts, not the streak. The design of the diary says so now.",
        by=world.mia,
    )


def _risk(world: World) -> None:
    world.at(-1, 14)
    asked = _ask(world, world.goals["risk"], {"name": "unanimity"}, tuple(_everybody()), "“Cut” is meant as a promise. Before we print it in the brochure: does everyone stand by it?", fallback="decide_after_hearing", decider=world.mia, days=5)  # fmt: skip
    world.at(-1, 16)
    for name in ("sam", "priya", "ema"):
        _cast(world, asked, name, "support", 6)


def _everybody() -> list[str]:
    return [name for names in GROUPS.values() for name in names]


def _ask(world: World, goal: Goal, rule: dict[str, str], names: tuple[str, ...], note: str, days: int = 7, **more: object) -> Decision:  # fmt: skip
    goal.refresh_from_db()
    version = goal.version
    about = {
        "kind": "goal",
        "noun_id": goal.pk,
        "version": version.number,
        "level": version.level,
        "words": version.statement,
        "why": version.why,
    }
    announced = Announced(rule, clock.now() + timedelta(days=days), note=note, **more)  # type: ignore[arg-type]
    voters = [(world.people[name], group) for group, some in GROUPS.items() for name in some if name in names]
    return Decision.open(world.lighter, about, announced, voters, by=world.mia)[0]


def _cast(
    world: World, asked: Decision, name: str, position: str, confidence: int | None = None, because: str = ""
) -> None:
    confidence = None if asked.level == "vision" else confidence
    asked.cast(asked.voters.get(person=world.people[name]), Vote(position, confidence, because))
