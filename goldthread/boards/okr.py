"""The thread read as objectives and key results: who reads it so finds each goal once, with its numbers.

User and business goals are the objectives, their KPIs the key results; product goals have key results of their own, and
the features on the roadmap are the capabilities. One query more than the thread itself.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.chain import access as chain
from goldthread.chain import past, sieve
from goldthread.chain.models import Level
from goldthread.chain.progress import STAYS, Kind, RollUp, rolled_up
from goldthread.chain.snapshot import Card, Thread, thread
from goldthread.kit import cells
from goldthread.people.access import Ground

from .okr_chart import chart
from .roadmaps import features_under

# Objectives on one page, and key results of one of them; the goal's own page and the table have the rest.
A_PAGE, MOST = 50, 20
_STATES = ("good", "warn", "bad")
_BELOW = (Level.SPRINT_GOAL, Level.CONTRIBUTION)
COLUMNS = (
    "level", "no", "objective", "period", "team", "owner", "due", "key result", "kind", "baseline", "target", "up to", "reach",
    "value", "progress", "chance", "state", "weight", "key result owner", "key result due",
)  # fmt: skip
_NUMBERS = frozenset({"baseline", "target", "up to", "reach", "value", "progress", "chance"})


def shown(ground: Ground, asked: Mapping[str, str]) -> dict[str, Any]:
    """All that the page needs. `asked` is what stands in the address: team, owner, state, period, on."""
    sifted = sieve.Sieve.of(asked)
    made = _thread(ground, sifted)
    slugs = (ground.organisation.slug, ground.the_product.slug)
    page = reverse("boards:okr", args=slugs)
    goals = [goal for goal in made.goals if sifted.passes(goal)]
    placed = [
        (title, goal) for title, levels in _levels() for goal in goals if goal["level"] in levels and _reads(goal)
    ]
    part: Any = Paginator(placed, A_PAGE).get_page(asked.get("page", ""))
    features = features_under(ground, slugs) if goals else {}
    base = reverse("chain:map", args=slugs)
    sections = [
        {"title": title, "objectives": [_objective(goal, made, features, base, ground) for _title, goal in several]}
        for title, several in groupby(part.object_list, key=lambda pair: pair[0])
    ]
    return {
        "sections": sections,
        "part": part,
        "sieve": sifted,
        "page": page,
        "here_again": sifted.address(page),
        "chart": chart(ground, sifted.period, [goal for _title, goal in placed]),
        "follow": sifted.address(page, page="" if part.number == 1 else part.number),
        "table": sifted.address(reverse("boards:okr_table", args=slugs)) if ground.may("take out") else "",
        "teams": sieve.teams_of(made.goals),
        "owners": sieve.owners_of(made.goals),
        "periods": sieve.periods_of(made.goals),
        "period": next((goal["period"] for goal in goals if sifted.period and goal["period"]), ""),
        **_tally([one for goal in goals for one in goal["key_results"]]),
    }


def table(ground: Ground, asked: Mapping[str, str]) -> bytes:
    """The same as a table, one row a key result and one for each objective without any; UTF-8 with its mark."""
    sifted = sieve.Sieve.of(asked)
    levels = [level for _title, several in _levels() for level in several]
    goals = [goal for goal in _thread(ground, sifted).at(*levels) if sifted.passes(goal) and _reads(goal)]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for goal in sorted(goals, key=lambda goal: levels.index(goal["level"])):
        for one in goal["key_results"] or [None]:
            writer.writerow(_row(goal, one))
    return file.getvalue().encode("utf-8-sig")


def _thread(ground: Ground, sifted: sieve.Sieve) -> Thread:
    return thread(
        ground.the_product,
        hidden=chain.hidden(ground),
        today=ground.today,
        closed=sifted.wants_closed,
        loose=False,
        moment=past.looked_at(ground),
    )


def _levels() -> list[tuple[str, tuple[Level, ...]]]:
    return [
        (_("Objectives: user and business goals"), (Level.USER_GOAL, Level.BUSINESS_GOAL)),
        (_("Product goals"), (Level.PRODUCT_GOAL,)),
        (_("Sprint goals and contributions"), _BELOW),
    ]


def _reads(goal: Card) -> bool:
    """Below the product goals only what is measured reads as an objective."""
    return goal["level"] not in _BELOW or bool(goal["key_results"])


def _objective(
    goal: Card, made: Thread, features: Mapping[int, Sequence[Mapping[str, Any]]], base: str, ground: Ground
) -> dict[str, Any]:
    roll_up = rolled_up((one["weight"], one["done"]) for one in goal["key_results"])
    return {
        "goal": goal,
        "number": goal["number"],
        "page": f"{base}goals/{goal['number']}/{ground.asking_on}",
        "percent": _percent(roll_up.share),
        "silent": roll_up.silent,
        "said": _said(roll_up),
        "key_results": [
            {**one, **_bar(one["done"]), "page": f"{base}goals/{goal['number']}/key-results/{one['id']}/{ground.asking_on}"}
            for one in goal["key_results"][:MOST]
        ],
        "more": max(0, len(goal["key_results"]) - MOST),
        "towards": [(one["statement"], one["number"]) for one in made.parents_of(goal) if one["level"] != Level.VISION and one["id"] in made.by_id],
        "steps": [(one["statement"], one["number"]) for one in made.children_of(goal) if one["level"] == Level.PRODUCT_GOAL and one["id"] in made.by_id],
        "capabilities": [line["text"] for line in features.get(goal["id"], ())] if goal["level"] == Level.PRODUCT_GOAL else [],
    }  # fmt: skip


def _said(roll_up: RollUp) -> str:
    """How far an objective is, in words; without data is something else than nothing done."""
    if not roll_up.counted and not roll_up.silent:
        return _("not measured")
    if roll_up.share is None:
        return _("no data yet")
    words = f"{_percent(roll_up.share)}%"
    return words if not roll_up.silent else f"{words} · {_without(roll_up.silent)}"


def _without(count: int) -> str:
    return ngettext("%(num)s without data", "%(num)s without data", count) % {"num": count}


def _tally(measured: Sequence[Card]) -> dict[str, Any]:
    """How many key results stand how, for the line above and its bar."""
    tones = [one["chance"]["tone"] if one["chance"] else "" for one in measured]
    words = {"good": _("on track"), "warn": _("at risk"), "bad": _("off track"), "": _("too early to say, or no data")}
    counts = [{"tone": tone, "count": tones.count(tone), "words": words[tone]} for tone in (*_STATES, "")]
    return {"count": len(measured), "tally": [one for one in counts if one["count"]]}


def _percent(share: Decimal | None) -> int | None:
    return None if share is None else round(share * 100)


def _bar(done: Decimal | None) -> dict[str, int | None]:
    """How much is done in whole percent, and how much of the bar that fills."""
    percent = _percent(done)
    return {"percent": percent, "drawn": None if percent is None else min(max(percent, 0), 100)}


def _row(goal: Card, one: Card | None) -> list[str]:
    told = [
        goal["level"],
        str(goal["number"]),
        goal["statement"],
        goal["period"],
        goal["team"],
        goal["owner"],
        _day(goal["due"]),
    ]
    if one is not None:
        chance = one["chance"]
        numbers = (
            one["baseline"],
            one["target"],
            one["upto"] if one["kind"] == Kind.STAY_BETWEEN else None,
            one["reach"],
            one["value"],
        )
        told += [
            one["name"], one["kind"], *(cells.number(number) for number in numbers),
            "" if one["kind"] in STAYS and one["done"] is None else cells.number(one["done"]), str(chance["percent"]) if chance else "",
            str(chance["words"]) if chance else "", str(one["weight"]), one["owner"], _day(one["due"]),
        ]  # fmt: skip
    told += [""] * (len(COLUMNS) - len(told))
    return [cell if name in _NUMBERS else cells.harmless(cell) for name, cell in zip(COLUMNS, told, strict=True)]


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


__all__ = ["COLUMNS", "shown", "table"]
