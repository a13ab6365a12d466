"""Many goals, ties and key results written at once, as a file brings them: a few statements instead of a dozen a goal.

Each does what the verb on one goal does, without its entry in the record: whoever brings them in records the whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery

from goldthread.kit import clock
from goldthread.measures.models import Metric
from goldthread.people.models import Organisation, Person, Product

from .gathering import bring_in
from .goal import Adoption, Closing, Goal, GoalVersion
from .key_result import KeyResult, KeyResultVersion, settled
from .tie import Tie

BATCH = 400


@dataclass
class Wanted:
    """A goal to be: any of the fields of a version."""

    level: str
    statement: str
    said: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def set_goals(product: Product, wanted: Sequence[Wanted], *, by: Person, because: str) -> list[Goal]:
    """Set goals in their order, each in force at once and marked as brought in; the last of the product."""
    if not wanted:
        return []
    Organisation.objects.filter(pk=product.organisation_id).update(last_goal_number=F("last_goal_number") + len(wanted))
    last = Organisation.objects.values_list("last_goal_number", flat=True).get(pk=product.organisation_id)
    number, rank = last - len(wanted), product.goals.aggregate(last=Max("rank"))["last"] or 0
    made = [
        Goal(organisation_id=product.organisation_id, product=product, number=number + at, rank=rank + at, set_by=by, set_at=clock.now())
        for at in range(1, len(wanted) + 1)
    ]  # fmt: skip
    made = Goal.objects.bulk_create(made, batch_size=BATCH)
    versions = [
        GoalVersion(organisation_id=product.organisation_id, goal=goal, number=1, by=by, at=clock.now(), because=because, level=one.level, statement=one.statement, **one.said)
        for goal, one in zip(made, wanted, strict=True)
    ]  # fmt: skip
    versions = GoalVersion.objects.bulk_create(versions, batch_size=BATCH)
    Adoption.objects.bulk_create(
        [
            Adoption(organisation_id=product.organisation_id, goal_id=one.goal_id, version=one, by=by, at=clock.now())
            for one in versions
        ],
        batch_size=BATCH,
    )
    for some in _batches(made):
        first = GoalVersion.objects.filter(goal=OuterRef("pk"), number=1).values("pk")
        Goal.objects.filter(pk__in=[goal.pk for goal in some]).update(version=Subquery(first))
        bring_in(some)
    for goal, version in zip(made, versions, strict=True):
        goal.version = version
    return made


@transaction.atomic
def tie_goals(product: Product, wanted: Iterable[tuple[Goal, Goal, str, KeyResult | None]], *, by: Person) -> list[Tie]:
    """Tie goals of one product, as (child, parent, because, by way of which key result).

    Raises ValueError where the ties close a ring, with the ids in it.
    """
    ties = list(wanted)
    Organisation.objects.select_for_update().get(pk=product.organisation_id)
    standing = Tie.objects.standing().filter(organisation_id=product.organisation_id)
    pairs = [*standing.values_list("child_id", "parent_id"), *((child.pk, parent.pk) for child, parent, _, _ in ties)]
    if ring := _ring_in(pairs):
        raise ValueError(f"a ring of goals: {sorted(ring)[:20]}")
    return Tie.objects.bulk_create(
        [
            Tie(organisation_id=product.organisation_id, child=child, parent=parent, because=because, via_key_result=via, by=by, tied_at=clock.now())
            for child, parent, because, via in ties
        ],
        batch_size=BATCH,
    )  # fmt: skip


@transaction.atomic
def measure_goals(wanted: Sequence[tuple[Goal, Metric, dict[str, Any]]], *, by: Person) -> list[KeyResult]:
    """Measure goals by metrics: (goal, metric, numbers as in KeyResult.set), in their order below each goal."""
    if not wanted:
        return []
    ranks: dict[int, int] = {}
    made = []
    for goal, metric, _numbers in wanted:
        ranks[goal.pk] = ranks.get(goal.pk, 0) + 1
        made.append(
            KeyResult(organisation_id=goal.organisation_id, goal=goal, metric=metric, rank=ranks[goal.pk], set_at=clock.now())
        )  # fmt: skip
    made = KeyResult.objects.bulk_create(made, batch_size=BATCH)
    KeyResultVersion.objects.bulk_create(
        [
            KeyResultVersion(organisation_id=one.organisation_id, key_result=one, metric=one.metric, number=1, by=by, at=clock.now(), **settled(numbers, metric))
            for one, (_goal, metric, numbers) in zip(made, wanted, strict=True)
        ],
        batch_size=BATCH,
    )  # fmt: skip
    for some in _batches(made):
        first = KeyResultVersion.objects.filter(key_result=OuterRef("pk"), number=1).values("pk")
        KeyResult.objects.filter(pk__in=[one.pk for one in some]).update(version=Subquery(first))
    return made


@transaction.atomic
def let_go(goals: Sequence[Goal], *, by: Person, learned: str) -> None:
    """Let several goals go at once, as closing each would; of one that had ended, this is the ending from now on."""
    close_goals([(goal, Closing.Result.LET_GO, learned) for goal in goals], by=by)


@transaction.atomic
def close_goals(wanted: Sequence[tuple[Goal, str, str]], *, by: Person) -> None:
    """End several goals at once: (goal, result, what was learned)."""
    made = Closing.objects.bulk_create(
        [
            Closing(organisation_id=goal.organisation_id, goal=goal, result=result, learned=learned, by=by, at=clock.now())
            for goal, result, learned in wanted
        ],
        batch_size=BATCH,
    )  # fmt: skip
    for some in _batches(made):
        newest = Closing.objects.filter(goal=OuterRef("pk")).order_by("-pk").values("pk")[:1]
        Goal.objects.filter(pk__in=[one.goal_id for one in some]).update(closing=Subquery(newest))


def _batches(things: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]


def _ring_in(pairs: Iterable[tuple[int, int]]) -> set[int]:
    """The goals that stand in a ring or below one; none where every line ends."""
    parents: dict[int, int] = {}
    below: dict[int, list[int]] = {}
    for child, parent in pairs:
        parents[child] = parents.get(child, 0) + 1
        parents.setdefault(parent, 0)
        below.setdefault(parent, []).append(child)
    ready = [goal for goal, count in parents.items() if not count]
    while ready:
        goal = ready.pop()
        del parents[goal]
        for child in below.get(goal, []):
            parents[child] -= 1
            if not parents[child]:
                ready.append(child)
    return set(parents)
