"""Other rules: a consent text decided without discussion, a poster left to Marketing, a plan by a show of fingers, and a
goal whose end is being agreed on first."""

from datetime import timedelta
from typing import Any

from django.http import QueryDict

from goldthread.chain import effects
from goldthread.chain.forms.closing import ClosingForm
from goldthread.decisions import asking
from goldthread.decisions.models import Announced, Challenge, Decision, Vote
from goldthread.kit import clock

from ..story import World
from .agreements import GROUPS


def tell(world: World) -> None:
    _premium(world)
    _clinics(world)
    _consent(world)
    _billing(world)


def _premium(world: World) -> None:
    """A show of five fingers: three suffice, and who shows fewer than three says why."""
    world.at(-100, 10)
    names = ("mia", "priya", "leila", "tess", "uma")
    asked = _ask(world, "premium", {"name": "fist_of_five"}, names, "Before anybody builds it: how sure are we that people pay?")  # fmt: skip
    world.at(-99, 15)
    for name, fingers in (("mia", 4), ("priya", 5), ("leila", 3), ("tess", 4), ("uma", 3)):
        position = "reserve" if fingers == 3 else "support"
        asked.cast(_voter(world, asked, name), Vote(position, fingers + 1, "", fingers))


def _clinics(world: World) -> None:
    """Mia leaves it to those who do it, within bounds."""
    world.at(-58, 11)
    rule = {"name": "delegation", "inner": {"name": "consent"}, "scope": "How many clinics, and which. Not more than two days of Sam’s time."}  # fmt: skip
    asked = _ask(world, "clinics", rule, ("chidi", "sam", "uma"), "You know the clinics better than I do.", decider=world.chidi)  # fmt: skip
    world.at(-57, 9)
    inner, _tokens = asking.take_on(asked, by=world.chidi)
    world.at(-56, 14)
    for name, confidence in (("chidi", 7), ("sam", 6), ("uma", 8)):
        inner.cast(_voter(world, inner, name), Vote("support", confidence, ""))


def _consent(world: World) -> None:
    """Decided without discussion, which two could have reopened; one wanted to."""
    world.at(-43, 10)
    rule = {"name": "decide_alone", "window_hours": 48, "challenges": 2}
    asked = _ask(
        world, "consent", rule, tuple(one for some in GROUPS.values() for one in some), "The regulator answers in six weeks; we should not lose one of them.",
        decider=world.uma, by="uma", days=2, choice="adopt", rationale="There is one text that the regulator has accepted before. We begin with that one.",
    )  # fmt: skip
    # The same afternoon: between two working days a weekend may lie, and the window is over.
    world.at(-43, 16)
    Challenge.raise_(
        asked, _voter(world, asked, "sam"), "Patients did not understand that text last time.", by=world.sam
    )
    world.at(-39, 10)
    asked.close_if_due()


def _billing(world: World) -> None:
    """A goal that leads nowhere: whether to let go of it is asked first, and is open."""
    world.at(0, 9)
    goal = world.goals["billing"]
    sent = QueryDict(mutable=True)
    sent.update({"result": "let_go", "onward": "abandon", "learned": "Nobody could say which goal it leads to."})
    form = ClosingForm(sent, statement=goal.version.statement)
    form.is_valid()
    effect = effects.closing(goal, form, sent, by=world.mia)
    _ask(world, "billing", {"name": "consent"}, ("mia", "tess", "priya"), "It was on the list because it was on the list.", days=3, effect=effect)  # fmt: skip


def _ask(
    world: World, name: str, rule: dict[str, Any], names: tuple[str, ...], note: str, *, by: str = "mia", days: int = 7,
    decider: Any = None, effect: effects.Effect | None = None, **more: Any,
) -> Decision:  # fmt: skip
    goal = world.goals[name]
    goal.refresh_from_db()
    version = goal.version
    about = {
        "kind": "goal",
        "noun_id": goal.pk,
        "version": version.number,
        "level": version.level,
        "words": effect.words if effect else version.statement,
        "why": effect.why if effect else version.why,
    }
    announced = Announced(rule, clock.now() + timedelta(days=days), decider=decider, note=note)
    voters = [(world.people[one], group) for group, some in GROUPS.items() for one in some if one in names]
    more |= {"effect": vars(effect)} if effect else {}
    return next(iter(asking.put(world.lighter, about, announced, voters, by=world.people[by], **more)))


def _voter(world: World, asked: Decision, name: str) -> Any:
    return asked.voters.get(person=world.people[name])
