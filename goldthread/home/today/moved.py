"""What moved on what somebody follows: entries of the journal as lines to read, by day and goal. Three queries."""

from collections.abc import Iterable
from datetime import timedelta
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

DAYS = 14
# Entries that are looked at, and goals by day that are shown: nobody reads more in the morning.
MOST_ENTRIES, MOST_SHOWN = 400, 12
_VERBS = tuple(words.SHORT)


def moved(ground: Ground, followed: set[int], *, days: int = DAYS) -> list[dict[str, Any]]:
    """Newest day first: goal, address, day, and what others did to it. Only goals that this person may see.

    Key results are recorded by themselves, so that a goal of theirs is known from the facts of the entry.
    """
    entries = Entry.objects.filter(
        Q(kind="goal", noun_id__in=followed) | Q(kind="keyresult"),
        organisation_id=ground.organisation.pk,
        verb__in=_VERBS,
        at__gte=clock.now() - timedelta(days=days),
    )
    others = entries.exclude(by_id=ground.person.pk).order_by("-at", "-number")
    rows: list[Any] = list(others.values("at", "by_id", "verb", "kind", "noun_id", "facts")[:MOST_ENTRIES])
    by_goal = [(goal, row) for row in rows if (goal := _goal_of(row)) in followed]
    seen = chain.goals_in_sight(ground).filter(pk__in={goal for goal, _row in by_goal})
    fields = ("pk", "number", "version__statement", "product__slug", "product__name")
    goals = {row["pk"]: row for row in seen.values(*fields)}
    names = dict(Person.objects.filter(pk__in={row["by_id"] for _goal, row in by_goal}).values_list("pk", "name"))
    return _by_day(ground, [(goals[goal], row) for goal, row in by_goal if goal in goals], names)


def _goal_of(row: dict[str, Any]) -> int:
    return int(row["noun_id"] if row["kind"] == "goal" else row["facts"].get("goal", 0))


def _by_day(ground: Ground, some: Iterable[tuple[dict[str, Any], dict[str, Any]]], names: dict[int, str]) -> list[Any]:
    found: dict[tuple[Any, int], dict[str, Any]] = {}
    for goal, row in some:
        day = localtime(row["at"]).date()
        one = found.get((day, goal["pk"]))
        if one is None:
            if len(found) == MOST_SHOWN:
                break
            path = reverse("chain:goal", args=[ground.organisation.slug, goal["product__slug"], goal["number"]])
            found[day, goal["pk"]] = one = {
                "goal": goal["version__statement"],
                "product": goal["product__name"],
                "path": path,
                "day": _day(day),
                "lines": [],
            }
        fact = str(row["facts"].get("result", ""))
        said = words.line(row["verb"], fact, name=names.get(row["by_id"]) or words.anybody())
        if said not in one["lines"]:
            one["lines"].append(said)
    return list(found.values())


def _day(day: Any) -> str:
    ago = (localtime(clock.now()).date() - day).days
    return {0: _("today"), 1: _("yesterday")}.get(ago) or date_format(day, "j F")
