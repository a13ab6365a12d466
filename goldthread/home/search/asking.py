"""From a question to the rows that meet it, of those that the person may see."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from goldthread.chain import access as chain
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Membership, Team

from .. import rules
from ..models import Found

# Looked through where nothing met the question, for words with a typing error.
LOOKED_THROUGH = 300
# What is met in a title counts this much more than in the text below it; a goal more than what is said about one.
_WEIGHTS = "CASE home_found.kind WHEN 'goal' THEN 1.6 WHEN 'person' THEN 1.4 WHEN 'comment' THEN 0.8 ELSE 1.0 END"
_SQLITE = "bm25(home_words, 8.0, 1.0)"
_POSTGRESQL = "-ts_rank(home_found.words, to_tsquery('simple', %s))"


@dataclass(frozen=True)
class Results:
    """One page of what was found, best first. `is_near`: nothing met the question, these are what comes close."""

    rows: list[Found]
    has_more: bool = False
    is_near: bool = False


def find(ground: Ground, asked: rules.Asked, *, kind: str = "", page: int = 1, size: int = 20) -> Results:
    """What meets the question: one statement, and one more where nothing does.

    What somebody may not see is left out in the statement itself: it takes no place and is not counted.
    """
    if asked.is_empty:
        return Results([])
    start = (page - 1) * size
    rows = list(_ranked(ground, asked, kind)[start : start + size + 1])
    if rows or page > 1:
        return Results(rows[:size], has_more=len(rows) > size)
    return Results(_near(ground, asked, kind)[:size], is_near=True)


def in_sight(ground: Ground) -> Q:
    """Which rows somebody may see: their goals and what belongs to them, their products, and whom they see."""
    of_goal = Q(Exists(chain.goals_in_sight(ground).filter(pk=OuterRef("goal_id"))))
    of_product = Q(goal=None, product__in=people.visible_products(ground).order_by())
    return of_goal | of_product | _of_organisation(ground)


def _of_organisation(ground: Ground) -> Q:
    """People and teams: for guests those of their own products."""
    if ground.membership.role != Membership.Role.GUEST:
        return Q(product=None, kind__in=("person", "team"))
    teams = Team.objects.filter(organisation=ground.organisation).filter(
        Q(products__in=people.visible_products(ground).order_by()) | Q(pk__in=ground.footing.teams)
    )
    return Q(product=None, kind="team", noun_id__in=teams.values("pk")) | Q(
        product=None, kind="person", noun_id__in=people.visible_memberships(ground).order_by().values("person")
    )


def _ranked(ground: Ground, asked: rules.Asked, kind: str) -> QuerySet[Found]:
    rows = _meeting(Found.objects.filter(organisation=ground.organisation), asked).filter(in_sight(ground))
    if kind:
        rows = rows.filter(kind=kind)
    named = When(kind="goal", goal__number=asked.number, then=Value(0)) if asked.number is not None else None
    first = Case(*filter(None, [named]), default=Value(1), output_field=IntegerField())
    return (
        rows.alias(first=first)
        .order_by(*(["first"] if named else []), "score", "-pk")
        .select_related("product", "by", "goal__version", "goal__closing", "goal__product")
    )


def _meeting(rows: QuerySet[Found], asked: rules.Asked) -> QuerySet[Found]:
    """The rows whose words meet the question, with `score`: the lower the better."""
    if connection.vendor == "postgresql":
        question = rules.as_tsquery(asked)
        return rows.extra(  # noqa: S610 - the question is made of folded words alone, and handed over as a value
            select={"score": f"{_POSTGRESQL} * {_WEIGHTS}"},
            select_params=[question],
            where=["home_found.words @@ to_tsquery('simple', %s)"],
            params=[question],
        )
    return rows.extra(  # noqa: S610 - as above
        select={"score": f"{_SQLITE} * {_WEIGHTS}"},
        tables=["home_words"],
        where=["home_words.rowid = home_found.id", "home_words MATCH %s"],
        params=[rules.as_fts5(asked)],
    )


def _near(ground: Ground, asked: rules.Asked, kind: str) -> list[Found]:
    """Rows that would meet the question but for typing errors."""
    wider = rules.loosened(asked)
    if wider.is_empty:
        return []
    rows = _ranked(ground, wider, kind)[:LOOKED_THROUGH]
    return [row for row in rows if rules.is_near(asked, f"{row.title_words} {row.body_words[:2000]}")]
