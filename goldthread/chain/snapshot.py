"""The thread of a product, read once for a whole page: plain dicts with words, numbers and dates already written.

Three queries, and a fourth where a tie leads into another product, whatever the number of goals.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.measures.rules import span
from goldthread.people.models import Product
from goldthread.people.rules import initials, tone

from . import rules
from .models import Closing, Goal, KeyResult, Level, Tie

Card = dict[str, Any]
_VERSION = ("statement", "level", "name", "timeframe", "starts", "due", "owner_id", "owner_as_written", "team_id", "method", "how_we_know", "why", "how")
_GOAL = ("id", "number", "version_id", "product_id", "closing__result", "version__owner__name", "version__team__name", "version__team__way", *(f"version__{name}" for name in _VERSION))


@dataclass
class Thread:
    """All goals of a product that somebody may see, and how they hang together.

    `goals` in their order; `ties` as (child, parent); `loose` the loose ends, gravest first; `beyond` the goals of
    other products that a tie leads to.
    """

    goals: list[Card]
    ties: list[Card] = field(default_factory=list)
    loose: list[rules.LooseEnd] = field(default_factory=list)
    beyond: dict[int, Card] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id: dict[int, Card] = {goal["id"]: goal for goal in self.goals}

    def at(self, *levels: str) -> list[Card]:
        """The goals of these levels, in their order."""
        return [goal for goal in self.goals if goal["level"] in levels]

    def known(self, pk: int) -> Card | None:
        return self.by_id.get(pk) or self.beyond.get(pk)

    def parents_of(self, goal: Card) -> list[Card]:
        return [one for pk in goal["parents"] if (one := self.known(pk))]

    def children_of(self, goal: Card) -> list[Card]:
        return [one for pk in goal["children"] if (one := self.known(pk))]

    def sentence(self, pk: int) -> list[Card]:
        """The goals from this one up to the vision, for "… so that … so that …"."""
        parents = {goal["id"]: goal["parents"] for goal in self.goals}
        levels = {goal["id"]: goal["level"] for goal in self.goals}
        return [one for step in rules.path_up(pk, parents, levels) if (one := self.known(step))]


def thread(product: Product, *, today: date, closed: bool = False) -> Thread:
    """The thread of a product as it is now. `closed` brings the closed goals in as well."""
    rows = Goal.objects.filter(product=product, version__isnull=False)
    if not closed:
        rows = rows.filter(closing=None)
    cards = [_card(row, today) for row in rows.order_by("rank", "number").values(*_GOAL)]
    made = Thread(cards)
    _measure(made, product, today)
    _tie(made, product)
    made.loose = rules.loose_ends(_standing(goal) for goal in cards)
    for end in made.loose:
        made.by_id[end.goal]["loose"].append(end.rule)
    return made


def _card(row: dict[str, Any], today: date) -> Card:
    said = {name: row[f"version__{name}"] for name in _VERSION}
    owner = row["version__owner__name"] or said["owner_as_written"]
    state = rules.state_of(starts=said["starts"], closed_as=row["closing__result"], today=today)
    return {
        **said,
        "id": row["id"],
        "number": row["number"],
        "version_id": row["version_id"],
        "product_id": row["product_id"],
        "level_label": str(Level(said["level"]).label),
        "owner": owner,
        "owner_face": {"id": said["owner_id"] or 0, "name": owner, "initials": initials(owner), "tone": tone(said["owner_id"] or 0)} if owner else None,
        "team": row["version__team__name"] or "",
        "team_way": row["version__team__way"] or "",
        "due_words": short_date(said["due"], today),
        "state": state,
        "result": row["closing__result"] or "",
        "chip": _chip(said, state, row["closing__result"], today),
        "eyebrow": _eyebrow(said, row["version__team__name"] or "", today),
        "parents": [],
        "children": [],
        "key_results": [],
        "loose": [],
    }


def _eyebrow(said: dict[str, Any], team: str, today: date) -> str:
    """The small line above a goal: "1.0 · by 31 Jan", "Sprint 14 · Scale team", "Marketing · by 15 Dec"."""
    by = _("by %(date)s") % {"date": short_date(said["due"], today)} if said["due"] else said["timeframe"]
    if said["level"] == Level.VISION:
        return _("may stretch")
    if said["level"] == Level.SPRINT_GOAL:
        words = [said["name"], team]
    elif said["level"] == Level.CONTRIBUTION:
        words = [team, by]
    elif said["level"] == Level.PRODUCT_GOAL:
        words = [said["name"].split(" “")[0].split(' "')[0], by]
    else:
        words = [str(Level(said["level"]).label)]
    return " · ".join(word for word in words if word) or str(Level(said["level"]).label)


def _chip(said: dict[str, Any], state: str, result: str | None, today: date) -> dict[str, str] | None:
    """The state of a goal as icon, word and tone; none where there is nothing to say."""
    if result:
        return {"tone": {"met": "good", "partly": "warn", "missed": "bad"}.get(result, ""), "words": str(Closing.Result(result).label)}
    if state == "planned":
        return {"tone": "", "words": _("not started")}
    if said["due"] and said["level"] == Level.SPRINT_GOAL:
        left = (said["due"] - today).days
        if left < 0:
            return {"tone": "warn", "words": _("ended %(date)s") % {"date": short_date(said["due"], today)}}
        return {"tone": "good", "words": _("last day") if left == 0 else ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}}
    if said["due"] and said["due"] < today:
        return {"tone": "warn", "words": _("was due %(date)s") % {"date": short_date(said["due"], today)}}
    return None


def short_date(day: date | None, today: date) -> str:
    """A date for a narrow place: "31 Jan", with the year where it is not near."""
    if day is None:
        return ""
    near = abs((day - today).days) < 300
    return date_format(day, "j M" if near else "j M Y")


def _measure(made: Thread, product: Product, today: date) -> None:
    fields = ("id", "goal_id", "metric__name", "metric__unit", "metric__currency", "version_id", "version__baseline", "version__target", "version__reach", "version__due", "version__owner__name", "version__owner_as_written")
    rows = KeyResult.objects.standing().filter(goal__product=product).order_by("rank", "id").values(*fields)
    for row in rows:
        goal = made.by_id.get(row["goal_id"])
        if goal is not None:
            goal["key_results"].append(_measured(row, today))


def _measured(row: dict[str, Any], today: date) -> Card:
    unit, currency = row["metric__unit"], row["metric__currency"]
    owner = row["version__owner__name"] or row["version__owner_as_written"] or ""
    return {
        "id": row["id"],
        "name": row["metric__name"],
        "unit": unit,
        "span": span(row["version__baseline"], row["version__target"], unit, currency),
        "baseline": row["version__baseline"],
        "target": row["version__target"],
        "reach": row["version__reach"],
        "owner": owner,
        "owner_first": owner.split()[0] if owner.split() else "",
        "due_words": short_date(row["version__due"], today),
        "version_id": row["version_id"],
    }


def _tie(made: Thread, product: Product) -> None:
    rows = Tie.objects.standing().filter(Q(child__product=product) | Q(parent__product=product)).order_by("tied_at", "id").values("id", "child_id", "parent_id", "because")
    for row in rows:
        child, parent = made.by_id.get(row["child_id"]), made.by_id.get(row["parent_id"])
        if child is not None:
            child["parents"].append(row["parent_id"])
        if parent is not None:
            parent["children"].append(row["child_id"])
        if child is not None or parent is not None:
            made.ties.append({"id": row["id"], "child": row["child_id"], "parent": row["parent_id"], "because": row["because"]})
    _look_beyond(made, {pk for tie in made.ties for pk in (tie["child"], tie["parent"])} - made.by_id.keys())


def _look_beyond(made: Thread, missing: Iterable[int]) -> None:
    wanted = set(missing)
    if wanted:
        fields = ("id", "number", "version__statement", "version__level", "product__name", "product__slug", "product_id")
        for row in Goal.objects.filter(pk__in=wanted).values(*fields):
            made.beyond[row["id"]] = {"id": row["id"], "number": row["number"], "statement": row["version__statement"], "level": row["version__level"], "product": row["product__name"], "product_slug": row["product__slug"], "product_id": row["product_id"], "parents": [], "children": []}


def _standing(goal: Card) -> rules.Standing:
    return rules.Standing(
        pk=goal["id"], level=goal["level"], parents=tuple(goal["parents"]), key_results=len(goal["key_results"]), has_owner=bool(goal["owner"]),
        team_id=goal["team_id"], how_we_know=goal["how_we_know"], method=goal["method"], due=goal["due"], is_closed=goal["state"] == "closed",
    )  # fmt: skip
