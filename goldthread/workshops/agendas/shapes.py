"""What a template of a workshop is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..rules import Kind


@dataclass(frozen=True)
class Planned:
    """One phase of a template: its kind, its minutes, what people are asked, and why it is there."""

    kind: Kind
    minutes: int
    prompt: Any = ""
    why: Any = ""


@dataclass(frozen=True)
class Topic:
    """One thing to agree on: its level, what it is called, what people are asked to write, and the phases spent on it."""

    level: str
    title: Any
    prompt: Any
    phases: tuple[Planned, ...]
    # The goal that it is about, and what else: ("keyresult", 12), ("sprint", 3).
    goal: Any = None
    matter: tuple[str, int] | None = None


@dataclass(frozen=True)
class Agenda:
    """A template. `about_a_goal`: it is convened from the page of a goal, and its one topic is that goal.

    `matters` names what of the thread becomes its topics (`goldthread.workshops.matters`), `for_each` the phases spent on each.
    `stays_away`: whom it is not for, as an involvement, and why so.
    """

    name: str
    label: Any
    lead: Any
    for_whom: Any
    opening: tuple[Planned, ...]
    topics: tuple[Topic, ...]
    ending: tuple[Planned, ...]
    rank: int = 100
    about_a_goal: bool = False
    # The template that an agenda of one's own was made from.
    made_from: str = ""
    matters: str = ""
    for_each: tuple[Planned, ...] = ()
    stays_away: str = ""
    stays_away_because: Any = ""
    # Groups of people whose word is needed, as goldthread.decisions names them.
    groups: frozenset[str] = field(
        default_factory=lambda: frozenset({"product_person", "leader", "team_member", "stakeholder"})
    )

    @property
    def minutes(self) -> int:
        """How long it takes when every phase keeps its time."""
        phases = (*self.opening, *(one for topic in self.topics for one in topic.phases), *self.ending)
        return sum(one.minutes for one in phases)


def loop(
    write: int, reveal: int, discuss: int, draft: int, agree: int, prompts: Mapping[Kind, Any] | None = None
) -> tuple[Planned, ...]:
    """The phases of one topic with these minutes: everybody writes alone, all is turned over, then they talk, draft, agree."""
    said = prompts or {}
    minutes = {Kind.WRITE: write, Kind.REVEAL: reveal, Kind.DISCUSS: discuss, Kind.DRAFT: draft, Kind.AGREE: agree}
    return tuple(Planned(kind, spent, said.get(kind, "")) for kind, spent in minutes.items() if spent)
