"""What stands between the paste and the reading: one mutable node for each line or cell that says something."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from goldthread.exchange.reading.numbers import Change
from goldthread.exchange.reading.vocabulary import Kind
from goldthread.exchange.shapes import Level

Where = Literal["line", "section", "column", "period", "roadmap"]


@dataclass(frozen=True, slots=True)
class Label:
    """What a line says about itself: "Objective 1:" is kind objective, said "Objective 1", ident (1,)."""

    kind: Kind
    said: str
    where: Where = "line"
    ident: tuple[int, ...] = ()
    name: str | None = None
    due: date | None = None
    owner: str | None = None


@dataclass(slots=True, eq=False)
class Node:
    """A line on its way to become a goal, a key result, a fact about another, or something kept."""

    line: int
    text: str
    raw: list[str]
    above: "Node | None" = None
    label: Label | None = None
    part: Literal["item", "section", "fact", "kept"] = "item"
    why_kept: str = ""
    ident: tuple[int, ...] = ()
    code: str = ""
    heading: bool = False
    plain: bool = False
    placed: bool = False
    owner: str | None = None
    due: date | None = None
    name: str | None = None
    team: str | None = None
    because: str | None = None
    notes: list[str] = field(default_factory=list)
    parents_said: list[str] = field(default_factory=list)
    others: list["Node"] = field(default_factory=list)
    baseline: str = ""
    current: str = ""
    target: str = ""
    measure: str = ""
    change: Change | None = None
    spans: tuple[tuple[int, int], ...] = ()
    is_key_result: bool = False
    level: Level | None = None
    why: str = ""
    doubts: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)

    @property
    def kind(self) -> Kind | None:
        return self.label.kind if self.label else None

    def doubt(self, code: str, **values: str) -> None:
        self.doubts.append((code, self.line, values))

    def keep(self, why: str) -> None:
        self.part, self.why_kept = "kept", why


@dataclass(frozen=True, slots=True)
class Setting:
    """What every reader of a line needs to know: the day, whether the paste is in German, and who speaks in it.

    `speakers` are the words, in small letters, that many lines begin with before a colon: "CEO: …", "Bakery: …".
    """

    today: date
    german: bool = False
    speakers: frozenset[str] = frozenset()
