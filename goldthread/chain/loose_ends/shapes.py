"""What a rule looks at, and what it says. No Django, no clock."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from ..rules import MEASURED, STRATEGIC, Level

ERROR, WARNING, HINT = "error", "warning", "hint"
OFF = "off"
SEVERITIES = (ERROR, WARNING, HINT)


class Measured(NamedTuple):
    """A key result as it stands: `direction` is "up", "down" or "keep"; `owner` a name, "" where nobody's is on it;
    `stays` says that it should keep to a bound; `done` how much of the way, None without a value."""

    pk: int
    name: str
    unit: str = "number"
    direction: str = "up"
    baseline: Decimal | None = None
    target: Decimal | None = None
    due: date | None = None
    owner_id: int | None = None
    owner: str = ""
    stays: bool = False
    weight: int = 1
    done: Decimal | None = None


class Read(NamedTuple):
    """What is known of the number of a key result: the local `day` of what was read last, None where nothing was;
    `begins` when its time did; `timing` and `purpose` of the metric; how often its source failed in a row."""

    day: date | None
    begins: date
    timing: str = ""
    purpose: str = ""
    has_source: bool = True
    failures: int = 0


class Standing(NamedTuple):
    """A goal that is in force and not closed. Days are local dates; `state` is "planned" or "active"."""

    pk: int
    level: str
    statement: str = ""
    parents: tuple[int, ...] = ()
    children: tuple[int, ...] = ()
    key_results: tuple[Measured, ...] = ()
    owner_id: int | None = None
    owner: str = ""
    team_id: int | None = None
    name: str = ""
    timeframe: str = ""
    how_we_know: str = ""
    method: str = ""
    starts: date | None = None
    due: date | None = None
    state: str = "active"
    set_on: date | None = None
    is_brought_in: bool = False
    # That people are asked about its words just now; the agreement that was not carried out, 0 where none is.
    is_asked: bool = False
    undone: int = 0


class Agreed(NamedTuple):
    """The agreement that holds on a goal: its words and the name of its rule, and what is to be known of how it came about.

    `failed_under`: the rule under which the same words had failed just before, "" where they had not. `doubts`: of the
    team, how many more said less than five of ten to "can we reach this?" than five or more; None where nobody was asked.
    """

    pk: int
    at: datetime
    words: str = ""
    rule: str = "unanimity"
    all_were_asked_first: bool = False
    leaves_somebody_out: bool = False
    failed_under: str = ""
    doubts: int | None = None
    review_on: date | None = None
    tally: Mapping[str, int] = {}


class Turn(NamedTuple):
    """That a goal became something else: at what time, and its "words", its "day" or its "number"."""

    at: datetime
    what: str


class Beyond(NamedTuple):
    """A goal that a tie leads to and that is not one of the open goals of the product."""

    pk: int
    level: str
    is_closed: bool = False


@dataclass
class Seen:
    """The open goals of a product in their order, and what stands around them.

    `reasons`: (child, parent) -> why; `gone`: ids of people who have left; `read`: key result -> what is known of its
    number; `idle`: metrics (id, name) that served goals of the product and serve none; `agreed`: goal -> what was agreed
    last; `turned`: goal -> how it changed since anything was agreed; `more`: facts of packages above.
    """

    goals: Mapping[int, Standing]
    today: date
    beyond: Mapping[int, Beyond] = field(default_factory=dict)
    reasons: Mapping[tuple[int, int], str] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    read: Mapping[int, Read] = field(default_factory=dict)
    idle: tuple[tuple[int, str], ...] = ()
    agreed: Mapping[int, Agreed] = field(default_factory=dict)
    turned: Mapping[int, Sequence[Turn]] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def level_of(self, pk: int) -> str:
        """The level of any goal that is known here; "" for one that is not."""
        known = self.goals.get(pk) or self.beyond.get(pk)
        return known.level if known else ""

    @cached_property
    def by_level(self) -> dict[str, list[Standing]]:
        found: dict[str, list[Standing]] = {level: [] for level in Level}
        for goal in self.goals.values():
            found[goal.level].append(goal)
        return found

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What a rule worked out once for all goals, under its name."""
        return {}


class Found(NamedTuple):
    """That a rule does not hold: `others` are goals to name beside, `what` words, `at` the end of the deed's address.

    `severity` only where it differs from the rule's own; `about` tells apart what is said of the product.
    """

    others: tuple[int, ...] = ()
    what: tuple[str, ...] = ()
    at: str = ""
    severity: str = ""
    about: str = ""


class LooseEnd(NamedTuple):
    """One rule that does not hold for one goal, or for the product (`goal` is None)."""

    rule: str
    severity: str
    goal: int | None
    others: tuple[int, ...] = ()
    what: tuple[str, ...] = ()
    at: str = ""
    about: str = ""

    @property
    def key(self) -> tuple[int | None, str, str]:
        """What an exemption names."""
        return self.goal, self.rule, self.about


@dataclass(frozen=True)
class Rule:
    """A rule of the method: `code` and `source` as in the manual's list; `levels` the goals that it looks at.

    `check` looks at one goal, `whole` at the product.
    """

    name: str
    code: str
    source: str
    severity: str
    levels: frozenset[str] = frozenset(Level)
    check: Callable[[Standing, Seen], Found | None] | None = None
    whole: Callable[[Seen], Iterable[Found]] | None = None


BELOW_VISION = frozenset(Level) - {Level.VISION}
__all__ = [
    "BELOW_VISION",
    "ERROR",
    "HINT",
    "MEASURED",
    "OFF",
    "SEVERITIES",
    "STRATEGIC",
    "WARNING",
    "Agreed",
    "Beyond",
    "Found",
    "LooseEnd",
    "Measured",
    "Read",
    "Rule",
    "Seen",
    "Standing",
    "Turn",
]
