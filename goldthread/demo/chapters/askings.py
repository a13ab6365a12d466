"""What was asked of many at once: how the first vision felt, the vision board agreed as one, and an order that is still open."""

from datetime import timedelta
from typing import Any

from goldthread.chain.as_one import line_of
from goldthread.chain.models import Candidate
from goldthread.decisions.models import Canvass, Line, Said, late
from goldthread.decisions.rules import many
from goldthread.kit import clock

from ..story import World
from .agreements import GROUPS


def tell(world: World) -> None:
    _first_vision(world)
    _board(world)
    _candidates(world)


def _first_vision(world: World) -> None:
    """Rolf's word about the threat in it is why there is a second wording."""
    world.at(-328, 10)
    words = "Nobody gets diabetes who could have avoided it."
    asked = _ask(world, many.GRADIENT, words, [Line(words, "goal", world.goals["vision"].pk, 1, "vision")], "Before we vote on it: where does everybody stand?")  # fmt: skip
    world.at(-327, 15)
    felt = {
        "mia": 2,
        "priya": 1,
        "amara": 1,
        "leila": 3,
        "ema": 3,
        "jonas": 2,
        "tess": 2,
        "sam": 5,
        "chidi": 2,
        "uma": 3,
    }
    for name, value in felt.items():
        _cast(world, asked, name, Said(value=value))
    _cast(world, asked, "rolf", Said(value=7, because="Patients hear a threat in it. Say what we are for, not what they should fear."))  # fmt: skip


def _board(world: World) -> None:
    """Three lines are agreed at once; the fourth is pulled out, and asked about by itself since."""
    world.at(-5, 10)
    lines = []
    for name in ("weight", "risk", "revenue", "brand"):
        world.goals[name].refresh_from_db()
        lines.append(line_of(world.goals[name]))
    asked = _ask(world, many.AS_ONE, "The vision board", lines, "The year is nearly over. Do these still hold for the next one? The vision is agreed already.", begun_at="board")  # fmt: skip
    world.at(-2, 11)
    marks = {
        "uma": "“Cut” is a medical claim. Either we can prove it, or Legal cannot let it into a brochure.",
        "chidi": "I would print “lower”. If it stays “cut”, we have to say for whom.",
    }
    for name in (one for some in GROUPS.values() for one in some):
        _cast(world, asked, name, Said({2: marks[name]} if name in marks else {}))


def _candidates(world: World) -> None:
    world.at(-1, 9)
    waiting = Candidate.objects.filter(product=world.lighter, answer=None).order_by("at", "pk")
    lines = [Line(one.statement, "candidate", one.pk, 1, one.level) for one in waiting]
    lines += [
        Line("Fewer questions to the clinics before the first reading"),
        Line("One bill a year instead of twelve"),
    ]
    asked = _ask(world, many.RANKED, "Which of these do we talk about first in January?", lines, "", days=5, quorum=50)
    late.join(asked, world.people["hugo"], "other", by=world.mia)
    for name, ranks in {"ema": (1, 3), "sam": (3, 1, 2)}.items():
        _cast(world, asked, name, Said(ranks=ranks))


def _ask(world: World, way: str, title: str, lines: list[Line], note: str, days: int = 7, **more: Any) -> Canvass:
    people = [(world.people[name], group) for group, some in GROUPS.items() for name in some]
    closes = clock.now() + timedelta(days=days)
    return Canvass.open(world.lighter, way, title, lines, people, closes_at=closes, by=world.mia, note=note, **more)[0]


def _cast(world: World, asked: Canvass, name: str, said: Said) -> None:
    asked.cast(asked.electors.get(person=world.people[name]), said)
