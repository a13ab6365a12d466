"""From a question to the rows that meet it, of those that the person may see.

The engine gives the newest rows that meet the question in their title, and the newest that meet it anywhere; they
are ranked here. Ranking all that meet it in the engine took a second for a frequent word among 100,000 rows, and told
apart rows between which nobody would choose.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from goldthread.chain import access as chain
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Membership, Team

from .. import rules
from ..models import Found

# How many rows are ranked, of those met in the title and of those met anywhere.
RANKED = 200
# Looked through where nothing met the question, for words with a typing error.
LOOKED_THROUGH = 300
_WEIGHTS = {"goal": 1.6, "person": 1.5, "product": 1.3, "team": 1.3, "comment": 0.8}
_BESIDE = ("product", "by", "goal__version", "goal__closing", "goal__product")


@dataclass(frozen=True)
class Results:
    """One page of what was found, best first. `is_near`: nothing met the question, these are what comes close."""

    rows: list[Found]
    has_more: bool = False
    is_near: bool = False


def find(ground: Ground, asked: rules.Asked, *, kind: str = "", page: int = 1, size: int = 20) -> Results:
    """What meets the question: three statements, and two where nothing does.

    What somebody may not see is left out in the statements themselves: it takes no place and is not counted.
    """
    if asked.is_empty:
        return Results([])
    ranked = _ranked(ground, asked, kind)
    is_near = not ranked
    if is_near:
        ranked = _near(ground, asked, kind)
    start = (page - 1) * size
    return Results(_rows(ranked[start : start + size]), has_more=len(ranked) > start + size, is_near=is_near)


def in_sight(ground: Ground) -> Q:
    """Which rows somebody may see: their goals and what belongs to them, their products, and whom they see."""
    sees_goal = Exists(chain.goals_in_sight(ground).filter(pk=OuterRef("goal_id")))
    # The product first: asking for the goal of every row took four times as long for a guest of one product in twenty.
    of_product = Q(product__in=people.visible_products(ground).order_by()) & (Q(goal=None) | Q(sees_goal))
    return of_product | _of_organisation(ground)


def _of_organisation(ground: Ground) -> Q:
    """People, teams and metrics: for guests those of their own products."""
    if ground.sees_everything:
        return Q(product=None, kind__in=("person", "team", "metric"))
    metrics = chain.metrics_in_sight(ground).order_by().values("pk")
    return Q(product=None, kind="metric", noun_id__in=metrics) | _people_and_teams(ground)


def _people_and_teams(ground: Ground) -> Q:
    if ground.membership.role != Membership.Role.GUEST:
        return Q(product=None, kind__in=("person", "team"))
    teams = Team.objects.filter(organisation=ground.organisation).filter(
        Q(products__in=people.visible_products(ground).order_by()) | Q(pk__in=ground.footing.teams)
    )
    return Q(product=None, kind="team", noun_id__in=teams.values("pk")) | Q(
        product=None, kind="person", noun_id__in=people.visible_memberships(ground).order_by().values("person")
    )


def _ranked(ground: Ground, asked: rules.Asked, kind: str) -> list[int]:
    """The ids of what was met, best first."""
    met: dict[int, tuple[float, int]] = {}
    for in_title in (True, False):
        rows = _meeting(ground, asked, kind, in_title=in_title)
        for pk, of_kind, title_words, number in rows.values_list("pk", "kind", "title_words", "goal__number")[:RANKED]:
            is_named = asked.number is not None and of_kind == "goal" and number == asked.number
            worth = 100.0 if is_named else rules.worth(asked, title_words) * _WEIGHTS.get(of_kind, 1.0)
            met[pk] = (worth, pk)
    return sorted(met, key=lambda pk: met[pk], reverse=True)


def _near(ground: Ground, asked: rules.Asked, kind: str) -> list[int]:
    """The ids of rows that would meet the question but for typing errors."""
    wider = rules.loosened(asked)
    if wider.is_empty:
        return []
    rows = _meeting(ground, wider, kind).values_list("pk", "title_words", "body_words")[:LOOKED_THROUGH]
    return [pk for pk, title, body in rows if rules.is_near(asked, f"{title} {body[:2000]}")]


def _meeting(ground: Ground, asked: rules.Asked, kind: str, *, in_title: bool = False) -> QuerySet[Found]:
    """The rows in sight whose words meet the question, the newest first."""
    rows = Found.objects.filter(in_sight(ground), organisation=ground.organisation)
    if kind:
        rows = rows.filter(kind=kind)
    # The question is made of folded words alone, and handed over as a value.
    where: dict[str, Any] = {
        "where": ["home_words.rowid = home_found.id", "home_words MATCH %s"],
        "params": [rules.as_fts5(asked, in_title=in_title)],
        "order_by": ["-home_words.rowid"],
    }
    if connection.vendor == "postgresql":
        where = {
            "where": [
                "home_words.found_id = home_found.id",
                "home_words.organisation_id = %s",
                "home_words.words @@ to_tsquery('simple', %s)",
            ],
            "params": [ground.organisation.pk, rules.as_tsquery(asked, in_title=in_title)],
            "order_by": ["-home_words.found_id"],
        }
    return rows.extra(tables=["home_words"], **where)


def _rows(ids: list[int]) -> list[Found]:
    rows = Found.objects.select_related(*_BESIDE).in_bulk(ids) if ids else {}
    return [rows[pk] for pk in ids if pk in rows]
