"""Lines of a board or a list that people agree on as one: which stand there, who is asked, and what agreement makes of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from goldthread.decisions.models import Canvass, CanvassLine, Decision, Line
from goldthread.decisions.rules import many
from goldthread.journal.models import Entry
from goldthread.people.access import Ground
from goldthread.people.models import Person

from . import access, agreeing
from .models import Candidate, Goal, Level

Out = CanvassLine.Out


@dataclass(frozen=True)
class Board:
    """What can be agreed on as one: its name in addresses, how it is called, goals of which levels stand there."""

    name: str
    title: Any
    lead: Any
    levels: tuple[str, ...] = ()


BOARDS = {
    one.name: one
    for one in (
        Board("board", _("The vision board"), _("The vision, and all user and business goals."), (Level.VISION, Level.USER_GOAL, Level.BUSINESS_GOAL)),
        Board("roadmap", _("The roadmap"), _("The product goals, column by column."), (Level.PRODUCT_GOAL,)),
        Board("candidates", _("What is proposed"), _("Proposed goals. What everyone supports is taken up as a goal.")),
    )
}  # fmt: skip


def lines(ground: Ground, board: Board) -> list[dict[str, Any]]:
    """The lines that can be asked about, each with what it was agreed as, and those that cannot, with why. Four queries."""
    if not board.levels:
        waiting = access.candidates_in_sight(ground).open().order_by("at", "pk")
        return [_shown(Line(one.statement, "candidate", one.pk, 1, one.level), "") for one in waiting]
    # What few may see is asked about by itself, among those few.
    rows = access.goals_of(ground).open().filter(version__level__in=board.levels).exclude(pk__in=access.shared(ground))
    goals = sorted(rows.select_related("version"), key=lambda one: (board.levels.index(one.level), one.rank))
    asked = set(Decision.objects.under_way().filter(kind="goal", noun_id__in=[one.pk for one in goals]).values_list("noun_id", flat=True))  # fmt: skip
    elsewhere = _asked_as_one(ground, [one.pk for one in goals])
    return [_shown(line_of(one), _why_not(one, asked, elsewhere)) for one in goals]


def line_of(goal: Goal) -> Line:
    """A goal in the words that are in force."""
    version = goal.version
    return Line(version.statement, "goal", goal.pk, version.number, version.level)


def _asked_as_one(ground: Ground, goals: Iterable[int]) -> set[int]:
    rows = CanvassLine.objects.standing().filter(organisation=ground.organisation, kind="goal", noun_id__in=goals)
    open_now = rows.filter(canvass__ended_at=None, canvass__way=many.AS_ONE)
    return {pk for pk in open_now.values_list("noun_id", flat=True) if pk}


def _why_not(goal: Goal, asked: set[int], elsewhere: set[int]) -> Any:
    if goal.pk in asked:
        return _("It is being asked about by itself.")
    return _("It stands on another sheet just now.") if goal.pk in elsewhere else ""


def _shown(line: Line, why_not: Any) -> dict[str, Any]:
    return {"key": f"{line.kind}-{line.noun_id}", "line": line, "words": line.words, "level": line.level, "level_label": Level(line.level).label, "why_not": why_not}  # fmt: skip


def people(ground: Ground, board: Board) -> list[dict[str, Any]]:
    """Everybody with an account who sees the product, with their group; needed is whose word such goals need."""
    level = (board.levels or (Level.PRODUCT_GOAL,))[0]
    return agreeing.everybody(ground, level)


# What agreement makes of a line, and what makes it another one meanwhile.


def settles(line: CanvassLine, by: Person) -> dict[str, Any] | None:
    """What is agreed by a line: a goal in the words that were asked about, also one that a proposal becomes by it."""
    goal = _goal(line, by)
    if goal is None or goal.closing_id:
        return None
    version = goal.version
    if line.kind == "goal" and version.number != line.version:
        return None
    about = {"kind": "goal", "noun_id": goal.pk, "version": version.number, "level": version.level, "words": version.statement, "why": version.why}  # fmt: skip
    return {"about": about, "reverses": agreeing.newest(goal)}


def _goal(line: CanvassLine, by: Person) -> Goal | None:
    pk = line.noun_id or 0
    if line.kind == "candidate":
        waiting = Candidate.objects.open().filter(pk=pk, statement=line.words).first()
        return waiting.take_up(by=by) if waiting else None
    return Goal.objects.select_related("version").filter(pk=pk).first() if line.kind == "goal" else None


GONE = {
    "goal.reworded": Out.REWORDED,
    "goal.closed": Out.CLOSED,
    "goal.merged": Out.CLOSED,
    "goal.restricted": Out.RESTRICTED,
    "candidate.taken_up": Out.CLOSED,
    "candidate.declined": Out.CLOSED,
}


def hear(entry: Entry, noun: Any) -> None:
    """Other words, an end, or a question about one of them by itself take a line out; the rest stands."""
    if entry.verb in GONE and isinstance(noun, Goal | Candidate):
        kind = "goal" if isinstance(noun, Goal) else "candidate"
        among = Canvass.objects.open()
        # How people feel about it is still asked of those who see it.
        among = among.exclude(way__in=many.THERMOMETERS) if entry.verb == "goal.restricted" else among
        _take_out(kind, noun.pk, GONE[entry.verb], among)
    elif entry.verb == "decision.opened":
        _take_out(noun.kind, noun.noun_id, Out.APART, Canvass.objects.open().filter(way=many.AS_ONE))


def _take_out(kind: str, noun_id: int, because: str, among: Any) -> None:
    rows = CanvassLine.objects.standing().filter(kind=kind, noun_id=noun_id, canvass__in=among)
    for line in rows.select_related("canvass").order_by("pk"):
        line.canvass.take_out(line, because)
