"""What a wall shows, read in a fixed number of queries. It hangs where anybody passes: no names of people, nothing proposed."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from goldthread.boards import roadmaps
from goldthread.boards import rules as boards
from goldthread.boards.models import Feature, Note
from goldthread.boards.vision_board import STRATEGY
from goldthread.chain import access as chain
from goldthread.chain.models import Level
from goldthread.chain.snapshot import Card, Thread, thread
from goldthread.kit import clock
from goldthread.people.models import Product

Slide = dict[str, Any]
# What is legible from five metres; the rest is counted.
WHYS, MEASURES, SPRINTS, LATER, COLUMNS, FEATURES, LINES = 4, 3, 4, 2, 4, 4, 5
# Up to so many lines in each column leave room for larger words.
ROOMY = 3


def shown(product: Product) -> dict[str, Slide]:
    """All slides by the names of VIEWS, and what stands at the foot."""
    today = clock.today(product.organisation.time_zone)
    whole = in_sight(product, today)
    order = _in_time(whole, today)
    features = _features(product, whole)
    return {
        "thread": _thread(whole, order, today),
        "board": _board(product, whole),
        "roadmap": _roadmap(whole, order, features, today),
        "foot": {"loose": len(whole.loose), "goals": len(whole.goals)},
    }


def in_sight(product: Product, today: date) -> Thread:
    """The goals of a product that anybody may see who passes a wall. All that a wall shows of goals comes through here."""
    return thread(product, hidden=chain.hidden_from(product.organisation, None), today=today)


def _in_time(whole: Thread, today: date) -> list[Card]:
    """The product goals from left to right."""
    goals = whole.at(Level.PRODUCT_GOAL)
    columns = [boards.Column(goal["id"], goal["due"], goal["timeframe"], rank) for rank, goal in enumerate(goals)]
    return [whole.by_id[one.pk] for one in boards.in_time_order(columns, today=today)]


def _vision(whole: Thread) -> str:
    return next((goal["statement"] for goal in whole.at(Level.VISION)), "")


def _thread(whole: Thread, order: list[Card], today: date) -> Slide:
    whys = whole.at(Level.USER_GOAL, Level.BUSINESS_GOAL)
    now = next((goal for goal in order if goal["state"] == "active"), None)
    later = order[order.index(now) + 1 :] if now else order
    sprints = [goal for goal in whole.at(Level.SPRINT_GOAL) if goal["state"] == "active"]
    left = {goal["chip"]["words"] for goal in sprints if goal["chip"]}
    return {
        "vision": _vision(whole),
        "whys": [_said(goal) for goal in whys[:WHYS]],
        "more_whys": _more(len(whys) - WHYS),
        "now": {**_said(now), "when": roadmaps.date_words(now["due"], now["timeframe"], today)} if now else None,
        "later": [
            {**_said(goal), "when": roadmaps.date_words(goal["due"], goal["timeframe"], today)}
            for goal in later[:LATER]
        ],
        "sprints": [_said(goal) for goal in sprints[:SPRINTS]],
        "more_sprints": _more(len(sprints) - SPRINTS),
        # Where all sprints end on one day, the head says it once.
        "left": left.pop() if len(left) == 1 and len(sprints) > 0 else "",
        "contributions": [_said(goal) for goal in whole.at(Level.CONTRIBUTION)[: max(0, SPRINTS - len(sprints))]],
    }


def _board(product: Product, whole: Thread) -> Slide:
    notes = defaultdict(list)
    rows = Note.objects.standing().filter(product=product, section__in=[one.name for one in STRATEGY]).in_order()
    for section, text in rows.values_list("section", "text"):
        notes[section].append(text)
    sections = []
    for one in STRATEGY:
        lines = [goal["statement"] for goal in whole.at(one.name)] if one.holds_goals else notes[one.name]
        sections.append(
            {"title": one.title, "lines": lines[:LINES], "more": _more(len(lines) - LINES), "hint": one.hint}
        )
    roomy = all(len(one["lines"]) <= ROOMY and not one["more"] for one in sections)
    return {"vision": _vision(whole), "sections": sections, "roomy": roomy}


def _roadmap(whole: Thread, order: list[Card], features: dict[int, list[str]], today: date) -> Slide:
    current = next((goal["id"] for goal in order if goal["state"] == "active"), None)
    columns = [
        {
            **_said(goal),
            "name": goal["name"],
            "when": roadmaps.date_words(goal["due"], goal["timeframe"], today),
            "now": goal["id"] == current,
            "features": features[goal["id"]][:FEATURES],
            "more": _more(len(features[goal["id"]]) - FEATURES),
        }
        for goal in order[:COLUMNS]
    ]
    roomy = len(columns) < COLUMNS and all(len(one["features"]) <= ROOMY for one in columns)
    return {"vision": _vision(whole), "columns": columns, "more": _more(len(order) - COLUMNS), "roomy": roomy}


def _features(product: Product, whole: Thread) -> dict[int, list[str]]:
    under: dict[int, list[str]] = defaultdict(list)
    rows = Feature.objects.standing().filter(goal__product=product, goal__closing=None).in_order()
    for goal, text in rows.values_list("goal_id", "text"):
        if goal in whole.by_id:
            under[goal].append(text)
    return under


def _said(goal: Card) -> Slide:
    """A goal as it hangs: its words, how it is measured, whose team; nobody's name."""
    return {
        "number": goal["number"],
        "statement": goal["statement"],
        "chip": goal["chip"],
        "team": goal["team"],
        "name": goal["name"],
        "due_words": goal["due_words"],
        "measures": [
            {"name": one["name"], "span": one["span"], "chance": one["chance"]}
            for one in goal["key_results"][:MEASURES]
        ],
    }


def _more(count: int) -> str:
    return ngettext("and %(count)s more", "and %(count)s more", count) % {"count": count} if count > 0 else ""
