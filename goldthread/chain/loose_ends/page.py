"""What the page of the loose ends shows, and the part of a goal's page: sentences, deeds, filters, exemptions."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime

from goldthread.kit import clock
from goldthread.kit.days import date_format
from goldthread.people.access import Ground

from .. import access, sieve
from ..beside import brought_in
from ..snapshot import Card, Thread, thread
from . import sayings, sentences
from .shapes import LooseEnd

FIRST, A_PAGE = 5, 50
Context = dict[str, Any]


def page(ground: Ground, asked: Mapping[str, str]) -> Context:
    """The values of the page. `asked` is what stands in the address: kind, owner, show ("all", "brought-in"), page."""
    made = thread(ground.the_product, hidden=access.hidden(ground), today=clock.today(ground.organisation.time_zone))
    base = reverse("chain:map", args=[ground.organisation.slug, ground.the_product.slug])
    looked, show = made.looked, asked.get("show", "")
    every = looked.waiting if show == "brought-in" else [*looked.loose, *looked.hints]
    kind, owner = asked.get("kind", ""), asked.get("owner", "")
    wanted = [end for end in every if _fits(made, end, kind, owner)]
    is_all = bool(show or kind or owner)
    shown = Paginator(wanted, A_PAGE if is_all else FIRST).get_page(asked.get("page", "") if is_all else 1)
    query = urlencode({name: value for name, value in (("kind", kind), ("owner", owner), ("show", show)) if value})
    return {
        "base": base,
        "product_id": ground.the_product.pk,
        "address": f"{base}loose-ends/{'?' if query else ''}{query}",
        "ends": [said(ground, made, end, base) for end in shown],
        "shown": shown if is_all else None,
        "counts": {
            "loose": len(looked.loose),
            "hints": len(looked.hints),
            "wanted": len(wanted),
            "goals": len(made.goals),
        },
        "beyond_first": max(0, len(wanted) - FIRST) if not is_all else 0,
        "kinds": _kinds(every),
        "owners": _owners(made, every),
        "asked": {"kind": kind, "owner": owner, "show": show},
        "brought_in": brought_in(made),
        "may_look_through": ground.may("steer goals"),
        "exempt": [
            exempted(ground, made, row, base) for row in looked.exempt if row["goal_id"] not in access.hidden(ground)
        ],
    }


def said(ground: Ground, made: Thread, end: LooseEnd, base: str) -> Context:
    """A loose end with its addresses: the goal, the deed, and where somebody says that it may stay so."""
    words = sentences.sentence(end, made.by_id.get)
    goal = words["goal"]
    asked = {"rule": end.rule, "goal": goal["number"] if goal else "", "about": end.about}
    return {
        **words,
        "id": f"end-{end.rule}-{goal['number'] if goal else end.about or 'product'}",
        "page": f"{base}goals/{goal['number']}/" if goal else "",
        # What belongs to the organisation stands beside the product.
        "href": urljoin(base, words["place"]),
        "mine": may(ground, goal),
        "exempting": f"{base}loose-ends/exemptions/?{urlencode({name: value for name, value in asked.items() if value})}",
    }


def exempted(ground: Ground, made: Thread, row: Card, base: str) -> Context:
    """An exemption that stands, with its reason; its goal may be closed by now."""
    goal = made.by_id.get(row["goal_id"])
    return {
        "id": row["id"],
        "title": title(row["rule"]),
        "holds": holds(row["rule"]),
        "goal": goal,
        "is_elsewhere": goal is None and row["goal_id"] is not None,
        "page": f"{base}goals/{goal['number']}/" if goal else "",
        "because": row["because"],
        "by": row["by__name"],
        "when": date_format(localtime(row["at"]), "j M Y"),
        "ending": f"{base}loose-ends/exemptions/{row['id']}/ending/",
        "mine": may(ground, goal),
    }


def may(ground: Ground, goal: Card | None) -> bool:
    """Whether this person may tie or exempt: who sets the goal; of the whole product, who steers."""
    return access.may_set(ground, goal["level"], goal["team_id"]) if goal else ground.may("steer goals")


def title(rule: str) -> str:
    """The kind of a rule; its bare name where this installation does not have it any more."""
    return str(sayings.saying(rule).title) if sayings.knows(rule) else rule


def holds(rule: str) -> str:
    """What should hold, as a sentence."""
    return str(sayings.saying(rule).holds) if sayings.knows(rule) else ""


def _fits(made: Thread, end: LooseEnd, kind: str, owner: str) -> bool:
    if kind and end.rule != kind:
        return False
    goal = made.by_id.get(end.goal) if end.goal is not None else None
    return not owner or (goal is not None and sieve.Sieve(owner=owner).passes(goal))


def _kinds(ends: Iterable[LooseEnd]) -> list[tuple[str, str, int]]:
    """The rules that do not hold, with how often, the most frequent first."""
    counts: dict[str, int] = {}
    for end in ends:
        counts[end.rule] = counts.get(end.rule, 0) + 1
    return [(rule, title(rule), count) for rule, count in sorted(counts.items(), key=lambda pair: -pair[1])]


def _owners(made: Thread, ends: Iterable[LooseEnd]) -> list[tuple[str, str]]:
    return sieve.owners_of(made.by_id[pk] for pk in dict.fromkeys(end.goal for end in ends if end.goal is not None))


__all__ = ["exempted", "holds", "may", "page", "said", "title"]
