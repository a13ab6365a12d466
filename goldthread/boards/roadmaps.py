"""What the roadmap shows, inside and outside, read in a fixed number of queries and put into plain dicts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.chain import access as chain
from goldthread.chain import agreed_lines, past
from goldthread.chain.models import Level
from goldthread.chain.snapshot import Card, Thread, thread
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from . import rules
from .lines import Line, line_of, said_of
from .models import Feature, Note
from .past import features, notes

QUARTERS_OFFERED = 6
# From so many days on a date is told with its year.
NEAR_DAYS = 300


def shown(ground: Ground, today: date) -> dict[str, Any]:
    """The roadmap as the people of the product see it."""
    whole = thread(ground.the_product, hidden=chain.hidden(ground), today=today, moment=past.looked_at(ground))
    agreed_lines.lay(ground, whole)
    slugs = (ground.organisation.slug, ground.product.slug)  # type: ignore[union-attr]
    goals = _in_order(whole, today)
    under = features_under(ground, slugs)
    current = next((goal["id"] for goal in goals if goal["state"] == "active"), None)
    return {
        "title": _title(ground, slugs),
        "span": _span(goals, today),
        "columns": [_column(goal, whole, under, ground, now=goal["id"] == current) for goal in goals],
        "goals_url": reverse("boards:roadmap_goals", args=slugs),
        "notes_url": reverse("boards:notes", args=slugs),
        "propose_url": reverse("chain:propose", args=slugs) if ground.may("propose") else "",
        "quarters": quarters_ahead(today),
        "steers": ground.may("steer goals"),
        "vision": next((goal["statement"] for goal in whole.at(Level.VISION)), ""),
    }


def outside(ground: Ground, today: date) -> dict[str, Any]:
    """What others may see of it: when, coarsely; what for users; no names, no numbers, nothing that is said inside."""
    whole = thread(
        ground.the_product, hidden=chain.hidden(ground), today=today, loose=False, moment=past.looked_at(ground)
    )
    slugs = (ground.organisation.slug, ground.product.slug)  # type: ignore[union-attr]
    under = features_under(ground, slugs)
    groups: dict[str, list[dict[str, Any]]] = {"this": [], "next": [], "later": []}
    # A restricted goal is for those who are named alone: they see it inside, and show it to nobody by mistake.
    named = chain.shared(ground)
    for goal in _in_order(whole, today):
        if goal["id"] in named:
            continue
        said = rules.coarse(goal["due"], goal["timeframe"], today=today)
        groups[said.nearness].append(_told_outside(goal, whole, under, named))
    this = rules.quarter_of(today)
    heads = {
        "this": (_("This quarter"), quarter_words(this)),
        "next": (_("Next quarter"), quarter_words(this.after())),
        "later": (_("Later"), ""),
    }
    return {
        "vision": next((goal["statement"] for goal in whole.at(Level.VISION) if goal["id"] not in named), ""),
        "groups": [{"name": name, "head": heads[name], "goals": goals} for name, goals in groups.items() if goals],
    }


def columns_of(ground: Ground, today: date) -> list[rules.Column]:
    """The open product goals of the product that somebody sees, in the order of their columns."""
    rows = chain.goals_of(ground).open().at_level(Level.PRODUCT_GOAL)
    made = [rules.Column(*row) for row in rows.values_list("pk", "version__due", "version__timeframe", "rank")]
    return rules.in_time_order(made, today=today)


def date_words(due: date | None, timeframe: str, today: date) -> str:
    """When, for the head of a column: "by 31 January", "2nd quarter 2027"."""
    if due is None:
        return timeframe or _("no date yet")
    near = abs((due - today).days) < NEAR_DAYS
    return _("by %(date)s") % {"date": date_format(due, "j F" if near else "j F Y")}


def quarter_words(quarter: rules.Quarter) -> str:
    """A quarter as it is written on the roadmap: "2nd quarter 2027"."""
    ordinal = {1: _("1st quarter"), 2: _("2nd quarter"), 3: _("3rd quarter"), 4: _("4th quarter")}[quarter.number]
    return f"{ordinal} {quarter.year}"


def quarters_ahead(today: date) -> list[str]:
    """Timeframes to choose from."""
    this = rules.quarter_of(today)
    return [*(quarter_words(this.after(count)) for count in range(QUARTERS_OFFERED)), _("later")]


def _in_order(whole: Thread, today: date) -> list[Card]:
    goals = whole.at(Level.PRODUCT_GOAL)
    columns = [rules.Column(goal["id"], goal["due"], goal["timeframe"], rank) for rank, goal in enumerate(goals)]
    return [whole.by_id[one.pk] for one in rules.in_time_order(columns, today=today)]


def _span(goals: list[Card], today: date) -> str:
    ends = [end for goal in goals if (end := goal["due"] or rules.period_end(goal["timeframe"], today=today))]
    months = rules.months_ahead(today, ends)
    return "" if months is None else ngettext("%(months)s month", "%(months)s months", months) % {"months": months}


def title_of(ground: Ground) -> Note | None:
    """The line that names the roadmap."""
    found: Note | None = (
        Note.objects.standing().filter(product=ground.product, section=Note.Section.ROADMAP_TITLE).in_order().first()
    )
    return found


def _title(ground: Ground, slugs: tuple[str, str]) -> Line:
    moment = past.looked_at(ground)
    if moment:
        section = (Note.Section.ROADMAP_TITLE.value,)
        then = next(iter(notes(ground.the_product.pk, moment, section)), {"text": ""})
        return {"id": "roadmap-title", "text": then["text"], "base": "", "url": ""}
    note = title_of(ground)
    return {
        "id": "roadmap-title",
        "text": note.text if note else "",
        "base": note.edition if note else "",
        "url": reverse("boards:roadmap_title", args=slugs),
    }


def features_under(ground: Ground, slugs: tuple[str, str]) -> dict[int, list[Line]]:
    """The features of the roadmap in their order, by the id of their product goal. One query."""
    url = f"{reverse('boards:roadmap', args=slugs)}features/"
    moment = past.looked_at(ground)
    made: dict[int, list[Line]] = {}
    for row in features(ground.the_product.pk, moment) if moment else _standing_features(ground):
        made.setdefault(row["goal_id"], []).append(line_of(row, "feature", url))
    return made


def _standing_features(ground: Ground) -> Iterable[dict[str, Any]]:
    rows = Feature.objects.standing().filter(goal__product=ground.product, goal__closing=None).in_order()
    return rows.values("pk", "goal_id", "text", "edition")


def _column(goal: Card, whole: Thread, features: dict[int, list[Line]], ground: Ground, *, now: bool) -> dict[str, Any]:
    slugs, today = (ground.organisation.slug, ground.the_product.slug), ground.today
    lines = features.get(goal["id"], [])
    link = reverse("chain:goal", args=(*slugs, goal["number"])) + ground.asking_on
    return {
        "id": f"goal-{goal['number']}",
        "pk": goal["id"],
        "number": goal["number"],
        "text": goal["statement"],
        "name": goal["name"],
        "base": goal["version_id"],
        "due": goal["due"],
        "timeframe": goal["timeframe"],
        "when": date_words(goal["due"], goal["timeframe"], today),
        "overdue": goal["due"] is not None and goal["due"] < today,
        "now": now,
        "loose": goal["loose"],
        "agreed": goal["agreed"],
        "said": said_of(goal["statement"]),
        "url": f"{reverse('boards:roadmap_goals', args=slugs)}{goal['number']}/",
        "link": link,
        "towards": [_towards(one, slugs) for one in whole.parents_of(goal)],
        "features": lines,
        "features_url": f"{reverse('boards:roadmap_goals', args=slugs)}{goal['number']}/features/",
        "feature_hint": rules.feature_hint(len(lines)),
        "key_results": goal["key_results"],
        "asking_on": ground.asking_on,
        "key_results_url": reverse("chain:key_results", args=(*slugs, goal["number"])),
        "ties_url": reverse("chain:ties", args=(*slugs, goal["number"])),
    }


def _towards(parent: Card, slugs: tuple[str, str]) -> dict[str, str]:
    # A tie may lead into another product of the organisation.
    product = parent.get("product_slug") or slugs[1]
    return {"text": parent["statement"], "link": reverse("chain:goal", args=(slugs[0], product, parent["number"]))}


def _told_outside(goal: Card, whole: Thread, features: dict[int, list[Line]], named: frozenset[int]) -> dict[str, Any]:
    return {
        "name": goal["name"],
        "text": goal["statement"],
        # What the company gains is its own affair; what users gain is not.
        "towards": [
            one["statement"]
            for one in whole.parents_of(goal)
            if one["level"] == Level.USER_GOAL and one["id"] not in named
        ],
        "features": [line["text"] for line in features.get(goal["id"], [])],
        "metrics": [one["name"] for one in goal["key_results"]],
    }


__all__ = [
    "columns_of",
    "date_words",
    "features_under",
    "outside",
    "quarter_words",
    "quarters_ahead",
    "shown",
    "title_of",
]
