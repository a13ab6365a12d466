"""Closing a period: what is decided on each open goal, row by row, so that nothing is lost when one of them fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldthread.people.access import Ground

from . import access
from .forms.period import DEEDS, SettleForm
from .models import Crossed, Goal, Period, PeriodClosing, Refused, Settlement
from .periods import address, closed_words, days_of, open_goals, settled

Typed = Mapping[str, str]


@dataclass
class Row:
    """One open goal: its form where this person may decide, and what kept a decision from being saved."""

    goal: Goal
    form: SettleForm | None
    problem: str = ""
    changed: bool = False


@dataclass
class Outcome:
    """What came of sending decisions: how many were saved, the rows that were not, and what others decided first."""

    saved: int = 0
    failed: list[Row] = field(default_factory=list)
    overtaken: list[str] = field(default_factory=list)

    @property
    def went_well(self) -> bool:
        return not self.failed and not self.overtaken


def rows(ground: Ground, period: Period, typed: Typed | None = None) -> list[Row]:
    """The goals that are still open, with what was typed for each. One query."""
    made = []
    for goal in open_goals(ground, period):
        mine = access.may_set(ground, goal.version.level, goal.version.team_id)
        sent = typed if typed is not None and f"goal-{goal.number}-base" in typed else None
        made.append(Row(goal, SettleForm(sent, goal=goal) if mine else None))
    return made


def settle(ground: Ground, period: Period, typed: Typed, only: str = "") -> Outcome:
    """Save each decision that was sent, of one goal alone where `only` is its number; each stands or fails by itself."""
    outcome, open_now = Outcome(), rows(ground, period, typed)
    for row in open_now:
        if row.form is None or not row.form.is_bound or only not in ("", str(row.goal.number)):
            continue
        _settle_one(ground, period, row, outcome)
    outcome.overtaken = _overtaken(ground, period, typed, only, {row.goal.number for row in open_now})
    if outcome.saved and not open_goals(ground, period):
        period.close(ground.the_product, by=ground.person)
    return outcome


def _settle_one(ground: Ground, period: Period, row: Row, outcome: Outcome) -> None:
    form = row.form
    assert form is not None
    if not form.is_valid():
        outcome.failed.append(row)
        return
    given = form.cleaned_data
    if not given["decision"]:
        return
    try:
        with transaction.atomic():
            Settlement.settle(
                period, row.goal, given["decision"], by=ground.person, base=given["base"], because=given["because"], **form.said()
            )  # fmt: skip
    except Crossed as crossed:
        words = _(
            "%(name)s changed this goal meanwhile. It now reads as it stands above. Look at it, then decide again."
        )
        row.problem, row.changed = words % {"name": crossed.theirs.by.name}, True
        outcome.failed.append(row)
    except Refused as refused:
        row.problem = str(refused)
        outcome.failed.append(row)
    else:
        outcome.saved += 1


def _overtaken(ground: Ground, period: Period, typed: Typed, only: str, open_now: set[int]) -> list[str]:
    """Sentences about goals that were sent with a decision and that somebody else had decided first."""
    sent = {
        name.split("-")[1]
        for name, value in typed.items()
        if name.startswith("goal-") and name.endswith("-decision") and value
    }
    wanted = {number for number in sent if number.isascii() and number.isdigit() and only in ("", number)}
    if not wanted - {str(number) for number in open_now}:
        return []
    known = {row["number"]: row for row in reversed(settled(ground, period))}
    words = _("“%(goal)s” was decided meanwhile by %(name)s: %(decision)s.")
    return [
        words % {"goal": row["statement"], "name": row["by"], "decision": row["words"]}
        for number, row in known.items()
        if str(number) in wanted and number not in open_now
    ]


def page(ground: Ground, period: Period, typed: Typed | None = None, outcome: Outcome | None = None) -> dict[str, Any]:
    """What the page shows: the rows that are left, what is decided already, how far it is. A fixed number of queries."""
    left = rows(ground, period, typed)
    failed = {row.goal.pk: row for row in outcome.failed} if outcome else {}
    for row in left:
        if row.goal.pk in failed:
            row.problem = failed[row.goal.pk].problem
            if failed[row.goal.pk].changed and row.form is not None:
                # Decided again, it is decided on the words that stand here now.
                row.form.data = {**row.form.data, row.form.add_prefix("base"): row.goal.version_id}
        elif row.form is not None and row.form.is_bound:
            row.form._errors = {}  # type: ignore[attr-defined]
    done = settled(ground, period)
    alone = (
        access.goals_of(ground)
        .filter(version__period=period)
        .exclude(closing=None)
        .exclude(settlements__period=period)
        .count()
    )
    closing = PeriodClosing.objects.filter(period=period, product=ground.the_product).select_related("by").first()
    following = period.following()
    return {
        "period": period,
        "days": days_of(period.starts, period.ends),
        "rows": left,
        "deeds": [(str(value), words) for value, words in DEEDS.items()],
        "following": following,
        "settled": done,
        "alone": alone,
        "decided": len(done) + alone,
        "total": len(done) + alone + len(left),
        "closed": closed_words(closing),
        "back": address(ground, period),
        "may_decide": any(row.form for row in left),
        "may_close": ground.may("steer goals"),
        "may_plan": access.may_plan_periods(ground),
        "overtaken": outcome.overtaken if outcome else [],
        "saved": outcome.saved if outcome else 0,
        "topics": [f"product-{ground.the_product.pk}"],
    }
