"""From the database to what was agreed on the goals of a thread, and how goals changed since; in three queries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)  # fmt: skip
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat

from goldthread.decisions.models import Agreement, Ballot, Voter
from goldthread.decisions.models.review import in_force, with_day
from goldthread.kit.prepared import Prepared
from goldthread.people.models import Involvement

from ..models import Adoption, Goal, KeyResultVersion, Level, NamedPerson, Tie
from .agreed import differs
from .shapes import Agreed, Turn

Row = dict[str, Any]
_NEEDED = ("product_person", "leader", "team_member", "stakeholder")
_FAR_REACHING = ("vision", "user_goal", "business_goal")
_ADOPTED = ("adopted", "adopted_with_concerns")
# Below this "can we reach this?" is a doubt.
SURE = 5


def _agreed(product: int) -> Any:
    """The newest agreement in force on each open goal of a product."""
    open_goals = Goal.objects.open().filter(product=product)
    rows = Agreement.objects.filter(
        product=product,
        kind="goal",
        verdict__in=_ADOPTED,
        noun_id__in=open_goals.values("pk"),
        decision__effect__isnull=True,
    )
    named = NamedPerson.objects.filter(goal=OuterRef("noun_id"))
    first_all = Exists(_before().filter(decision__rule__name="unanimity"))
    # Each is looked for only at the levels whose rules ask for it: they cost more than all the rest.
    return with_day(in_force(rows)).annotate(
        first_all=_at(_FAR_REACHING, first_all, False),
        without=_at(_FAR_REACHING, Exists(_left_out()) & ~Exists(named), False),
        failed=Subquery(_failed().values("told")[:1]),
        doubts=_at((Level.PRODUCT_GOAL.value,), Subquery(_doubts().values("sum")[:1]), None),
    )


def _at(levels: Sequence[str], found: Any, else_: Any) -> Case:
    return Case(When(level__in=levels, then=found), default=Value(else_))


def _before() -> QuerySet[Agreement]:
    """What was decided about the same goal before. Questions that failed have their records too, and those are indexed."""
    same = Agreement.objects.filter(organisation=OuterRef("organisation"), kind="goal", noun_id=OuterRef("noun_id"))
    return same.filter(decision__effect__isnull=True, at__lte=OuterRef("at")).exclude(pk=OuterRef("pk"))


def _left_out() -> QuerySet[Involvement]:
    """Those whose word is needed, who were involved when it was asked and were not asked."""
    asked = Voter.objects.filter(decision=OuterRef(OuterRef("decision")), person=OuterRef("person"))
    needed = Involvement.objects.filter(
        product=OuterRef("product"), role__in=_NEEDED, since__lt=OuterRef("decision__opened_at"), person__is_active=True
    )
    return needed.exclude(person__email=None).filter(~Exists(asked))


def _failed() -> QuerySet[Any, Any]:
    """What came of asking about the same words the last time before, and under which rule."""
    told = Concat("verdict", Value(" "), KeyTextTransform("name", "decision__rule"), output_field=TextField())
    return _before().filter(words=OuterRef("words")).order_by("-at", "-pk").annotate(told=told)


def _doubts() -> QuerySet[Any, Any]:
    said = Ballot.objects.filter(decision=OuterRef("decision"), voter__role=Voter.Group.TEAM, confidence__isnull=False)
    weight = Case(When(confidence__lt=SURE, then=1), default=-1, output_field=IntegerField())
    return said.order_by().values("decision").annotate(sum=Sum(weight))


def _first(product: int) -> Subquery:
    """When anything was agreed on a goal of the product first: nothing that changed before can matter."""
    rows = Agreement.objects.filter(product=product, kind="goal", verdict__in=_ADOPTED)
    return Subquery(rows.order_by("at").values("at")[:1])


def _reworded(product: int) -> Any:
    before = Adoption.objects.filter(goal=OuterRef("goal"), at__lt=OuterRef("at")).order_by("-at", "-pk")
    rows = Adoption.objects.filter(goal__product=product, goal__closing=None, at__gt=_first(product))
    rows = rows.filter(Exists(Tie.objects.standing().filter(parent=OuterRef("goal"))))
    return rows.annotate(
        words_before=Subquery(before.values("version__statement")[:1]), due_before=Subquery(before.values("version__due")[:1])
    )  # fmt: skip


def _renumbered(product: int) -> Any:
    before = KeyResultVersion.objects.filter(key_result=OuterRef("key_result"), number=OuterRef("number") - 1)
    rows = KeyResultVersion.objects.filter(
        key_result__goal__product=product, key_result__goal__closing=None, key_result__left_at=None,
        number__gt=1, at__gt=_first(product),
    )  # fmt: skip
    rows = rows.filter(Exists(Tie.objects.standing().filter(parent=OuterRef("key_result__goal"))))
    return rows.annotate(
        target_before=Subquery(before.values("target")[:1]),
        due_before=Subquery(before.values("due")[:1]),
        goal=F("key_result__goal"),
    )


_AGREED = Prepared(
    _agreed,
    "id",
    "noun_id",
    "at",
    "words",
    "decision__rule",
    "first_all",
    "without",
    "failed",
    "doubts",
    "review_day",
    "tally",
)
_REWORDED = Prepared(
    _reworded, "goal_id", "at", "version__statement", "version__due", "words_before", "due_before"
)  # fmt: skip
_RENUMBERED = Prepared(
    _renumbered, "goal", "at", "target", "target_before", "due", "due_before", "metric__direction"
)  # fmt: skip


def agreed(product: int) -> dict[int, Agreed]:
    """By the id of each open goal that was agreed on: the agreement that holds."""
    return {row["noun_id"]: _of(row) for row in _AGREED.rows(product)}


def _of(row: Row) -> Agreed:
    verdict, _space, rule = (row["failed"] or "").partition(" ")
    return Agreed(
        row["id"], row["at"], row["words"], row["decision__rule"]["name"], bool(row["first_all"]), bool(row["without"]),
        "" if verdict in _ADOPTED else rule, row["doubts"], row["review_day"], row["tally"],
    )  # fmt: skip


def turned(product: int) -> dict[int, list[Turn]]:
    """By the id of each open goal how it became something else since anything in the product was agreed, the newest last."""
    found: dict[int, list[Turn]] = {}
    for row in _REWORDED.rows(product):
        if row["words_before"] is not None:
            _note(found, row["goal_id"], row["at"], _how_reworded(row))
    for row in _RENUMBERED.rows(product):
        _note(found, row["goal"], row["at"], _how_renumbered(row))
    return {goal: sorted(turns) for goal, turns in found.items()}


def _note(found: dict[int, list[Turn]], goal: int, at: datetime, what: str) -> None:
    if what:
        found.setdefault(goal, []).append(Turn(at, what))


def _how_reworded(row: Row) -> str:
    if differs(row["words_before"], row["version__statement"]):
        return "words"
    return "day" if row["due_before"] and row["due_before"] != row["version__due"] else ""


def _how_renumbered(row: Row) -> str:
    """A number that asks for more, or for it by another day; one that asks for less leaves its steps enough."""
    before, after = row["target_before"], row["target"]
    if before is not None and after is not None and before != after:
        asks_more = after > before if row["metric__direction"] == "up" else after < before
        return "number" if asks_more else ""
    return "day" if row["due_before"] and row["due_before"] != row["due"] else ""


__all__ = ["agreed", "turned"]
