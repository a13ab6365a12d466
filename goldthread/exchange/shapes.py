"""The shapes of a reading: draft goals, draft key results, what was kept, what is doubtful.

Everything here is frozen and compares by value, so that a reading can be shown,
corrected row by row and read back without a difference.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Level = Literal["vision", "user_goal", "business_goal", "product_goal", "sprint_goal", "contribution"]
Direction = Literal["up", "down", "keep"]

LEVELS: tuple[Level, ...] = (
    "vision",
    "user_goal",
    "business_goal",
    "product_goal",
    "sprint_goal",
    "contribution",
)

RANK: dict[Level, int] = {
    "vision": 0,
    "user_goal": 1,
    "business_goal": 1,
    "product_goal": 2,
    "sprint_goal": 3,
    "contribution": 3,
}

MOST_QUOTED = 80


def N_(text: str) -> str:
    """Mark a sentence for the catalogue of translations; it is looked up where it is shown."""
    return text


Forms = tuple[str, str]


def NN_(one: str, many: str) -> Forms:
    """Mark a sentence that counts something: how it is said of one, and of several."""
    return one, many


class Sentence(str):
    """A sentence in English that remembers its template, so that it can be told in another language.

    Equal to the plain string it says. `told(gettext, ngettext)` looks the template up and fills it again. A template
    with a form for one and a form for several chooses by `count`.
    """

    template: str | Forms
    values: dict[str, str]

    def __new__(cls, template: str | Forms, **values: str) -> "Sentence":
        short = {name: clip(value) for name, value in values.items()}
        form = template if isinstance(template, str) else _form(*template, int(short["count"]))
        made = super().__new__(cls, form.format(**short))
        made.template = template
        made.values = short
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str | Forms], dict[str, str]]:
        return (self.template,), self.values

    def told(self, translate: Callable[[str], str], counting: Callable[[str, str, int], str] | None = None) -> str:
        if isinstance(self.template, str):
            return translate(self.template).format(**self.values)
        return (counting or _form)(*self.template, int(self.values["count"])).format(**self.values)


def _form(one: str, many: str, count: int) -> str:
    """As `ngettext` chooses in English."""
    return one if count == 1 else many


def clip(text: str) -> str:
    """The text on one line, at most MOST_QUOTED characters of it."""
    line = " ".join(text[: MOST_QUOTED * 4].split())
    return line if len(line) <= MOST_QUOTED else line[: MOST_QUOTED - 1].rstrip() + "…"


@dataclass(frozen=True)
class DraftKeyResult:
    """A metric with its way: from baseline to target, in `unit`.

    `unit` is percent, money, count, number, times, points, percentage points or a measure of time (minutes,
    days …); None when the line has no number. `currency` is an ISO code and only there with money.
    """

    name: str
    unit: str | None
    currency: str | None
    baseline: Decimal | None
    target: Decimal | None
    direction: Direction | None
    due: date | None
    owner: str | None
    raw: str
    line: int
    key: str = ""


@dataclass(frozen=True)
class DraftGoal:
    """One goal as read: where it hangs, what it says, and why it was given its level."""

    key: str
    parent_key: str | None
    other_parents: tuple[str, ...]
    level: Level | None
    level_why: str
    statement: str
    owner: str | None
    due: date | None
    name: str | None
    because: str | None
    key_results: tuple[DraftKeyResult, ...]
    notes: str
    line: int
    raw: str
    team: str | None = None


@dataclass(frozen=True)
class Kept:
    """A line that is neither goal nor key result, as it came, and why it was left so."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Finding:
    """A doubt about a line: what is so, and what to do."""

    line: int
    code: str
    what: str
    mend: str


@dataclass(frozen=True)
class Reading:
    """What a pasted list was understood to say. Goals stand parent first, then what hangs below."""

    goals: tuple[DraftGoal, ...]
    kept: tuple[Kept, ...]
    findings: tuple[Finding, ...]


Row = dict[str, Any]
