"""Deeds on several goals at once: brought in with a list, looked through, two written for one merged."""

from collections.abc import Collection
from contextlib import suppress

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldthread.journal.record import record
from goldthread.kit import clock
from goldthread.people.models import Person, Product

from .goal import Closing, Committed, Goal, Refused
from .key_result import NUMBERS, KeyResult

BATCH = 500
RUNS = gettext_lazy("Key results of this goal run. Merge the other goal into this one, or drop this one in a pivot, with the reason and the data beside it.")  # fmt: skip


def bring_in(goals: Collection[Goal]) -> None:
    """Mark goals as brought in with a list just now: not agreed on here yet. Whoever saves the list records it."""
    now = clock.now()
    for goal in goals:
        goal.brought_in_at = now
        goal.looked_through_at = None
    known = [goal.pk for goal in goals]
    for start in range(0, len(known), BATCH):
        Goal.objects.filter(pk__in=known[start : start + BATCH]).update(brought_in_at=now, looked_through_at=None)


@transaction.atomic
def look_through(product: Product, *, by: Person, hidden: Collection[int] = ()) -> int:
    """Say that all goals of a product that were brought in have been looked through, but those that are hidden from whoever says so."""
    waiting = Goal.objects.filter(product=product, looked_through_at=None).exclude(brought_in_at=None)
    waiting = waiting.exclude(pk__in=hidden)
    count = waiting.update(looked_through_at=clock.now())
    if count:
        record(by, "product.looked_through", product, goals=count)
    return count


@transaction.atomic
def merge(goal: Goal, into: Goal, *, by: Person) -> None:
    """Two goals say the same: hand the ties and key results of one to the other, and let it go.

    Merged again, nothing changes. A tie that would close a ring is left out. Raises Refused for a goal with itself, Committed
    where key results of the one that goes run: handed over they could be changed again without a pivot.
    """
    if goal.pk == into.pk or goal.product_id != into.product_id:
        raise Refused(_("Choose another goal of this product."))
    fresh = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    if fresh.closing_id:
        return
    if goal.runs():
        raise Committed(RUNS)
    _hand_over_ties(goal, into, by)
    _hand_over_numbers(goal, into, by)
    words = _("Merged into “%(goal)s” (No. %(number)s).") % {"goal": into, "number": into.number}
    goal.close(Closing.Result.LET_GO, by=by, learned=words)
    into.touch()
    record(by, "goal.merged", goal, into=into.pk)


def _hand_over_ties(goal: Goal, into: Goal, by: Person) -> None:
    below = list(goal.ties_below.standing().select_related("child"))
    above = list(goal.ties.standing().select_related("parent__version"))
    for tie in below:
        tie.child.untie(goal, by=by)
        _tie(tie.child, into, by, tie.because)
    for tie in above:
        _tie(into, tie.parent, by, tie.because)


def _tie(child: Goal, parent: Goal, by: Person, because: str) -> None:
    if child.pk != parent.pk and not child.ties.standing().filter(parent=parent).exists():
        with suppress(Refused):
            child.tie(parent, by=by, because=because)


def _hand_over_numbers(goal: Goal, into: Goal, by: Person) -> None:
    known = set(into.key_results.standing().values_list("metric_id", flat=True))
    for one in goal.key_results.standing().select_related("metric", "version"):
        if one.metric_id not in known:
            KeyResult.set(into, one.metric, by=by, **{name: getattr(one.version, name) for name in NUMBERS})
