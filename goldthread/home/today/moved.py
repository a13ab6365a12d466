"""What moved on what somebody follows: entries of the journal as lines to read, by goal, and its chance. Four queries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from goldthread.chain import access as chain
from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.people.access import Ground
from goldthread.people.models import Person

from ..notices import words
from . import chance_moves

DAYS = 14
# Entries that are looked at, goals that are shown and lines of each: nobody reads more in the morning.
MOST_ENTRIES, MOST_SHOWN, MOST_LINES = 400, 12, 4
_VERBS = tuple(words.SHORT)


def moved(ground: Ground, followed: set[int], *, days: int = DAYS) -> list[dict[str, Any]]:
    """What moved last first: goal, address, day, what others did to it, how its chance moved. Only goals in sight.

    Key results are recorded by themselves, so that a goal of theirs is known from the facts of the entry. A chance that
    moved far is news by itself: it falls by readings of a source, or by the time that goes, with nobody's deed.
    """
    since = clock.now() - timedelta(days=days)
    entries = Entry.objects.filter(
        Q(kind="goal", noun_id__in=followed) | Q(kind="keyresult"),
        organisation_id=ground.organisation.pk,
        verb__in=_VERBS,
        at__gte=since,
    )
    others = entries.exclude(by_id=ground.person.pk).order_by("-at", "-number")
    rows: list[Any] = list(others.values("at", "by_id", "verb", "kind", "noun_id", "facts")[:MOST_ENTRIES])
    by_goal = [(goal, row) for row in rows if (goal := _goal_of(row)) in followed]
    moves = chance_moves.since(since, followed)
    news = [goal for goal, move in moves.items() if move.is_news]
    seen = chain.goals_in_sight(ground).filter(pk__in={goal for goal, _row in by_goal}.union(news))
    fields = ("pk", "number", "version__statement", "product__slug", "product__name")
    goals = {row["pk"]: row for row in seen.values(*fields)}
    names = dict(Person.objects.filter(pk__in={row["by_id"] for _goal, row in by_goal}).values_list("pk", "name"))
    found = _by_goal(ground, [(goals[goal], row) for goal, row in by_goal if goal in goals], names)
    told = {one["pk"] for one in found}
    found += [_by_chance(ground, goals[pk], moves[pk]) for pk in news if pk in goals and pk not in told]
    found.sort(key=lambda one: one["at"], reverse=True)
    return [{**one, "chance": moves[one["pk"]].mark if one["pk"] in moves else ""} for one in found[:MOST_SHOWN]]


def _goal_of(row: dict[str, Any]) -> int:
    return int(row["noun_id"] if row["kind"] == "goal" else row["facts"].get("goal", 0))


def _by_goal(ground: Ground, some: Iterable[tuple[dict[str, Any], dict[str, Any]]], names: dict[int, str]) -> list[Any]:
    found: dict[int, dict[str, Any]] = {}
    for goal, row in some:
        one = found.get(goal["pk"]) or _begun(ground, goal, row["at"])
        if len(found) == MOST_SHOWN and goal["pk"] not in found:
            continue
        found[goal["pk"]] = one
        fact = str(row["facts"].get("result", ""))
        said = words.line(row["verb"], fact, name=names.get(row["by_id"]) or words.anybody())
        if said not in one["lines"] and len(one["lines"]) < MOST_LINES:
            one["lines"].append(said)
    return list(found.values())


def _by_chance(ground: Ground, goal: dict[str, Any], move: chance_moves.Move) -> dict[str, Any]:
    says = _("the chance of “%(metric)s” fell from %(was)s to %(now)s%%")
    if move.points > 0:
        says = _("the chance of “%(metric)s” rose from %(was)s to %(now)s%%")
    line = says % {"metric": move.metric, "was": move.was, "now": move.now}
    return {**_begun(ground, goal, move.at), "lines": [line]}


def _begun(ground: Ground, goal: dict[str, Any], at: datetime) -> dict[str, Any]:
    return {
        "pk": goal["pk"],
        "goal": goal["version__statement"],
        "product": goal["product__name"],
        "path": reverse("chain:goal", args=[ground.organisation.slug, goal["product__slug"], goal["number"]]),
        "at": at,
        "day": _day(localtime(at).date()),
        "lines": [],
    }


def _day(day: Any) -> str:
    ago = (localtime(clock.now()).date() - day).days
    return {0: _("today"), 1: _("yesterday")}.get(ago) or date_format(day, "j F")
