"""What a change that is being typed takes away from a goal and the goals above it, said in calm sentences. Never refuses."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from goldthread.kit.days import date_format
from goldthread.kit.text import tidy
from goldthread.measures.models import Metric
from goldthread.measures.rules import marks_of, with_unit
from goldthread.people.access import Ground

from . import access, weaker
from .forms.key_result import AmountField
from .models import Goal, KeyResult
from .weaker import Above, Loss, Number, Words

LONGEST = 600
SAID = {
    "other_words": gettext_lazy(
        "No word of “%(was)s” is left: this reads like another goal, not like a change of this one."
    ),
    "other_above": gettext_lazy("“%(above)s” rested on the words before."),
    "softer": gettext_lazy("“%(was)s” came in: it promises less firmly than before."),
    "user_gone": gettext_lazy("“%(was)s” is gone: the words no longer say who gets something of it."),
    "number_gone": gettext_lazy("“%(was)s” is gone: the words no longer say how much."),
    "number_less": gettext_lazy("%(was)s became %(now)s: less than was said."),
    "measure_gone": gettext_lazy("“%(was)s” is no longer named, though it measures this goal."),
    "knowing_gone": gettext_lazy("It no longer says how you will know that it is met."),
    "day_gone": gettext_lazy("The day, %(was)s, is gone."),
    "later": gettext_lazy("Due on %(now)s instead of %(was)s."),
    "after_above": gettext_lazy("Due on %(was)s, after the goal above, due on %(now)s: “%(above)s”."),
    "bound_looser": gettext_lazy("%(was)s became %(now)s: the bound lets more through."),
}
_DAYS = ("day_gone", "later", "after_above")


def of_typed(ground: Ground, goal: Goal, typed: Mapping[str, str], result: KeyResult | None = None) -> dict[str, Any]:
    """What is typed for a goal, or for one of its key results, beside what is in force. Three queries."""
    above = above_of(ground, goal)
    results = list(goal.key_results.standing().select_related("metric", "version"))
    if result is None:
        return shown(weaker.of_words(_words(goal, results), _words_typed(goal, results, typed), above))
    before = _number(result, goal)
    after = _number_typed(before, typed)
    found = weaker.of_number(before, after, above, share=_share(result, results)) if after else []
    return shown(found, result.metric)


def above_of(ground: Ground, goal: Goal) -> list[Above]:
    """The goals above that this person sees, each with how many open steps lead to it. One query."""
    hidden = access.hidden(ground)
    counted = Q(parent__ties_below__untied_at=None, parent__ties_below__child__closing=None)
    if hidden:
        counted &= ~Q(parent__ties_below__child__in=hidden)
    steps = Count("parent__ties_below", filter=counted)
    ties = goal.ties.standing().exclude(parent__in=hidden).select_related("parent__version")
    found = ties.annotate(steps=steps).order_by("pk")
    return [Above(str(one.parent), one.parent.version.due, max(1, one.steps)) for one in found]


def at_ballot(of: Any) -> dict[str, Any] | None:
    """For the page of a question with other words than those in force: what they take away, by the words alone. No query."""
    if of.kind != "goal" or not of.words_before:
        return None
    made = shown(weaker.of_words(Words(of.words_before), Words(of.words)))
    return {"template": "chain/goal/weaker_at_ballot.html", **made} if made["losses"] else None


def shown(losses: Iterable[Loss], metric: Metric | None = None) -> dict[str, Any]:
    return {"losses": [{"kind": one.kind, "says": sentence(one, metric)} for one in losses]}


def sentence(one: Loss, metric: Metric | None = None) -> str:
    """One loss as people read it; numbers in the unit of the metric where one is given."""
    if one.kind == "less_above":
        return _less_above(one)
    was, now = ([_read(one, words, metric) for words in one.what[:2]] + ["", ""])[:2]
    was = was.removesuffix(".") if one.kind == "other_words" else was
    names = {"was": was, "now": now, "above": one.above.statement.removesuffix(".") if one.above else ""}
    if one.kind != "target_less":
        return str(SAID[one.kind]) % names
    if not one.left or one.left < 0:
        return _("%(was)s became %(now)s: nothing is left of the way that was said.") % names
    return _("%(was)s became %(now)s: %(percent)s%% of the way that was said is left.") % {
        **names,
        "percent": _percent(one.left),
    }


def _less_above(one: Loss) -> str:
    steps = one.above.steps if one.above else 1
    words = ngettext(
        "“%(above)s” rests on this step alone: %(percent)s%% of what it expects of it is left.",
        "“%(above)s” has %(num)s steps. If all weigh alike, %(percent)s%% of what it expects of them is left.",
        steps,
    )
    return words % {"above": one.what[0].removesuffix("."), "num": steps, "percent": _percent(one.left or Fraction(0))}


def _percent(share: Fraction) -> int:
    return round(share * 100)


def _read(one: Loss, words: str, metric: Metric | None) -> str:
    if one.kind in _DAYS and (day := parse_date(words)):
        return date_format(day, "j F Y")
    if one.kind in ("target_less", "bound_looser") and metric is not None:
        marks = marks_of(get_language())
        return "–".join(with_unit(Decimal(each), metric.unit, metric.currency, marks) for each in words.split("–"))
    return words


def _words(goal: Goal, results: list[KeyResult]) -> Words:
    version = goal.version
    metrics = tuple(one.metric.name for one in results)
    return Words(version.statement, version.how_we_know, version.due, metrics)


def _words_typed(goal: Goal, results: list[KeyResult], typed: Mapping[str, str]) -> Words:
    """What was not sent along stays as the goal has it."""
    before = _words(goal, results)
    statement = " ".join(tidy(typed.get("statement", before.statement)).split())[:LONGEST]
    due = _day(typed["due"], before.due) if "due" in typed else before.due
    # An empty statement is refused anyway, and a word is only begun.
    return Words(statement if len(statement.split()) > 1 else before.statement, typed.get("how_we_know", before.how_we_know).strip(), due, before.metrics)  # fmt: skip


def _day(written: str, else_: date | None) -> date | None:
    if not written:
        return None
    try:
        return parse_date(written) or else_
    except ValueError:
        return else_


def _number(of: KeyResult, goal: Goal) -> Number:
    version: Any = of.version
    return Number(
        of.metric.name, version.kind, version.baseline, version.target, version.upto, version.due or goal.version.due
    )


def _number_typed(before: Number, typed: Mapping[str, str]) -> Number | None:
    """The numbers as they are typed; None while one of them cannot be read."""
    field = AmountField(required=False)
    try:
        target, upto = field.clean(typed.get("target", "")), field.clean(typed.get("upto", ""))
    except ValidationError:
        return None
    if target is None:
        return None
    kind = typed.get("kind") or before.kind
    due = _day(typed["due"], before.due) if typed.get("due") else before.due
    return Number(before.name, kind, before.baseline, target.value, upto.value if upto else None, due)


def _share(of: KeyResult, results: list[KeyResult]) -> Fraction:
    """How much of its goal a key result is by weight."""
    whole = sum(one.version.weight for one in results if one.version)
    weight = of.version.weight if of.version else 0
    return Fraction(weight, whole) if whole else Fraction(0)
