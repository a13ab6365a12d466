"""Hints for a goal as it is typed: S, M and T from its words, A and R from what stands around it.

Nothing is stored and nothing refused. The rules of goldthread.coach speak English; their sentences are translated here,
into the language of the person, whatever the language of the goal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.coach.rules import coach
from goldthread.coach.shapes import Hint

from .models import Goal, Level

Text = str | Promise
SHOWN = 5
QUOTED_CHARACTERS = 60
LETTERS: dict[str, Text] = {
    "S": _("Specific"),
    "M": _("Measurable"),
    "A": _("Achievable"),
    "R": _("Relevant"),
    "T": _("Time-bound"),
}
WORDING = _("Wording")
ORDER = (*LETTERS.values(), WORDING)
# Levels that stand on their own: nothing above them to help.
ON_TOP = (Level.VISION, Level.USER_GOAL, Level.BUSINESS_GOAL)


@dataclass(frozen=True)
class Around:
    """What stands around the words: a number to measure it, an owner, a tie with a reason, a date."""

    is_measured: bool
    is_owned: bool
    is_tied_because: bool
    is_dated: bool


@dataclass(frozen=True)
class Shown:
    """One hint as people see it: `words` quotes what is meant, empty where it is the whole sentence."""

    rule: str
    letter: Text
    words: str
    why: Text
    example: Text


def hints(statement: str, level: str, around: Around) -> list[Shown]:
    """At most five, in the order of the letters, then on the wording. None for a single word: somebody has just begun."""
    if len(statement.split()) < 2:
        return []
    said = [one for one in coach(statement, level).hints if not _is_settled(one, around)]
    found = [*(_shown(one, statement) for one in said), *_around(level, around)]
    return sorted(found, key=lambda one: ORDER.index(one.letter))[:SHOWN]


def around(typed: Mapping[str, str], goal: Goal | None) -> Around:
    """From what is typed beside the words, and for a goal that is there from itself, its key results and ties: two queries."""
    if goal is not None:
        return _around_goal(typed, goal)
    return Around(
        is_measured=bool(typed.get("metric")),
        is_owned=bool(typed.get("owner")),
        is_tied_because=bool(typed.get("parent") and typed.get("because")),
        is_dated=bool(typed.get("due")),
    )


def _around_goal(typed: Mapping[str, str], goal: Goal) -> Around:
    """What was not sent along stays as the goal has it."""
    version = goal.version
    owners = {"owner": version.owner_id, "owner_as_written": version.owner_as_written}
    dates = {"due": version.due, "timeframe": version.timeframe}
    return Around(
        is_measured=goal.key_results.standing().exists(),
        is_owned=any(typed.get(name, said) for name, said in owners.items()),
        is_tied_because=goal.ties.standing().exclude(because="").exists(),
        is_dated=any(typed.get(name, said) for name, said in dates.items()),
    )


def _is_settled(hint: Hint, around: Around) -> bool:
    """A number or a date beside the words says what the words leave open; an open placeholder it does not fill."""
    if hint.letter == "M":
        return around.is_measured and hint.rule != "measurable.placeholder"
    return hint.letter == "T" and around.is_dated


def _shown(hint: Hint, statement: str) -> Shown:
    words = statement[slice(*hint.span)]
    is_part = len(words) < min(len(statement.strip()), QUOTED_CHARACTERS)
    letter = LETTERS.get(hint.letter or "", WORDING)
    return Shown(hint.rule, letter, words if is_part else "", gettext(hint.why), gettext(hint.example))


def _around(level: str, around: Around) -> list[Shown]:
    found = []
    if level != Level.VISION and not around.is_owned:
        found.append(
            Shown(
                "achievable.owner", LETTERS["A"], "", _("Nobody owns it yet. A goal that somebody stands for is more often reached."),
                _("Choose the one person whom others can ask about it."),
            )
        )  # fmt: skip
    if level not in ON_TOP and not around.is_tied_because:
        found.append(
            Shown(
                "relevant.reason", LETTERS["R"], "", _("It is not tied with a reason yet. The reason says what it is good for."),
                _("“It helps because those who see progress in the first week stay.”"),
            )
        )  # fmt: skip
    return found


def context(typed: Mapping[str, str], goal: Goal | None) -> dict[str, Any]:
    """The hints on the field that `of` names; the level as typed, or that of the field."""
    statement = typed.get(typed.get("of") or "statement", "")
    level = typed.get("level", goal.version.level if goal else "")
    if typed.get("of"):
        beside = Around(is_measured=True, is_owned=True, is_tied_because=True, is_dated=True)
        return {"hints": hints(statement, level, beside)}
    return {"hints": hints(statement, level, around(typed, goal))}
