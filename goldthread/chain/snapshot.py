"""The thread of a product, read once for a whole page: plain dicts with words, numbers and dates already written.

Three queries, and a fourth where a tie leads into another product or to a closed goal, whatever the number of goals;
for the loose ends eight more and one or two for each package that brings rules. `line` reads for one goal only what stands
above and right below it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from goldthread.decisions.models import Decision
from goldthread.kit.prepared import Prepared
from goldthread.people.models import Product

from . import past, rules
from .cards import SAID, Card, Pen, short_date
from .loose_ends import reading
from .loose_ends.shapes import LooseEnd
from .models import Goal, KeyResult, Tie, Undone
from .past import Moment

_GOAL = (
    "id",
    "number",
    "version_id",
    "product_id",
    "closing__result",
    "set_at",
    "brought_in_at",
    "looked_through_at",
    "version__owner__name",
    "version__team__name",
    "version__team__way",
    "version__period__name",
    *(f"version__{name}" for name in SAID),
)
_KEY_RESULT = (
    "id",
    "goal_id",
    "metric__name",
    "metric__unit",
    "metric__currency",
    "metric__direction",
    "version_id",
    "version__kind",
    "version__baseline",
    "version__target",
    "version__upto",
    "version__reach",
    "version__weight",
    "version__due",
    "forecast__probability",
    "forecast__alone",
    "forecast__value",
    "forecast__is_missed",
    "forecast__by_hand",
    "forecast__because",
    "forecast__blocker",
    "version__owner_id",
    "version__owner__name",
    "version__owner_as_written",
)
_TIE = ("id", "child_id", "parent_id", "because")
_BEYOND = (
    "id",
    "number",
    "version__statement",
    "version__level",
    "product__name",
    "product__slug",
    "product_id",
    "closing_id",
)


def _goals_of(product: int) -> QuerySet[Goal]:
    return Goal.objects.filter(product=product, version__isnull=False).order_by("rank", "number")


def _ties_of(product: int, closed: bool = True) -> QuerySet[Tie]:
    """The ties up from goals of a product, and those that lead to it from others; of closed goals if asked for."""
    # By ids rather than by joins: an "or" over joined tables reads every tie of the installation.
    goals = Goal.objects.filter(product=product)
    up = Q(child__in=(goals if closed else goals.open()).values("pk"))
    from_others = Q(parent__in=goals.values("pk")) & ~Q(child__in=goals.values("pk"))
    return Tie.objects.standing().filter(up | from_others).order_by("tied_at", "id")


def _standing(product: int) -> QuerySet[Goal]:
    """The same, each with whether people are asked about its words, and what was agreed about it and not done. Both are
    looked for in small indexes of what is open, so that they need no query of their own."""
    asked = Decision.objects.under_way().whole().filter(organisation=OuterRef("organisation"), kind="goal")
    asked = asked.filter(noun_id=OuterRef("pk"), effect__isnull=True)
    undone = Undone.objects.open().filter(goal=OuterRef("pk")).order_by("pk").values("agreement")[:1]
    return _goals_of(product).annotate(is_asked=Exists(asked), undone=Subquery(undone))


# The three queries of every thread, by the product's id.
_ALL = Prepared(_standing, *_GOAL, "is_asked", "undone")
_OPEN = Prepared(lambda product: _standing(product).filter(closing=None), *_GOAL, "is_asked", "undone")
_MEASURED = Prepared(
    lambda product: KeyResult.objects.standing().filter(goal__product=product).order_by("rank", "id"), *_KEY_RESULT
)
_TIED = Prepared(_ties_of, *_TIE)
_TIED_OPEN = Prepared(lambda product: _ties_of(product, closed=False), *_TIE)


@dataclass
class Thread:
    """All goals of a product that somebody may see, and how they hang together.

    `goals` in their order; `ties` as (child, parent); `beyond` other goals that a tie leads to: closed, or of another
    product. `looked` holds the loose ends; each card has those of its goal that count (`ends`) and their rules (`loose`).
    `agreed`: goal -> words, tally and time of the agreement that holds; `agreed_lines` says it on the cards.
    """

    goals: list[Card]
    ties: list[Card] = field(default_factory=list)
    looked: reading.Looked = field(default_factory=reading.Looked)
    beyond: dict[int, Card] = field(default_factory=dict)
    agreed: dict[int, tuple[str, Mapping[str, int], datetime]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id: dict[int, Card] = {goal["id"]: goal for goal in self.goals}

    @property
    def loose(self) -> list[LooseEnd]:
        """The loose ends that count, gravest first; hints do not."""
        return self.looked.loose

    def at(self, *levels: str) -> list[Card]:
        """The goals of these levels, in their order."""
        # Comparing with the names of an enumeration costs a hundred times more than with plain words.
        wanted = {str(level) for level in levels}
        return [goal for goal in self.goals if goal["level"] in wanted]

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


def thread(
    product: Product,
    *,
    hidden: frozenset[int],
    today: date,
    closed: bool = False,
    loose: bool = True,
    moment: Moment | None = None,
) -> Thread:
    """The thread of a product as it is now. `closed` brings the closed goals in as well; `loose` looks for loose ends.

    `hidden` are the ids of the goals that whoever looks must not see (`access.hidden`): neither they nor their ties are
    in it. With a moment, the thread as it was then; `today` is its day, and loose ends are not looked for.
    """
    pen = Pen(today)
    if moment is not None:
        return _as_it_was(product, moment, pen, closed, hidden)
    made = Thread([pen.goal(row) for row in _without((_ALL if closed else _OPEN).rows(product.pk), hidden)])
    _measure(made, _MEASURED.rows(product.pk), pen)
    _tie(made, (_TIED if closed else _TIED_OPEN).rows(product.pk), hidden)
    if loose:
        _look(made, product, today, hidden)
    return made


def _as_it_was(product: Product, moment: Moment, pen: Pen, closed: bool, hidden: frozenset[int]) -> Thread:
    rows = past.goals(product.pk, moment, _GOAL, closed=closed)
    made = Thread([pen.goal(row) for row in _without(rows, hidden)])
    _measure(made, past.key_results(product.pk, moment, _KEY_RESULT), pen)
    _tie(made, past.ties(product.pk, moment, _TIE, closed=closed), hidden)
    return made


def _without(rows: Iterable[Card], hidden: frozenset[int], *names: str) -> Iterable[Card]:
    """The rows in which none of these fields names a goal that is hidden."""
    fields = names or ("id",)
    return [row for row in rows if hidden.isdisjoint([row[name] for name in fields])] if hidden else rows


def _look(made: Thread, product: Product, today: date, hidden: frozenset[int]) -> None:
    seen = reading.seen_in(made.goals, made.beyond, made.ties, today)
    made.looked = reading.look(product, seen, (goal["id"] for goal in made.goals if goal["is_waiting"]))
    made.agreed = {pk: (one.words, one.tally, one.at) for pk, one in seen.agreed.items()}
    made.looked.exempt = list(_without(made.looked.exempt, hidden, "goal_id"))
    for end in made.looked.loose:
        if end.goal is not None:
            made.by_id[end.goal]["loose"].append(end.rule)
            made.by_id[end.goal]["ends"].append(end)


def line(goal: Goal, *, hidden: frozenset[int], today: date, moment: Moment | None = None) -> Thread:
    """A thread of one goal, the goals right below it and all above it, closed ones too, whatever else the product holds.

    Only the goal itself carries its key results; loose ends need the whole thread. With a moment, the whole thread as
    it was then.
    """
    pen = Pen(today)
    if moment is not None:
        return _as_it_was(goal.product, moment, pen, True, hidden)
    ties = list(_without(_TIED.rows(goal.product_id), hidden, "child_id", "parent_id"))
    near = _above(goal.pk, ties) | {tie["child_id"] for tie in ties if tie["parent_id"] == goal.pk}
    made = Thread([pen.goal(row) for row in _goals_of(goal.product_id).filter(pk__in=near).values(*_GOAL)])
    own = made.by_id[goal.pk]
    measured = KeyResult.objects.standing().filter(goal=goal).order_by("rank", "id").values(*_KEY_RESULT)
    own["key_results"] = [pen.key_result(row) for row in measured]
    _tie(made, (tie for tie in ties if tie["child_id"] in near and tie["parent_id"] in near), hidden)
    return made


def _above(goal: int, ties: Iterable[Card]) -> set[int]:
    """The goal and everything above it."""
    parents: dict[int, list[int]] = {}
    for tie in ties:
        parents.setdefault(tie["child_id"], []).append(tie["parent_id"])
    return rules.all_above([goal], parents)


def _measure(made: Thread, rows: Iterable[Card], pen: Pen) -> None:
    for row in rows:
        goal = made.by_id.get(row["goal_id"])
        if goal is not None:
            goal["key_results"].append(pen.key_result(row))


def _tie(made: Thread, rows: Iterable[Card], hidden: frozenset[int]) -> None:
    for row in _without(rows, hidden, "child_id", "parent_id"):
        child, parent = made.by_id.get(row["child_id"]), made.by_id.get(row["parent_id"])
        if child is not None:
            child["parents"].append(row["parent_id"])
        if parent is not None:
            parent["children"].append(row["child_id"])
        if child is not None or parent is not None:
            made.ties.append(
                {"id": row["id"], "child": row["child_id"], "parent": row["parent_id"], "because": row["because"]}
            )
    _look_beyond(made, {pk for tie in made.ties for pk in (tie["child"], tie["parent"])} - made.by_id.keys())


def _look_beyond(made: Thread, missing: Iterable[int]) -> None:
    wanted = set(missing)
    if wanted:
        for row in Goal.objects.filter(pk__in=wanted).values(*_BEYOND):
            made.beyond[row["id"]] = {
                "id": row["id"],
                "number": row["number"],
                "statement": row["version__statement"],
                "level": row["version__level"],
                "product": row["product__name"],
                "product_slug": row["product__slug"],
                "product_id": row["product_id"],
                "state": "closed" if row["closing_id"] else "active",
                "parents": [],
                "children": [],
            }


__all__ = ["Card", "Thread", "line", "short_date", "thread"]
